"""How a connection stands, when it is blocked, and when its silence is alarming."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from desk.domain.page import Connection
from desk.domain.platform import DEAD, Trouble

DEAD_LOOK: Final = timedelta(minutes=15)
"""How often a connection whose credentials are dead is tried all the same."""
RATE_PAUSE: Final = timedelta(minutes=1)
"""How long a platform that says "too much" without saying for how long is left alone."""
FAILURES_TO_BLOCK: Final = 5
LONGEST_BLOCK: Final = timedelta(minutes=30)
SILENCE: Final = 5
"""A silence of so many times the longest usual gap is alarming."""
SHORTEST_SILENCE: Final = timedelta(hours=6)
EXPIRES_SOON: Final = timedelta(days=7)


@dataclass(frozen=True)
class ConnectionState:
    """A connection with how it stands; the fields are the columns of migration 0016."""

    connection: Connection
    account: str | None
    created_at: datetime
    expires_at: datetime | None
    checked_at: datetime | None
    disconnected_at: datetime | None
    cursor: Mapping[str, Any] | None
    fetch_at: datetime | None
    fetched_at: datetime | None
    event_at: datetime | None
    silent_since: datetime | None
    trouble: Trouble | None
    trouble_reason: str | None
    trouble_since: datetime | None
    failures: int
    blocked_until: datetime | None
    refused_at: datetime | None
    refused_count: int

    def blocked_at(self, now: datetime) -> datetime | None:
        """Until when nothing is sent; None: it may be sent now."""
        return self.blocked_until if self.blocked_until is not None and self.blocked_until > now else None


def block(trouble: Trouble, failures: int, retry_after: timedelta | None) -> timedelta | None:
    """For how long a connection is left alone after this trouble, its ``failures``-th in a row; None: not at all."""
    if trouble in DEAD:
        return DEAD_LOOK
    if trouble is Trouble.RATE:
        return retry_after or RATE_PAUSE
    if trouble is Trouble.AWAY and failures >= FAILURES_TO_BLOCK:
        doubled = timedelta(minutes=2 ** min(failures - FAILURES_TO_BLOCK, 10))
        return max(min(doubled, LONGEST_BLOCK), retry_after or timedelta(0))
    return None


def alarming(event_at: datetime, usual_gap: timedelta, now: datetime) -> bool:
    """Whether nothing has come in for unusually long."""
    return now - event_at > max(usual_gap * SILENCE, SHORTEST_SILENCE)
