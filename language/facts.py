"""The facts in a text that can be compared exactly: numbers with units, amounts, durations, times, dates, links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from language.numbers import is_unit, numbers

_LINK: Final = re.compile(
    r"[a-z][a-z0-9+.-]{1,20}://[^\s<>\"]+|(?:mailto|tel|javascript|data):[^\s<>\"]+|www\.[^\s<>\"]+"
    r"|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w@.-])(?:[^\W_][\w-]{0,62}\.)+[^\W\d_]{2,24}(?![\w@])(?:/[^\s<>\"]*)?"
    r"|(?<![\w@])@\w{2,}",
    re.IGNORECASE,
)
_SPELT_LINK: Final = re.compile(
    r"\b[\w-]{2,}\s?[\[({]\s?(?:\.|dot)\s?[\])}]\s?[a-z]{2,24}\b"
    r"|\b[\w-]{2,} dot (?:com|org|net|io|co|uk|eu|info|shop|store|example)\b",
    re.IGNORECASE,
)

_MONTHS: Final = (
    *("Jan(?:uary)?", "Feb(?:ruary)?", "Mar(?:ch)?", "Apr(?:il)?", "May", "June?", "July?", "Aug(?:ust)?"),
    *("Sept?(?:ember)?", "Oct(?:ober)?", "Nov(?:ember)?", "Dec(?:ember)?"),
)
_MONTH: Final = "(?:" + "|".join(_MONTHS) + r")\b"
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE: Final = re.compile(
    rf"(?<![\w.,])(?:(?P<from>{_DAY})\s?(?:-|–|—|to|and|or)\s?)?(?P<day>{_DAY})(?: of)? (?P<month>{_MONTH})"
    rf"|\b(?P<month2>{_MONTH})\.? (?P<day2>{_DAY})(?![\w:%£$€]|[.,]\d)"
)
_ISO: Final = re.compile(r"(?<![\w-])\d{4}-(?P<m>\d{2})-(?P<d>\d{2})(?![\w-])")
_NUMERIC: Final = re.compile(r"(?<![\w.,/])\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?![\w/])")
_CLOCK: Final = re.compile(
    r"(?<![\w.,:])(?P<h>\d{1,2})(?:[:.](?P<m>\d{2}))?\s?(?P<half>[ap])\.?m\b\.?"
    r"|(?<![\w.,:])(?P<h2>\d{1,2}):(?P<m2>\d{2})(?![\w:])",
    re.IGNORECASE,
)
# March and May alone are words too.
_ALONE: Final = re.compile(
    r"\b(?:January|February|April|June|July|August|September|October|November|December)\b"
    r"|(?<=\b(?:in|by|of|to) )(?:March|May)\b|(?<=\b(?:until|since|after|early) )(?:March|May)\b"
)
_WEEKDAYS: Final = (
    *("Mon(?:day)?s?", "Tue(?:s|sdays?)?", "Wed(?:nesdays?)?", "Thu(?:rs?|rsdays?)?"),
    *("Fri(?:days?)?", "Sat(?:urdays?)?", "Sun(?:days?)?"),
)
_WEEKDAY: Final = "(?:" + "|".join(_WEEKDAYS) + ")"
_DAYS: Final = re.compile(rf"\b(?P<one>{_WEEKDAY})(?:\s?(?:-|–|—|to|until|through)\s?(?P<last>{_WEEKDAY}))?\b")
_NAMED: Final = re.compile(
    r"\b(?:week-?ends?|weekdays?|to-?day|to-?morrow|to-?night|overnight|yesterday|fortnight(?:ly)?|hourly|daily|weekly"
    r"|monthly|yearly|annual(?:ly)?|(?:this|next|last|every|each) (?:week|month|year|hour|day)|noon|midday|midnight"
    r"|half|quarter|twice|double|triple)\b",
    re.IGNORECASE,
)

_CODE: Final = re.compile(r"\b[^\W\d_](?=[\w-]*\d)[\w-]*\b|(?<![\w.,])\d+[^\W\d_]\w*\b")


@dataclass(frozen=True)
class Fact:
    """Two facts are the same when kind and value are; `text` is as written."""

    kind: str
    value: str
    text: str


def facts(text: str) -> list[Fact]:
    """All facts of a text; what is read as one kind (a date) is not read as another (numbers) again."""
    text = unicodedata.normalize("NFKC", text)
    found: list[Fact] = []
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], list[Fact]]], ...] = (
        (_LINK, _link),
        (_SPELT_LINK, lambda match: [Fact("link", match.group().lower(), match.group())]),
        (_ISO, lambda match: _on(match.group(), int(match["m"]), match["d"])),
        (_DATE, _date),
        (_NUMERIC, lambda match: [Fact("date", match.group(), match.group())]),
        (_CLOCK, _clock),
        (_CODE, _code),
    )
    for pattern, read in readers:
        for match in pattern.finditer(text):
            new = read(match)
            if new:
                found += new
                text = text[: match.start()] + " " * len(match.group()) + text[match.end() :]
    for number in numbers(text):
        found.append(Fact(number.unit or "number", number.value, number.text))
        if number.name:
            found.append(Fact("named", f"{number.name.lower()} {number.value}", f"{number.name} {number.text}"))
    for match in _DAYS.finditer(text):
        found += _weekdays(match)
    found += [Fact("word", _plain_word(match.group()), match.group()) for match in _NAMED.finditer(text)]
    return found + [Fact("month", str(_month(match.group())), match.group()) for match in _ALONE.finditer(text)]


def _link(match: re.Match[str]) -> list[Fact]:
    link = match.group().rstrip(".,;:!?)]}'’”")
    bare = re.sub(r"^https?://(?:www\.)?|^www\.", "", link, flags=re.IGNORECASE).rstrip("/")
    host, slash, rest = bare.partition("/")
    return [Fact("link", host.lower() + slash + rest, link)]


def _on(text: str, month: int, *days: str | None) -> list[Fact]:
    numbers = [re.sub(r"\D", "", day).lstrip("0") for day in days if day]
    dates = [Fact("date", f"{number}/{month}", text) for number in numbers]
    return [*dates, Fact("month", str(month), text)]


def _date(match: re.Match[str]) -> list[Fact]:
    month = _month(match["month"] or match["month2"])
    return _on(match.group(), month, match["from"], match["day"] or match["day2"])


def _month(name: str) -> int:
    return next(place for place, pattern in enumerate(_MONTHS, 1) if re.fullmatch(pattern, name))


def _clock(match: re.Match[str]) -> list[Fact]:
    hour, minute = int(match["h"] or match["h2"]), int(match["m"] or match["m2"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return [Fact("clock", f"{hour}:{minute:02}", match.group().strip())]


def _code(match: re.Match[str]) -> list[Fact]:
    text = match.group()
    if text[0].isdecimal():
        letters = text.lstrip("0123456789")
        if is_unit(letters) or len(letters) == 1 or letters in ("st", "nd", "rd", "th"):
            return []
        if re.fullmatch(r"x\d*", letters):
            return []
    return [Fact("code", text.lower().replace("-", ""), text)]


def _weekdays(match: re.Match[str]) -> list[Fact]:
    def place(name: str) -> int:
        return next(index for index, pattern in enumerate(_WEEKDAYS) if re.fullmatch(pattern, name))

    first = place(match["one"])
    last = place(match["last"]) if match["last"] else first
    return [Fact("weekday", str((first + step) % 7), match.group()) for step in range((last - first) % 7 + 1)]


def _plain_word(word: str) -> str:
    word = word.lower().replace("-", "")
    return word[:-1] if word.endswith("s") else word
