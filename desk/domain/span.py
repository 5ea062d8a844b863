"""A stretch of days in somebody's time zone, and the parts that its figures are shown by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desk.domain.errors import Invalid

STEPS: Final = ("day", "week", "month")
MOST_DAYS: Final = 731
DAYS: Final = 30
_EARLIEST: Final = date(2000, 1, 1)
_LATEST: Final = date(2100, 12, 31)


@dataclass(frozen=True)
class Span:
    """From the first day to the last, both included, as the clocks of ``zone`` go."""

    first: date
    last: date
    zone: ZoneInfo
    step: str = "day"

    @property
    def days(self) -> list[date]:
        """Every day."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]

    @property
    def parts(self) -> list[tuple[date, date]]:
        """First and last day of each part: days, weeks from Monday or months, cut where the span begins and ends."""
        parts: list[tuple[date, date]] = []
        for day in self.days:
            if parts and not self._begins(day):
                parts[-1] = (parts[-1][0], day)
            else:
                parts.append((day, day))
        return parts

    def _begins(self, day: date) -> bool:
        if self.step == "week":
            return day.weekday() == 0
        return day.day == 1 if self.step == "month" else True

    @property
    def start(self) -> datetime:
        """Its first moment."""
        return datetime.combine(self.first, time(), self.zone)

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return datetime.combine(self.last + timedelta(days=1), time(), self.zone)

    @property
    def before(self) -> Span:
        """As many days, right before."""
        length = self.last - self.first + timedelta(days=1)
        return Span(self.first - length, self.last - length, self.zone, self.step)


def read_span(first: str | None, last: str | None, zone: str | None, step: str | None, now: datetime) -> Span:
    """From what a request gives; the last 30 days where it gives none. Raises Invalid."""
    known = _zone(zone or "UTC")
    until = _day(last, "to") if last else now.astimezone(known).date()
    since = _day(first, "from") if first else until - timedelta(days=DAYS - 1)
    if since > until:
        raise Invalid("'from' is after 'to': the first day must not come after the last.")
    if (until - since).days >= MOST_DAYS:
        raise Invalid(f"That is {(until - since).days + 1:,} days; figures reach over at most {MOST_DAYS} (two years).")
    return Span(since, until, known, step or "day")


def _day(text: str, name: str) -> date:
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date() if len(text) == 10 else None
    except ValueError:
        day = None
    if day is None or not _EARLIEST <= day <= _LATEST:
        raise Invalid(f"{name!r} must be a day such as 2026-03-31, from 2000 to 2100.")
    return day


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Invalid(f"{name!r} is no time zone; give one such as Europe/Paris.") from None


def offsets(zone: ZoneInfo, since: datetime, until: datetime) -> list[tuple[int, int]]:
    """From when on (seconds since 1970) the zone is how many seconds ahead of UTC; the first holds from ``since`` on."""
    moment, end = int(since.timestamp()), int(until.timestamp())
    found = [(moment, _ahead(zone, moment))]
    while moment < end:
        following = min(moment + 86_400, end)
        if _ahead(zone, following) != found[-1][1]:
            found.append((_change(zone, moment, following), _ahead(zone, following)))
        moment = following
    return found


def _change(zone: ZoneInfo, before: int, after: int) -> int:
    old = _ahead(zone, before)
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (middle, after) if _ahead(zone, middle) == old else (before, middle)
    return after


def _ahead(zone: ZoneInfo, moment: int) -> int:
    ahead = datetime.fromtimestamp(moment, timezone.utc).astimezone(zone).utcoffset()
    return int(ahead.total_seconds()) if ahead else 0
