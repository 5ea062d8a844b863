"""How far a blog has been read. ``after`` filters by the publishing date, so edits show only where one reads again.

A pass reads page by page what was published after a moment. Most passes begin shortly before the newest comment known.
Every quarter of an hour one reads the last days again: a comment with another text was edited, and one that isn't
there any more was removed or moderated away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any, Final

from desk.connectors.wordpress.parse import id_of, text_of, written_at

OVERLAP: Final = timedelta(hours=2)
"""Clocks change by an hour, and WordPress filters by the blog's local time."""
REREAD_EVERY: Final = timedelta(minutes=15)
PAGE_SIZE: Final = 100
SMALL_PAGE: Final = 10
MAX_KNOWN: Final = 2_000
"""A window with more comments than this is made shorter."""


@dataclass
class Known:
    """What is remembered of a comment: when it was published, a digest of its text, and the top of its thread."""

    at: float
    digest: str
    root: str


@dataclass
class Pass:
    """A way through the pages of comments ``after`` a moment. ``full``: through the whole window, ``seen`` on it."""

    after: datetime
    full: bool
    held: bool
    page: int = 1
    size: int = PAGE_SIZE
    seen: list[str] = field(default_factory=list)

    def shrink(self) -> bool:
        """Go on from the same comment with small pages; False where they are small already."""
        if self.size == SMALL_PAGE:
            return False
        self.page = (self.page - 1) * self.size // SMALL_PAGE + 1
        self.size = SMALL_PAGE
        return True


@dataclass
class Progress:
    """The cursor of a blog. ``held``: whether the last pass could read comments that wait for moderation."""

    floor: datetime
    newest: datetime
    full_at: datetime
    held: bool = True
    known: dict[str, Known] = field(default_factory=dict)
    now: Pass | None = None

    @classmethod
    def read(cls, cursor: Mapping[str, Any] | None, now: datetime, backfill: timedelta) -> Progress:
        """What a cursor says; from the beginning where there is none that can be read."""
        anew = cls(now - backfill, now - backfill, datetime.min.replace(tzinfo=timezone.utc))
        if not cursor:
            return anew
        try:
            floor, newest, full_at = (datetime.fromisoformat(cursor[name]) for name in ("floor", "newest", "full_at"))
            known = {id: Known(float(at), str(digest), str(root)) for id, (at, digest, root) in cursor["known"].items()}
            return cls(floor, newest, full_at, cursor["held"] is True, known, _pass(cursor["pass"]))
        except (KeyError, TypeError, ValueError, AttributeError):
            return anew  # reading everything again repeats, and loses nothing

    def cursor(self) -> dict[str, Any]:
        """The same as JSON."""
        one = self.now
        return {
            "floor": self.floor.isoformat(),
            "newest": self.newest.isoformat(),
            "full_at": self.full_at.isoformat(),
            "held": self.held,
            "known": {id: [known.at, known.digest, known.root] for id, known in self.known.items()},
            "pass": one and {**vars(one), "after": one.after.isoformat()},
        }

    def begin(self, now: datetime, window: timedelta) -> Pass:
        """The pass under way, or the next one."""
        if self.now is None:
            full = now - self.full_at >= REREAD_EVERY
            start = self._window(now, window) if full else min(self.newest, now) - OVERLAP
            self.now = Pass(max(self.floor, start), full, self.held or full)
            if full:
                self.full_at = now
        return self.now

    def take(self, entries: list[Any]) -> tuple[list[dict[str, Any]], list[str]]:
        """Those that are new or changed, and the ids of the changed ones."""
        told: list[dict[str, Any]] = []
        edited: list[str] = []
        for entry in entries:
            id = id_of(entry.get("id")) if isinstance(entry, dict) else None
            if id is None:
                continue
            at, digest = written_at(entry) or self.floor, _digest(entry)
            before = self.known.get(id)
            if before is None or before.digest != digest:
                told.append(entry)
                if before is not None:
                    edited.append(id)
            self.known[id] = Known(at.timestamp(), digest, before.root if before else "")
            self.newest = max(self.newest, at)
            if self.now is not None:
                self.now.seen.append(id)
        return told, edited

    def missing(self) -> list[str]:
        """What the window held before and this pass didn't meet."""
        one = self.now
        if one is None or not one.full:
            return []
        seen, start = set(one.seen), one.after.timestamp()
        return [id for id, known in self.known.items() if id not in seen and known.at > start]

    def end(self, held: bool, forget: list[str]) -> None:
        """The pass is through: what lies before the window is forgotten, and what it says."""
        self.held = held
        for id in forget:
            self.known.pop(id, None)
        if self.now is not None and self.now.full:
            start = self.now.after.timestamp()
            self.known = {id: known for id, known in self.known.items() if known.at > start}
        self.now = None

    def _window(self, now: datetime, window: timedelta) -> datetime:
        start = now - window
        if len(self.known) > MAX_KNOWN:
            oldest = sorted(known.at for known in self.known.values())[-MAX_KNOWN]
            start = max(start, datetime.fromtimestamp(oldest, timezone.utc))
        return start


def _pass(stored: Mapping[str, Any] | None) -> Pass | None:
    if stored is None:
        return None
    return Pass(
        datetime.fromisoformat(stored["after"]),
        stored["full"] is True,
        stored["held"] is True,
        int(stored["page"]),
        SMALL_PAGE if stored["size"] == SMALL_PAGE else PAGE_SIZE,
        [str(id) for id in stored["seen"]],
    )


def _digest(entry: Mapping[str, Any]) -> str:
    return hashlib.sha256(text_of(entry).encode("utf-8", "surrogatepass")).hexdigest()[:12]
