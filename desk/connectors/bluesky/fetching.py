"""Asking for notifications, the newest first, back to where the last whole round began.

Only a whole round moves that start: to a little before the newest notification seen, for some are indexed a little late.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from desk.connectors.bluesky.posts import mapping, string, time_of

PAGE: Final = 100
OVERLAP: Final = timedelta(minutes=10)
MAX_CURSOR: Final = 2_000


@dataclass(frozen=True)
class Place:
    """A round goes back to ``since``. ``page``: its next page; ``newest``: the newest notification that it saw."""

    since: datetime
    page: str = ""
    newest: datetime | None = None

    @classmethod
    def of(cls, cursor: Mapping[str, Any] | None, now: datetime, backfill: timedelta) -> Place:
        """Where a cursor goes on. One that can't be read begins anew."""
        known = cursor or {}
        since, newest = time_of(known.get("since")), time_of(known.get("newest"))
        return cls(since or now - backfill, string(known.get("page")), newest)

    @property
    def kept(self) -> dict[str, str]:
        """For the cursor."""
        known = {"since": self.since.isoformat(), "page": self.page}
        return {name: value for name, value in known.items() if value} | (
            {"newest": self.newest.isoformat()} if self.newest else {}
        )

    def kept_of(self, entries: Sequence[Any]) -> list[Any]:
        """The notifications of a page without those from before the start."""
        return [one for one in entries if (at := _indexed(one)) is None or at >= self.since]

    def onward(self, entries: Sequence[Any], cursor: Any) -> tuple[Place, bool]:
        """The place after a page, and whether there is more right now."""
        times = [at for one in entries if (at := _indexed(one))]
        newest = max([*times, *([self.newest] if self.newest else [])], default=None)
        further = string(cursor)
        is_whole = len(self.kept_of(entries)) < len(entries) or not entries
        if is_whole or not further or further == self.page or len(further) > MAX_CURSOR:
            return Place(max(self.since, newest - OVERLAP) if newest else self.since), False
        return replace(self, page=further, newest=newest), True


def _indexed(entry: Any) -> datetime | None:
    return time_of(mapping(entry).get("indexedAt"))
