"""The desk's own address, from the settings of its process rather than from a page's connection."""

from __future__ import annotations

from typing import Final

from desk.connectors.email.addresses import sendable
from desk.connectors.email.compose import composed, letter_id
from desk.connectors.email.settings import MailSettings, Server
from desk.connectors.email.smtp import sent
from desk.domain.letter import Letter
from desk.domain.platform import Trouble
from desk.domain.reply import Outcome, Refused, Sent
from desk.ports.outside import Clock
from desk.smtp_settings import SmtpSettings

NO_ADDRESS: Final = "This is not an address that a letter can be sent to."


class OwnAddress:
    """Sends letters by the server of SHAREWELL_SMTP_URL."""

    def __init__(self, smtp: SmtpSettings, clock: Clock) -> None:
        server = Server(smtp.host, smtp.port, smtp.tls)
        self._settings = MailSettings(server, server, smtp.user, smtp.password, "INBOX", smtp.sender, "", False)
        self._clock = clock

    async def send(self, letter: Letter) -> Outcome:
        """Hand the letter over."""
        recipient = sendable(letter.to)
        if recipient is None:
            return Refused(NO_ADDRESS, trouble=Trouble.REFUSED)
        message = composed(letter, recipient, self._settings, self._clock.now())
        return await sent(self._settings, message, recipient) or Sent(letter_id(letter, self._settings))
