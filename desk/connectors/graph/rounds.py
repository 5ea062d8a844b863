"""Going through a page's posts for new comments, a few calls at a time, so that nothing is skipped.

A round lists posts and reads those on which something may have happened. Usually it looks at the posts of the last
weeks; once a day, and at first, at the newest few hundred however old they are, and further back in time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any, Final, Protocol

from desk.connectors.graph.usage import PAUSE
from desk.connectors.graph.values import mapping, sequence
from desk.domain.platform import Fetched, PlatformError, Trouble

RECENT: Final = timedelta(days=30)
DEEP_EVERY: Final = timedelta(days=1)
OVERLAP: Final = timedelta(minutes=10)
"""A comment may become visible a little after the time that it carries."""
MAX_POSTS: Final = 500
CALLS: Final = 10
"""How many calls one fetch makes before it stores what it has."""


@dataclass(frozen=True)
class Listed:
    """A post in a list. It tells by its ``updated`` time, or by its ``count`` of comments, whether there is news."""

    id: str
    created: datetime | None
    updated: datetime | None = None
    count: int | None = None


@dataclass(frozen=True)
class Listing:
    """One page of a page's posts, newest first."""

    posts: tuple[Listed, ...]
    after: str | None
    wait: timedelta | None = None


@dataclass(frozen=True)
class Read:
    """The comments of one post, one page of them. ``body`` None: nothing new; ``further``: what else is to be read."""

    body: bytes | None
    after: str | None
    further: tuple[str, ...] = ()
    wait: timedelta | None = None


class Source(Protocol):
    """A platform's posts and comments."""

    async def posts(self, after: str | None) -> Listing:
        """The posts, from a cursor on."""
        ...

    async def comments(self, item: str, after: str | None, since: datetime) -> Read:
        """The comments of a post since then, from a cursor on. ``item``: a post's id, or what ``further`` said."""
        ...


@dataclass
class Round:
    """How far a fetch is; ``after`` belongs to the list of posts, ``item_after`` to the first of ``pending``."""

    started: datetime
    since: datetime
    deep: bool
    listed: int = 0
    listing: bool = True
    after: str | None = None
    pending: list[str] = field(default_factory=list)
    item_after: str | None = None


async def fetch(source: Source, cursor: Mapping[str, Any] | None, now: datetime, backfill: timedelta) -> Fetched:
    """A few calls further; the cursor holds the rest of the round."""
    known = mapping(cursor)
    counts = {id: count for id, count in mapping(known.get("counts")).items() if isinstance(count, int)}
    round = _restored(known) or _begun(known, now, backfill)
    bodies: list[bytes] = []
    wait = None
    for _ in range(CALLS):
        try:
            if round.pending:
                wait = await _read_on(source, round, bodies)
            else:
                wait = await _list_on(source, round, counts)
        except PlatformError as error:
            if error.trouble is not Trouble.REFUSED or not (round.after or round.item_after):
                raise
            _start_over(round)
            wait = PAUSE
        if wait is not None or not (round.pending or round.listing):
            break
    more = bool(round.pending or round.listing)
    if not more:
        known = {**known, "recent": round.started.isoformat()}
        if round.deep:
            known["deep"] = round.started.isoformat()
    kept = dict(list(counts.items())[-MAX_POSTS:])
    after = {**known, "round": _stored(round) if more else None, "counts": kept}
    return Fetched(tuple(bodies), after, more=more and wait is None, wait=wait)


def _start_over(round: Round) -> None:
    """The platform takes no cursor for ever; what was to be read still is."""
    round.after = round.item_after = None
    round.listing, round.listed = True, 0


async def _list_on(source: Source, round: Round, counts: dict[str, int]) -> timedelta | None:
    listing = await source.posts(round.after)
    for post in listing.posts:
        if _has_news(post, round, counts):
            round.pending.append(post.id)
        if post.count is not None:
            counts.pop(post.id, None)
            counts[post.id] = post.count
    round.listed += len(listing.posts)
    round.after = listing.after
    old = bool(listing.posts) and all(not _is_recent(post, round) for post in listing.posts)
    round.listing = listing.after is not None and round.listed < MAX_POSTS and not (old and not round.deep)
    return listing.wait


async def _read_on(source: Source, round: Round, bodies: list[bytes]) -> timedelta | None:
    read = await source.comments(round.pending[0], round.item_after, round.since)
    if read.body is not None:
        bodies.append(read.body)
    round.pending.extend(read.further)
    round.item_after = read.after
    if read.after is None:
        round.pending.pop(0)
    return read.wait


def _has_news(post: Listed, round: Round, counts: Mapping[str, int]) -> bool:
    if post.count is not None:
        return post.count > 0 and (post.count != counts.get(post.id) or (round.deep and _is_recent(post, round)))
    changed = post.updated is None or post.updated >= round.since
    return changed or (round.deep and _is_recent(post, round))


def _is_recent(post: Listed, round: Round) -> bool:
    return post.created is None or post.created >= round.started - RECENT


def _begun(known: Mapping[str, Any], now: datetime, backfill: timedelta) -> Round:
    recent, deep = _time(known.get("recent")), _time(known.get("deep"))
    if recent is None or deep is None:
        return Round(now, now - backfill, deep=True)
    if now - deep >= DEEP_EVERY:
        return Round(now, deep - backfill, deep=True)
    return Round(now, recent - OVERLAP, deep=False)


def _stored(round: Round) -> dict[str, Any]:
    return {**vars(round), "started": round.started.isoformat(), "since": round.since.isoformat()}


def _restored(known: Mapping[str, Any]) -> Round | None:
    kept = mapping(known.get("round"))
    started, since = _time(kept.get("started")), _time(kept.get("since"))
    if started is None or since is None:
        return None
    return Round(
        started,
        since,
        bool(kept.get("deep")),
        int(kept.get("listed") or 0),
        bool(kept.get("listing")),
        kept.get("after"),
        [str(one) for one in sequence(kept.get("pending"))],
        kept.get("item_after"),
    )


def _time(value: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found.replace(tzinfo=found.tzinfo or timezone.utc) if found else None
