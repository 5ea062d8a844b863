"""Texts on X: as a person reads them there, and so that two of them can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desk.domain.incoming import WORDLESS
from desk.domain.text import MAX_COMMENT, unescaped

MAX_RAW: Final = 5 * MAX_COMMENT
"""Characters of a text that are looked at: X's longest have 25,000, and an escaped one takes up to five."""
MAX_LINKS: Final = 500
MAX_ADDRESS: Final = 4_096
MAX_SAME: Final = 50
_MENTIONS: Final = re.compile(r"\A(?:@\w{1,50}\s+)+")
_SCHEME: Final = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True)
class Link:
    """A link in a post: X writes its own short one into the text. ``media``: it stands for a picture or video."""

    short: str
    full: str
    media: bool = False


def readable(raw: str, links: Sequence[Link], *, username: str, is_reply: bool, media: str | None) -> str:
    """The text without what X adds to it: mentions that only address it, short links, links to its own pictures."""
    text = unescaped(raw[:MAX_RAW])
    for link in sorted(links[:MAX_LINKS], key=lambda one: -len(one.short)):
        full = "" if link.media else link.full[:MAX_ADDRESS]
        text = text.replace(link.short, full, MAX_SAME)[:MAX_RAW]
    said = _without_address(text.strip(), username, is_reply)
    if not said and media:
        return WORDLESS[media]
    return _cut(said or text.strip())


def comparable(text: str) -> str:
    """The same for two texts that differ only in what X changes: mentions in front, how a link begins, spaces."""
    plain = _SCHEME.sub("", unicodedata.normalize("NFC", _MENTIONS.sub("", text.strip() + " ")))
    return " ".join(word.rstrip("/") for word in plain.split())


def _without_address(text: str, username: str, is_reply: bool) -> str:
    if is_reply:
        return _MENTIONS.sub("", text + " ").strip()
    words = text.split(maxsplit=1)
    addressed = username and words and words[0].lower() == f"@{username}".lower()
    return "".join(words[1:]) if addressed else text


def _cut(text: str) -> str:
    return text if len(text) <= MAX_COMMENT else text[: MAX_COMMENT - 1] + "…"
