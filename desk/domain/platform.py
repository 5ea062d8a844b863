"""What a platform can do, what a connection to it needs to be told, and how one stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import Any


class Trouble(str, Enum):
    """Why a platform doesn't do what it is asked; told apart by its codes, never by its words."""

    TOKEN = "token"
    """The credentials are dead: nothing works until somebody reconnects."""
    PERMISSION = "permission"
    """The credentials may not do this; somebody must grant it on the platform."""
    RATE = "rate"
    """Too much at once; it passes."""
    AWAY = "away"
    """The platform can't be reached or answers with errors of its own; it passes."""
    MISSING = "missing"
    """The page, account or address isn't there."""
    REFUSED = "refused"
    """The platform understood and said no."""


DEAD = frozenset({Trouble.TOKEN, Trouble.PERMISSION, Trouble.MISSING})
"""Troubles of a whole connection that don't pass by themselves."""


class PlatformError(Exception):
    """A platform did not do what it was asked; the words say what happened and what to do, for a person.

    ``retry_after``: when the platform said to come back.
    """

    def __init__(self, trouble: Trouble, reason: str, retry_after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.trouble = trouble
        self.reason = reason
        self.retry_after = retry_after


class Moderation(str, Enum):
    """What can be done to a comment on its platform beside answering it."""

    HIDE = "hide"
    UNHIDE = "unhide"
    APPROVE = "approve"
    HOLD = "hold"
    SPAM = "spam"
    TRASH = "trash"


@dataclass(frozen=True)
class Field:
    """One thing that a connection must be told. A ``secret`` is kept sealed and never shown again.

    ``kind``: text, url, number, or flag (true or false); ``choices``: where only these are possible.
    """

    name: str
    label: str
    help: str = ""
    secret: bool = False
    required: bool = True
    kind: str = "text"
    default: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pace:
    """At most ``limit`` sends within ``per``, spread evenly after the first ``burst``."""

    limit: int
    per: timedelta
    burst: int = 5

    @property
    def gap(self) -> timedelta:
        """The time between two sends at this pace."""
        return self.per / self.limit


@dataclass(frozen=True)
class Platform:
    """One platform as the settings and the services see it.

    ``fetch_every``: how often it is asked for comments where it doesn't limit that itself; None where it can't be
    asked. ``backfill``: how far back the first fetch looks. ``posts``: False where a reply is copied by hand.
    ``private``: whether a reply can go to the author alone. ``finds``:
    whether it can tell if a reply arrived. ``moderation``: what can be done to a comment there.
    ``link_note``: what a person should know before a reply with a link is sent.
    """

    id: str
    name: str
    channel: str
    fields: tuple[Field, ...]
    webhook: bool = False
    fetch_every: timedelta | None = None
    backfill: timedelta = timedelta(days=7)
    posts: bool = True
    private: bool = False
    finds: bool = True
    pace: Pace | None = None
    moderation: frozenset[Moderation] = frozenset()
    link_note: str = ""


@dataclass(frozen=True)
class Fetched:
    """Raw bodies as the platform gave them, and where to go on.

    ``cursor``: what the next fetch gets, JSON; it is stored in the transaction that stores the bodies. ``more``: there
    is more right now. ``wait``: when the platform wants to be asked next; None: as usual.
    """

    bodies: tuple[bytes, ...]
    cursor: Mapping[str, Any]
    more: bool = False
    wait: timedelta | None = None


@dataclass(frozen=True)
class Standing:
    """A comment as it is on the platform now; None for what the platform doesn't tell.

    ``answer``: what the page itself wrote under it there, and ``answer_id`` its id.
    """

    there: bool | None = None
    text: str | None = None
    answer: str | None = None
    answer_id: str | None = None


@dataclass(frozen=True)
class Found:
    """Whether a reply whose sending broke off is on the platform: True with its id, False, or None: can't be told."""

    there: bool | None
    external_id: str | None = None


@dataclass(frozen=True)
class Account:
    """Whom the credentials of a connection speak for.

    ``config``: what the platform told that the connection should keep, such as the account's id.
    """

    name: str
    expires_at: datetime | None = None
    config: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Handshake:
    """What a platform wants to hear when it checks the address of a webhook."""

    body: str
    content_type: str = "text/plain; charset=utf-8"
