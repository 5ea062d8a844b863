"""What LinkedIn's error documents mean, told apart by status and code."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any, Final

from desk.connectors.calling import Answer
from desk.domain.platform import PlatformError, Trouble

RECONNECT: Final = "Reconnect the page in Settings, Connections, with a new token."
_TOKEN: Final = {
    65600: "LinkedIn doesn't know this connection's token.",
    65601: "The access that this connection had to LinkedIn was revoked.",
    65602: "This connection's LinkedIn token has expired; tokens last 60 days.",
    65604: "LinkedIn got no token from this connection.",
    65608: "LinkedIn has restricted the account of the person who connected this page.",
}
_NO_PERMISSION: Final = 100
_DAILY_LIMIT: Final = 101
_NO_VERSION: Final = frozenset({"NONEXISTENT_VERSION", "VERSION_MISSING", "INVALID_VERSION"})
GONE: Final = "This comment or its post is no longer on LinkedIn."


def error_of(answer: Answer, version: str, now: datetime) -> PlatformError:
    """What an answer that isn't a success says, for a person."""
    code, name = codes_of(answer)
    shown = _shown(answer, code, name)
    if answer.status == 426 or name in _NO_VERSION:
        return PlatformError(
            Trouble.MISSING,
            f"LinkedIn doesn't serve version {version} of its API (any more). Set “API version” of this connection in"
            " Settings, Connections, to a recent month, such as 202609.",
        )
    if code in _TOKEN or answer.status == 401:
        what = _TOKEN.get(code or 0, "LinkedIn no longer accepts this connection's token.")
        return PlatformError(Trouble.TOKEN, f"{what} {RECONNECT}")
    if answer.status == 429:
        return PlatformError(Trouble.RATE, *_limit(answer, code, now))
    if answer.status == 403 and (code == _NO_PERMISSION or name in (None, "ACCESS_DENIED")):
        return PlatformError(
            Trouble.PERMISSION,
            "LinkedIn doesn't let this connection do that. Check that the app has the Community Management product with"
            " r_organization_social, w_organization_social and rw_organization_admin, that the person who connected is"
            " still a super admin of the page, and reconnect it in Settings, Connections.",
        )
    if answer.status in (404, 410):
        return PlatformError(Trouble.MISSING, f"LinkedIn doesn't find what was asked for ({shown}).")
    if answer.status >= 500 or answer.status < 400 or answer.status in (408, 425):
        return PlatformError(Trouble.AWAY, f"LinkedIn has trouble of its own ({shown}). It passes.", answer.retry_after)
    return PlatformError(Trouble.REFUSED, f"LinkedIn refused it ({shown}).")


def codes_of(answer: Answer) -> tuple[int | None, str | None]:
    """The number and the name that an error document gives."""
    document: Any = answer.json
    if not isinstance(document, dict):
        return None, None
    number, name = document.get("serviceErrorCode"), document.get("code")
    return (
        number if isinstance(number, int) and not isinstance(number, bool) else None,
        name if isinstance(name, str) and name else None,
    )


def midnight_after(now: datetime) -> timedelta:
    """Until LinkedIn's daily limits begin anew, at midnight UTC."""
    utc = now.astimezone(timezone.utc)
    return utc.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1) - utc


def _limit(answer: Answer, code: int | None, now: datetime) -> tuple[str, timedelta | None]:
    if code == _DAILY_LIMIT:
        return (
            "The calls that LinkedIn allows this app or person a day are used up. It goes on after midnight UTC; the app's"
            " Analytics tab at LinkedIn shows the limits.",
            answer.retry_after or midnight_after(now),
        )
    return "LinkedIn asks for fewer calls at once. It passes.", answer.retry_after


def _shown(answer: Answer, code: int | None, name: str | None) -> str:
    clean = name if name and name.isascii() and name.replace("_", "").isalnum() else None
    return ", ".join(str(part) for part in (answer.status, code, clean and clean[:60]) if part is not None)
