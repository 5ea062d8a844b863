"""Sends messages through Apprise (https://github.com/caronc/apprise): e-mail, Slack, Teams and a hundred more by address."""

from __future__ import annotations

import asyncio
import logging
import re
from typing import Any, Final

from desk.domain.errors import Invalid
from desk.domain.notification import Message
from desk.ports.errors import NotTold

DEADLINE_S: Final = 30.0
# These show something on the machine that the desk runs on, where nobody looks.
LOCAL: Final = frozenset({"dbus", "gio", "glib", "gnome", "kde", "macosx", "qt", "syslog", "windows"})
_SCHEMA: Final = re.compile(r"\s*([a-z0-9+.-]{2,20})://\S", re.IGNORECASE)
_STATUS: Final = re.compile(r"\berror[=: ]\s*(\d{3})\b")
_PASSING: Final = frozenset({408, 425, 429})
_TOLD: Final = logging.getLogger("apprise")


class AppriseSender:
    """The Sender of desk/ports/notifications.py. Apprise's log lines name addresses: they are read here and go nowhere else."""

    def __init__(self) -> None:
        _TOLD.propagate = False
        _TOLD.setLevel(logging.DEBUG)
        if not _TOLD.handlers:
            _TOLD.addHandler(logging.NullHandler())
        # It would name the path of what it fetches, and there stands the secret.
        logging.getLogger("urllib3").setLevel(logging.ERROR)

    def service_of(self, url: str) -> str:
        """What service an address leads to; Invalid when it leads nowhere."""
        return str(_plugin(url).service_name)

    async def send(self, url: str, message: Message) -> None:
        """Send it; raises NotTold with the reason in plain words."""
        try:
            await asyncio.wait_for(asyncio.to_thread(_send, url, message), DEADLINE_S)
        except asyncio.TimeoutError:
            raise NotTold("The service did not answer in time.", passing=True) from None


def _plugin(url: str) -> Any:
    import apprise  # it takes a moment, and most processes never need it
    from apprise.manager_plugins import NotificationManager

    schema = _SCHEMA.match(url)
    if schema is None:
        raise Invalid("The address must begin like slack://, mailto:// or json://; see the list at appriseit.com.")
    name = schema.group(1).lower()
    if name in LOCAL:
        raise Invalid(f"{name}:// shows messages on the machine that the desk runs on; nobody would see them.")
    plugin = apprise.Apprise.instantiate(
        url.strip(), asset=apprise.AppriseAsset(async_mode=False), suppress_exceptions=True
    )
    if plugin is None:
        if name not in NotificationManager():  # type: ignore[no-untyped-call]
            raise Invalid(f"There is no service for {name}://; see the list at appriseit.com.")
        raise Invalid(
            f"This {name}:// address is not complete or mistyped; compare it with the service's page at appriseit.com."
        )
    return plugin


def _send(url: str, message: Message) -> None:
    import apprise

    try:
        plugin = _plugin(url)
    except Invalid as error:
        raise NotTold(str(error)) from None
    desk = apprise.Apprise(asset=apprise.AppriseAsset(async_mode=False))
    desk.add(plugin)
    told = desk.notify(
        body=message.text, title=message.title, body_format=apprise.NotifyFormat.TEXT, log_level=logging.DEBUG
    )
    if not told:
        raise _why([str(line.message) for line in told.logs()])


def _why(lines: list[str]) -> NotTold:
    """From what Apprise told its log: a status, or how the connection ended."""
    said = "\n".join(lines)
    status = _STATUS.search(said)
    if status:
        code = int(status.group(1))
        if code in (401, 403):
            return NotTold(
                f"The service refused it (status {code}): the password or token is wrong or may not do this."
            )
        if code in (404, 410):
            return NotTold(f"The service knows no such place (status {code}): the address may be mistyped or removed.")
        if code >= 500 or code in _PASSING:
            return NotTold(f"The service has trouble right now (status {code}).", passing=True)
        return NotTold(f"The service did not take the message (status {code}).")
    if "timed out" in said.lower() or "timeout" in said.lower():
        return NotTold("The service did not answer in time.", passing=True)
    if re.search(r"resol(?:ve|ution)|getaddrinfo|Name or service", said):
        return NotTold("There is no server of this name: the address may be mistyped.", passing=True)
    if "certificate" in said.lower():
        return NotTold("The server's certificate is not valid.", passing=True)
    if "connection" in said.lower() or "socket" in said.lower():
        return NotTold("The server can't be reached.", passing=True)
    return NotTold("The service did not take the message, and did not say why.", passing=True)
