"""Handing a message to a real SMTP server, with an ending for everything that can go wrong on the way."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable
from typing import Final

import aiosmtplib

from desk.connectors.email.codes import Stage, smtp_refusal
from desk.connectors.email.network import certificate_refused, unreachable
from desk.connectors.email.settings import MailSettings
from desk.domain.platform import PlatformError, Trouble
from desk.domain.reply import Refused, Uncertain

COMMAND_S: Final = 20.0
READY_S: Final = 40.0
MESSAGE_S: Final = 120.0
GOODBYE_S: Final = 3.0
NO_SIGN_IN: Final = (
    "The SMTP server offers no sign-in here. Use port 465 with TLS or 587 with STARTTLS in Settings, Connections."
)


async def sent(settings: MailSettings, message: bytes, recipient: str) -> Refused | Uncertain | None:
    """Hand it over; None: the server took it."""
    smtp = _client(settings)
    try:
        failed = await _ready(smtp, settings)
        failed = failed or await _step(smtp.mail(settings.from_address), settings, Stage.SENDER)
        failed = failed or await _step(smtp.rcpt(recipient), settings, Stage.RECIPIENT)
        return failed or await _message(smtp, message, settings)
    finally:
        await _leave(smtp)


async def greeted(settings: MailSettings) -> None:
    """Sign in, and leave again; raises PlatformError."""
    smtp = _client(settings)
    try:
        failed = await _ready(smtp, settings)
    finally:
        await _leave(smtp)
    if failed is not None:
        raise PlatformError(failed.trouble or Trouble.AWAY, failed.reason, failed.retry_after)


def _client(settings: MailSettings) -> aiosmtplib.SMTP:
    server = settings.smtp
    return aiosmtplib.SMTP(
        hostname=server.host,
        port=server.port,
        use_tls=server.tls == "tls",
        start_tls=server.tls == "starttls",
        tls_context=settings.context() if server.tls != "none" else None,
        local_hostname=settings.domain,
        timeout=COMMAND_S,
    )


async def _ready(smtp: aiosmtplib.SMTP, settings: MailSettings) -> Refused | None:
    async def ready() -> None:
        await smtp.connect()
        await smtp.ehlo()

    failed = await _step(ready(), settings, Stage.GREETING)
    if failed is not None:
        return failed
    if not settings.user:
        return None
    if not smtp.supports_extension("auth"):
        return Refused(NO_SIGN_IN, trouble=Trouble.PERMISSION)
    return await _step(smtp.login(settings.user, settings.password), settings, Stage.SIGN_IN)


async def _step(command: Awaitable[object], settings: MailSettings, stage: Stage) -> Refused | None:
    """A command before the message: whatever happens, nothing was sent."""
    try:
        await asyncio.wait_for(command, READY_S)
    except aiosmtplib.SMTPResponseException as error:
        return smtp_refusal(error.code, error.message, stage)
    except aiosmtplib.SMTPNotSupported:
        return Refused(NO_SIGN_IN, trouble=Trouble.PERMISSION)
    except (*certificate_refused(), aiosmtplib.SMTPException, OSError, asyncio.TimeoutError, ValueError) as error:
        away = unreachable(f"The SMTP server {settings.smtp.host}", error)
        return Refused(away.reason, True, trouble=away.trouble)
    return None


async def _message(smtp: aiosmtplib.SMTP, message: bytes, settings: MailSettings) -> Refused | Uncertain | None:
    try:
        await asyncio.wait_for(smtp.data(message), MESSAGE_S)
    except aiosmtplib.SMTPResponseException as error:
        if 400 <= error.code < 600:
            return smtp_refusal(error.code, error.message, Stage.MESSAGE)
        return Uncertain(f"The SMTP server's answer can't be read ({error.code}); the reply may have left.")
    except (aiosmtplib.SMTPException, OSError, asyncio.TimeoutError, ValueError) as error:
        return Uncertain(
            f"The SMTP server did not finish its answer ({type(error).__name__}); the reply may have left."
        )
    return None


async def _leave(smtp: aiosmtplib.SMTP) -> None:
    """The server has said already what became of the message."""
    with contextlib.suppress(aiosmtplib.SMTPException, OSError, asyncio.TimeoutError):
        if smtp.is_connected:
            await asyncio.wait_for(smtp.quit(), GOODBYE_S)
    smtp.close()
