"""Who chats: a visitor comes, comes back with a token, or is somebody the site vouches for."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from desk.domain.chat import Family, Visitor
from desk.domain.chat_errors import (
    OriginRefused,
    TokenDead,
    TokenExpired,
    TokenRefused,
    TokenReplayed,
    TokenRotated,
    WrongIdentity,
)
from desk.domain.chat_token import GRACE, Token, identity_signature, read, sign
from desk.domain.errors import Conflict, Invalid
from desk.domain.text import MAX_NAME, cleaned
from desk.ports.outside import Clock
from desk.ports.unit import Unit, UnitOfWork
from desk.services.chat_guard import NEW_VISITORS, ChatGuard
from desk.services.chat_sites import ChatSite

MAX_IDENTITY: Final = 200
MAX_EMAIL: Final = 254


@dataclass(frozen=True)
class Identity:
    """Whom the site says its visitor is, and its signature."""

    id: str
    signature: str
    name: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class Arrival:
    """What a browser brings along."""

    origin: str
    address: str
    token: str | None = None
    proof: tuple[str, str] | None = None
    name: str | None = None
    email: str | None = None
    identity: Identity | None = None


@dataclass(frozen=True)
class Entered:
    """A visitor with a token for the next day."""

    visitor: Visitor
    token: Token
    signed: str


@dataclass(frozen=True)
class Known:
    """Who a token belongs to."""

    visitor: Visitor
    token: Token


@dataclass(frozen=True)
class ChatVisitors:
    """Visitors of all pages."""

    uow: UnitOfWork
    clock: Clock
    guard: ChatGuard
    signing_key: str

    async def enter(self, site: ChatSite, arrival: Arrival) -> Entered:
        """A new visitor, or the one whose token was brought; each token can be brought once."""
        identity = _checked_identity(site, arrival.identity)
        name = _optional(identity.name if identity and identity.name else arrival.name, "The name", MAX_NAME)
        email = read_email(identity.email if identity and identity.email else arrival.email)
        if arrival.token is None:
            self.guard.check("enter", NEW_VISITORS, address=arrival.address, page=site.page.id)
            self.guard.note("visitors", site.page.id)
            self.guard.check_proof(site.page.id, arrival.proof)
        replayed = False
        async with self.uow() as unit:
            family = visitor = None
            if arrival.token is not None:
                token = self._renewable(arrival.token, site, arrival.origin)
                family = await self._next(unit, token)
                if family is None:
                    replayed = True
                else:
                    visitor = await unit.chat.visitor(family.visitor_id)
            if not replayed:
                entered = await self._seat(unit, site, visitor, family, identity, name, email)
        if replayed:  # after the transaction that revoked the family
            raise TokenReplayed()
        token = Token(
            entered[1].id, entered[1].generation, entered[0].id, site.page.id, arrival.origin, self.clock.now()
        )
        return Entered(entered[0], token, sign(token, self.signing_key))

    async def known(self, signed: str, origin: str) -> Known:
        """Who this token belongs to; raises TokenRefused in its kinds, OriginRefused for one of another site."""
        token = read(signed, self.signing_key)
        if token.origin != origin:
            raise OriginRefused("This chat token belongs to another site.")
        if self.clock.now() >= token.expires_at:
            raise TokenExpired()
        async with self.uow() as unit:
            found = await unit.chat.family_with_visitor(token.family)
        if found is None or found[0].revoked or found[1].id != token.visitor:
            raise TokenDead()
        family, visitor = found
        if _is_old(token, family, self.clock.now()):
            raise TokenRotated()
        return Known(visitor, token)

    async def connected(self, visitor_ids: Sequence[UUID], family_ids: Sequence[UUID]) -> set[UUID]:
        """These have a stream open now; returns which of the families of tokens still work."""
        async with self.uow() as unit:
            return await unit.chat.connected(visitor_ids, family_ids, self.clock.now())

    def _renewable(self, signed: str, site: ChatSite, origin: str) -> Token:
        token = read(signed, self.signing_key)
        if token.page != site.page.id:
            raise TokenRefused("This chat token belongs to another page.")
        if token.origin != origin:
            raise OriginRefused("This chat token belongs to another site.")
        if self.clock.now() >= token.renewable_until:
            raise TokenDead()
        return token

    async def _next(self, unit: Unit, token: Token) -> Family | None:
        """The family with its next generation; None when the token was used again, and the family is revoked."""
        now = self.clock.now()
        family = await unit.chat.family(token.family, lock=True)
        if family is None or family.revoked or family.visitor_id != token.visitor:
            raise TokenDead()
        if _is_old(token, family, now):
            await unit.chat.revoke(family.id, now)
            return None
        if token.generation == family.generation:
            await unit.chat.renew(family.id, now)
            return replace(family, generation=family.generation + 1, renewed_at=now)
        return family  # renewed a moment ago, in another tab

    async def _seat(
        self,
        unit: Unit,
        site: ChatSite,
        visitor: Visitor | None,
        family: Family | None,
        identity: Identity | None,
        name: str | None,
        email: str | None,
    ) -> tuple[Visitor, Family]:
        """The visitor whose conversation it is from now on, and the family of the token that opens it."""
        now, key = self.clock.now(), identity.id if identity else None
        if key is not None and (visitor is None or visitor.identity != key):
            somebody = await unit.chat.identified(site.page.id, key)
            if somebody is not None or (visitor is not None and visitor.identity is not None):
                visitor, family = somebody, None  # on this device somebody else was here before
        if visitor is None:
            visitor = await unit.chat.add_visitor(site.page.id, now, key, name, email)
            if visitor is None:
                raise Conflict("The same person is coming in on another device right now; send it again.")
        elif key is None and visitor.identity is not None:
            pass  # what the site vouched for isn't changed by what somebody types
        else:
            await unit.chat.describe(visitor.id, key, name, email)
            visitor = replace(
                visitor, identity=key or visitor.identity, name=name or visitor.name, email=email or visitor.email
            )
        return visitor, family or await unit.chat.add_family(visitor.id, now)


def read_email(text: str | None) -> str | None:
    """An address as it can be kept; raises Invalid for what can't be one."""
    email = _optional(text, "The e-mail address", MAX_EMAIL)
    if email is None:
        return None
    local, at, domain = email.rpartition("@")
    if (
        not at
        or not local
        or "." not in domain.strip(".")
        or any(one.isspace() or one in '<>,;:"()[]\\' for one in email)
    ):
        raise Invalid("This is not an e-mail address.", field="email")
    return email


def _checked_identity(site: ChatSite, identity: Identity | None) -> Identity | None:
    if identity is None:
        return None
    if site.secret is None:
        raise Invalid("This page's chat has no widget secret, so nobody can be identified.")
    id = cleaned(identity.id, "The identity", MAX_IDENTITY)
    expected = identity_signature(site.secret, identity.id)
    if not hmac.compare_digest(expected.encode(), identity.signature.lower().encode()):
        raise WrongIdentity()
    return replace(identity, id=id)


def _is_old(token: Token, family: Family, now: datetime) -> bool:
    """Whether another token has taken its place for longer than it may be under way."""
    if token.generation == family.generation:
        return False
    return token.generation != family.generation - 1 or now - family.renewed_at > GRACE


def _optional(text: str | None, what: str, limit: int) -> str | None:
    return cleaned(text or "", what, limit, required=False).replace("\n", " ") or None
