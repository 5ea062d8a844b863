"""Between WordPress's HTML and the desk's plain text."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

from desk.domain.incoming import WORDLESS
from desk.domain.text import unescaped

MAX_HTML: Final = 150_000
"""WordPress keeps comments of at most 65,525 bytes; its markup comes on top."""
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
_BEFORE: Final = {"br": "\n", "li": "\n- ", "tr": "\n", "td": " ", "th": " "} | {name: "\n\n" for name in _PARAGRAPHS}
_UNSEEN: Final = frozenset({"script", "style", "template", "head", "title"})
_MEDIA: Final = {"img": "picture", "picture": "picture", "video": "video", "iframe": "video", "audio": "voice"}
_SMILEYS: Final = re.compile(r"(?<!\S)(?:[:;]-?[()?DPox|]|8-?[)O]|:(?:[a-z]+|\?{1,3}|!):)(?!\S)")
_NOT_WORDS: Final = re.compile(r"[\W_]+")
# Nothing here looks further than the next bracket or quote, so time grows with length alone.
_TAG: Final = re.compile(r"<(?:(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>[^<>]*)|[!?][^<>]*)>")
_ATTRIBUTE: Final = re.compile(r"(?<![\w-])(?P<name>href|alt)\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s\"']+)", re.I)
_WHITE: Final = re.compile(r"[ \t\r\n\f]+")
_SPACES: Final = re.compile(r" {2,}")
_BREAKS: Final = re.compile(r"[ \t]*\n[ \t]*")
_MANY_BREAKS: Final = re.compile(r"\n{3,}")


def plain(markup: str) -> str:
    """What a reader sees of a comment: paragraphs, line breaks, list items, and where a link with other words leads."""
    reader = _Reader()
    return reader.read(markup[:MAX_HTML]) or (WORDLESS[reader.media] if reader.media else "")


def markup_of(text: str) -> str:
    """A text so that WordPress shows these characters and takes none for markup; line breaks are its own to make."""
    return html.escape(text, quote=False)


def folded(text: str) -> str:
    """Letters and digits alone: WordPress sets other quotes, dashes, smileys and breaks than were typed."""
    words = unicodedata.normalize("NFKC", _SMILEYS.sub("", text)).replace("×", "x")
    return _NOT_WORDS.sub("", words).casefold() or "".join(text.split())


class _Reader:
    """Puts the text together, tag by tag. Python's own HTML parser takes minutes for markup that is made to be slow."""

    def __init__(self) -> None:
        self.media: str | None = None
        self._parts: list[str] = []
        self._unseen = 0
        self._typed = False
        self._link: tuple[str, int] | None = None

    def read(self, markup: str) -> str:
        """All of it, with at most one empty line between paragraphs."""
        end = 0
        for tag in _TAG.finditer(markup):
            self._words(markup[end : tag.start()])
            name = (tag["name"] or "").lower()
            if tag["close"]:
                self._close(name)
            elif name:
                self._open(name, tag["rest"])
            end = tag.end()
        self._words(markup[end:])
        text = _SPACES.sub(" ", "".join(self._parts))
        return _MANY_BREAKS.sub("\n\n", _BREAKS.sub("\n", text)).strip()

    def _words(self, escaped: str) -> None:
        if escaped and not self._unseen:
            self._parts.append(unescaped(escaped if self._typed else _WHITE.sub(" ", escaped)))

    def _open(self, name: str, rest: str) -> None:
        if name in _UNSEEN:
            self._unseen += 1
        elif name in _MEDIA:
            self.media = self.media or _MEDIA[name]
            self._parts.append(_attribute("alt", rest))
        elif name == "a":
            self._link = (_attribute("href", rest), len(self._parts))
        else:
            self._typed = self._typed or name == "pre"
            self._parts.append(_BEFORE.get(name, ""))

    def _close(self, name: str) -> None:
        if name in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif name in _PARAGRAPHS:
            self._typed = self._typed and name != "pre"
            self._parts.append("\n\n")
        elif name == "a" and self._link:
            (address, start), self._link = self._link, None
            words = "".join(self._parts[start:]).strip()
            if address.startswith(("http://", "https://")) and words and not _says(words, address):
                self._parts.append(f" ({address})")


def _attribute(name: str, rest: str) -> str:
    for found in _ATTRIBUTE.finditer(rest):
        if found["name"].lower() == name:
            return unescaped(found["value"].strip("\"'"))
    return ""


def _says(words: str, address: str) -> bool:
    bare = address.split("://", 1)[1].rstrip("/")
    return bare.startswith(words.split("://", 1)[-1].rstrip("/…."))
