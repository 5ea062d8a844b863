"""Words as a page wants them: found as whole words whatever their case, replaced, and in British or American spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

# What the phrases hold that American readers spell or say otherwise; the phrases are written in British English.
_AMERICAN: Final = (
    ("apologise", "apologize"),
    ("apologised", "apologized"),
    ("to hand", "at hand"),
    ("cheers", "thanks"),
    ("cross", "upset"),
    ("fed up", "upset"),
    ("a bother", "a hassle"),
    ("bother", "hassle"),
    ("good spot", "good catch"),
)


def spelt(text: str, variant: str) -> str:
    """One of our own phrases in a variant of English."""
    return replaced(text, _AMERICAN) if variant == "en-US" else text


def replaced(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    """With each first of a pair, where it stands as whole words, made the second; a capital stays one.

    All in one pass, the longest first, so that what was put in is not replaced again.
    """
    instead = {_plain(one): other for one, other in pairs}
    if not instead:
        return text

    def put(match: re.Match[str]) -> str:
        said = instead[_plain(match.group())]
        return said[0].upper() + said[1:] if match.group()[0].isupper() else said

    return _any_of(tuple(instead)).sub(put, text)


def found(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where any of the words stands in a text."""
    listed = tuple(dict.fromkeys(map(_plain, words)))
    return [match.span() for match in _any_of(listed).finditer(text)] if listed else []


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").split())


@lru_cache(maxsize=64)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Matches any of the words, with either apostrophe and any blanks between."""
    patterns = [
        re.escape(one).replace("'", "['’]").replace(r"\ ", r"\s+") for one in sorted(words, key=len, reverse=True)
    ]
    # “team” is in “team's”, but “re” is not in “we're”.
    return re.compile(rf"(?<!\w)(?<!\w['’])(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)
