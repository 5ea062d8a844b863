"""What is looked for in the audit log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class AuditFilter:
    """Which entries; what is None doesn't narrow them. ``since`` is included, ``until`` isn't."""

    actor: str | None = None
    action: str | None = None
    page: str | None = None
    since: datetime | None = None
    until: datetime | None = None
