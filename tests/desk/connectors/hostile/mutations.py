"""Recorded bodies, changed: by structure, where they are JSON, and by bytes, whatever they are."""

from __future__ import annotations

import codecs
import json
import random
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from tests.desk.connectors.hostile.values import LARGEST, NAMES, deep, huge, odd

_NAME: Final = re.compile(r'"[\w.~$-]{1,60}": ?')
_NUMBER: Final = re.compile(r"(?<=[ :\[,])-?\d+(?:\.\d+)?")
_NUMERALS: Final = (
    "9" * 5_000,
    "1e999",
    "-1E+400",
    "-0",
    "00",
    "+1",
    ".5",
    "1.",
    "0x1",
    "1e-999",
    "NaN",
    "-Infinity",
    "1_0",
)
_CHARSETS: Final = ("utf-16", "utf-16-be", "utf-32", "latin-1", "utf-7", "cp037")
_BYTES: Final = (
    b"\x00",
    b"\xff",
    b"\xc0\xaf",
    b"\xed\xa0\x80",
    b"\xf5\x80\x80\x80",
    b"\x80",
    b'"',
    b"\\",
    b"{",
    b"]",
    b"\r",
    b"\n",
    b"\xef\xbb\xbf",
)


def changed_structure(document: Any, dice: random.Random) -> Any:
    """A deep copy in which one to four things are otherwise."""
    root = [json.loads(json.dumps(document))]
    for _ in range(dice.choice((1, 1, 2, 4))):
        places = list(_places(root))
        holder, key = dice.choice(places)
        dice.choice(_CHANGES)(holder, key, places, dice)
    return root[0]


