"""The JSON about notifications outside the desk."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct, field

from desk.web.models import Short

Reason = Literal["escalation", "failed", "unknown", "connection", "promise", "mention"]


class QuietHours(Struct, forbid_unknown_fields=True):
    """Each day from one time until the other, both as HH:MM, nothing is sent."""

    start: Short = field(name="from")
    until: Short
    zone: Short


class NotificationTarget(Struct):
    """Whom the desk tells outside; the address never comes back. ``page_id`` null: about every page."""

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


class TestResult(Struct):
    """What came of a test message, in words."""

    ok: bool
    message: str
