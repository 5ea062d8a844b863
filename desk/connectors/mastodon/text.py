"""Mastodon's HTML as text, and texts made comparable."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser
from typing import Final

from desk.domain.text import unescaped

MAX_HTML: Final = 200_000
_BLOCKS: Final = frozenset({"p", "div", "blockquote", "ul", "ol", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEEN: Final = frozenset({"script", "style", "template"})
_SERVER_ONLY: Final = "quote-inline"
"""The class of a line that Mastodon adds to a quoting post for servers that show no quotes."""
_TAG: Final = re.compile(r"<[^>]{0,2000}>")
_ADDRESS: Final = re.compile(r"\A(?:@[\w.-]+(?:@[\w.-]+)?(?:\s+|\Z))+")
_MENTION: Final = re.compile(r"(?<![\w@/])@([\w.-]*\w)@[\w.-]*\w")


def text_of(html: str) -> str:
    """What a reader sees: paragraphs apart, line breaks kept, links whole (Mastodon hides parts of them)."""
    reader = _Reader()
    try:
        reader.feed(html[:MAX_HTML])
        reader.close()
    except (AssertionError, ValueError):  # html.parser on senseless declarations, and on numbers of thousands of digits
        return " ".join(unescaped(_TAG.sub(" ", html[:MAX_HTML])).split())
    return reader.text


def without_address(text: str, username: str, *, is_reply: bool) -> str:
    """The text without the mentions that only say whom it is for: in a reply all at its beginning, else the page's own."""
    if is_reply:
        return _ADDRESS.sub("", text).strip()
    words = text.split(maxsplit=1)
    name, own = (words[0].lower() if words else ""), f"@{username}".lower()
    if username and (name == own or name.startswith(f"{own}@")):
        return "".join(words[1:])
    return text


def comparable(text: str) -> str:
    """The same for two texts that differ only in what Mastodon changes: mentions in front, their servers, spaces."""
    said = _MENTION.sub(r"@\1", unicodedata.normalize("NFC", _ADDRESS.sub("", text.strip())))
    return " ".join(said.split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._unseen: list[str] = []

    @property
    def text(self) -> str:
        lines = "".join(self._parts).split("\n")
        return re.sub(r"\n{3,}", "\n\n", "\n".join(" ".join(line.split()) for line in lines)).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen:
            if tag == self._unseen[0]:
                self._unseen.append(tag)
        elif tag in _UNSEEN or _SERVER_ONLY in (dict(attrs).get("class") or "").split():
            self._unseen.append(tag)
        elif tag == "br" or tag == "li":
            self._parts.append("\n")
        elif tag in _BLOCKS:
            self._parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            if tag == self._unseen[0]:
                self._unseen.pop()
        elif tag in _BLOCKS:
            self._parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._parts.append(re.sub(r"\s+", " ", data))
