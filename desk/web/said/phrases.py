"""From a text to its phrases."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from desk.web.said.catalogue import WORDS, Template, Topics, candidates

LONGEST: Final = 2_000
MOST_PIECES: Final = 16
_BETWEEN: Final = re.compile(r"( · |; (?=colleagues )|(?<=[.!?])\s(?=[A-Z“(])|(?<=[.!?]”)\s(?=[A-Z“]))")
_SENTENCES: Final = re.compile(r"[.!?]\s+[A-Z“]")
_QUOTED: Final = re.compile("“[^”]*”")
_LISTED: Final = re.compile(r"(“[^”]*”|, | and )")


@dataclass(frozen=True)
class Coded:
    """A piece of a text; the pieces in their order are the text."""

    text: str
    code: str | None = None
    values: Mapping[str, str | tuple[Coded, ...]] = field(default_factory=dict)


@lru_cache(maxsize=4_096)
def phrases(text: str, topics: Topics) -> tuple[Coded, ...]:
    """The phrases of a text; empty where none of it is known."""
    if len(text) > LONGEST:
        return ()
    pieces = _BETWEEN.split(text)
    if len(pieces) > MOST_PIECES:
        return ()
    found: list[Coded] = []
    start = 0
    while start < len(pieces):
        phrase, start = _longest(pieces, start, topics)
        found.append(phrase)
    return tuple(found) if any(one.code for one in found) else ()


def _longest(pieces: list[str], start: int, topics: Topics) -> tuple[Coded, int]:
    """The phrase of as many pieces as make a sentence of the catalogue; and where the next begins."""
    for end in range(len(pieces), start, -1):
        coded = _coded("".join(pieces[start:end]), topics)
        if coded is not None:
            return coded, end
    return Coded(pieces[start]), start + 1


def _coded(text: str, topics: Topics) -> Coded | None:
    for template in candidates(text, topics):
        match = template.pattern.fullmatch(text)
        if match and all(_fits(template, name, said) for name, said in match.groupdict().items()):
            return Coded(
                text, template.code, {name: _value(template, name, said) for name, said in match.groupdict().items()}
            )
    return None


def _fits(template: Template, name: str, said: str) -> bool:
    """Whether a gap holds no more than one thing: all of what is quoted, else no more than a sentence."""
    if name not in template.quoted:
        return _SENTENCES.search(_QUOTED.sub("", said)) is None
    open_quotes = 0
    for mark in said:
        open_quotes += (mark == "“") - (mark == "”")
        if open_quotes < 0:
            return False
    return open_quotes == 0


def _value(template: Template, name: str, said: str) -> str | tuple[Coded, ...]:
    if template.gaps[name] != "words":
        return said
    whole = _coded(said, WORDS)
    if whole is not None:
        return (whole,)
    listed = tuple(_word(part) for part in _LISTED.split(said) if part)
    return listed if any(one.code for one in listed) else said


def _word(part: str) -> Coded:
    if part == " and ":
        return Coded(part, "words.and")
    if part.startswith("“"):
        return Coded(part, "words.quoted", {"text": part[1:-1]})
    return _coded(part, WORDS) or Coded(part)
