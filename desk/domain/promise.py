"""By when a page promises a reply: so many minutes of its business hours after a comment came in.

Hours are clock times of the page's zone. The minutes that pass between them are counted as they really pass, also in
a night when the clocks change (https://docs.python.org/3/library/zoneinfo.html, PEP 495).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desk.domain.errors import Invalid

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MAX_MINUTES: Final = 30 * 24 * 60
LEAST_OPEN: Final = 60
"""Minutes a week that a page has to be open, so that a promise ends in a time that anybody waits for."""
_CLOCK: Final = re.compile(r"([01]\d|2[0-4]):([0-5]\d)")
_KEYS: Final = {"minutes", "hours", "zone"}


@dataclass(frozen=True)
class Promise:
    """``hours``: for each day of the week, from Monday, the minutes of the day from and to; None: round the clock."""

    minutes: int = 24 * 60
    hours: tuple[tuple[tuple[int, int], ...], ...] | None = None
    zone: str = "UTC"

    @property
    def tz(self) -> ZoneInfo:
        """The zone whose clock counts."""
        return ZoneInfo(self.zone)

    def as_dict(self) -> dict[str, Any]:
        """As a page's settings keep it."""
        kept: dict[str, Any] = {"minutes": self.minutes, "zone": self.zone}
        if self.hours is not None:
            kept["hours"] = {
                day: [[_clock(start), _clock(end)] for start, end in spans]
                for day, spans in zip(DAYS, self.hours, strict=True)
                if spans
            }
        return kept


ROUND_THE_CLOCK: Final = Promise()


def read_promise(given: Mapping[str, Any]) -> Promise:
    """A promise as an administrator writes it; Invalid says what is wrong with it."""
    if unknown := set(given) - _KEYS:
        raise Invalid(f"A reply-time promise has no {', '.join(sorted(map(str, unknown)))}.")
    minutes = given.get("minutes")
    if isinstance(minutes, bool) or not isinstance(minutes, int) or not 1 <= minutes <= MAX_MINUTES:
        raise Invalid(f"The promise must be a whole number of minutes, from 1 to {MAX_MINUTES:,}.")
    zone = given.get("zone") or "UTC"
    if not isinstance(zone, str) or not _known_zone(zone):
        raise Invalid(f"There is no time zone {zone!r}; write it as in Europe/London.")
    hours = given.get("hours")
    return Promise(minutes, None if hours is None else _hours(hours), zone)


def promise_of(settings: Mapping[str, Any]) -> Promise | None:
    """The promise in a page's settings; None where there is none, or none that can be read: no comment waits for that."""
    kept = settings.get("promise")
    try:
        return read_promise(kept) if isinstance(kept, Mapping) else None
    except Invalid:
        return None


def due(promise: Promise, since: datetime) -> datetime:
    """By when the promise says that a comment of ``since`` has its reply, in UTC."""
    left = timedelta(minutes=promise.minutes)
    now = since.astimezone(timezone.utc)
    if promise.hours is None:
        return now + left
    for start, end in _spans(promise, now):
        begin = max(start, now)
        if end <= begin:
            continue
        if end - begin >= left:
            return begin + left
        left -= end - begin
    raise AssertionError("the days never end")


def is_open(promise: Promise, at: datetime) -> bool:
    """Whether the page's people are there at this time."""
    return opens_at(promise, at) <= at


def opens_at(promise: Promise, at: datetime) -> datetime:
    """When the page's people are there next, in UTC; ``at`` itself while they are."""
    now = at.astimezone(timezone.utc)
    if promise.hours is None:
        return now
    for start, end in _spans(promise, now):
        if end > now:
            return max(start, now)
    raise AssertionError("the days never end")


def _spans(promise: Promise, since: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The times at which the page is open, in UTC, from the day before ``since`` on."""
    assert promise.hours is not None
    day = since.astimezone(promise.tz).date() - timedelta(days=1)
    while True:
        for start, end in promise.hours[day.weekday()]:
            yield _instant(day, start, promise.tz), _instant(day, end, promise.tz)
        day += timedelta(days=1)


def _instant(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """When the clock shows this minute of the day: in an hour that comes twice the first time, in one that is left out
    when it would have come."""
    local = datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(minutes=minute)
    return local.astimezone(timezone.utc)


def _hours(given: Any) -> tuple[tuple[tuple[int, int], ...], ...]:
    if not isinstance(given, Mapping):
        raise Invalid('The hours are written by day, as in {"mon": [["09:00", "17:00"]]}.')
    if unknown := set(given) - set(DAYS):
        raise Invalid(f"The days are {', '.join(DAYS)}; {', '.join(sorted(map(str, unknown)))} is none of them.")
    hours = tuple(_day(day, given.get(day) or []) for day in DAYS)
    if sum(end - start for spans in hours for start, end in spans) < LEAST_OPEN:
        raise Invalid(f"The hours must come to at least {LEAST_OPEN} minutes a week.")
    return hours


def _day(day: str, given: Any) -> tuple[tuple[int, int], ...]:
    if not isinstance(given, (list, tuple)):
        raise Invalid(f"The hours of {day} are pairs of from and to.")
    spans = sorted(_span(day, span) for span in given)
    if any(earlier[1] > later[0] for earlier, later in pairwise(spans)):
        raise Invalid(f"The hours of {day} overlap.")
    return tuple(spans)


def _span(day: str, given: Any) -> tuple[int, int]:
    if not isinstance(given, (list, tuple)) or len(given) != 2:
        raise Invalid(f'The hours of {day} are pairs of from and to, as in ["09:00", "17:00"].')
    start, end = (_minute(day, text) for text in given)
    if start >= end:
        raise Invalid(f"On {day} the page would close before it opens; hours past midnight belong to the next day.")
    return start, end


def _minute(day: str, text: Any) -> int:
    match = _CLOCK.fullmatch(text) if isinstance(text, str) else None
    minute = int(match[1]) * 60 + int(match[2]) if match else 24 * 60 + 1
    if minute > 24 * 60:
        raise Invalid(f"{text!r} on {day} is not a time from 00:00 to 24:00.")
    return minute


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


@lru_cache(maxsize=1000)
def _known_zone(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
