"""Which notifications the next fetch asks for: a stretch of time, page by page, then the next stretch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

KEPT: Final = timedelta(days=60)
"""How long LinkedIn keeps notifications."""
AHEAD: Final = timedelta(minutes=1)
"""Their clock may be ahead of ours."""
OVERLAP: Final = timedelta(minutes=10)
"""A notification may appear later than the time that it bears."""


@dataclass(frozen=True)
class Window:
    """From ``since`` to before ``until`` in milliseconds, from the ``start``th on; its end doesn't move while it is read."""

    since: int
    until: int
    start: int = 0

    @classmethod
    def of(cls, cursor: Mapping[str, Any] | None, now: datetime, backfill: timedelta) -> Window:
        """Where a cursor goes on. One that can't be read begins anew."""
        since, until, start = (_number((cursor or {}).get(name)) for name in ("since", "until", "start"))
        if since is None:
            return cls(_ms(now - min(backfill, KEPT)), _ms(now + AHEAD))
        since = max(since, _ms(now - KEPT))
        if until is None or start is None or until <= since:
            return cls(min(since, _ms(now - OVERLAP)), _ms(now + AHEAD))
        return cls(since, until, start)

    def after(self, got: int) -> dict[str, int]:
        """The cursor of the next page."""
        return {"since": self.since, "until": self.until, "start": self.start + got}

    def closed(self) -> dict[str, int]:
        """The cursor of the next stretch, which begins before this one ends."""
        return {"since": self.until - _ms_of(AHEAD + OVERLAP)}


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1_000)


def _ms_of(span: timedelta) -> int:
    return span // timedelta(milliseconds=1)
