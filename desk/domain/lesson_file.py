"""Lessons on their way into a file that other tools read, and labels on their way back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from desk.domain.label_lessons import Labelled

TAKEN: Final = "taken"
KNOWN: Final = "known"
UNKNOWN_LABEL: Final = "unknown_label"
UNKNOWN_COMMENT: Final = "unknown_comment"
CONTRADICTION: Final = "contradiction"
UNREADABLE: Final = "unreadable"
OUTCOMES: Final = (TAKEN, KNOWN, UNKNOWN_LABEL, UNKNOWN_COMMENT, CONTRADICTION, UNREADABLE)


@dataclass(frozen=True)
class Prediction:
    """What the model said of a comment when it came."""

    intent: str
    share: float | None
    model: str | None


@dataclass(frozen=True)
class LessonOut:
    """A lesson with what the model had said of it, where that is known."""

    lesson: Labelled
    predicted: Prediction | None = None


@dataclass(frozen=True)
class LabelIn:
    """A label of a file. ``line``: where it stands; ``comment``: the desk's id where the file names one; ``text`` may
    then be empty."""

    line: int
    text: str
    intent: str
    comment: UUID | None = None
    language: str | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class LeftOut:
    """Something of a file that isn't taken: which of OUTCOMES, and why, for a person."""

    line: int
    outcome: str
    reason: str


@dataclass(frozen=True)
class Example:
    """A labelled text that a page brought along; its text without personal data, ``key`` of its words."""

    id: UUID
    page: str
    key: str
    text: str
    intent: str
    language: str | None
    by: str
    at: datetime


@dataclass(frozen=True)
class Labellable:
    """A comment that a file may label: its text as it is now, and the label that somebody gave it by hand."""

    comment: UUID
    text: str
    author_name: str | None
    given: str | None


@dataclass(frozen=True)
class Import:
    """One import that was done, and whether it was taken back."""

    id: UUID
    page: str
    format: str
    by: str
    at: datetime
    labels: int
    examples: int
    undone_at: datetime | None = None


@dataclass(frozen=True)
class Outcome:
    """What an import did, or would do. ``labels`` of comments and ``examples`` add up to what is taken."""

    counts: Counter[str] = field(default_factory=Counter)
    labels: int = 0
    examples: int = 0
    left_out: tuple[LeftOut, ...] = ()
    import_id: UUID | None = None
