"""The JSON about notifications outside the desk."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from msgspec import Struct, field

from desk.web.models_kinds import Short
from desk.web.models_said import SENDING, Speaking

Reason = Literal["escalation", "failed", "unknown", "connection", "promise", "mention", "learning"]


class QuietHours(Struct, forbid_unknown_fields=True):
    """Each day from one time until the other, both as HH:MM, nothing is sent."""

    start: Short = field(name="from")
    until: Short
    zone: Short


class NotificationTarget(Speaking):
    """Whom the desk tells outside; the address never comes back. ``page_id`` null: about every page."""

    SAYS: ClassVar = {"error": SENDING}

    id: UUID
    page_id: str | None
    name: str
    service: str
    reasons: list[Reason]
    quiet: QuietHours | None
    sent_at: datetime | None
    failed_at: datetime | None
    error: str | None


class NotificationTargets(Struct):
    items: list[NotificationTarget]


class PutTarget(Struct, forbid_unknown_fields=True):
    """``url``: left out or null, the address stays as it is."""

    name: Short
    reasons: list[Reason]
    page_id: Short | None = None
    url: str | None = None
    quiet: QuietHours | None = None


class TestResult(Speaking):
    """What came of a test message, in words."""

    SAYS: ClassVar = {"message": SENDING}

    ok: bool
    message: str


class ConnectionTroubles(Speaking):
    """How a connection does. ``failing``: several replies did not arrive and none has since.

    ``put_off``: replies that the desk tries again by itself; ``error``: what the platform said last. ``in_trouble``:
    nothing leaves before somebody reconnects it or, where ``blocked_until`` is given, before then; ``trouble`` and
    ``reason`` say why, as in the page's connections.
    """

    SAYS: ClassVar = {"error": SENDING, "reason": SENDING}

    id: UUID
    page_id: str
    page: str
    platform: str
    name: str
    failing: bool
    in_trouble: bool
    failed: int
    unknown: int
    put_off: int
    error: str | None
    since: datetime | None
    sent_at: datetime | None
    trouble: str | None
    reason: str | None
    trouble_since: datetime | None
    blocked_until: datetime | None


class Connections(Struct):
    items: list[ConnectionTroubles]


class RetryAll(Struct, forbid_unknown_fields=True):
    """Send again what failed on this connection."""

    connection: UUID


class Retried(Struct):
    """How many replies are on their way again, and how many can't be sent as they are."""

    retried: int
    left: int
