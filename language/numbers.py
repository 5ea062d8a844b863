"""Numbers in a text, in digits or words, with the units that change what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

_ONES: Final = {
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9},
}
_TEENS: Final = {
    **{"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14},
    **{"fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19},
}
_TENS: Final = {
    **{"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
}
_GREAT: Final = {"dozen": 12, "hundred": 100, "thousand": 1000}
_WORDS: Final = {**_ONES, **_TEENS, **_TENS, **_GREAT, "zero": 0}

_TIME: Final = {
    "working day": r"(?:working|business)[ -]days?",
    "second": r"seconds?|secs?",
    "minute": r"minutes?|mins?",
    "hour": r"hours?|hrs?",
    "day": r"(?:calendar[ -])?days?",
    "week": r"weeks?|wks?",
    "month": r"months?",
    "year": r"years?|yrs?",
}
_MONEY: Final = {"£": r"£|gbp|pounds?|quid", "$": r"us\$|\$|usd|dollars?", "€": r"€|eur|euros?", "pence": r"pence"}
_UNITS: Final = {
    **_TIME,
    **_MONEY,
    "%": r"%|per[ -]?cent",
    "mm": r"mm|millimet(?:re|er)s?",
    "cm": r"cm|centimet(?:re|er)s?",
    "km/h": r"km/h|kph",
    "km": r"km|kilomet(?:re|er)s?",
    "mile": r"miles?",
    "mph": r"mph",
    "inch": r"inch(?:es)?|″",
    "kg": r"kg|kilos?|kilograms?",
    "lb": r"lbs?",
    "wh": r"wh|watt-hours?",
    "kwh": r"kwh",
    "°c": r"°\s?c",
}
_NAMES: Final = tuple(_UNITS)
_UNIT: Final = re.compile(
    r"[\s-]?(?:" + "|".join(f"(?P<u{place}>{pattern})" for place, pattern in enumerate(_UNITS.values())) + r")(?!\w)",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(r"(?:(?P<a>£|\bgbp)|(?P<b>\bus\$|\$|\busd)|(?P<c>€|\beur))\s?$", re.IGNORECASE)
_COUNTED: Final = "|".join([*_TIME.values(), *_MONEY.values(), "per[ -]?cent"])
_NUMBER: Final = re.compile(
    r"(?:(?<!\w)|(?<=\dx))(?:\d+(?:[.,]\d+)*"
    rf"|(?:{'|'.join(_TENS)})[ -](?:{'|'.join(_ONES)})(?!\w)"
    rf"|(?:(?:a|{'|'.join(_ONES)})[ -])?(?:{'|'.join(_GREAT)})(?!\w)"
    rf"|(?:{'|'.join(word for word in _WORDS if word != 'one')})(?!\w)"
    # “one” and “a” are numbers only where something is counted with them.
    rf"|(?:an?|one|a few|several|a couple of)(?=[ -](?:{_COUNTED})(?!\w)))",
    re.IGNORECASE,
)
_RANGE: Final = re.compile(r"\s?(?:-|–|—|to|and|or)\s?", re.IGNORECASE)
_WORD_BEFORE: Final = re.compile(r"([^\W\d_]{2,}) $")
_LISTED: Final = re.compile(r"(?:\s?(?:-|–|—|/|,|&|to|and|or)\s?){1,2}", re.IGNORECASE)


@dataclass
class Number:
    """text[start:end] says so many of a unit; without one the unit is None. `value` is a plain decimal, or “few”.

    `name` is the word before a number without a unit: the Ember in “Ember 4”, and for both numbers in “Ember 4 or 5”.
    """

    start: int
    end: int
    value: str
    unit: str | None
    text: str
    name: str | None = None


def numbers(text: str) -> list[Number]:
    """All numbers in order of place; in a range (3 to 5 days, £35–40) both ends get the unit."""
    found = []
    for match in _NUMBER.finditer(text):
        start, end, unit = match.start(), match.end(), None
        before, after = _BEFORE.search(text, max(0, start - 5), start), _UNIT.match(text, end)
        if before:
            unit, start = "£$€"["abc".index(str(before.lastgroup))], before.start()
        elif after:
            unit, end = _NAMES[int(str(after.lastgroup)[1:])], after.end()
        found.append(Number(start, end, _value(match.group()), unit, text[start:end].strip()))
    for one, following in pairwise(found):
        if _RANGE.fullmatch(text, one.end, following.start):
            one.unit = one.unit or following.unit
            following.unit = following.unit or (one.unit if one.unit in _MONEY else None)
    for place, number in enumerate(found):
        word = _WORD_BEFORE.search(text, max(0, number.start - 40), number.start)
        previous = found[place - 1] if place else None
        if number.unit is None and previous and _LISTED.fullmatch(text, previous.end, number.start):
            number.name = previous.name
        elif number.unit is None and word:
            number.name = word.group(1)
    return found


def is_unit(text: str) -> bool:
    """Whether a text is a unit's name or sign."""
    return bool(_UNIT.fullmatch(text))


def _value(text: str) -> str:
    text = text.lower()
    if text[0].isdecimal():
        text = re.sub(r",(?=\d{3}(?!\d))", "", text).replace(",", ".")
        return format(Decimal(text).normalize(), "f") if text.count(".") < 2 else text
    if text in ("a few", "several"):
        return "few"
    if text == "a couple of":
        return "2"
    first, _, second = text.replace("-", " ").partition(" ")
    value = 1 if first in ("a", "an") else _WORDS[first]
    if second:
        value = value * _WORDS[second] if second in _GREAT else value + _WORDS[second]
    return str(value)
