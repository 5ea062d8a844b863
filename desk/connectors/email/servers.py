"""A mailbox on real servers."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

from desk.connectors.email.gateway import Mailbox
from desk.connectors.email.imap import opened
from desk.connectors.email.settings import MailSettings
from desk.connectors.email.smtp import greeted, sent
from desk.domain.reply import Refused, Uncertain


class MailServers:
    """See ``gateway.Mail``."""

    def open(self, settings: MailSettings) -> AbstractAsyncContextManager[Mailbox]:
        """Sign in to the IMAP server."""
        return opened(settings)

    async def send(self, settings: MailSettings, message: bytes, recipient: str) -> Refused | Uncertain | None:
        """Hand a message to the SMTP server."""
        return await sent(settings, message, recipient)

    async def greet(self, settings: MailSettings) -> None:
        """Sign in to the SMTP server and leave again."""
        await greeted(settings)
