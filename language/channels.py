"""How long a reply may be on each channel, and how each channel counts."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

LINK_LENGTH_ON_X: Final = 23


@dataclass(frozen=True)
class Limit:
    """At most `limit` units, counted as `counting` says: "characters" (code points) or "x" (X's weights)."""

    limit: int
    counting: str = "characters"


LIMITS: Final = {
    "x": Limit(280, "x"),
    "facebook": Limit(8000),
    "instagram": Limit(2200),
    "linkedin": Limit(1250),
    "blog": Limit(5000),
    "chat": Limit(2000),
    "api": Limit(5000),
}

_LINK: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
# Code points that count one on X; all others count two (twitter-text configuration, version 3).
_LIGHT: Final = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_EMOJI: Final = re.compile(
    "(?:[\U0001f1e6-\U0001f1ff]{2})|"
    "(?:[\u2190-\u27bf\u2934-\u2b55\U0001f000-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]?"
    "(?:\u200d[\u2190-\u27bf\U0001f000-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]?)*)"
)


def limit_of(channel: str) -> Limit:
    """The limit of a channel; an unknown one is treated as the API."""
    return LIMITS.get(channel, LIMITS["api"])


def length(text: str, counting: str = "characters") -> int:
    """How long the channel says a text is: code points, or X's weights (links 23, emoji and East Asian 2)."""
    if counting != "x":
        return len(text)
    text = unicodedata.normalize("NFC", text)
    links = _LINK.findall(text)
    text = _LINK.sub("", text)
    emoji = _EMOJI.findall(text)
    text = _EMOJI.sub("", text)
    rest = sum(1 if any(low <= ord(sign) <= high for low, high in _LIGHT) else 2 for sign in text)
    return LINK_LENGTH_ON_X * len(links) + 2 * len(emoji) + rest


def fits(text: str, channel: str) -> bool:
    """Whether a text may be posted on the channel as far as its length goes."""
    limit = limit_of(channel)
    return length(text, limit.counting) <= limit.limit
