"""What other systems handled before Sharewell: facts about it, without words and names."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Imported:
    """One comment of an export, one reply, or both; nothing can be sent from it."""

    page_id: str
    source: str
    key: bytes
    channel: str
    has_comment: bool
    has_reply: bool
    intent: str | None = None
    commented_at: datetime | None = None
    replied_at: datetime | None = None


@dataclass(frozen=True)
class ImportedMonth:
    """A month of it; ``median_s``: from a comment's time to its reply's, by the clock, where the export has both."""

    month: date | None
    comments: int
    answered: int
    replies_alone: int
    median_s: float | None


def key_of(id: str) -> bytes:
    """What an entry is known again by."""
    return hashlib.sha256(id.encode("utf-8", "replace")).digest()[:16]
