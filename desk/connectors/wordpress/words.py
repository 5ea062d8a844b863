"""Between WordPress's HTML and the desk's plain text."""

from __future__ import annotations

import html
import re
import unicodedata
from html.parser import HTMLParser
from typing import Final

from desk.domain.incoming import WORDLESS

MAX_HTML: Final = 400_000
_PARAGRAPHS: Final = frozenset(
    {
        "blockquote",
        "dd",
        "div",
        "dl",
        "dt",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ol",
        "p",
        "pre",
        "table",
        "ul",
    }
)
_LINES: Final = frozenset({"li", "tr"})
_UNSEEN: Final = frozenset({"script", "style", "template", "head", "title"})
_MEDIA: Final = {"img": "picture", "picture": "picture", "video": "video", "iframe": "video", "audio": "voice"}
_SMILEYS: Final = re.compile(r"(?<!\S)(?:[:;]-?[()?DPox|]|8-?[)O]|:(?:[a-z]+|\?{1,3}|!):)(?!\S)")
_NOT_WORDS: Final = re.compile(r"[\W_]+")
_BREAKS: Final = re.compile(r"[ \t]*\n[ \t]*")
_MANY_BREAKS: Final = re.compile(r"\n{3,}")


def plain(markup: str) -> str:
    """What a reader sees of a comment: paragraphs, line breaks, list items, and where a link with other words leads."""
    reader = _Reader()
    reader.feed(markup[:MAX_HTML].replace("<![", "&lt;!["))
    reader.close()
    return reader.text() or (WORDLESS[reader.media] if reader.media else "")


def markup_of(text: str) -> str:
    """A text so that WordPress shows these characters and takes none for markup; line breaks are its own to make."""
    return html.escape(text, quote=False)


def folded(text: str) -> str:
    """Letters and digits alone: WordPress sets other quotes, dashes, smileys and breaks than were typed."""
    words = unicodedata.normalize("NFKC", _SMILEYS.sub("", text)).replace("×", "x")
    return _NOT_WORDS.sub("", words).casefold() or "".join(text.split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.media: str | None = None
        self._parts: list[str] = []
        self._unseen = 0
        self._as_typed = 0
        self._links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "br":
            self._parts.append("\n")
        elif tag in _PARAGRAPHS:
            self._parts.append("\n\n")
            self._as_typed += tag == "pre"
        elif tag in _LINES:
            self._parts.append("\n- " if tag == "li" else "\n")
        elif tag == "a":
            self._links.append((attributes.get("href") or "", len(self._parts)))
        elif tag in _MEDIA:
            self.media = self.media or _MEDIA[tag]
            self._parts.append(attributes.get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _PARAGRAPHS:
            self._parts.append("\n\n")
            self._as_typed = max(0, self._as_typed - (tag == "pre"))
        elif tag == "a" and self._links:
            address, start = self._links.pop()
            words = "".join(self._parts[start:]).strip()
            if address.startswith(("http://", "https://")) and words and not _says(words, address):
                self._parts.append(f" ({address})")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._parts.append(data if self._as_typed else re.sub(r"[ \t\r\n\f]+", " ", data))

    def text(self) -> str:
        """All that was read, with at most one empty line between paragraphs."""
        text = re.sub(r" {2,}", " ", "".join(self._parts)) if not self._as_typed else "".join(self._parts)
        return _MANY_BREAKS.sub("\n\n", _BREAKS.sub("\n", text)).strip()


def _says(words: str, address: str) -> bool:
    bare = address.split("://", 1)[1].rstrip("/")
    return bare.startswith(words.split("://", 1)[-1].rstrip("/…."))
