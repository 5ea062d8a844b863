"""Comment feeds of blogs: read only. A reply is copied over by a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import httpx

from desk.connectors.base import BaseConnector
from desk.connectors.feed.asking import NOT_MODIFIED, Got, ask, condition_of
from desk.connectors.feed.cursor import Cursor
from desk.connectors.feed.entries import Feed, feed_of
from desk.connectors.feed.parse import happenings
from desk.domain.incoming import Happening, Malformed
from desk.domain.page import Connection
from desk.domain.platform import Account, Fetched, Field, Platform, PlatformError, Trouble
from desk.domain.text import MAX_NAME
from desk.ports.outside import Clock

PAGES: Final = 20
"""At most so many pages of older comments are read in a row."""
MAX_ADDRESS: Final = 500
MOST_WAIT: Final = timedelta(hours=1)

FEED: Final = Platform(
    "feed",
    "Blog (comment feed)",
    "blog",
    fields=(
        Field(
            "feed",
            "Address of the comment feed",
            "On WordPress the blog's address followed by /comments/feed/; it may be RSS or Atom.",
            kind="url",
        ),
        Field(
            "own_names",
            "Your names there",
            "The names under which you comment on your own blog, apart by commas: what they write is no comment to answer.",
            required=False,
        ),
        Field("user", "User name", "Only where the feed asks for one.", required=False),
        Field("password", "Password", "Only where the feed asks for one.", secret=True, required=False),
    ),
    fetch_every=timedelta(minutes=10),
    posts=False,
    finds=False,
)  # fmt: skip


class FeedConnector(BaseConnector):
    """A blog that is known by its comment feed alone."""

    platform = FEED

    def __init__(self, client: httpx.AsyncClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock

    def parse(self, body: bytes, connection: Connection) -> list[Happening]:
        """The comments of a feed, oldest first."""
        return happenings(body, _own_names(connection))

    async def fetch(self, connection: Connection, cursor: Mapping[str, Any] | None, now: datetime) -> Fetched:
        """The feed if it has changed, and its older pages until they hold nothing new."""
        before = Cursor.of(cursor, now, self.platform.backfill)
        try:
            got = await self._ask(connection, before, now)
        except PlatformError as error:
            if before.next is None or error.trouble is not Trouble.MISSING:
                raise
            return Fetched((), before.closed().stored())  # behind the last page
        if got.answer.status == NOT_MODIFIED:
            return Fetched((), before.closed().stored())
        feed = _read(got.answer.body)
        known, fresh, overlaps = before.compared(feed.entries)
        after = before.after(feed.entries, known)
        if before.next is None:
            etag, modified = condition_of(got.answer.headers)
            after = replace(after, etag=etag, modified=modified)
        # While older pages are read new comments push the others on: a page that holds what this round read may come again.
        on = fresh or before.next is not None
        missed = bool(feed.entries) and on and not overlaps and not _reaches(feed, before.since)
        following = _following(feed, got.address, before.page) if missed and before.page < PAGES else None
        after = replace(after, next=following, page=before.page + 1) if following else after.closed()
        known = replace(known, gap=missed and not following and bool(before.seen))
        bodies = (known.above(got.answer.body),) if fresh else ()
        wait = min(timedelta(minutes=feed.minutes), MOST_WAIT) if feed.minutes else None
        return Fetched(bodies, after.stored(), following is not None, wait)

    async def account(self, connection: Connection) -> Account:
        """The feed's title, and whether it has moved for good."""
        got = await ask(self._client, _address(connection), self._clock.now(), login=_login(connection))
        title = " ".join(_read(got.answer.body).title.split()) or urlsplit(got.address).hostname or got.address
        moved = f" (moved for good to {got.moved_to[:MAX_ADDRESS]}: enter that address here)" if got.moved_to else ""
        return Account(f"{title[:MAX_NAME]}{moved}")

    async def _ask(self, connection: Connection, cursor: Cursor, now: datetime) -> Got:
        login = _login(connection)
        if cursor.next is None:
            address = _address(connection)
            return await ask(self._client, address, now, etag=cursor.etag, modified=cursor.modified, login=login)
        same = urlsplit(cursor.next)[:2] == urlsplit(_address(connection))[:2]
        return await ask(self._client, cursor.next, now, login=login if same else None)


def _read(body: bytes) -> Feed:
    try:
        return feed_of(body)
    except Malformed as error:
        raise PlatformError(
            Trouble.AWAY,
            f"What is at the feed's address can't be read as a feed. {error} If that stays so, check the address in Settings,"
            " Connections.",
        ) from None


def _reaches(feed: Feed, since: datetime) -> bool:
    """Whether the feed's last entries are older than what is wanted."""
    dates = [entry.written_at for entry in feed.entries if entry.written_at]
    return bool(dates) and min(dates) < since


def _following(feed: Feed, address: str, page: int) -> str | None:
    """Where older comments are: as the feed says (RFC 5005), or as WordPress numbers its pages."""
    if feed.next:
        there = urljoin(address, feed.next)
        return there if urlsplit(there)[:2] == urlsplit(address)[:2] and there != address else None
    if not feed.by_wordpress:
        return None
    parts = urlsplit(address)
    query = [(name, value) for name, value in parse_qsl(parts.query, True) if name != "paged"]
    return urlunsplit(parts._replace(query=urlencode([*query, ("paged", str(page + 1))])))


def _address(connection: Connection) -> str:
    return str(connection.config.get("feed", "")).strip()


def _login(connection: Connection) -> tuple[str, str] | None:
    user, password = str(connection.config.get("user") or ""), connection.secrets.get("password", "")
    return (user, password) if user or password else None


def _own_names(connection: Connection) -> list[str]:
    return [name for name in str(connection.config.get("own_names") or "").split(",") if name.strip()]
