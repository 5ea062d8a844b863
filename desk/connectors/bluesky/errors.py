"""What the AT Protocol's error documents mean, told apart by their ``error`` and the status."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from desk.connectors.calling import Answer, seconds
from desk.domain.platform import PlatformError, Trouble

EXPIRED: Final = "ExpiredToken"
INVALID: Final = "InvalidToken"
GONE: Final = "This post is no longer on Bluesky."
UNREADABLE: Final = (
    "The server's answer is not one of Bluesky's. If that stays so, check its address in Settings, Connections."
)
_PASSWORD: Final = (
    "Bluesky doesn't accept this handle with this app password. Make a new app password in Bluesky's settings under "
    "Privacy and security, and reconnect the account in Settings, Connections."
)
_FACTOR: Final = (
    "Bluesky asks for a code by email, which it does for the account's own password. Make an app password in Bluesky's "
    "settings under Privacy and security, and reconnect the account with that in Settings, Connections."
)
_TAKEN_DOWN: Final = (
    "Bluesky has taken this account down or suspended it. Sign in to Bluesky as the account to see why and to appeal; "
    "then reconnect it in Settings, Connections."
)
_DEACTIVATED: Final = "This Bluesky account is deactivated. Sign in to Bluesky as the account and reactivate it."
_FORBIDDEN: Final = (
    "Bluesky doesn't let this app password do that. Make a new one in Bluesky's settings under Privacy and security, and "
    "reconnect the account in Settings, Connections."
)
_MISSING: Final = "There is no Bluesky server at this address. Check the server's address in Settings, Connections."
_RATE: Final = "Bluesky has had too many requests for now; the desk goes on by itself."
_AWAY: Final = "Bluesky has trouble of its own ({shown}). It passes."
_REFUSED: Final = "Bluesky refused it ({shown})."
_BY_NAME: Final = {
    EXPIRED: (Trouble.TOKEN, _PASSWORD),
    INVALID: (Trouble.TOKEN, _PASSWORD),
    "AuthenticationRequired": (Trouble.TOKEN, _PASSWORD),
    "AuthMissing": (Trouble.TOKEN, _PASSWORD),
    "AuthFactorTokenRequired": (Trouble.TOKEN, _FACTOR),
    "AccountTakedown": (Trouble.TOKEN, _TAKEN_DOWN),
    "AccountSuspended": (Trouble.TOKEN, _TAKEN_DOWN),
    "AccountDeactivated": (Trouble.PERMISSION, _DEACTIVATED),
    "RateLimitExceeded": (Trouble.RATE, _RATE),
    "XRPCNotSupported": (Trouble.MISSING, _MISSING),
    "MethodNotImplemented": (Trouble.MISSING, _MISSING),
}
_BY_STATUS: Final = {
    401: (Trouble.TOKEN, _PASSWORD),
    403: (Trouble.PERMISSION, _FORBIDDEN),
    404: (Trouble.MISSING, _MISSING),
    429: (Trouble.RATE, _RATE),
}
_NEARLY_SPENT: Final = 20


def error_of(answer: Answer, now: datetime) -> PlatformError:
    """What an answer that is no success means."""
    name, status = name_of(answer), answer.status
    known = _BY_NAME.get(name) or _BY_STATUS.get(status)
    if known is None:
        away = status >= 500 or status < 400 or status in (408, 425)
        known = (Trouble.AWAY, _AWAY) if away else (Trouble.REFUSED, _REFUSED)
    trouble, reason = known
    retry_after = (until_reset(answer, now) if trouble is Trouble.RATE else None) or answer.retry_after
    return PlatformError(trouble, reason.format(shown=_shown(status, name)), retry_after)


def inactive(status: str | None) -> PlatformError:
    """What it means that the account is not active."""
    if status in ("takendown", "suspended"):
        return PlatformError(Trouble.TOKEN, _TAKEN_DOWN)
    return PlatformError(Trouble.PERMISSION, _DEACTIVATED)


def name_of(answer: Answer) -> str:
    """The name that an error document gives; empty where it gives none."""
    name = answer.json.get("error") if isinstance(answer.json, dict) else None
    return name if isinstance(name, str) else ""


def pause(answer: Answer, now: datetime) -> timedelta | None:
    """How long to leave the server alone, where its limit is nearly spent."""
    left = _number(answer, "ratelimit-remaining")
    return until_reset(answer, now) if left is not None and left <= _NEARLY_SPENT else None


def until_reset(answer: Answer, now: datetime) -> timedelta | None:
    """How long until the limit begins anew."""
    reset = _number(answer, "ratelimit-reset")
    return seconds(reset - now.timestamp()) if reset is not None else None


def _number(answer: Answer, header: str) -> int | None:
    value = answer.headers.get(header, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 16 else None


def _shown(status: int, name: str) -> str:
    return f"{status}, {name[:60]}" if name.isascii() and name.isalnum() else str(status)
