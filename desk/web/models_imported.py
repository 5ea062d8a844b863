"""The JSON of what other systems handled before Sharewell."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct


class ImportedMonth(Struct):
    """``month``: its first day, None for what has no date. ``median_s``: from a comment's time to its reply's, by the clock."""

    month: date | None
    comments: int
    answered: int
    replies_alone: int
    median_s: float | None


class ImportedSource(Struct):
    source: str
    count: int
    imported_at: datetime


class ImportedIntent(Struct):
    intent: str | None
    count: int


class ImportedHistory(Struct):
    """None of it is in the other figures. ``replies_alone``: replies whose comment the export doesn't hold."""

    comments: int
    answered: int
    replies_alone: int
    median_s: float | None
    sources: list[ImportedSource]
    intents: list[ImportedIntent]
    months: list[ImportedMonth]
