"""A message as it came, whatever its sender's program did to the standards."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timezone
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header
from email.message import EmailMessage
from email.utils import getaddresses
from functools import lru_cache
from typing import Any, Final

from desk.connectors.email.charsets import decoded
from desk.domain.incoming import Malformed

MAX_PARTS: Final = 100
MAX_HEADER: Final = 1_000
MAX_PART_HEADER: Final = 300
"""Of those that say what a part is; a message can have thousands of parts."""
MAX_IDS: Final = 200
_ID = re.compile(r"<([!-;=?-~]{1,290})>")
# The standard library's reader of structured headers falls over some that real programs write.
_BROKEN: Final = (ValueError, OverflowError, LookupError, AttributeError, TypeError, RecursionError, MessageError)
_SPACES = re.compile(r"\s+")


class _Bounded(policy.EmailPolicy):
    """The standard library takes minutes over a structured header of some ten thousand brackets."""

    def header_source_parse(self, sourcelines: Sequence[str]) -> tuple[str, str]:
        """The name and the start of the value."""
        name, value = super().header_source_parse(list(sourcelines))
        return name, value[: MAX_PART_HEADER if name.lower().startswith("content-") else MAX_HEADER]

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """The header read; its reader asks for the same one of a part five times in a row."""
        return _read(name, value)


@lru_cache(maxsize=16)
def _read(name: str, value: str) -> Any:
    return policy.default.header_fetch_parse(name, value)


_POLICY: Final[Any] = _Bounded()


class Letter:
    """A message. Raises Malformed for bytes that are none."""

    def __init__(self, raw: bytes) -> None:
        try:
            self._message: EmailMessage = message_from_bytes(raw, policy=_POLICY)
            self._plain = message_from_bytes(raw.split(b"\r\n\r\n", 1)[0].split(b"\n\n", 1)[0], policy=policy.compat32)
        except _BROKEN as error:
            raise Malformed(f"This is no message that can be read ({type(error).__name__}).") from None
        if "from" not in self._plain:
            raise Malformed("This is no message: it doesn't say whom it is from.")

    def header(self, name: str) -> str:
        """The first header of that name, decoded, on one line; empty where there is none."""
        value: Any = None
        with contextlib.suppress(*_BROKEN):
            value = self._message.get(name)
        if value is None:
            with contextlib.suppress(*_BROKEN):
                value = "".join(
                    _decoded(part, charset) for part, charset in decode_header(self._plain.get(name, "")[:MAX_HEADER])
                )
        return _one_line(_mended(str(value))) if value is not None else ""

    def has(self, name: str) -> bool:
        """Whether there is such a header."""
        return name in self._plain

    def ids(self, name: str) -> list[str]:
        """The message ids in a header, without their angle brackets."""
        raw = " ".join(str(value) for value in self._plain.get_all(name, []))
        return _ID.findall(raw)[:MAX_IDS]

    @property
    def id(self) -> str | None:
        """Its Message-ID without angle brackets; None where it has none that can be used."""
        found = self.ids("Message-ID")
        return found[0] if found else None

    def senders(self, name: str) -> list[tuple[str, str]]:
        """The names and addresses in a header; a name is empty where there is none."""
        with contextlib.suppress(*_BROKEN):
            value: Any = self._message.get(name)
            found = [(one.display_name or "", one.addr_spec) for one in value.addresses] if value is not None else []
            found = [(_one_line(_mended(who)), _mended(address)) for who, address in found if "@" in address]
            if found:
                return found
        with contextlib.suppress(*_BROKEN):
            raw = [str(value)[:MAX_HEADER] for value in self._plain.get_all(name, [])[:1]]
            return [(_name(who), _mended(address)) for who, address in getaddresses(raw) if "@" in address]
        return []

    @property
    def written_at(self) -> datetime | None:
        """Its date in UTC; None where it has none that can be true."""
        with contextlib.suppress(*_BROKEN):
            value: Any = self._message.get("Date")
            at: datetime | None = getattr(value, "datetime", None)
            if at is not None and 1990 < at.year < 2200:
                return at.replace(tzinfo=timezone.utc) if at.tzinfo is None else at.astimezone(timezone.utc)
        return None

    @property
    def type(self) -> str:
        """Its content type, such as ``multipart/report``."""
        return self._message.get_content_type()

    def texts(self, subtype: str) -> list[str]:
        """The texts of that kind (plain, html) that are to be read as the message, in order."""
        return [
            decoded(_payload(part), _charset(part))
            for part in self._parts()
            if part.get_content_type() == f"text/{subtype}" and not _is_attached(part)
        ]

    def attachments(self) -> list[str]:
        """The content types of what it carries beside its text."""
        return [
            part.get_content_type()
            for part in self._parts()
            if part.get_content_maintype() != "text" or _is_attached(part)
        ]

    def _parts(self) -> Iterator[EmailMessage]:
        """The parts that hold something, without looking into attached messages."""
        waiting: list[Any] = [self._message]
        seen = 0
        while waiting and seen < MAX_PARTS:
            part = waiting.pop(0)
            seen += 1
            if part.get_content_maintype() == "multipart" and part.is_multipart():
                waiting[:0] = list(part.iter_parts())
            else:
                yield part


def _is_attached(part: EmailMessage) -> bool:
    with contextlib.suppress(*_BROKEN):
        return part.get_content_disposition() == "attachment" or bool(part.get_filename())
    return True


def _payload(part: EmailMessage) -> bytes:
    with contextlib.suppress(*_BROKEN):
        payload = part.get_payload(decode=True)
        return payload if isinstance(payload, bytes) else b""
    return b""


def _charset(part: EmailMessage) -> str | None:
    with contextlib.suppress(*_BROKEN):
        return part.get_content_charset()
    return None


def _decoded(part: bytes | str, charset: str | None) -> str:
    return part if isinstance(part, str) else decoded(part, charset)


def _name(raw: str) -> str:
    with contextlib.suppress(*_BROKEN):
        return _one_line(_mended("".join(_decoded(part, charset) for part, charset in decode_header(raw))))
    return ""


def _mended(text: str) -> str:
    """Bytes that a header had no right to hold, read as UTF-8 where they are."""
    raw = text.encode("utf-8", "surrogateescape") if any("\udc80" <= c <= "\udcff" for c in text) else b""
    return (raw.decode("utf-8", "replace") if raw else text).encode("utf-8", "replace").decode()


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
