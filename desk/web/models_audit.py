"""The JSON of the audit log."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct


class AuditEntry(Struct):
    """``action`` is a word such as ``token.revoked``; ``data`` holds its particulars, never a secret."""

    id: int
    at: datetime
    actor: str
    action: str
    subject: str
    page_id: str | None
    data: dict[str, Any]


class AuditPage(Struct):
    items: list[AuditEntry]
    next_cursor: str | None


class AuditChoices(Struct):
    actors: list[str]
    actions: list[str]
