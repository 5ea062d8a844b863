"""Accounts: signing in, sessions, one-time links. Passwords are kept as argon2id hashes."""

from __future__ import annotations

import asyncio
import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from desk.domain.errors import Invalid, NotAllowed, NotFound
from desk.domain.roles import ALL_ROLES, ROLES, PageScope, Roles
from desk.domain.text import MAX_NAME, cleaned
from desk.ports.outside import Clock
from desk.ports.people import OpenSignIn, SignInUnit
from desk.services.attempts import TooManyAttempts as TooManyAttempts
from desk.services.attempts import claim, limits_of, network_of
from desk.services.second_factor import CodeNeeded, SecondFactors, WrongCode

FIRST_ADMIN: Final = "first-admin"
SESSION: Final = timedelta(days=14)
LINK: Final = timedelta(hours=24)
MIN_PASSWORD: Final = 10
MAX_PASSWORD: Final = 1_000
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class WrongCredentials(NotAllowed):
    """The e-mail address or the password is not right."""

    code = "wrong_credentials"


@dataclass(frozen=True)
class Origin:
    """Where a sign-in comes from: the network address, and the device in plain words."""

    address: str = ""
    device: str = "An unknown device"


@dataclass(frozen=True)
class Account:
    """Who somebody is, and what they may do."""

    id: UUID
    name: str
    email: str
    role: str
    page_roles: Mapping[str, str] = field(default_factory=dict)
    """The role on single pages, where it is not the account's own."""
    created_at: datetime | None = None
    session: UUID | None = None
    """The session this account is used in."""
    factor_missing: bool = False
    """The desk asks administrators for a second factor, and this one has none yet."""

    @property
    def roles(self) -> Roles:
        """What decides what this account may do."""
        return Roles(self.role, self.page_roles)

    def may(self, role: str, page_id: str | None = None) -> bool:
        """Whether this account's role on the page, or on what all pages share, includes the given one."""
        return self.roles.may(role, page_id)

    def may_somewhere(self, role: str) -> bool:
        """Whether there can be a page on which this account's role includes the given one."""
        return self.roles.somewhere(role)

    def pages(self, role: str = "viewer") -> PageScope:
        """The pages on which this account's role includes the given one."""
        return self.roles.where(role)


