"""The JSON of platforms and of the connections to them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from msgspec import Meta, Struct

from desk.web.models_kinds import Short
from desk.web.models_said import SENDING, Speaking

Value = Annotated[str, Meta(max_length=10_000)]


class PlatformField(Speaking):
    """One thing to fill in; a ``secret`` is never sent back."""

    SAYS: ClassVar = {"label": ("fields",), "help": ("fields",)}

    name: str
    label: str
    help: str
    secret: bool
    required: bool
    kind: Literal["text", "url", "number", "flag"]
    default: str
    choices: list[str]


class PlatformItem(Speaking):
    """A platform that a page can be connected to. ``posts``: False where replies are copied over by hand."""

    SAYS: ClassVar = {"link_note": SENDING}

    id: str
    name: str
    fields: list[PlatformField]
    webhook: bool
    fetches: bool
    posts: bool
    private: bool
    moderation: list[str]
    link_note: str


class Platforms(Struct):
    platforms: list[PlatformItem]


class ConnectionValues(Struct, forbid_unknown_fields=True):
    """``values``: by the names of the platform's fields; a secret that is left out stays as it was."""

    platform: Short
    values: dict[str, Value]


class ConnectionMade(Struct):
    id: UUID


class ConnectionStanding(Speaking):
    """``trouble``: token, permission, missing, rate, away, or None; ``reason``: the same in words, and what to do.

    ``refused``: deliveries with a wrong signature. ``webhook_url``: what to enter on the platform.
    """

    SAYS: ClassVar = {"reason": SENDING}

    id: UUID
    platform: str
    name: str
    account: str | None
    config: dict[str, str]
    connected: bool
    webhook_url: str | None
    expires_at: datetime | None
    checked_at: datetime | None
    fetched_at: datetime | None
    next_fetch_at: datetime | None
    last_event_at: datetime | None
    last_reply_at: datetime | None
    silent_since: datetime | None
    trouble: str | None
    reason: str | None
    trouble_since: datetime | None
    blocked_until: datetime | None
    put_off: int
    unread: int
    unreadable: int
    refused: int
    refused_at: datetime | None


class ConnectionStandings(Struct):
    connections: list[ConnectionStanding]


class Replayed(Struct):
    count: int
