"""What a page can honestly say about when it replies: how long it really took, and when its people are there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from typing import Final

from desk.domain.page import Page
from desk.domain.promise import is_open, opens_at
from desk.ports.outside import Clock
from desk.ports.unit import UnitOfWork

SINCE: Final = timedelta(days=30)
FEWEST: Final = 10
"""Of fewer replies nothing can be said."""
MOST: Final = 1_000
KEPT: Final = timedelta(seconds=60)


@dataclass(frozen=True)
class ReplyTime:
    """``median_minutes``: None where there were too few replies; ``opens_at``: None while the page is open."""

    median_minutes: int | None
    promise_minutes: int | None
    open_now: bool
    opens_at: datetime | None


@dataclass
class ReplyTimes:
    """One a process; looked up again once a minute."""

    uow: UnitOfWork
    clock: Clock
    _known: dict[str, tuple[datetime, int | None]] = field(default_factory=dict)

    async def of(self, page: Page) -> ReplyTime:
        """The page's, as of a minute ago at most."""
        now, promise = self.clock.now(), page.promise
        until, minutes = self._known.get(page.id, (now, None))
        if now >= until:
            minutes = await self._median(page, now)
            self._known[page.id] = (now + KEPT, minutes)
        if promise is None:
            return ReplyTime(minutes, None, True, None)
        open_now = is_open(promise, now)
        return ReplyTime(minutes, promise.minutes, open_now, None if open_now else opens_at(promise, now))

    async def _median(self, page: Page, now: datetime) -> int | None:
        """Of what came in while the page was open: a night is told by its hours, not by an average."""
        async with self.uow() as unit:
            times = await unit.chat.answer_times(page.id, now - SINCE, MOST)
        promise = page.promise
        waits = [sent - came for came, sent in times if promise is None or is_open(promise, came)]
        if len(waits) < FEWEST:
            return None
        return max(1, round(median(wait.total_seconds() for wait in waits) / 60))
