"""A reply also goes to the address that its reader left, once, when they have been gone for a while."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import structlog

from desk.domain.chat import AWAY
from desk.domain.letter import Due, Letter
from desk.domain.page import Connection
from desk.domain.platform import PlatformError
from desk.domain.reply import Outcome, Refused, Sent
from desk.ports.chat import SendsLetters, WritesLetters
from desk.ports.outside import Clock
from desk.ports.unit import UnitOfWork
from desk.services.vault import Vault

BATCH: Final = 20
EMAIL: Final = "email"
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class LettersFromChat:
    """Uses the page's own mailbox where it is connected, else the desk's address where one is set."""

    uow: UnitOfWork
    clock: Clock
    vault: Vault
    mailboxes: WritesLetters
    own: SendsLetters | None

    async def send_due(self) -> int:
        """Write what is to be written now; how many left."""
        async with self.uow() as unit:
            mailboxes = {
                state.connection.page_id: state.connection
                for state in await unit.channels.connected()
                if state.connection.platform == EMAIL and state.trouble is None
            }
            pages = None if self.own is not None else list(mailboxes)
            due = await unit.chat_letters.take(self.clock.now(), AWAY, pages, BATCH)
            pages_of = {page_id: await unit.pages.get(page_id) for page_id in {one.page_id for one in due}}
        sent = 0
        for one in due:
            page = pages_of[one.page_id]
            outcome = await self._write(one, page.name if page else one.page_id, mailboxes.get(one.page_id))
            if isinstance(outcome, Sent):
                sent += 1
                continue
            reason = getattr(outcome, "reason", "")
            log.warning("chat_letter_not_sent", reply=str(one.id), page=one.page_id, reason=reason)
            if isinstance(outcome, Refused) and outcome.passing:
                async with self.uow() as unit:
                    await unit.chat_letters.put_back(one.id)
        return sent

    async def _write(self, due: Due, page_name: str, mailbox: Connection | None) -> Outcome:
        letter = Letter(due.id, due.email, f"Reply from {page_name}", due.text)
        if mailbox is None:
            assert self.own is not None
            return await self.own.send(letter)
        try:
            return await self.mailboxes.write(letter, self.vault.opened(mailbox))
        except PlatformError as error:
            return Refused(error.reason, trouble=error.trouble)
