"""Codes of an authenticator app (TOTP, RFC 6238) and recovery codes.

The app's secret and the hashes of recovery codes are derived from the desk's key, so whoever has the database alone can
neither make a code nor guess one. After a change of the signing key no code fits any more: ``./sharewell user
second-factor-off`` takes a second factor away.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import pyotp

from desk.domain.errors import Conflict, NotAllowed, NotFound
from desk.ports.outside import Clock
from desk.ports.people import OpenSignIn, SignInUnit
from desk.services.attempts import MAX_CODES, claim

ISSUER: Final = "Sharewell"
STEP_S: Final = 30
DRIFT: Final = 1
"""A code counts half a minute early or late: phones' clocks are off a little."""
RECOVERY_CODES: Final = 10
_NOT_IN_A_CODE: Final = re.compile(r"[\s-]")


class CodeNeeded(NotAllowed):
    """Now the code from your authenticator app."""

    code = "code_needed"


class WrongCode(NotAllowed):
    """This code is not right, or was used already. Wait for the next one; a recovery code works too."""

    code = "wrong_code"


@dataclass(frozen=True)
class Enrolment:
    """What an authenticator app is given: the secret for typing, and the address that a QR code holds."""

    secret: str
    uri: str


@dataclass(frozen=True)
class FactorState:
    """``since`` is None while no second factor is asked for."""

    since: datetime | None
    recovery_codes: int


