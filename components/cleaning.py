"""What the scorers see of a comment: its words, without what a platform wrapped around them."""

from __future__ import annotations

import html
import re
from typing import Final

_MENTIONS_AHEAD: Final = re.compile(r"^(?:\s*[.]?@\w+[:,]?)+\s*")
_LINK: Final = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_STRETCHED: Final = re.compile(r"(\w)\1{2,}")
_REPEATED: Final = re.compile(r"([!?.,…~*_-])\1+")
_INVISIBLE: Final = re.compile(
    "[\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]"
)


def cleaned(text: str) -> str:
    """The comment's own words: leading mentions and links dropped, runs of letters, marks and blanks shortened.

    A text that is nothing but mentions and links is kept as it is.
    """
    text = _INVISIBLE.sub("", html.unescape(text))
    words = _LINK.sub(" ", _MENTIONS_AHEAD.sub("", text))
    words = _REPEATED.sub(r"\1", _STRETCHED.sub(r"\1\1", words))
    words = " ".join(words.split())
    return words or " ".join(text.split())
