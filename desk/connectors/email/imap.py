"""A mailbox on a real IMAP server. The library blocks, so each question is asked in a thread, with a time limit."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeVar

import imapclient
from imapclient.exceptions import CapabilityError, IMAPClientAbortError, IMAPClientError, LoginError

from desk.connectors.email.codes import imap_error
from desk.connectors.email.network import certificate_refused, unreachable
from desk.connectors.email.settings import MailSettings
from desk.domain.platform import PlatformError, Trouble

CONNECT_S: Final = 8.0
READ_S: Final = 20.0
DEADLINE_S: Final = 60.0
MAX_DEPTH: Final = 20
Answer = TypeVar("Answer")
# The library's readers on bytes that no IMAP server sends.
_UNREADABLE: Final = (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError)


@contextlib.asynccontextmanager
async def opened(settings: MailSettings) -> AsyncIterator[ImapMailbox]:
    """Sign in, and leave again."""
    mailbox = ImapMailbox(await _asked(lambda: _connected(settings), settings))
    mailbox.settings = settings
    try:
        await mailbox.asked(lambda client: _sign_in(client, settings), Trouble.TOKEN)
        yield mailbox
    finally:
        await mailbox.close()


class ImapMailbox:
    """A session; see ``gateway.Mailbox``. Folders are opened read-only, bodies are peeked at."""

    settings: MailSettings

    def __init__(self, client: Any) -> None:
        self._client = client

    async def folders(self) -> Sequence[tuple[str, frozenset[str]]]:
        """Every folder that can be selected, with its special uses."""

        def ask(client: Any) -> list[tuple[str, frozenset[str]]]:
            found = [
                (name, frozenset(_text(flag).lower() for flag in flags)) for flags, _, name in client.list_folders()
            ]
            return [(name, uses) for name, uses in found if not uses & {"\\noselect", "\\nonexistent"}]

        return await self.asked(ask)

    async def select(self, folder: str) -> tuple[int, int]:
        """Open a folder: its UIDVALIDITY and next UID."""

        def ask(client: Any) -> tuple[int, int]:
            told = client.select_folder(folder, readonly=True)
            return int(told.get(b"UIDVALIDITY", 0)), int(told.get(b"UIDNEXT", 0))

        return await self.asked(ask, Trouble.MISSING)

    async def newer(self, uid: int, since: date | None) -> list[int]:
        """Messages above a UID that came since a day."""
        criteria: list[Any] = ["UID", f"{uid + 1}:*", *(["SINCE", since] if since else [])]
        # "*" is the last message, whatever its UID.
        return sorted(found for found in await self._search(criteria) if found > uid)

    async def with_header(self, name: str, value: str) -> list[int]:
        """Messages whose header holds the value."""
        return sorted(await self._search(["HEADER", name, value]))

    async def _search(self, criteria: list[Any]) -> list[int]:
        return await self.asked(lambda client: [int(uid) for uid in client.search(criteria)])

    async def sizes(self, uids: Sequence[int]) -> Mapping[int, int]:
        """How large messages are."""
        told = await self._fetch(uids, "RFC822.SIZE")
        return {uid: int(one[b"RFC822.SIZE"]) for uid, one in told.items() if b"RFC822.SIZE" in one}

    async def whole(self, uids: Sequence[int]) -> Mapping[int, bytes]:
        """Messages as they are."""
        told = await self._fetch(uids, "BODY.PEEK[]")
        return {uid: one[b"BODY[]"] for uid, one in told.items() if isinstance(one.get(b"BODY[]"), bytes)}

    async def head(self, uid: int, limit: int) -> bytes | None:
        """The start of a message's header."""
        return _body(await self._fetch([uid], f"BODY.PEEK[HEADER]<0.{limit}>"), uid)

    async def text_part(self, uid: int, limit: int) -> tuple[bytes, bytes]:
        """The first text part's header and the start of its body."""
        told = await self._fetch([uid], "BODYSTRUCTURE")
        structure = told.get(uid, {}).get(b"BODYSTRUCTURE")
        number = _text_number(structure) if structure is not None else None
        if number is None:
            return b"", b""
        if not number:
            return b"", _body(await self._fetch([uid], f"BODY.PEEK[TEXT]<0.{limit}>"), uid) or b""
        head = _body(await self._fetch([uid], f"BODY.PEEK[{number}.MIME]<0.{limit}>"), uid)
        return head or b"", _body(await self._fetch([uid], f"BODY.PEEK[{number}]<0.{limit}>"), uid) or b""

    async def append(self, folder: str, message: bytes) -> None:
        """Put a message into a folder."""
        await self.asked(lambda client: client.append(folder, message, (imapclient.SEEN,)), Trouble.REFUSED)

    async def _fetch(self, uids: Sequence[int], what: str) -> dict[int, dict[bytes, Any]]:
        return await self.asked(lambda client: dict(client.fetch(list(uids), [what])))

    async def asked(self, ask: Callable[[Any], Answer], refused: Trouble = Trouble.AWAY) -> Answer:
        """One question; ``refused``: what a NO without a code means."""
        return await _asked(lambda: ask(self._client), self.settings, refused, self._cut)

    async def close(self) -> None:
        """Say good-bye, if the other side still listens."""
        with contextlib.suppress(PlatformError):
            await _asked(self._client.logout, self.settings, cut=self._cut)
        self._cut()

    def _cut(self) -> None:
        """End the session under a thread that still waits for it."""
        with contextlib.suppress(OSError, *_UNREADABLE):
            self._client.socket().shutdown(socket.SHUT_RDWR)
        with contextlib.suppress(OSError, IMAPClientError, *_UNREADABLE):
            self._client.shutdown()


