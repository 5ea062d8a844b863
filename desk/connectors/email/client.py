"""The e-mail connector: reads a folder without touching it, answers in the thread, and never sends a reply twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import structlog

from desk.connectors.base import BaseConnector
from desk.connectors.email.addresses import sendable
from desk.connectors.email.compose import answer, composed, letter_id, message_id
from desk.connectors.email.cursor import position_of
from desk.connectors.email.gateway import Mail, Mailbox
from desk.connectors.email.machines import answer_address
from desk.connectors.email.message import Letter
from desk.connectors.email.parse import NO_ADDRESS, NO_ID, UNNAMED, happenings, words_of
from desk.connectors.email.settings import EMAIL, MailSettings, own_addresses, settings_of
from desk.connectors.email.slim import slimmed
from desk.domain.comment import Comment
from desk.domain.incoming import Happening, Malformed
from desk.domain.letter import Letter as DeskLetter
from desk.domain.page import Connection
from desk.domain.platform import Account, Fetched, Found, PlatformError, Standing, Trouble
from desk.domain.reply import ApprovedReply, Outcome, Refused, Sent
from desk.ports.outside import Clock

BATCH: Final = 25
MAX_WHOLE: Final = 256 * 1024
MAX_HEAD: Final = 64 * 1024
MAX_TEXT: Final = 128 * 1024
MAX_FOLDERS: Final = 40
MAX_SAME: Final = 20
PASSING: Final = frozenset({Trouble.RATE, Trouble.AWAY})
GONE: Final = "The message is no longer in the mailbox, so it can't be answered in its thread. Answer it another way."
_SENT: Final = "\\sent"
_NOT_KEPT: Final = frozenset({_SENT, "\\trash", "\\junk", "\\drafts"})

_log = structlog.get_logger(__name__)


class EmailConnector(BaseConnector):
    """A mailbox. ``mail`` speaks to its servers."""

    platform = EMAIL

    def __init__(self, mail: Mail, clock: Clock) -> None:
        self._mail = mail
        self._clock = clock

    def parse(self, body: bytes, connection: Connection) -> list[Happening]:
        """One message."""
        return happenings(body, own_addresses(connection.config))

    async def fetch(self, connection: Connection, cursor: Mapping[str, Any] | None, now: datetime) -> Fetched:
        """The messages that came since; at first, or when the folder was made anew, those of the last days."""
        settings = settings_of(connection)
        async with self._mail.open(settings) as mailbox:
            validity, uid_next = await mailbox.select(settings.folder)
            position = position_of(cursor, validity, now, self.platform.backfill)
            waiting = await mailbox.newer(position.uid, position.since)
            batch = waiting[:BATCH]
            bodies = await _bodies(mailbox, batch)
        more = len(waiting) > len(batch)
        return Fetched(bodies, position.after(batch, uid_next, now, more=more).document(), more)

    async def look(self, comment: Comment, connection: Connection) -> Standing:
        """Whether the message is still in the mailbox, and what was answered to it from any program."""
        if comment.external_id.startswith(UNNAMED):
            return Standing()
        settings = settings_of(connection)
        async with self._mail.open(settings) as mailbox:
            if await _original(mailbox, settings, comment.external_id) is None:
                return Standing(there=False)
            found = await _answer_in_sent(mailbox, comment.external_id)
        if found is None:
            return Standing(there=True)
        return Standing(there=True, answer=words_of(found), answer_id=found.id)

    async def publish(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Outcome:
        """Answer the message in its thread."""
        if comment.external_id.startswith(UNNAMED):
            return Refused(NO_ID, trouble=Trouble.REFUSED)
        try:
            settings = settings_of(connection)
            sent = message_id(reply, settings)
            async with self._mail.open(settings) as mailbox:
                if await _is_in_sent(mailbox, sent):
                    return Sent(sent)
                original = await _original(mailbox, settings, comment.external_id)
        except PlatformError as error:
            return Refused(error.reason, error.trouble in PASSING, error.retry_after, error.trouble)
        if original is None:
            return Refused(GONE, trouble=Trouble.REFUSED)
        to = answer_address(original, own_addresses(connection.config))
        recipient = sendable(to[1]) if to else None
        if to is None or recipient is None:
            return Refused(NO_ADDRESS, trouble=Trouble.REFUSED)
        message = answer(reply, original, comment.external_id, (to[0], recipient), settings, self._clock.now())
        failed = await self._mail.send(settings, message, recipient)
        if failed is not None:
            return failed
        if settings.save_sent:
            await self._keep(settings, sent, message)
        return Sent(sent)

    async def write(self, letter: DeskLetter, connection: Connection) -> Outcome:
        """Send a letter that answers no message."""
        recipient = sendable(letter.to)
        if recipient is None:
            return Refused(NO_ADDRESS, trouble=Trouble.REFUSED)
        try:
            settings = settings_of(connection)
        except PlatformError as error:
            return Refused(error.reason, trouble=error.trouble)
        message = composed(letter, recipient, settings, self._clock.now())
        return await self._mail.send(settings, message, recipient) or Sent(letter_id(letter, settings))

    async def find(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Found:
        """A copy in Sent proves that it left; that there is none, only where the server keeps one of all it takes."""
        try:
            settings = settings_of(connection)
            id = message_id(reply, settings)
            async with self._mail.open(settings) as mailbox:
                folder = await _folder_for_sent(mailbox)
                if folder is not None and await _with_id(mailbox, folder, "Message-ID", id):
                    return Found(True, id)
                return Found(False if folder is not None and not settings.save_sent else None)
        except PlatformError:
            return Found(None)

    async def account(self, connection: Connection) -> Account:
        """The address that replies come from, once both servers let the user in."""
        settings = settings_of(connection)
        async with self._mail.open(settings) as mailbox:
            await mailbox.select(settings.folder)
        await self._mail.greet(settings)
        name = settings.from_name
        return Account(f"{name} <{settings.from_address}>" if name else settings.from_address)

    async def _keep(self, settings: MailSettings, id: str, message: bytes) -> None:
        """Put a copy into the Sent folder. The reply has left: that it can't be kept changes nothing about it."""
        try:
            async with self._mail.open(settings) as mailbox:
                folder = await _folder_for_sent(mailbox)
                if folder is not None and not await _with_id(mailbox, folder, "Message-ID", id):
                    await mailbox.append(folder, message)
        except PlatformError as error:
            _log.warning("sent_copy_not_kept", platform=EMAIL.id, reason=error.reason)


