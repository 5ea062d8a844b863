"""A forgotten password: an administrator makes a link, and whoever has it sets a new one.

The link is for an account that has a password. The second factor stays as it is: the person signs in with the new
password afterwards, as always.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

import structlog

from desk.domain.errors import Conflict, NotFound
from desk.domain.letter import Letter
from desk.domain.reply import Refused, Uncertain
from desk.ports.chat import SendsLetters
from desk.ports.outside import Clock
from desk.ports.people import OpenSignIn, SignInUnit
from desk.services.accounts import Accounts, hashed
from desk.services.attempts import TooManyAttempts, claim, email_key, network_of

LINK: Final = timedelta(hours=24)
MOST_LINKS: Final = 5
"""So many links are made for one person within LINKS_WITHIN."""
LINKS_WITHIN: Final = timedelta(hours=1)
GUESSES: Final = 20
"""So many links that are none may be followed from one network within a quarter of an hour."""
LETTER: Final = """Hello {name},

{actor} made you a link with which you set a new password for Sharewell:

{address}

It works once, until {until} UTC. Setting the new password signs you out everywhere; your second factor stays as it is.
You didn't ask for it? Then leave it, and tell {actor}: without the link nothing changes.
"""

log = structlog.get_logger(__name__)


class TooManyLinks(TooManyAttempts):
    """Too many links were made for this person; wait an hour and try again."""


class LinkUnknown(NotFound):
    """This link is incomplete or no link of this desk. Ask an administrator for a new one."""

    code = "link_unknown"


class LinkUsed(NotFound):
    """This link was used already: a link works once. Ask an administrator for a new one."""

    code = "link_used"


class LinkExpired(NotFound):
    """This link has expired: it worked for 24 hours. Ask an administrator for a new one."""

    code = "link_expired"


class LinkEnded(NotFound):
    """This link works no more, as a later one was made or the password was changed. Ask an administrator for a new one."""

    code = "link_ended"


@dataclass(frozen=True)
class MadeLink:
    """``mailed``: it is on its way to the person; ``why_not`` where it should be and couldn't."""

    email: str
    address: str
    expires_at: datetime
    mailed: bool
    why_not: str | None = None


@dataclass(frozen=True)
class PasswordLinks:
    """Makes links and takes new passwords; ``letters``: the desk's own address, None where none is set."""

    uow: OpenSignIn
    clock: Clock
    accounts: Accounts
    letters: SendsLetters | None
    public_url: str

    async def make(self, actor: str, user_id: UUID, actor_id: UUID | None = None, *, mail: bool = False) -> MadeLink:
        """A link for somebody else; an earlier one works no more. It is mailed where that is asked for and can be."""
        if user_id == actor_id:
            raise Conflict("Change your own password under Account.")
        if mail and self.letters is None:
            raise Conflict("No address that the desk can write from is set; hand the link over yourself.")
        token, now = secrets.token_urlsafe(32), self.clock.now()
        async with self.uow() as unit:
            user = await _reachable(unit, user_id)
            if await unit.sessions.attempt(f"password-link:{user_id}", LINKS_WITHIN, MOST_LINKS) is None:
                raise TooManyLinks()
            await unit.password_links.make(user_id, hashed(token), actor, now, now + LINK)
            await unit.audit.append(actor, "password_link.made", user["email"], None, {"mail": mail})
        address = f"{self.public_url.rstrip('/')}/new-password/{token}"
        why_not = await self._mail(actor, user, address, now + LINK) if mail else None
        return MadeLink(user["email"], address, now + LINK, mail and why_not is None, why_not)

    async def read(self, token: str, address: str) -> dict[str, Any]:
        """Whom a link is for; raises what is wrong with it. ``address``: where the question comes from."""
        guess = await claim(self.uow, {f"password-link-from:{network_of(address)}": GUESSES})
        async with self.uow() as unit:
            link = await unit.password_links.get(hashed(token))
            if link is not None:
                await unit.sessions.take_back(guess)
        return _usable(link, self.clock.now())

    async def follow(self, token: str, password: str, address: str) -> None:
        """Set the new password; the person is signed out everywhere, and may try to sign in at once."""
        await self.read(token, address)
        password_hash = await self.accounts.hash_of(password)
        async with self.uow() as unit:
            now = self.clock.now()
            link = _usable(await unit.password_links.get(hashed(token), lock=True), now)
            await unit.people.rehash(link["user_id"], password_hash)
            await unit.password_links.use(hashed(token), now)
            ended = await unit.sessions.end_others(link["user_id"], None)
            await unit.sessions.forget_attempts(email_key(link["email"]))
            await unit.audit.append(link["name"], "password_link.used", link["email"], None, {"signed_out": ended})

    async def _mail(self, actor: str, user: Mapping[str, Any], address: str, until: datetime) -> str | None:
        """Why it could not be sent; None where it was."""
        assert self.letters is not None
        text = LETTER.format(name=user["name"], actor=actor, address=address, until=f"{until:%d %B %Y, %H:%M}")
        outcome = await self.letters.send(Letter(uuid4(), user["email"], "A new password for Sharewell", text))
        if isinstance(outcome, (Refused, Uncertain)):
            log.warning("password_link_not_mailed", reason=outcome.reason)
            return outcome.reason
        return None


def _usable(link: dict[str, Any] | None, now: datetime) -> dict[str, Any]:
    if link is None:
        raise LinkUnknown()
    if link["used_at"] is not None:
        raise LinkUsed()
    if link["ended_at"] is not None or not link["on"]:
        raise LinkEnded()
    if link["expires_at"] <= now:
        raise LinkExpired()
    return link


async def _reachable(unit: SignInUnit, user_id: UUID) -> dict[str, Any]:
    user = await unit.sessions.user(user_id)
    if user is None:
        raise NotFound("There is no such account.")
    if user["disabled_at"] is not None:
        raise Conflict(f"The account of {user['name']} is switched off. Switch it on first.")
    if await unit.sessions.password_of(user_id) is None:
        raise Conflict(f"{user['name']} has no password and signs in through your company's sign-in.")
    return user