def _connected(settings: MailSettings) -> Any:
    server = settings.imap
    client = imapclient.IMAPClient(
        server.host,
        server.port,
        ssl=server.tls == "tls",
        ssl_context=settings.context() if server.tls == "tls" else None,
        timeout=imapclient.SocketTimeout(CONNECT_S, READ_S),
    )
    if server.tls == "starttls":
        try:
            client.starttls(settings.context())
        except BaseException:
            with contextlib.suppress(OSError, IMAPClientError):
                client.shutdown()
            raise
    return client


def _sign_in(client: Any, settings: MailSettings) -> None:
    if client.has_capability("AUTH=PLAIN"):
        client.plain_login(settings.user, settings.password)
    else:
        client.login(settings.user, settings.password)


async def _asked(
    ask: Callable[[], Answer],
    settings: MailSettings,
    refused: Trouble = Trouble.AWAY,
    cut: Callable[[], None] | None = None,
) -> Answer:
    who = f"The IMAP server {settings.imap.host}"
    try:
        return await asyncio.wait_for(asyncio.to_thread(ask), DEADLINE_S)
    except certificate_refused() as error:
        raise unreachable(who, error) from None
    except (IMAPClientAbortError, OSError, asyncio.TimeoutError) as error:
        if cut is not None and isinstance(error, asyncio.TimeoutError):
            cut()
        raise unreachable(who, error) from None
    except CapabilityError:
        raise PlatformError(
            Trouble.MISSING, f"{who} doesn't offer STARTTLS. Choose another encryption in Settings, Connections."
        ) from None
    except LoginError as error:
        if isinstance(
            error.__context__, IMAPClientAbortError
        ):  # the connection broke, which says nothing of the password
            raise unreachable(who, error.__context__) from None
        raise imap_error(str(error), Trouble.TOKEN) from None
    except IMAPClientError as error:
        raise imap_error(_after_colon(str(error)), refused) from None
    except _UNREADABLE as error:
        raise unreachable(who, error) from None


def _after_colon(words: str) -> str:
    """The library puts the command before what the server answered."""
    return words[words.find("[") :] if "[" in words else words


def _body(told: Mapping[int, Mapping[bytes, Any]], uid: int) -> bytes | None:
    found = (value for name, value in told.get(uid, {}).items() if name.startswith(b"BODY["))
    return next((value for value in found if isinstance(value, bytes)), None)


def _text_number(structure: Any) -> str | None:
    """The number of the first plain part, else HTML part; empty: the message is one part; None: there is none."""
    if not structure.is_multipart:
        return "" if _type(structure)[0] == "text" else None
    leaves = list(_leaves(structure, "", 0))
    for kind in ("plain", "html"):
        for number, found in leaves:
            if found == ("text", kind):
                return number
    return None


def _leaves(structure: Any, prefix: str, depth: int) -> list[tuple[str, tuple[str, str]]]:
    if depth > MAX_DEPTH:
        return []
    found = []
    for at, part in enumerate(structure[0], start=1):
        number = f"{prefix}{at}"
        if part.is_multipart:
            found += _leaves(part, number + ".", depth + 1)
        else:
            found.append((number, _type(part)))
    return found


def _type(part: Any) -> tuple[str, str]:
    return _text(part[0]).lower(), _text(part[1]).lower()


def _text(value: Any) -> str:
    return value.decode("ascii", "replace") if isinstance(value, bytes) else str(value)