async def _bodies(mailbox: Mailbox, uids: Sequence[int]) -> tuple[bytes, ...]:
    sizes = await mailbox.sizes(uids) if uids else {}
    small = [uid for uid in uids if sizes.get(uid, MAX_WHOLE + 1) <= MAX_WHOLE and uid in sizes]
    whole = dict(await mailbox.whole(small)) if small else {}
    for uid in uids:
        if uid in sizes and uid not in small:
            head = await mailbox.head(uid, MAX_HEAD)
            if head is not None:
                whole[uid] = slimmed(head, *await mailbox.text_part(uid, MAX_TEXT))
    return tuple(whole[uid] for uid in uids if uid in whole)


async def _original(mailbox: Mailbox, settings: MailSettings, id: str) -> Letter | None:
    """The message, from wherever it was moved to, except the bin."""
    found = await _with_id(mailbox, settings.folder, "Message-ID", id)
    if found:
        return found[0]
    folders = [name for name, uses in await mailbox.folders() if name != settings.folder and not uses & _NOT_KEPT]
    for folder in folders[:MAX_FOLDERS]:
        found = await _with_id(mailbox, folder, "Message-ID", id)
        if found:
            return found[0]
    return None


async def _answer_in_sent(mailbox: Mailbox, id: str) -> Letter | None:
    folder = await _folder_for_sent(mailbox)
    found = await _with_id(mailbox, folder, "In-Reply-To", id, whole=True) if folder else []
    return found[-1] if found else None


async def _is_in_sent(mailbox: Mailbox, id: str) -> bool:
    folder = await _folder_for_sent(mailbox)
    return folder is not None and bool(await _with_id(mailbox, folder, "Message-ID", id))


async def _folder_for_sent(mailbox: Mailbox) -> str | None:
    return next((name for name, uses in await mailbox.folders() if _SENT in uses), None)


async def _with_id(mailbox: Mailbox, folder: str, header: str, id: str, *, whole: bool = False) -> list[Letter]:
    """Messages of a folder whose header names exactly this id; servers look for a part of it."""
    await mailbox.select(folder)
    uids = (await mailbox.with_header(header, id))[-MAX_SAME:]
    if whole:
        raws = list(await _bodies(mailbox, uids))
    else:
        raws = [head for uid in uids if (head := await mailbox.head(uid, MAX_HEAD)) is not None]
    found = []
    for raw in raws:
        try:
            letter = Letter(raw)
        except Malformed:
            continue
        if id in letter.ids(header)[:1] or (header == "In-Reply-To" and id in letter.ids(header)):
            found.append(letter)
    return found
