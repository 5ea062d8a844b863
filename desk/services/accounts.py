"""Accounts: signing in, sessions, one-time links. Passwords are kept as argon2id hashes."""

from __future__ import annotations

import asyncio
import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from desk.domain.errors import Invalid, NotAllowed, NotFound
from desk.domain.roles import ALL_ROLES, ROLES, PageScope, Roles
from desk.domain.text import MAX_NAME, cleaned
from desk.ports import Clock, OpenPeople, PeopleUnit

FIRST_ADMIN: Final = "first-admin"
SESSION: Final = timedelta(days=14)
LINK: Final = timedelta(hours=24)
MIN_PASSWORD: Final = 10
MAX_PASSWORD: Final = 1_000
MAX_FAILURES: Final = 10
FAILURE_WINDOW: Final = timedelta(minutes=15)
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class TooManyAttempts(NotAllowed):
    """Too many failed sign-ins; wait a quarter of an hour and try again."""

    code = "too_many_attempts"


class WrongCredentials(NotAllowed):
    """The e-mail address or the password is not right."""

    code = "wrong_credentials"


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

    def __init__(self, uow: OpenPeople, clock: Clock) -> None:
        self._uow = uow
        self._clock = clock
        self._hasher = PasswordHasher()
        # Each takes 64 MB and some processors; many at once would starve everything else.
        self._hashing = asyncio.Semaphore(2)
        # Compared against when there is no such account, so that both cases take the same time.
        self._nobody: str | None = None

    async def sign_in(self, email: str, password: str, address: str) -> tuple[Account, str]:
        """The account and a new session token. Raises WrongCredentials or TooManyAttempts, never saying which half."""
        keys = (f"email:{email.strip().lower()[:MAX_NAME]}", f"address:{address}")
        async with self._uow() as unit:
            for key, limit in zip(keys, (MAX_FAILURES, 5 * MAX_FAILURES), strict=True):
                if await unit.people.failed_attempts(key, FAILURE_WINDOW) >= limit:
                    raise TooManyAttempts()
            row = await unit.people.by_email(email.strip())
        async with self._hashing:
            matches = await asyncio.to_thread(self._matches, row["password_hash"] if row else None, password)
        if row is None or not matches:
            async with self._uow() as unit:
                for key in keys:
                    await unit.people.note_failed_attempt(key)
            raise WrongCredentials()
        account = _account(row)
        async with self._uow() as unit:
            if self._hasher.check_needs_rehash(row["password_hash"]):
                await unit.people.rehash(account.id, await asyncio.to_thread(self._hasher.hash, password))
            return account, await self._start_session(unit, account.id)

    async def by_session(self, token: str) -> Account | None:
        """Who is signed in with this session token."""
        async with self._uow() as unit:
            row = await unit.people.by_session(hashed(token))
        return _account(row) if row else None

    async def sign_out(self, token: str) -> None:
        """End the session."""
        async with self._uow() as unit:
            await unit.people.end_session(hashed(token))

    async def add(self, name: str, email: str, role: str, password: str) -> Account:
        """A new account with a password."""
        name, email = _checked(name, email, role, password)
        password_hash = await asyncio.to_thread(self._hasher.hash, password)
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

    async def follow_link(self, token: str, name: str, email: str, password: str) -> tuple[Account, str]:
        """Make the account that the link is for and sign in; the link works once."""
        async with self._uow() as unit:
            role = (await self._usable(unit, token))["role"]
        name, email = _checked(name, email, role, password)
        password_hash = await asyncio.to_thread(self._hasher.hash, password)
        async with self._uow() as unit:
            link = await self._usable(unit, token, lock=True)
            user_id = await unit.people.add(name, email, role, password_hash, link["page_roles"])
            await unit.people.use_link(hashed(token))
            account = Account(user_id, name, email, role, link["page_roles"], self._clock.now())
            return account, await self._start_session(unit, user_id)

    async def _usable(self, unit: PeopleUnit, token: str, *, lock: bool = False) -> dict[str, Any]:
        link = await unit.people.link(hashed(token), lock=lock)
        if link is None or link["used_at"] is not None or link["expires_at"] < self._clock.now():
            raise NotFound("This link was used already or has expired. Ask for a new one: ./sharewell admin-link")
        if link["purpose"] == FIRST_ADMIN and await unit.people.any():
            raise NotFound(
                "This link was for the first account, and there is one already. Sign in, or ask for an invitation."
            )
        return link

    async def _start_session(self, unit: PeopleUnit, user_id: UUID) -> str:
        token = secrets.token_urlsafe(32)
        await unit.people.start_session(user_id, hashed(token), self._clock.now() + SESSION)
        return token

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
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        raise Invalid(f"The password needs at least {MIN_PASSWORD} characters.")
    return name, email
