"""The mail servers as the connector needs them; ``servers.py`` speaks to real ones, the simulator stands in for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date
from typing import Protocol

from desk.connectors.email.settings import MailSettings
from desk.domain.reply import Refused, Uncertain


class Mailbox(Protocol):
    """A signed-in IMAP session that marks and removes nothing. Every method raises PlatformError.

    What is asked about messages is about those of the folder selected last, by UID.
    """

    async def folders(self) -> Sequence[tuple[str, frozenset[str]]]:
        """Every folder that can be selected, with its special uses in lower case, such as ``\\sent``."""
        ...

    async def select(self, folder: str) -> tuple[int, int]:
        """Open a folder for reading: its UIDVALIDITY, and the UID that the next message gets (0: not told)."""
        ...

    async def newer(self, uid: int, since: date | None) -> list[int]:
        """Messages with a higher UID, that came on that day or later, the oldest first."""
        ...

    async def with_header(self, name: str, value: str) -> list[int]:
        """Messages whose header holds the value somewhere."""
        ...

    async def sizes(self, uids: Sequence[int]) -> Mapping[int, int]:
        """How many bytes these messages have; those that are gone are left out."""
        ...

    async def whole(self, uids: Sequence[int]) -> Mapping[int, bytes]:
        """These messages as they are."""
        ...

    async def head(self, uid: int, limit: int) -> bytes | None:
        """The start of a message's header; None where the message is gone."""
        ...

    async def text_part(self, uid: int, limit: int) -> tuple[bytes, bytes]:
        """The first text part's own header (empty: the message's is its) and the start of its body."""
        ...

    async def append(self, folder: str, message: bytes) -> None:
        """Put a message that was sent into a folder, as read."""
        ...


class Mail(Protocol):
    """Both ends of a mailbox."""

    def open(self, settings: MailSettings) -> AbstractAsyncContextManager[Mailbox]:
        """Sign in to the IMAP server. Raises PlatformError."""
        ...

    async def send(self, settings: MailSettings, message: bytes, recipient: str) -> Refused | Uncertain | None:
        """Hand a message to the SMTP server; None: it took it."""
        ...

    async def greet(self, settings: MailSettings) -> None:
        """Sign in to the SMTP server and leave again. Raises PlatformError."""
        ...