class Accounts:
    """Who may come in."""

    def __init__(self, uow: OpenSignIn, clock: Clock, factors: SecondFactors) -> None:
        self._uow = uow
        self._clock = clock
        self._factors = factors
        self._hasher = PasswordHasher()
        # Each takes 64 MB and some processors; many at once would starve everything else.
        self._hashing = asyncio.Semaphore(2)
        # Compared against when there is no such account, so that both cases take the same time.
        self._nobody: str | None = None

    async def sign_in(self, email: str, password: str, origin: Origin, code: str | None = None) -> tuple[Account, str]:
        """The account and a new session token.

        Raises WrongCredentials or TooManyAttempts, never saying which half; and, after the right password of somebody
        with a second factor, CodeNeeded or WrongCode.
        """
        attempts = await claim(self._uow, limits_of(email, origin.address))
        async with self._uow() as unit:
            row = await unit.people.by_email(email.strip())
        if not await self._is_password(row["password_hash"] if row else None, password) or row is None:
            await self._note_failure(email, origin, "password")
            raise WrongCredentials()
        try:
            await self._factors.check(row["id"], code)
        except CodeNeeded:
            async with self._uow() as unit:
                await unit.sessions.take_back(attempts)
            raise
        except WrongCode:
            await self._note_failure(row["email"], origin, "code")
            raise
        account = _account(row)
        async with self._uow() as unit:
            await unit.sessions.take_back(attempts)
            if self._hasher.check_needs_rehash(row["password_hash"]):
                await unit.people.rehash(account.id, await self._hashed(password))
            return account, await self.start_session(unit, account, origin, "password")

    async def by_session(self, token: str) -> Account | None:
        """Who is signed in with this session token."""
        async with self._uow() as unit:
            row = await unit.people.by_session(hashed(token))
        if row is None:
            return None
        return replace(_account(row), session=row["session"], factor_missing=row["factor_missing"])

    async def sign_out(self, token: str) -> None:
        """End the session."""
        async with self._uow() as unit:
            await unit.people.end_session(hashed(token))

    async def add(self, name: str, email: str, role: str, password: str) -> Account:
        """A new account with a password."""
        name, email = _checked(name, email, role, password)
        password_hash = await self._hashed(password)
        async with self._uow() as unit:
            user_id = await unit.people.add(name, email, role, password_hash)
        return Account(user_id, name, email, role)

    async def invite(self, purpose: str, role: str, email: str | None = None, name: str | None = None) -> str:
        """The token of a new one-time link."""
        token = secrets.token_urlsafe(24)
        async with self._uow() as unit:
            await unit.people.add_link(purpose, role, hashed(token), self._clock.now() + LINK, email, name)
        return token

    async def first_admin_link(self) -> str | None:
        """The token of a link for the first administrator; None once there is an account."""
        async with self._uow() as unit:
            if await unit.people.any():
                return None
        return await self.invite(FIRST_ADMIN, "admin")

    async def link(self, token: str) -> dict[str, Any]:
        """What a link is for; raises NotFound when it is unknown, used or expired."""
        async with self._uow() as unit:
            return await self._usable(unit, token)

    async def follow_link(
        self, token: str, name: str, email: str, password: str, origin: Origin = Origin()
    ) -> tuple[Account, str]:
        """Make the account that the link is for and sign in; the link works once."""
        async with self._uow() as unit:
            role = (await self._usable(unit, token))["role"]
        name, email = _checked(name, email, role, password)
        password_hash = await self._hashed(password)
        async with self._uow() as unit:
            link = await self._usable(unit, token, lock=True)
            user_id = await unit.people.add(name, email, role, password_hash, link["page_roles"])
            await unit.people.use_link(hashed(token))
            account = Account(user_id, name, email, role, link["page_roles"], self._clock.now())
            return account, await self.start_session(unit, account, origin, "link")

    async def _usable(self, unit: SignInUnit, token: str, *, lock: bool = False) -> dict[str, Any]:
        link = await unit.people.link(hashed(token), lock=lock)
        if link is None or link["used_at"] is not None or link["expires_at"] < self._clock.now():
            raise NotFound("This link was used already or has expired. Ask for a new one: ./sharewell admin-link")
        if link["purpose"] == FIRST_ADMIN and await unit.people.any():
            raise NotFound(
                "This link was for the first account, and there is one already. Sign in, or ask for an invitation."
            )
        return link

    async def start_session(self, unit: SignInUnit, account: Account, origin: Origin, via: str) -> str:
        """Sign somebody in within this transaction; the token of their browser."""
        token = secrets.token_urlsafe(32)
        await unit.sessions.start(
            account.id,
            hashed(token),
            self._clock.now() + SESSION,
            address=origin.address,
            network=network_of(origin.address),
            device=origin.device,
            via=via,
        )
        data = {"via": via, "device": origin.device, "address": origin.address}
        await unit.audit.append(account.name, "session.started", account.email, None, data)
        return token

    async def change_password(self, account: Account, current: str, new: str) -> int:
        """A new password; every other session ends, and how many that were is the answer."""
        async with self._uow() as unit:
            known = await unit.sessions.password_of(account.id)
        if known is None:
            raise Invalid("Your account has no password: it signs in through your company's sign-in.")
        _check_password(new)
        attempts = await claim(self._uow, limits_of(account.email))
        if not await self._is_password(known, current):
            raise Invalid("The current password is not right; nothing was changed.")
        password_hash = await self._hashed(new)
        async with self._uow() as unit:
            await unit.people.rehash(account.id, password_hash)
            await unit.password_links.end(account.id, self._clock.now())
            await unit.sessions.take_back(attempts)
            await unit.audit.append(account.name, "password.changed", account.email, None, {})
            return await unit.sessions.end_others(account.id, account.session)

    async def hash_of(self, password: str) -> str:
        """What is stored of a new password; raises Invalid for one that is too short."""
        _check_password(password)
        return await self._hashed(password)

    async def end_session(self, account: Account, session_id: UUID) -> None:
        """Sign one of somebody's browsers out."""
        async with self._uow() as unit:
            if not await unit.sessions.end(account.id, session_id):
                raise NotFound("This session has ended already.")
            await unit.audit.append(account.name, "session.ended", account.email, None, {})

    async def end_other_sessions(self, account: Account) -> int:
        """Sign all of somebody's browsers out but the one they are using; how many that were."""
        async with self._uow() as unit:
            ended = await unit.sessions.end_others(account.id, account.session)
            if ended:
                await unit.audit.append(account.name, "session.others_ended", account.email, None, {"count": ended})
            return ended

    async def _note_failure(self, email: str, origin: Origin, what: str) -> None:
        """In the audit log, the same for an unknown address, which nobody outside can read there."""
        address = cleaned(email[:MAX_NAME], "The e-mail address", MAX_NAME, required=False) or "-"
        data = {"device": origin.device, "address": origin.address, "wrong": what}
        async with self._uow() as unit:
            await unit.audit.append("somebody", "sign_in.failed", address, None, data)

    async def _is_password(self, password_hash: str | None, password: str) -> bool:
        async with self._hashing:
            return await asyncio.to_thread(self._matches, password_hash, password)

    async def _hashed(self, password: str) -> str:
        async with self._hashing:
            return await asyncio.to_thread(self._hasher.hash, password)

    def _matches(self, password_hash: str | None, password: str) -> bool:
        if self._nobody is None:
            self._nobody = self._hasher.hash(secrets.token_urlsafe(16))
        try:
            return self._hasher.verify(password_hash or self._nobody, password[:MAX_PASSWORD])
        except (VerificationError, InvalidHashError):
            return False


def _account(row: Mapping[str, Any]) -> Account:
    return Account(row["id"], row["name"], row["email"], row["role"], row["page_roles"], row["created_at"])


def hashed(token: str) -> bytes:
    """What is stored of a random token; a fast hash does, for there is nothing to guess."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()


def _checked(name: str, email: str, role: str, password: str) -> tuple[str, str]:
    name = cleaned(name, "The name", MAX_NAME)
    email = cleaned(email, "The e-mail address", MAX_NAME)
    if not _EMAIL.fullmatch(email):
        raise Invalid(f"{email!r} is not an e-mail address.")
    if role not in ALL_ROLES:
        raise Invalid(f"The role must be one of {', '.join(ROLES)}.")
    _check_password(password)
    return name, email


def _check_password(password: str) -> None:
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        raise Invalid(f"The password needs at least {MIN_PASSWORD} characters, and at most {MAX_PASSWORD:,}.")
