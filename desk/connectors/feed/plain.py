"""The words of a comment that a feed holds as HTML, in time that grows with its length only.

The standard library's HTML parser takes minutes for 200 kB of tags that are never closed; a feed's comments are written by
strangers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

MAX_HTML: Final = 200_000
MAX_ALT: Final = 40
_BLOCKS: Final = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "blockquote",
        "pre",
        "tr",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "header",
        "footer",
        "figure",
        "hr",
        "dl",
        "dt",
        "dd",
    ]
)
_RAW: Final = frozenset({"script", "style", "title", "textarea", "iframe", "noscript", "template", "svg", "object"})
"""Nothing of what stands between their tags is shown."""
_NAME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9]{0,20}")
_QUOTE_OR_END: Final = re.compile("[>\"']")
_ALT: Final = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_SPACES: Final = re.compile(r"[ \t\r\f\v\xa0]+")
_BLANK_LINES: Final = re.compile(r"\n{3,}")


def words_of(html: str) -> str:
    """The text with a line for each block; pictures that stand for a sign (an emoji) by that sign."""
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(_parts(html[:MAX_HTML])).split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def has_picture(html: str) -> bool:
    """Whether it shows one."""
    return "<img" in html[:MAX_HTML].lower()


def _parts(html: str) -> Iterator[str]:
    lower, place, in_pre = html.lower(), 0, 0
    quotes_left = {'"': True, "'": True}
    while place < len(html):
        start = html.find("<", place)
        text = unescape(html[place : start if start >= 0 else len(html)])
        yield text if in_pre else text.replace("\n", " ")
        if start < 0:
            return
        if html.startswith("<!--", start):
            place = _behind(html, "-->", start + 4)
            continue
        if html[start + 1 : start + 2] in ("!", "?"):
            place = _behind(html, ">", start)
            continue
        closing = html.startswith("/", start + 1)
        name = _NAME.match(lower, start + 1 + closing)
        if name is None:
            yield "<"
            place = start + 1
            continue
        place, tag = _tag_end(html, name.end(), quotes_left), name.group()
        if tag in _RAW and not closing:
            place = _behind(html, ">", end) if (end := lower.find(f"</{tag}", place)) >= 0 else len(html)
        elif tag == "img":
            alt = _ALT.search(html, name.end(), min(place, name.end() + 2_000))
            sign = unescape(alt.group(1) or alt.group(2) or "") if alt else ""
            yield sign if len(sign) <= MAX_ALT else ""
        elif tag in _BLOCKS:
            if tag == "pre":
                in_pre = max(in_pre + (-1 if closing else 1), 0)
            yield "\n\n" if closing and tag == "p" else "\n"


def _behind(html: str, mark: str, place: int) -> int:
    """The place behind the next mark; the end where there is none."""
    found = html.find(mark, place)
    return found + len(mark) if found >= 0 else len(html)


def _tag_end(html: str, place: int, quotes_left: dict[str, bool]) -> int:
    """The place behind the tag's end; an end within quotes is none, unless the quotes are never closed."""
    begin = place
    while found := _QUOTE_OR_END.search(html, place):
        sign = found.group()
        if sign == ">":
            return found.end()
        close = html.find(sign, found.end()) if quotes_left[sign] else -1
        if close < 0:
            quotes_left[sign] = False
            return _behind(html, ">", begin)
        place = close + 1
    return len(html)
