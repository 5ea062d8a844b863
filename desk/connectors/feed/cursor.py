"""Where reading a feed stands: what was seen of it, and whether it has changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final

from desk.connectors.feed.entries import Entry
from desk.connectors.feed.parse import Known

REMEMBERED: Final = 300
Seen = tuple[str, str, str | None]
"""The id by which the desk knows a comment, its text's mark, and its fingerprint."""


@dataclass(frozen=True)
class Cursor:
    """``seen``: newest first. ``next``: the page to read now; what the pages before it held is in ``gathered``."""

    since: datetime
    etag: str | None = None
    modified: str | None = None
    newest: datetime | None = None
    seen: tuple[Seen, ...] = ()
    known_as: Mapping[str, str] = field(default_factory=dict)
    next: str | None = None
    page: int = 1
    gathered: tuple[Seen, ...] = ()

    @classmethod
    def of(cls, stored: Mapping[str, Any] | None, now: datetime, backfill: timedelta) -> Cursor:
        """From what was stored; one that can't be read begins anew."""
        try:
            if stored:
                return cls(
                    datetime.fromisoformat(stored["since"]),
                    _string(stored["etag"]),
                    _string(stored["modified"]),
                    datetime.fromisoformat(stored["newest"]) if stored["newest"] else None,
                    _seen(stored["seen"]),
                    {str(new): str(old) for new, old in stored["known_as"].items()},
                    _string(stored["next"]),
                    int(stored["page"]),
                    _seen(stored["gathered"]),
                )
        except (KeyError, TypeError, ValueError, AttributeError):
            return cls(now - backfill)
        return cls(now - backfill)

    def stored(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "since": self.since.isoformat(),
            "etag": self.etag,
            "modified": self.modified,
            "newest": self.newest.isoformat() if self.newest else None,
            "seen": [list(one) for one in self.seen],
            "known_as": dict(self.known_as),
            "next": self.next,
            "page": self.page,
            "gathered": [list(one) for one in self.gathered],
        }

    def compared(self, entries: Sequence[Entry]) -> tuple[Known, bool, bool]:
        """What to store above these entries, whether there is anything new in them, and whether any was known before."""
        marks = {id: mark for id, mark, _ in (*self.gathered, *self.seen)}
        before = {id for id, _, _ in self.seen}
        known_as = self._renamed(entries)
        ids = [(entry, known_as.get(entry.id, entry.id)) for entry in entries]
        current = not self._is_stale(entries)
        edited = frozenset(id for entry, id in ids if current and id in marks and marks[id] != entry.mark)
        fresh = bool(edited) or any(id not in marks for _, id in ids)
        return Known(self.since, known_as, edited), fresh, any(id in before for _, id in ids)

    def after(self, entries: Sequence[Entry], known: Known) -> Cursor:
        """With these entries seen. One that the feed doesn't show any more stays known."""
        stale = self._is_stale(entries)
        marks = {id: mark for id, mark, _ in self.seen}
        got: list[Seen] = []
        for entry in entries:
            id = known.known_as.get(entry.id, entry.id)
            got.append((id, marks[id] if stale and id in marks else entry.mark, entry.fingerprint))
        dates = [entry.written_at for entry in entries if entry.written_at] + ([self.newest] if self.newest else [])
        kept = {new: old for new, old in self.known_as.items() if new in {entry.id for entry in entries}}
        return replace(
            self,
            newest=max(dates, default=None),
            gathered=(*self.gathered, *got),
            known_as={**kept, **known.known_as},
        )

    def closed(self) -> Cursor:
        """All pages are read."""
        together: dict[str, Seen] = {}
        for one in (*self.gathered, *self.seen):
            together.setdefault(one[0], one)
        kept = max(REMEMBERED, len(self.gathered))
        return replace(self, seen=tuple(together.values())[:kept], next=None, page=1, gathered=())

    def _is_stale(self, entries: Sequence[Entry]) -> bool:
        """An older copy out of some cache: its newest comment is older than one that was there already."""
        dates = [entry.written_at for entry in entries if entry.written_at]
        return self.next is None and self.newest is not None and bool(dates) and max(dates) < self.newest

    def _renamed(self, entries: Sequence[Entry]) -> dict[str, str]:
        """Ids that the feed has changed, with those by which the desk knows the comments."""
        shown = {entry.id for entry in entries}
        known = {id for id, _, _ in (*self.gathered, *self.seen)}
        unclaimed = {same: id for id, _, same in reversed(self.seen) if same and id not in shown}
        renamed = {}
        for entry in entries:
            if entry.id in self.known_as:
                renamed[entry.id] = self.known_as[entry.id]
            elif entry.id not in known and entry.fingerprint in unclaimed:
                renamed[entry.id] = unclaimed.pop(entry.fingerprint)
        return renamed


def _seen(value: Any) -> tuple[Seen, ...]:
    return tuple((str(id), str(mark), _string(seen_as)) for id, mark, seen_as in value)


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) else None
