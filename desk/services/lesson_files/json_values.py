"""The values of a JSON file, a list or one a line, each with the line on which it begins. A bad one never loses the others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from desk.domain.lesson_file import UNREADABLE, LeftOut

_BETWEEN: Final = re.compile(r"[\s,]*")
_DECODER: Final = json.JSONDecoder()


def values(source: str) -> Iterator[tuple[int, Any] | LeftOut]:
    """What the file holds; of a list that breaks off, what comes before."""
    return _of_list(source) if source.lstrip().startswith("[") else _of_lines(source)


def _of_lines(source: str) -> Iterator[tuple[int, Any] | LeftOut]:
    for line, text in enumerate(source.split("\n"), 1):
        if not text.strip():
            continue
        try:
            yield line, json.loads(text)
        except (ValueError, RecursionError) as error:
            yield LeftOut(line, UNREADABLE, f"is not JSON ({_why(error)})")


def _of_list(source: str) -> Iterator[tuple[int, Any] | LeftOut]:
    place = source.index("[") + 1
    line = 1 + source.count("\n", 0, place)
    while True:
        begin = _end_of_blank(source, place)
        line += source.count("\n", place, begin)
        if begin >= len(source):
            yield LeftOut(line, UNREADABLE, "the list is not closed; the file may have been cut off")
            return
        if source[begin] == "]":
            if source[begin + 1 :].strip():
                yield LeftOut(line, UNREADABLE, "something follows the list; it is not read")
            return
        try:
            value, place = _DECODER.raw_decode(source, begin)
        except (ValueError, RecursionError) as error:
            yield LeftOut(line, UNREADABLE, f"is not JSON ({_why(error)}); what comes after it is not read")
            return
        yield line, value
        line += source.count("\n", begin, place)


def _end_of_blank(source: str, place: int) -> int:
    found = _BETWEEN.match(source, place)
    return found.end() if found else place


def _why(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return error.msg if isinstance(error, json.JSONDecodeError) else "a number of too many digits"
