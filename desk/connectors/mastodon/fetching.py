"""Asking for notifications: back to where the first fetch begins, then always on from what was seen.

Going on, the last few mentions are read again: one may appear a little late, and an edit shows only in the mention itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from desk.connectors.mastodon.statuses import id_of, listed, time_of

PAGE: Final = 40
AGAIN: Final = 20
"""So many of the newest mentions are read again."""
_LINK: Final = re.compile(r'<([^<>]*)>\s*;\s*rel="?(\w+)"?')


@dataclass(frozen=True)
class Place:
    """How far the notifications were read. ``recent``: the newest that were seen, the newest first.

    ``after``: where this round goes on. Before anything was seen: from ``before`` back to ``since``.
    """

    after: str | None = None
    recent: tuple[str, ...] = ()
    since: datetime | None = None
    before: str | None = None

    @classmethod
    def of(cls, cursor: Mapping[str, Any] | None, now: datetime, backfill: timedelta) -> Place:
        """Where a cursor goes on. One that can't be read begins anew."""
        known = cursor or {}
        recent = tuple(id for one in listed(known.get("recent")) if (id := id_of(one)))[:AGAIN]
        after = id_of(known.get("after"))
        if after is not None:
            return cls(after, recent)
        return cls(None, recent, time_of(known.get("since")) or now - backfill, id_of(known.get("before")))

    @property
    def kept(self) -> dict[str, Any]:
        """For the cursor."""
        known = {"after": self.after, "recent": list(self.recent), "before": self.before}
        since = {"since": self.since.isoformat()} if self.since and self.after is None else {}
        return {**{name: value for name, value in known.items() if value}, **since}

    @property
    def query(self) -> dict[str, str]:
        """Which page comes next."""
        if self.after is not None:
            return {"min_id": self.after}
        return {"max_id": self.before} if self.before else {}

    def kept_of(self, entries: Sequence[Any]) -> list[Any]:
        """The entries of a page without those from before the first fetch begins."""
        return [one for one in entries if not self._is_too_old(one)]

    def onward(self, entries: Sequence[Any], link: str) -> tuple[Place, bool]:
        """The place after a page, and whether there is more right now."""
        ids = [id for one in self.kept_of(entries) if (id := _id(one))]
        if self.after is None:
            return self._back(entries, ids, link)
        recent = tuple(dict.fromkeys([*ids, *self.recent]))[:AGAIN]
        further = linked(link, "prev", "min_id") or (ids[0] if ids else None)
        if not entries or further is None or further == self.after:
            return Place(recent[-1] if recent else self.after, recent), False
        return Place(further, recent), True

    def _back(self, entries: Sequence[Any], ids: list[str], link: str) -> tuple[Place, bool]:
        recent = tuple(dict.fromkeys([*self.recent, *ids]))[:AGAIN]
        further = linked(link, "next", "max_id")
        if ids and further is not None and further != self.before and len(ids) == len(entries):
            return replace(self, recent=recent, before=further), True
        if recent:
            return Place(recent[-1], recent), False
        return Place(since=self.since), False

    def _is_too_old(self, entry: Any) -> bool:
        at = time_of(entry.get("created_at")) if isinstance(entry, dict) else None
        return self.since is not None and at is not None and at < self.since


def linked(header: str, rel: str, parameter: str) -> str | None:
    """A parameter of one of the addresses in a Link header: only that is taken from it, never where to ask."""
    for address, kind in _LINK.findall(header[:10_000]):
        if kind == rel:
            try:
                return id_of(parse_qs(urlsplit(address).query).get(parameter, [None])[0])
            except ValueError:
                return None
    return None


def _id(entry: Any) -> str | None:
    return id_of(entry.get("id")) if isinstance(entry, dict) else None
