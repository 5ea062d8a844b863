"""The JSON about labels that come in from files, and imports of earlier."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

LessonFormat = Literal["rasa", "csv", "label-studio", "argilla"]


class ImportLessons(Struct, forbid_unknown_fields=True):
    """A file, as base64. Without ``format`` its name and what it holds tell. ``preview``: only say what would be done.

    ``replace``: also where people said something else here.
    """

    page: str
    name: str
    content: bytes
    format: LessonFormat | None = None
    replace: bool = False
    preview: bool = False


class LessonLeftOut(Struct):
    """A row that isn't taken, and why."""

    line: int
    outcome: Literal["unknown_label", "unknown_comment", "contradiction", "unreadable"]
    reason: str


class LessonsImported(Struct):
    """What was taken, or would be: ``labels`` of comments and ``examples``; the rest is counted, the first are told."""

    format: LessonFormat
    labels: int
    examples: int
    known: int
    unknown_label: int
    unknown_comment: int
    contradictions: int
    unreadable: int
    left_out: list[LessonLeftOut]
    import_id: UUID | None


class LessonImported(Struct):
    """One import; what it brought can be taken back, once."""

    id: UUID
    page: str
    format: LessonFormat
    by: str
    at: datetime
    labels: int
    examples: int
    undone_at: datetime | None


class LessonImports(Struct):
    items: list[LessonImported]