def enlarged(document: Any, dice: random.Random) -> Any:
    """A deep copy in which something is very large."""
    root = [json.loads(json.dumps(document))]
    places = list(_places(root))
    if dice.random() < 0.5:
        holder, key = dice.choice(places)
        holder[key] = huge(dice)
        return root[0]
    lists = [one for holder, key in places if isinstance(one := holder[key], list) and one]
    if dice.random() < 0.3:
        _same_strings(root, dice.choice(("a", "aa", "1", " ", "@a ")))
    times = dice.choice((30, 300, 100_000))
    for one in dice.sample(lists, min(len(lists), 3)):
        if dice.random() < 0.5:
            one[:] = [_slim(dice.choice(one), dice)]
        one *= max(1, min(times, LARGEST // 3 // (len(json.dumps(one)) + 2), LARGEST // (len(json.dumps(root)) + 2)))
    return root[0]


def written(document: Any, dice: random.Random) -> bytes:
    """The document as JSON, mostly as a platform would write it."""
    try:
        text = json.dumps(document, ensure_ascii=dice.random() < 0.5)
    except RecursionError:
        return b"[" * 5_000
    if dice.random() < 0.15:
        text = _with_second_value(text, dice)
    if dice.random() < 0.1:
        text = _with_odd_number(text, dice)
    if dice.random() < 0.03:
        return text.encode(dice.choice(_CHARSETS), "replace")
    body = text.encode("utf-8", dice.choice(("surrogatepass", "replace")))
    return codecs.BOM_UTF8 + body if dice.random() < 0.02 else body


def changed_bytes(body: bytes, dice: random.Random) -> bytes:
    """The body after one to eight changes that know nothing of what it means."""
    for _ in range(dice.choice((1, 1, 2, 3, 8))):
        at, to = sorted((dice.randrange(len(body) + 1), dice.randrange(len(body) + 1)))
        to = min(to, at + dice.choice((1, 4, 40, 400)))
        body = dice.choice(_CUTS)(body, at, to, dice)
    return body[:LARGEST]


def _with_second_value(text: str, dice: random.Random) -> str:
    names = list(_NAME.finditer(text[:20_000]))
    if not names:
        return text
    name = dice.choice(names)
    return f"{text[: name.start()]}{name.group()}{json.dumps(odd(dice))},{text[name.start() :]}"


def _with_odd_number(text: str, dice: random.Random) -> str:
    numbers = list(_NUMBER.finditer(text[:20_000]))
    if not numbers:
        return text
    number = dice.choice(numbers)
    return text[: number.start()] + dice.choice(_NUMERALS) + text[number.end() :]


def _places(holder: Any) -> Iterator[tuple[Any, Any]]:
    """Where something stands in a document: what holds it, and under which name or number."""
    for key in list(holder) if isinstance(holder, dict) else range(len(holder)):
        yield holder, key
        if isinstance(holder[key], dict | list):
            yield from _places(holder[key])


def _slim(value: Any, dice: random.Random) -> Any:
    """So little of an entry that very many fit."""
    if not isinstance(value, dict) or not value:
        return value
    return {name: value[name] for name in dice.sample(list(value), min(len(value), dice.choice((0, 1, 1, 2))))}


def _same_strings(holder: Any, text: str) -> None:
    for inside, key in list(_places(holder)):
        if isinstance(inside[key], str):
            inside[key] = text


def _replace(holder: Any, key: Any, places: list[Any], dice: random.Random) -> None:
    holder[key] = odd(dice)


def _lose(holder: Any, key: Any, places: list[Any], dice: random.Random) -> None:
    if isinstance(holder, dict):
        del holder[key]
    else:
        holder[key] = None


def _swap(holder: Any, key: Any, places: list[Any], dice: random.Random) -> None:
    """With something else, unless one holds the other."""
    other, name = dice.choice(places)
    here, there = holder[key], other[name]
    if not isinstance(here, dict | list) and not isinstance(there, dict | list):
        holder[key], other[name] = there, here


def _retype(holder: Any, key: Any, places: list[Any], dice: random.Random) -> None:
    value = holder[key]
    if isinstance(value, str):
        holder[key] = dice.choice(
            (
                [value],
                {"id": value},
                int(value[:99]) if value.isdecimal() else 7,
                value.encode("utf-8", "surrogatepass").hex(),
            )
        )
    elif isinstance(value, list):
        holder[key] = dice.choice(({str(number): one for number, one in enumerate(value)}, value[0] if value else {}))
    elif isinstance(value, dict):
        holder[key] = dice.choice((list(value.values()), json.dumps(value), list(value)))
    else:
        holder[key] = str(value)


def _wrap(holder: Any, key: Any, places: list[Any], dice: random.Random) -> None:
    holder[key] = deep(dice.choice((1, 2, 60)), holder[key], dice.choice((None, *NAMES)))


def _repeat(holder: Any, key: Any, places: list[Any], dice: random.Random) -> None:
    value = holder[key]
    if isinstance(value, list | str) and len(value) < 2_000:
        holder[key] = value * dice.choice((2, 20))
    else:
        holder[key] = [value] * 3


def _name(holder: Any, key: Any, places: list[Any], dice: random.Random) -> None:
    if isinstance(holder, dict):
        other, name = dice.choice(places)
        holder[name if isinstance(other, dict) else dice.choice(NAMES)] = holder.pop(key)


def _mix(holder: Any, key: Any, places: list[Any], dice: random.Random) -> None:
    """Something odd in the middle of a text."""
    value, other = holder[key], odd(dice)
    if isinstance(value, str) and isinstance(other, str):
        at = dice.randrange(len(value) + 1)
        holder[key] = value[:at] + other + value[at:]
    else:
        holder[key] = other


_CHANGES: Final[tuple[Callable[..., None], ...]] = (
    _replace,
    _replace,
    _mix,
    _mix,
    _lose,
    _swap,
    _retype,
    _retype,
    _wrap,
    _repeat,
    _name,
)
_CUTS: Final[tuple[Callable[[bytes, int, int, random.Random], bytes], ...]] = (
    lambda body, at, to, dice: body[:at] + body[to:],
    lambda body, at, to, dice: body[:at] + dice.randbytes(min(to - at, 8)) + body[to:],
    lambda body, at, to, dice: body[:at] + dice.choice(_BYTES) * dice.choice((1, 1, 50)) + body[at:],
    lambda body, at, to, dice: body[:to] + body[at:to] * dice.choice((1, 3, 30)) + body[to:],
    lambda body, at, to, dice: body[:at] + bytes(one ^ (1 << dice.randrange(8)) for one in body[at : at + 1]) + body[at + 1 :],
    lambda body, at, to, dice: body[:at] if dice.random() < 0.3 else body[:at] + body[at:to][::-1] + body[to:],
)  # fmt: skip
