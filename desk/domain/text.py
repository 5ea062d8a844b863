"""What comes in is hostile until cleaned: control characters, size, emptiness."""

from __future__ import annotations

import html
import re
from typing import Final

from desk.domain.errors import Invalid

MAX_COMMENT: Final = 20_000
MAX_REPLY: Final = 20_000
MAX_NAME: Final = 200
MAX_ID: Final = 300
EXCERPT: Final = 200

# Control characters except tab and line breaks, and code points that are no characters in UTF-8 (lone surrogates).
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ENDLESS = re.compile(r"&#[0-9]{30,};?")


def cleaned(text: str, what: str, limit: int, *, required: bool = True) -> str:
    """``text`` without unprintable characters; raises Invalid when it is empty (if required) or over ``limit``."""
    result = _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if required and not result:
        raise Invalid(f"{what} is empty.")
    if len(result) > limit:
        raise Invalid(f"{what} has {len(result):,} characters; at most {limit:,} are taken.")
    return result


def unescaped(text: str) -> str:
    """The text with HTML's character references read; the standard library falls over numbers of thousands of digits."""
    return html.unescape(_ENDLESS.sub("\ufffd", text))


def excerpt(text: str) -> str:
    """The start of a comment on one line, at most 200 characters, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= EXCERPT:
        return line
    cut = line[: EXCERPT - 1]
    return (cut.rsplit(" ", 1)[0] or cut) + "…"
