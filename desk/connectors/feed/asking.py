"""A feed is asked for: only if it has changed, along its redirects, and with words for everything that goes wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urljoin, urlsplit

import httpx

from desk.connectors.calling import Answer, read, seconds
from desk.domain.platform import PlatformError, Trouble

WHO: Final = "The feed"
REDIRECTS: Final = 5
PERMANENT: Final = (301, 308)
REDIRECTING: Final = (*PERMANENT, 302, 303, 307)
NOT_MODIFIED: Final = 304
ACCEPT: Final = "application/rss+xml, application/atom+xml, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9"


@dataclass(frozen=True)
class Got:
    """``moved_to``: where the feed has moved for good; ``address``: where it was found."""

    answer: Answer
    address: str
    moved_to: str | None = None


async def ask(
    client: httpx.AsyncClient,
    address: str,
    now: datetime,
    *,
    etag: str | None = None,
    modified: str | None = None,
    login: tuple[str, str] | None = None,
) -> Got:
    """The feed, or that it has not changed (304). Raises PlatformError."""
    headers = {"Accept": ACCEPT}
    if etag:
        headers["If-None-Match"] = etag
    if modified:
        headers["If-Modified-Since"] = modified
    here, moved_to, for_good = address, None, True
    for _ in range(REDIRECTS + 1):
        options = {"auth": login} if login and _origin(here) == _origin(address) else {}
        answer = await read(client, "GET", here, WHO, headers=headers, **options)
        if answer.status not in REDIRECTING:
            if answer.status == NOT_MODIFIED or answer.ok:
                return Got(answer, here, moved_to)
            raise error_of(answer, now)
        there = _target(here, answer)
        for_good = for_good and answer.status in PERMANENT
        moved_to = there if for_good else moved_to
        here = there
    raise PlatformError(Trouble.AWAY, "The feed's address leads from one address to the next without an end.")


def error_of(answer: Answer, now: datetime) -> PlatformError:
    """What an answer without a feed says, for a person."""
    status, wait = answer.status, _wait(answer, now)
    if status == 410:
        return PlatformError(
            Trouble.MISSING,
            "The blog says that this feed is gone for good (410). Find the address of its new comment feed and enter it in"
            " Settings, Connections.",
        )
    if status == 404:
        return PlatformError(
            Trouble.MISSING,
            "There is no feed at this address (404). Check the address in Settings, Connections; on WordPress the comment"
            " feed is at /comments/feed/.",
        )
    if status in (401, 407):
        return PlatformError(
            Trouble.TOKEN,
            "The feed asks for a user name and password, or refuses the ones it gets. Enter them in Settings, Connections.",
        )
    if status in (403, 451):
        return PlatformError(
            Trouble.PERMISSION,
            f"The blog doesn't let the desk read its feed ({status}). A firewall or plugin may keep programs out: let the"
            " user agent “Sharewell” through.",
        )
    if status == 429:
        return PlatformError(Trouble.RATE, "The blog asks for its feed to be read less often. It passes.", wait)
    if status >= 500 or status in (408, 425):
        return PlatformError(Trouble.AWAY, f"The blog has trouble of its own ({status}). It passes.", wait)
    return PlatformError(Trouble.REFUSED, f"The blog refused to give its feed ({status}).")


def _target(here: str, answer: Answer) -> str:
    try:
        there = urljoin(here, str(answer.headers.get("location", "")))
        parts = urlsplit(there)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and there != here
    except ValueError:
        fine = False
    if not fine:
        raise PlatformError(Trouble.AWAY, f"The feed's address leads nowhere ({answer.status} without an address).")
    if urlsplit(here).scheme == "https" and parts.scheme == "http":
        raise PlatformError(
            Trouble.AWAY,
            "The feed's address leads from https to http, which isn't followed. If that is right, enter the address it leads"
            " to in Settings, Connections.",
        )
    return there


def _origin(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc.lower()


def _wait(answer: Answer, now: datetime) -> timedelta | None:
    """Retry-After in seconds or as a date."""
    if answer.retry_after is not None:
        return answer.retry_after
    try:
        at = parsedate_to_datetime(answer.headers.get("retry-after", ""))
    except (ValueError, TypeError, IndexError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=timezone.utc)
    return seconds((at - now).total_seconds())


def condition_of(headers: Mapping[str, str]) -> tuple[str | None, str | None]:
    """What makes the next asking conditional: ETag and Last-Modified, as they came."""
    return _plain(headers.get("etag")), _plain(headers.get("last-modified"))


def _plain(value: str | None) -> str | None:
    return value if value and len(value) <= 1_000 and value.isascii() and value.isprintable() else None
