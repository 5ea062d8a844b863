"""How long a text may be on each channel, and how that channel counts.

X counts by weight (twitter-text configuration v3, https://docs.x.com/fundamentals/counting-characters): code points of
most alphabets count 1, others 2, an emoji with all its parts 2, and every link 23 however long it is.

Bluesky counts graphemes, what a reader takes for one character (app.bsky.feed.post, ``maxGraphemes``). Mastodon counts
graphemes too, but every link 23, and of a mention only the name before the server's (docs.joinmastodon.org/user/posting).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

import regex

COUNTINGS: Final = ("characters", "graphemes", "mastodon", "x")
"""``characters`` are code points, ``graphemes`` what a reader takes for one; the others are their networks' own."""


@dataclass(frozen=True)
class Limit:
    """At most ``limit`` as counted by ``counting``, one of COUNTINGS."""

    limit: int
    counting: str


# Facebook and LinkedIn: documented comment limits of 8,000 and 1,250; Instagram 2,200; Bluesky 300; Mastodon 500 where a
# server doesn't say otherwise; the rest is our own bound.
LIMITS: Final[dict[str, Limit]] = {
    "api": Limit(8_000, "characters"),
    "blog": Limit(8_000, "characters"),
    "bluesky": Limit(300, "graphemes"),
    "chat": Limit(2_000, "characters"),
    "email": Limit(20_000, "characters"),
    "facebook": Limit(8_000, "characters"),
    "instagram": Limit(2_200, "characters"),
    "linkedin": Limit(1_250, "characters"),
    "mastodon": Limit(500, "mastodon"),
    "x": Limit(280, "x"),
}
LINK_WEIGHT: Final = 23
_LIGHT: Final = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
# What X makes a link of, as its twitter-text has it, but for its list of top-level domains: any that looks like one counts.
_LATIN = "a-z0-9\u00c0-\u024f\u1e00-\u1eff"
_CYRILLIC = "\u0400-\u04ff"
_TOP = f"\\.(?:[a-z]{{2,24}}|[{_CYRILLIC}]{{2,24}}(?![{_CYRILLIC}]))(?![a-z0-9@+-])"
_IN_PATH = f"[{_LATIN}{_CYRILLIC}!*';:=+,.$/%#\\[\\]\u2013_~@|&-]"
_IN_BRACKETS = f"\\({_IN_PATH}+\\)"
_PATH = f"/(?:(?:{_IN_PATH}|{_IN_BRACKETS})*(?:[{_LATIN}{_CYRILLIC}=_#/+-]|{_IN_BRACKETS}))?"
_QUERY = r"\?[a-z0-9!?*'@();:&=+$/%#\[\]_.,~|-]*[a-z0-9_&=#/-]"
_LINK = re.compile(
    rf"https?://[\w-]{{1,63}}(?:\.[\w-]{{1,63}})*{_TOP}(?::\d{{1,5}})?(?:{_PATH})?(?:{_QUERY})?"
    rf"|(?<![{_LATIN}@$#/-])(?<![{_LATIN}-]\.)[{_LATIN}-]{{1,63}}(?:\.[{_LATIN}-]{{1,63}})*{_TOP}"
    rf"(?:(?::\d{{1,5}})?{_PATH}(?:{_QUERY})?)?",
    re.IGNORECASE,
)
_GRAPHEME = regex.compile(r"\X")
# A link ends before punctuation, but may hold brackets in pairs.
_WEB_LINK = re.compile(
    r"https?://(?:[^\s<>\"()]|\([^\s<>\"()]*\))*(?:[^\s<>\"().,:;!?'\]]|\([^\s<>\"()]*\))", re.IGNORECASE
)
_MENTION = re.compile(r"(?<![=/\w])@([a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)(?:@[\w.-]*\w)?", re.IGNORECASE | re.ASCII)
_PICTOGRAPH = "[\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
_EMOJI_PART = _PICTOGRAPH + "\ufe0f?[\U0001f3fb-\U0001f3ff]?(?:[\U000e0020-\U000e007f]+)?"
_EMOJI = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"  # a flag
    "|[0-9#*]\ufe0f?\u20e3"  # a keycap
    f"|{_EMOJI_PART}(?:\u200d(?:{_EMOJI_PART}|[\u2640\u2642]\ufe0f?))*"
)


def limit_of(channel: str, most: int | None = None) -> Limit:
    """The limit of a channel, ``most`` where a connection has one of its own; raises KeyError for an unknown channel."""
    try:
        limit = LIMITS[channel]
    except KeyError:
        raise KeyError(f"unknown channel {channel!r}; known are {', '.join(LIMITS)}") from None
    return limit if most is None else Limit(most, limit.counting)


def length(text: str, counting: str) -> int:
    """How long ``text`` is, as the counting has it."""
    if counting == "characters":
        return len(text)
    if counting == "x":
        return _weighted(text)
    if counting == "graphemes":
        return _graphemes(text)
    if counting == "mastodon":
        return _graphemes(_MENTION.sub(r"@\1", _WEB_LINK.sub("x" * LINK_WEIGHT, text)))
    raise ValueError(f"unknown counting {counting!r}; known are {', '.join(COUNTINGS)}")


def fits(text: str, channel: str) -> bool:
    """Whether the channel takes the text."""
    limit = limit_of(channel)
    return length(text, limit.counting) <= limit.limit


def has_link(text: str) -> bool:
    """Whether X would make a link of something in the text."""
    return _LINK.search(text) is not None


def web_links(text: str) -> int:
    """How many links with a scheme are in the text, as Mastodon counts them."""
    return len(_WEB_LINK.findall(text))


def mentions(text: str) -> list[str]:
    """Who is mentioned in a text on Mastodon, such as ``ada`` and ``bob@b.example``."""
    return [found.group().removeprefix("@") for found in _MENTION.finditer(_WEB_LINK.sub(" ", text))]


def _graphemes(text: str) -> int:
    return sum(1 for _ in _GRAPHEME.finditer(text))


def _weighted(text: str) -> int:
    text = unicodedata.normalize("NFC", text)
    without_links, links = _LINK.subn("", text)
    without_emoji, emoji = _EMOJI.subn("", without_links)
    return LINK_WEIGHT * links + 2 * emoji + sum(_weight(character) for character in without_emoji)


def _weight(character: str) -> int:
    point = ord(character)
    return 1 if any(low <= point <= high for low, high in _LIGHT) else 2
