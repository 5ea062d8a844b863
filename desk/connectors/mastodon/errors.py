"""What a server's refusals mean. Told apart by status: the error documents have only words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from desk.connectors.calling import Answer, seconds
from desk.connectors.mastodon.statuses import time_of
from desk.domain.platform import PlatformError, Trouble

GONE: Final = "This post is no longer on Mastodon, or its author no longer lets the account see it."
UNREADABLE: Final = (
    "The server's answer is not one of Mastodon's. If that stays so, check its address in Settings, Connections."
)
_TOKEN: Final = (
    "The Mastodon server no longer accepts this connection's access token. Make a new one in the account's preferences "
    "under Development, and reconnect the account in Settings, Connections."
)
_PERMISSION: Final = (
    "The Mastodon server doesn't let this connection do that. Check that its application has the scopes read and "
    "write:statuses and that the account isn't disabled or limited; then reconnect it in Settings, Connections."
)
_MISSING: Final = "There is no Mastodon API at this address. Check the server's address in Settings, Connections."
_RATE: Final = "The Mastodon server has had too many requests for now; the desk goes on by itself."
_AWAY: Final = "The Mastodon server has trouble of its own ({status}). It passes."
_REFUSED: Final = "The Mastodon server refused it ({status}): perhaps it is too long, or something in it isn't allowed."
_NEARLY_SPENT: Final = 15


def error_of(answer: Answer, now: datetime) -> PlatformError:
    """What an answer that is no success means."""
    status = answer.status
    if status == 401:
        return PlatformError(Trouble.TOKEN, _TOKEN)
    if status == 403:
        return PlatformError(Trouble.PERMISSION, _PERMISSION)
    if status in (404, 410):
        return PlatformError(Trouble.MISSING, _MISSING)
    if status == 429:
        return PlatformError(Trouble.RATE, _RATE, until_reset(answer, now) or answer.retry_after)
    if status >= 500 or status < 400 or status in (408, 425):
        return PlatformError(Trouble.AWAY, _AWAY.format(status=status), answer.retry_after)
    return PlatformError(Trouble.REFUSED, _REFUSED.format(status=status))


def remaining(answer: Answer) -> int | None:
    """How many calls are left of the server's limit, where it says so."""
    value = answer.headers.get("x-ratelimit-remaining", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def nearly_spent(answer: Answer) -> bool:
    """Whether the limit is nearly used up."""
    left = remaining(answer)
    return left is not None and left <= _NEARLY_SPENT


def until_reset(answer: Answer, now: datetime) -> timedelta | None:
    """How long until the limit begins anew."""
    reset = time_of(answer.headers.get("x-ratelimit-reset", ""))
    return seconds((reset - now).total_seconds()) if reset is not None else None
