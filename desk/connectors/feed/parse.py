"""Comment feeds as happenings. A fetched body is the feed as it came, below a line of JSON with what the desk knew.

``since``: what is older was there before the page was connected; ``known_as``: ids that the feed has changed, with those
by which the desk knows the comments; ``edited``: whose text has changed; ``gap``: more came than the feed shows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from desk.connectors.feed.entries import Entry, feed_of, fitting
from desk.domain.incoming import Added, Answered, Edited, Happening, Incoming, Malformed, Skipped

CHANNEL: Final = "blog"
VERSION: Final = 1
OLD: Final = "It was written before the page was connected."
GAP: Final = (
    "More comments came between two looks than the feed shows, so some may be missing. Let the feed show more entries"
    " (WordPress: Settings, Reading, “Syndication feeds show the most recent”)."
)


@dataclass(frozen=True)
class Known:
    """What the desk knew when it fetched a feed."""

    since: datetime | None = None
    known_as: Mapping[str, str] = field(default_factory=dict)
    edited: frozenset[str] = frozenset()
    gap: bool = False

    def above(self, feed: bytes) -> bytes:
        """The body to store."""
        head = {
            "feed": VERSION,
            "since": self.since.isoformat() if self.since else None,
            "known_as": dict(self.known_as),
            "edited": sorted(self.edited),
            "gap": self.gap,
        }
        return json.dumps(head).encode() + b"\n" + feed


def happenings(body: bytes, own: Iterable[str]) -> list[Happening]:
    """What a body tells. ``own``: the names under which the page itself comments. Raises Malformed."""
    known, feed = _parted(body)
    found = feed_of(feed)
    names = {named(name) for name in own}
    told: list[Happening] = [_happening(entry, known, names) for entry in reversed(found.entries)]
    told += [Skipped(why) for why in found.left_out]
    return [*told, Skipped(GAP)] if known.gap else told


def named(name: str) -> str:
    """A name as it is compared."""
    return " ".join(name.split()).casefold()


def _happening(entry: Entry, known: Known, own: set[str]) -> Happening:
    id = known.known_as.get(entry.id, entry.id)
    parent = known.known_as.get(entry.parent, entry.parent) if entry.parent else None
    if entry.author is not None and named(entry.author) in own:
        if parent is None:
            return Skipped("The page's own comment; the feed doesn't tell what it answers.")
        return Answered(parent, id, entry.text, entry.author, entry.written_at)
    if known.since is not None and entry.written_at is not None and entry.written_at < known.since:
        return Skipped(OLD)
    comment = Incoming(
        external_id=id,
        text=entry.text,
        channel=CHANNEL,
        author=entry.author,
        thread=fitting(entry.post) if entry.post else None,
        parent=parent,
        post={"url": entry.post} if entry.post else None,
        url=entry.link,
        written_at=entry.written_at,
    )
    changed = entry.updated_at is not None and entry.written_at is not None and entry.updated_at > entry.written_at
    if changed or id in known.edited:
        return Edited(comment, entry.updated_at if changed else None)
    return Added(comment)


def _parted(body: bytes) -> tuple[Known, bytes]:
    if not body.startswith(b"{"):
        return Known(), body
    line, _, feed = body.partition(b"\n")
    try:
        head = json.loads(line)
        if head["feed"] != VERSION:
            raise Malformed("The body is none that a feed was stored as.")
        return _known(head), feed
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Malformed("The body is none that a feed was stored as.") from None


def _known(head: Any) -> Known:
    since = datetime.fromisoformat(head["since"]) if head["since"] else None
    if since is not None and since.tzinfo is None:
        raise ValueError("a time without a zone")
    known_as = {str(new): str(old) for new, old in head["known_as"].items()}
    return Known(since, known_as, frozenset(map(str, head["edited"])), bool(head["gap"]))
