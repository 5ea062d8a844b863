"""The address from which the desk writes by itself, as one setting."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

SCHEMES: Final = {"smtps": ("tls", 465), "smtp+starttls": ("starttls", 587), "smtp": ("none", 25)}


class SmtpSettingsError(Exception):
    """The setting can't be used as it is."""


@dataclass(frozen=True)
class SmtpSettings:
    """A mail server that takes the desk's letters. ``tls``: tls, starttls or none."""

    host: str
    port: int
    tls: str
    user: str
    password: str = field(repr=False)
    sender: str = ""


def read_smtp_settings(url: str | None) -> SmtpSettings | None:
    """``smtps://user:password@host:465?from=desk@example.com`` taken apart; None where nothing is set."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise SmtpSettingsError("SHAREWELL_SMTP_URL can't be read; is its port a number?") from None
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise SmtpSettingsError(
            f"SHAREWELL_SMTP_URL must begin with {', '.join(f'{one}://' for one in SCHEMES)} and name a server."
        )
    tls, usual = SCHEMES[parts.scheme]
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if password and tls == "none":
        raise SmtpSettingsError(
            "SHAREWELL_SMTP_URL would send a password unencrypted; use smtps:// or smtp+starttls://."
        )
    sender = (parse_qs(parts.query).get("from") or [user])[0]
    if "@" not in sender:
        raise SmtpSettingsError("SHAREWELL_SMTP_URL needs the address that letters come from: …?from=desk@example.com")
    return SmtpSettings(parts.hostname, port or usual, tls, user, password, sender)
