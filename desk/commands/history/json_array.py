"""The entries of a JSON array one by one, however long it is."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import IO, Any, Final

from desk.domain.errors import Invalid

CHUNK: Final = 256 * 1024
MAX_HEAD: Final = 4 * 1024**2
"""An array begins within so many characters."""
MAX_ENTRY: Final = 64 * 1024**2
_BETWEEN: Final = re.compile(r"[\s,]*")
NOT_UTF8: Final = "is not UTF-8. Convert it, for instance with: iconv -f WINDOWS-1252 -t UTF-8"


class Text:
    """A stream of bytes as text, without a byte order mark. Raises Invalid where it isn't UTF-8."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._stream = stream
        self._name = name
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._place = 0
        self.ended = False

    def more(self, size: int = CHUNK) -> str:
        """Some of what comes next; empty at the end."""
        chunk = self._stream.read(size)
        self.ended = not chunk
        try:
            text = self._decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            raise Invalid(f"{self._name} (byte {self._place + error.start:,}) {NOT_UTF8}") from None
        self._place += len(chunk)
        return text


def head_of(stream: IO[bytes], size: int = 65_536) -> str:
    """The beginning, to see what it is; the stream must be opened anew to be read."""
    return stream.read(size).decode("utf-8-sig", "replace")


def entries(stream: IO[bytes], name: str, key: str | None = None) -> Iterator[tuple[int, Any]]:
    """Each entry with its number, from 1, of the array under the first ``key``, or of the first one there is.

    Raises Invalid where there is none, or where the JSON breaks off.
    """
    text = Text(stream, name)
    opening = re.compile(rf'"{re.escape(key)}"\s*:\s*\[' if key else r"\[")
    buffer = text.more()
    while (found := opening.search(buffer)) is None:
        more = text.more()
        if (not more and text.ended) or len(buffer) > MAX_HEAD:
            raise Invalid(f"{name} holds no list{f' {key!r}' if key else ''}; it isn't the export that was expected.")
        buffer += more
    place, number, decoder = found.end(), 0, json.JSONDecoder()
    while True:
        between = _BETWEEN.match(buffer, place)
        place = between.end() if between else place
        if place < len(buffer) and buffer[place] == "]":
            return
        try:
            value, end = decoder.raw_decode(buffer, place)
            if end == len(buffer) and not text.ended:  # a number may go on
                raise ValueError
        except (ValueError, RecursionError) as error:
            buffer, place = buffer[place:], 0
            more = text.more(max(CHUNK, len(buffer)))
            if isinstance(error, RecursionError) or (not more and text.ended) or len(buffer) > MAX_ENTRY:
                raise Invalid(f"{name} breaks off, or is no JSON, behind entry {number:,}. Export it again.") from None
            buffer += more
            continue
        number, place = number + 1, end
        yield number, value
        if place > CHUNK:
            buffer, place = buffer[place:], 0
