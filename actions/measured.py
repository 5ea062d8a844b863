"""What a clause measures: a number with its unit, or a price that may be nothing; as an interval, so that two can be compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from language.grounding import content
from language.numbers import Number, numbers

_IN_DAYS: Final = {
    "second": 1 / 86_400,
    "minute": 1 / 1_440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "month": 30.4,
    "year": 365.0,
}
MONEY: Final = frozenset("£$€")
PRICE: Final = "price"
"""The unit of “free”: nothing, in every currency."""
# Months aren't all as long as each other: between units so much is the same.
_ABOUT: Final = 0.12
# Two years and three days don't measure the same thing.
_SAME_SCALE: Final = 12.0
_FREE: Final = re.compile(r"\bfree(?: of charge)?\b(?! to\b)", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s?(?:-|–|—|to|and|or)\s?", re.IGNORECASE)
_COUNTED: Final = re.compile(r"\s(?P<noun>[a-z]{3,})\b")


@dataclass(frozen=True)
class Measure:
    """From `low` to `high`, equal where it is one number; `unit` as in language.numbers, times in days, a counted noun as itself."""

    unit: str
    low: float
    high: float
    written: str
    text: str
    """The clause without what is measured."""

    def agrees(self, other: Measure) -> bool:
        """Whether there is a value that both allow."""
        room = 0.0 if self.written.split()[-1:] == other.written.split()[-1:] else _ABOUT
        return self.low <= other.high * (1 + room) and other.low <= self.high * (1 + room)

    def same_scale(self, other: Measure) -> bool:
        """Whether they are near enough to each other to measure the same thing."""
        small, great = sorted((max(self.high, 0.0), max(other.high, 0.0)))
        return small == 0.0 or great <= _SAME_SCALE * small


def measures(clause: str) -> Measure | None:
    """The one thing that a clause measures, beside models that have a number; None where it measures nothing or more."""
    found = [number for number in numbers(clause) if not _is_model(number)]
    free = _FREE.search(clause)
    if free and not found:
        return Measure(PRICE, 0.0, 0.0, free.group(), _without(clause, free.start(), free.end()))
    return None if free else _of(found, clause)


def measure_like(said: Measure, clause: str) -> Measure | None:
    """The one thing of the same unit that a clause of the evidence measures, whatever else it counts; None where not one."""
    found = [number for number in numbers(clause) if not _is_model(number)]
    alike = [number for number in found if _comparable(_days(_unit(number, clause)), said.unit)]
    free = _FREE.search(clause)
    if free and _comparable(PRICE, said.unit):
        none = Measure(PRICE, 0.0, 0.0, free.group(), _without(clause, free.start(), free.end()))
        return None if alike else none
    return _of(alike, clause)


def _of(found: Sequence[Number], clause: str) -> Measure | None:
    """One number, or two that are a range."""
    if not found or len(found) > 2:
        return None
    first, last = found[0], found[-1]
    units = {_unit(number, clause) for number in found}
    if len(units) > 1 or (len(found) == 2 and not _BETWEEN.fullmatch(clause, first.end, last.start)):
        return None
    unit = units.pop()
    low, high = _value(first), _value(last)
    if unit is None or low is None or high is None:
        return None
    scale = _IN_DAYS.get(unit, 1.0)
    low, high = sorted((low * scale, high * scale))
    written = clause[first.start : last.end].strip()
    return Measure(_days(unit), low, high, written, _without(clause, first.start, last.end))


def _comparable(one: str | None, other: str | None) -> bool:
    return one is not None and (one == other or (PRICE in (one, other) and {one, other} <= MONEY | {PRICE}))


def _days(unit: str | None) -> str:
    return "day" if unit in _IN_DAYS else unit or ""


def _is_model(number: Number) -> bool:
    """The 3 in “Swift 3”."""
    return number.unit is None and bool(number.name) and str(number.name)[0].isupper()


def _unit(number: Number, clause: str) -> str | None:
    if number.unit:
        return number.unit
    noun = _COUNTED.match(clause, number.end)
    counted = noun and number.text[0].isdecimal() and content(noun["noun"])
    return f"of {noun['noun'].rstrip('s')}" if noun and counted else None


def _value(number: Number) -> float | None:
    try:
        return float(Decimal(number.value))
    except InvalidOperation:
        return None  # “a few”


def _without(text: str, start: int, end: int) -> str:
    return f"{text[:start]} {text[end:]}"
