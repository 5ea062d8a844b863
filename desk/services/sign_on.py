"""Signing in through the company's identity provider: which account somebody gets, and whether they get one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from desk.domain.roles import ROLES
from desk.domain.sign_on import Identity, SignOnFailed, SignOnRules
from desk.ports.people import OpenSignIn, SignInUnit
from desk.services.accounts import Account, Accounts, Origin

ACTOR: Final = "sign-on"


@dataclass(frozen=True)
class SignOn:
    """From an identity that the provider vouches for to a session of the desk."""

    uow: OpenSignIn
    accounts: Accounts
    rules: SignOnRules

    async def sign_in(self, identity: Identity, origin: Origin) -> tuple[Account, str]:
        """The account and a new session token; raises SignOnFailed with what is in the way.

        Known by the provider's own id first: an e-mail address may change hands. By a verified address once, which
        then links the account. Else a new account, where the rules give one.
        """
        async with self.uow() as unit:
            user = await self._known(unit, identity) or await self._linked(unit, identity)
            if user is None:
                user = await self._new(unit, identity)
            if user["disabled_at"] is not None:
                raise SignOnFailed("no-account")
            role = await self._role(unit, identity, user)
            account = Account(user["id"], user["name"], user["email"], role)
            return account, await self.accounts.start_session(unit, account, origin, "sign-on")

    async def _known(self, unit: SignInUnit, identity: Identity) -> dict[str, Any] | None:
        user_id = await unit.sessions.identity(identity.issuer, identity.subject)
        return await unit.sessions.user(user_id) if user_id else None

    async def _linked(self, unit: SignInUnit, identity: Identity) -> dict[str, Any] | None:
        if identity.email is None:
            raise SignOnFailed("email-not-verified")
        user = await unit.sessions.user_by_email(identity.email)
        if user is None:
            return None
        if not await unit.sessions.link(identity.issuer, identity.subject, user["id"]):
            raise SignOnFailed("linked-elsewhere")
        await unit.audit.append(ACTOR, "sign_on.linked", user["email"], None, {})
        return user

    async def _new(self, unit: SignInUnit, identity: Identity) -> dict[str, Any]:
        role = self._by_groups(identity) or self.rules.default_role
        if role is None or identity.email is None:
            raise SignOnFailed("no-account")
        user_id = uuid4()
        await unit.sessions.add_user(user_id, identity.name or identity.email, identity.email, role)
        await unit.sessions.link(identity.issuer, identity.subject, user_id)
        await unit.audit.append(ACTOR, "sign_on.account_added", identity.email, None, {"role": role})
        user = await unit.sessions.user(user_id)
        assert user is not None
        return user

    async def _role(self, unit: SignInUnit, identity: Identity, user: dict[str, Any]) -> str:
        """What the groups give now; an account whose groups say nothing keeps its role."""
        role = self._by_groups(identity)
        if role is None or role == user["role"]:
            return str(user["role"])
        await unit.sessions.set_role(user["id"], role)
        await unit.audit.append(
            ACTOR, "sign_on.role_changed", user["email"], None, {"before": user["role"], "after": role}
        )
        return role

    def _by_groups(self, identity: Identity) -> str | None:
        given = [self.rules.roles[group] for group in identity.groups if group in self.rules.roles]
        return max(given, key=ROLES.index, default=None)
