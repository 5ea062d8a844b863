"""Where the next fetch goes on: after a UID, as long as the folder's UIDs mean the same messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Position:
    """``since``: while going back, the day from which messages count; ``at``: when the folder was last read to its end."""

    validity: int
    uid: int
    since: date | None
    at: datetime | None

    def after(self, batch: list[int], uid_next: int, now: datetime, *, more: bool) -> Position:
        """The position once these messages are stored."""
        last = max([self.uid, *batch])
        if more:
            return Position(self.validity, last, self.since, self.at)
        return Position(self.validity, max(last, uid_next - 1), None, now)

    def document(self) -> dict[str, Any]:
        """The position as it is stored."""
        return {
            "uidvalidity": self.validity,
            "uid": self.uid,
            "since": self.since.isoformat() if self.since else None,
            "at": self.at.isoformat() if self.at else None,
        }


def position_of(cursor: Mapping[str, Any] | None, validity: int, now: datetime, backfill: timedelta) -> Position:
    """Where to go on. With other UIDs than before, or none, it goes back ``backfill``, or to when all was last read."""
    cursor = cursor or {}
    at = _moment(cursor.get("at"))
    since = _moment(cursor.get("since"))
    uid = cursor.get("uid")
    if cursor.get("uidvalidity") == validity and isinstance(uid, int):
        return Position(validity, uid, since.date() if since else None, at)
    first = min(now - backfill, at) if at else now - backfill
    if since is not None:
        first = min(first, datetime(since.year, since.month, since.day, tzinfo=now.tzinfo) + DAY)
    return Position(validity, 0, (first - DAY).date(), at)  # the day is the server's, wherever that is


def _moment(value: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
