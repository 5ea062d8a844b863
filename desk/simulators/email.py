"""A mailbox in memory, with the SMTP server beside it; it stands where ``desk/connectors/email/servers.py`` does."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from datetime import date, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, Final, Protocol

from desk.domain.platform import PlatformError, Trouble
from desk.domain.reply import Refused, Uncertain
from desk.simulators.base import Fault, Faults
from desk.simulators.world import Happened, Post, World

USER: Final = "help@shop.example"
PASSWORD: Final = "an app password"
WAIT: Final = timedelta(minutes=15)
_TROUBLES: Final = {
    Fault.TOKEN: Trouble.TOKEN,
    Fault.PERMISSION: Trouble.PERMISSION,
    Fault.THROTTLED: Trouble.RATE,
    Fault.THROTTLED_WITH_HINT: Trouble.RATE,
}


class SignIn(Protocol):
    """What the servers are told about who comes."""

    @property
    def user(self) -> str:
        """The user name."""
        ...

    @property
    def password(self) -> str:
        """The password."""
        ...


class MailWorld(World):
    """A world whose posts are messages: their ids are Message-IDs."""

    def next_id(self) -> str:
        """An id that no other message has."""
        self.number += 1
        return f"{self.number}@mail.example"


class EmailSimulator:
    """One mailbox. ``saves_sent``: the SMTP server puts what it takes into Sent by itself, as Gmail does.

    ``full``: nothing more can be put into it. ``moved``: messages that somebody moved, with the folder they are in now.
    """

    platform = "email"

    def __init__(self, world: World, faults: Faults | None = None, *, saves_sent: bool = False) -> None:
        self.world = world
        self.faults = faults
        self.saves_sent = saves_sent
        self.validity = 7
        self.first_uid = 1
        self.raw: dict[str, bytes] = {}
        self.in_sent: set[str] = set()
        self.moved: dict[str, str] = {}
        self.full = False
        self.taken: list[tuple[str, bytes]] = []

    def settings(self, address: str) -> tuple[dict[str, Any], dict[str, str]]:
        """The config and the secrets of a connection to the mailbox."""
        config = {
            "imap_host": "imap.shop.example", "imap_port": "993", "imap_tls": "tls", "smtp_host": "smtp.shop.example",
            "smtp_port": "465", "smtp_tls": "tls", "user": USER, "folder": "INBOX", "from_address": USER,
            "from_name": "The Shop", "save_sent": "false" if self.saves_sent else "true",
        }  # fmt: skip
        return config, {"password": PASSWORD}

    def message(self, post: Post) -> bytes:
        """The message as the mailbox holds it."""
        if post.id in self.raw:
            return self.raw[post.id]
        message = EmailMessage(policy=policy.SMTP)
        customer = f'"{post.author}" <{post.author_id}@customer.example>'
        message["Return-Path"] = f"<{USER if post.own else post.author_id + '@customer.example'}>"
        message["From"] = f'"The Shop" <{USER}>' if post.own else customer
        message["To"] = customer if post.own else USER
        message["Subject"] = "Opening hours"
        message["Date"] = post.at
        message["Message-ID"] = f"<{post.id}>"
        if post.parent:
            message["In-Reply-To"] = message["References"] = f"<{post.parent}>"
        message.set_content(post.text, cte="base64")
        return message.as_bytes()

    def bodies(self, happened: Iterable[Happened]) -> list[bytes]:
        """The messages that were written."""
        return [self.message(one.post) for one in happened if one.kind == "added"]

    def folder_of(self, post: Post) -> str:
        """Where the message is."""
        return self.moved.get(post.id, "Sent" if post.own else "INBOX")

    @contextlib.asynccontextmanager
    async def open(self, settings: SignIn) -> AsyncIterator[SimulatedMailbox]:
        """Sign in."""
        fault = self.faults.draw(False) if self.faults else None
        if fault in _TROUBLES:
            hint = WAIT if fault is Fault.THROTTLED_WITH_HINT else None
            raise PlatformError(_TROUBLES[fault], f"The mailbox says: {fault.value}.", hint)
        if fault is not None:
            raise PlatformError(Trouble.AWAY, "The mailbox can't be reached.")
        self._check(settings)
        yield SimulatedMailbox(self)

    async def greet(self, settings: SignIn) -> None:
        """Sign in to the SMTP server."""
        self._check(settings)

    async def send(self, settings: SignIn, message: bytes, recipient: str) -> Refused | Uncertain | None:
        """Take a message, as far as nothing goes wrong."""
        fault = self.faults.draw(True) if self.faults else None
        if fault in _TROUBLES:
            hint = WAIT if fault is Fault.THROTTLED_WITH_HINT else None
            passing = _TROUBLES[fault] is Trouble.RATE
            return Refused(f"The mail server says: {fault.value}.", passing, hint, _TROUBLES[fault])
        if fault in (Fault.LOST_BEFORE, Fault.SERVER):
            return Refused("The mail server can't be reached.", True, trouble=Trouble.AWAY)
        self._take(message, recipient)
        return Uncertain("The mail server did not finish its answer.") if fault is not None else None

    def _take(self, raw: bytes, recipient: str) -> None:
        message = message_from_bytes(raw, policy=policy.default)
        id, parent = message["Message-ID"].strip("<>"), message["In-Reply-To"].strip("<>")
        self.taken.append((recipient, raw))
        self.raw[id] = raw
        self.world.write(message.get_content(), id=id, parent=parent, own=True, by_api=True)
        if self.saves_sent:
            self.in_sent.add(id)

    def _check(self, settings: SignIn) -> None:
        if (settings.user, settings.password) != (USER, PASSWORD):
            raise PlatformError(Trouble.TOKEN, "The mailbox doesn't accept this user name and password.")


class SimulatedMailbox:
    """A session in the mailbox; see ``gateway.Mailbox`` of the connector."""

    def __init__(self, mail: EmailSimulator) -> None:
        self._mail = mail
        self._folder = "INBOX"

    async def folders(self) -> Sequence[tuple[str, frozenset[str]]]:
        """Every folder that can be selected, with its special uses."""
        uses = {"INBOX": "\\inbox", "Sent": "\\sent", "Archive": "\\archive", "Trash": "\\trash"}
        return [(name, frozenset([use])) for name, use in uses.items()]

    async def select(self, folder: str) -> tuple[int, int]:
        """Open a folder: its UIDVALIDITY and next UID."""
        if folder not in ("INBOX", "Sent", "Archive", "Trash"):
            raise PlatformError(Trouble.MISSING, "The mailbox has no folder of that name.")
        self._folder = folder
        return self._mail.validity, self._mail.first_uid + len(self._mail.world.posts)

    async def newer(self, uid: int, since: date | None) -> list[int]:
        """Messages above a UID that came since a day."""
        return [one for one, post in self._posts().items() if one > uid and (since is None or post.at.date() >= since)]

    async def with_header(self, name: str, value: str) -> list[int]:
        """Messages whose header holds the value."""
        found = []
        for uid, post in self._posts().items():
            header = message_from_bytes(self._mail.message(post), policy=policy.compat32).get(name, "")
            if value.lower() in str(header).lower():
                found.append(uid)
        return found

    async def sizes(self, uids: Sequence[int]) -> Mapping[int, int]:
        """How large messages are."""
        return {uid: len(raw) for uid, raw in (await self.whole(uids)).items()}

    async def whole(self, uids: Sequence[int]) -> Mapping[int, bytes]:
        """Messages as they are."""
        posts = self._posts()
        return {uid: self._mail.message(posts[uid]) for uid in uids if uid in posts}

    async def head(self, uid: int, limit: int) -> bytes | None:
        """The start of a message's header."""
        raw = (await self.whole([uid])).get(uid)
        return None if raw is None else (raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n")[:limit]

    async def text_part(self, uid: int, limit: int) -> tuple[bytes, bytes]:
        """The first text part's header and the start of its body."""
        message = message_from_bytes((await self.whole([uid]))[uid], policy=policy.SMTP)
        for part in message.walk():
            if part.get_content_maintype() == "text":
                head, _, body = part.as_bytes().partition(b"\r\n\r\n")
                return (head if part is not message else b""), body[:limit]
        return b"", b""

    async def append(self, folder: str, message: bytes) -> None:
        """Put a message into a folder."""
        if self._mail.full:
            raise PlatformError(Trouble.PERMISSION, "The mailbox is full.")
        id = message_from_bytes(message, policy=policy.default)["Message-ID"].strip("<>")
        self._mail.in_sent.add(id)

    def _posts(self) -> dict[int, Post]:
        """By UID, what can be seen in the folder: what the desk sent only where somebody put a copy."""
        return {
            uid: post
            for uid, post in enumerate(self._mail.world.posts.values(), start=self._mail.first_uid)
            if not post.gone
            and self._mail.folder_of(post) == self._folder
            and (not post.by_api or post.id in self._mail.in_sent)
        }
