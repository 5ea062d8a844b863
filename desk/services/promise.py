"""A page's reply-time promise as an administrator may set it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from desk.domain.errors import Invalid

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONGEST: Final = 30 * 24 * 60
MOST_SPANS: Final = 4
_TIME: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")


def checked_promise(promise: Mapping[str, Any]) -> dict[str, Any]:
    """{"minutes", "hours": {"mon": [["09:00", "17:00"]], …}, "zone"}; raises Invalid for what no reply could keep."""
    minutes, zone = promise["minutes"], promise["zone"]
    if not 1 <= minutes <= LONGEST:
        raise Invalid("The time to reply must be from one minute to 30 days.")
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError):
        raise Invalid(f"There is no time zone {zone!r}; they are named like Europe/London.") from None
    unknown = set(promise["hours"]) - set(DAYS)
    if unknown:
        raise Invalid(f"There is no weekday {min(unknown)!r}; they are {', '.join(DAYS)}.")
    hours = {day: _day(day, promise["hours"].get(day, ())) for day in DAYS}
    if not any(hours.values()):
        raise Invalid("The page must be open at some time of the week.")
    return {"minutes": minutes, "hours": hours, "zone": zone}


def _day(day: str, spans: Sequence[Sequence[str]]) -> list[list[str]]:
    if len(spans) > MOST_SPANS:
        raise Invalid(f"A day has at most {MOST_SPANS} times; {day} has {len(spans)}.")
    ordered = sorted(list(span) for span in spans)
    last = ""
    for span in ordered:
        if len(span) != 2 or not all(_TIME.fullmatch(one) for one in span):
            raise Invalid(f"Times are given like 09:00 and 17:00; {day} has {'–'.join(span)}.")
        if span[0] >= span[1]:
            raise Invalid(f"On {day}, {span[0]} must come before {span[1]}.")
        if span[0] < last:
            raise Invalid(f"On {day}, two times overlap.")
        last = span[1]
    return ordered
