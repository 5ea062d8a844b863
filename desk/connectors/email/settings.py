"""What a connection to a mailbox must be told, and reading it."""

from __future__ import annotations

import base64
import binascii
import ipaddress
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import Any, Final

from desk.connectors.email.addresses import sendable
from desk.domain.page import Connection
from desk.domain.platform import Field, Pace, Platform, PlatformError, Trouble

TLS: Final = ("tls", "starttls", "none")
_PEM = re.compile(r"-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")

EMAIL: Final = Platform(
    "email",
    "E-mail",
    "email",
    fields=(
        Field("imap_host", "IMAP server", "Where messages are read, such as imap.example.com."),
        Field("imap_port", "IMAP port", "993, or 143 with STARTTLS.", kind="number", default="993"),
        Field("imap_tls", "IMAP encryption", "“none” only for a server on this machine.", default="tls", choices=TLS),
        Field("smtp_host", "SMTP server", "Where replies leave, such as smtp.example.com."),
        Field("smtp_port", "SMTP port", "465, or 587 with STARTTLS.", kind="number", default="465"),
        Field("smtp_tls", "SMTP encryption", "“none” only for a server on this machine.", default="tls", choices=TLS),
        Field("user", "User name", "Often the whole address."),
        Field("password", "Password", "Where the provider has app passwords, one made for Sharewell.", secret=True),
        Field("folder", "Folder", "The folder with the customers' messages.", default="INBOX"),
        Field("from_address", "Address that replies come from", "The user must be allowed to send as it."),
        Field("from_name", "Name that replies come from", "Such as the shop's name.", required=False),
        Field(
            "save_sent",
            "Keep a copy in the Sent folder",
            "Off where the server keeps one by itself, as Gmail does.",
            required=False,
            kind="flag",
            default="true",
        ),
        Field(
            "certificate",
            "Certificate of the mail server",
            "Only for a server with a certificate of its own: the certificate, or its authority's, as PEM.",
            required=False,
        ),
    ),
    fetch_every=timedelta(minutes=1),
    pace=Pace(30, timedelta(minutes=1)),
)


@dataclass(frozen=True)
class Server:
    """One end of the mailbox. ``tls``: tls, starttls or none."""

    host: str
    port: int
    tls: str


@dataclass(frozen=True)
class MailSettings:
    """A connection's config and secret, checked. ``certificate``: the only one trusted, where one is given."""

    imap: Server
    smtp: Server
    user: str
    password: str = field(repr=False)
    folder: str
    from_address: str
    from_name: str
    save_sent: bool
    certificate: bytes | None = None

    @property
    def domain(self) -> str:
        """The domain that replies come from."""
        return self.from_address.rpartition("@")[2]

    def context(self) -> ssl.SSLContext:
        """How the servers have to prove who they are."""
        return _context(self.certificate)


def settings_of(connection: Connection) -> MailSettings:
    """What the connection says; raises PlatformError where it can't be used."""
    config = connection.config
    sender = sendable(_text(config, "from_address"))
    if sender is None:
        raise _unusable("From address", "is not an e-mail address")
    password = str(connection.secrets.get("password") or "")
    if not password:
        raise PlatformError(Trouble.TOKEN, "The mailbox's password is missing. Reconnect it in Settings, Connections.")
    return MailSettings(
        _server(config, "imap", 993),
        _server(config, "smtp", 465),
        _text(config, "user") or sender,
        password,
        _text(config, "folder") or "INBOX",
        sender,
        _text(config, "from_name"),
        str(config.get("save_sent", "true")).strip().lower() not in ("false", "0", "no", "off", ""),
        _certificate(_raw(config, "certificate")),
    )


def own_addresses(config: Mapping[str, Any]) -> frozenset[str]:
    """The addresses that are the page's own, in lower case."""
    return frozenset(value.lower() for name in ("from_address", "user") if "@" in (value := _raw(config, name).strip()))


def _server(config: Mapping[str, Any], which: str, usual: int) -> Server:
    host, tls = _text(config, f"{which}_host"), _text(config, f"{which}_tls") or "tls"
    name = which.upper()
    port = _text(config, f"{which}_port") or str(usual)
    if not host or re.search(r"[\s/@]", host):
        raise _unusable(f"{name} server", "is not the name of a server")
    if not (port.isascii() and port.isdigit() and 0 < int(port[:9]) < 65_536):
        raise _unusable(f"{name} port", "is not a number from 1 to 65535")
    if tls not in TLS:
        raise _unusable(f"{name} encryption", f"must be one of {', '.join(TLS)}")
    if tls == "none" and not _is_here(host):
        raise _unusable(f"{name} encryption", "may be “none” only for a server on this machine")
    return Server(host, int(port), tls)


def _is_here(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _raw(config: Mapping[str, Any], name: str) -> str:
    value = config.get(name)
    return "" if value is None else str(value)


def _text(config: Mapping[str, Any], name: str) -> str:
    value = _raw(config, name).strip()
    if _CONTROL.search(value):
        raise _unusable(name, "holds characters that can't be typed")
    return value


def _unusable(what: str, why: str) -> PlatformError:
    return PlatformError(Trouble.MISSING, f"The mailbox's {what} {why}. Correct it in Settings, Connections.")


def _certificate(text: str) -> bytes | None:
    """PEM as DER; a field of one line may have swallowed the line breaks."""
    if not text.strip():
        return None
    try:
        return b"".join(base64.b64decode("".join(one.split()), validate=True) for one in _found(text))
    except (binascii.Error, ValueError):
        raise _unusable("certificate", "can't be read; paste the whole PEM text") from None


def _found(text: str) -> list[str]:
    found = _PEM.findall(text)
    if not found:
        raise ValueError("no certificate")
    return found


@lru_cache(maxsize=64)
def _context(certificate: bytes | None) -> ssl.SSLContext:
    if certificate is None:
        return ssl.create_default_context()
    try:
        context = ssl.create_default_context(cadata=certificate)
    except ssl.SSLError:
        raise _unusable("certificate", "can't be read; paste the whole PEM text") from None
    # A certificate that somebody made for one server and trusts as it is often lacks what authorities must write.
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    return context