class SecondFactors:
    """Setting a second factor up, asking for it, and taking it away."""

    def __init__(self, uow: OpenSignIn, clock: Clock, master_key: str) -> None:
        self._uow = uow
        self._clock = clock
        self._key = master_key.encode()

    async def state(self, user_id: UUID) -> FactorState:
        """Whether somebody has one."""
        async with self._uow() as unit:
            factor = await unit.factors.of(user_id)
            since = factor["confirmed_at"] if factor else None
            return FactorState(since, await unit.factors.recovery_codes_left(user_id) if since else 0)

    async def begin(self, user_id: UUID, email: str) -> Enrolment:
        """A new secret; nothing is asked for until a code of it was given."""
        async with self._uow() as unit:
            factor = await unit.factors.of(user_id, lock=True)
            if factor and factor["confirmed_at"]:
                raise Conflict("You have a second factor already. Switch it off first to set up another app.")
            salt = secrets.token_bytes(16)
            await unit.factors.begin(user_id, salt)
        secret = self._secret(user_id, salt)
        return Enrolment(secret, pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER))

    async def confirm(self, user_id: UUID, name: str, code: str) -> list[str]:
        """The app works: from now on a code is asked for. The recovery codes, which are shown this once."""
        attempts = await claim(self._uow, _limit(user_id))
        async with self._uow() as unit:
            factor = await unit.factors.of(user_id, lock=True)
            if factor is None:
                raise NotFound("Begin again: there is no second factor to confirm.")
            if factor["confirmed_at"]:
                raise Conflict("This second factor is confirmed already.")
            if not await self._is_from_app(unit, user_id, code):
                raise WrongCode()
            await unit.factors.confirm(user_id, self._clock.now())
            codes = await self._new_codes(unit, user_id)
            await unit.audit.append(name, "second_factor.on", name, None, {})
            await unit.sessions.take_back(attempts)
        return codes

    async def check(self, user_id: UUID, code: str | None) -> None:
        """Nothing for somebody without a second factor; else raises CodeNeeded or WrongCode unless the code is right.

        A code is taken once, also when it is given twice at the same moment.
        """
        async with self._uow() as unit:
            factor = await unit.factors.of(user_id)
        if factor is None or factor["confirmed_at"] is None:
            return
        if not code:
            raise CodeNeeded()
        attempts = await claim(self._uow, _limit(user_id))
        async with self._uow() as unit:
            if not await self._takes(unit, user_id, code):
                raise WrongCode()
            await unit.sessions.take_back(attempts)

    async def renew_codes(self, user_id: UUID, name: str, code: str) -> list[str]:
        """New recovery codes; the earlier ones stop working."""
        await self.check(user_id, code or "-")
        async with self._uow() as unit:
            factor = await unit.factors.of(user_id, lock=True)
            if factor is None or factor["confirmed_at"] is None:
                raise NotFound("You have no second factor.")
            await unit.audit.append(name, "second_factor.codes_renewed", name, None, {})
            return await self._new_codes(unit, user_id)

    async def switch_off(self, user_id: UUID, name: str, code: str) -> None:
        """No code is asked for any more; needs one, so that a browser left open can't do it."""
        await self.check(user_id, code or "-")
        async with self._uow() as unit:
            if await unit.factors.remove(user_id):
                await unit.audit.append(name, "second_factor.off", name, None, {})

    async def reset(self, actor: str, user_id: UUID, actor_id: UUID | None = None) -> None:
        """An administrator takes it away from somebody else who lost their phone."""
        if user_id == actor_id:
            raise Conflict("Switch your own second factor off under Account, with a code.")
        async with self._uow() as unit:
            user = await unit.sessions.user(user_id)
            if user is None:
                raise NotFound("There is no such account.")
            if not await unit.factors.remove(user_id):
                raise NotFound(f"{user['name']} has no second factor.")
            await unit.audit.append(actor, "second_factor.reset", user["email"], None, {})

    async def _takes(self, unit: SignInUnit, user_id: UUID, code: str) -> bool:
        if await self._is_from_app(unit, user_id, code):
            return True
        return await unit.factors.use_recovery_code(user_id, self._code_hash(user_id, code))

    async def _is_from_app(self, unit: SignInUnit, user_id: UUID, code: str) -> bool:
        factor = await unit.factors.of(user_id, lock=True)
        if factor is None:
            return False
        step = matching_step(self._secret(user_id, factor["salt"]), code, self._clock.now(), factor["last_step"])
        if step is None:
            return False
        await unit.factors.took(user_id, step)
        return True

    async def _new_codes(self, unit: SignInUnit, user_id: UUID) -> list[str]:
        raw = [base64.b32encode(secrets.token_bytes(10)).decode().lower()[:12] for _ in range(RECOVERY_CODES)]
        codes = [f"{code[:4]}-{code[4:8]}-{code[8:]}" for code in raw]
        await unit.factors.set_recovery_codes(user_id, [self._code_hash(user_id, code) for code in codes])
        return codes

    def _secret(self, user_id: UUID, salt: bytes) -> str:
        """160 bits in Base32, as authenticator apps take them (RFC 4226, section 4)."""
        return base64.b32encode(self._derived(b"totp:" + user_id.bytes + salt)[:20]).decode()

    def _code_hash(self, user_id: UUID, code: str) -> bytes:
        plain = _NOT_IN_A_CODE.sub("", code).lower()
        return self._derived(b"recovery:" + user_id.bytes + plain.encode("utf-8", "replace"))

    def _derived(self, what: bytes) -> bytes:
        return hmac.new(self._key, b"second-factor:" + what, hashlib.sha256).digest()


def matching_step(secret: str, code: str, now: datetime, after: int) -> int | None:
    """The half minute whose code this is, if it is near and later than the last one that was used."""
    plain = _NOT_IN_A_CODE.sub("", code)
    if not (plain.isascii() and plain.isdigit()):
        return None
    totp, this = pyotp.TOTP(secret, interval=STEP_S), int(now.timestamp()) // STEP_S
    found: int | None = None
    for step in range(this - DRIFT, this + DRIFT + 1):
        if hmac.compare_digest(totp.generate_otp(step), plain) and step > after and found is None:
            found = step
    return found


def _limit(user_id: UUID) -> dict[str, int]:
    return {f"code:{user_id}": MAX_CODES}
