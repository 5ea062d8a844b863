"""The JSON about questions that no article answers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from desk.web.models_kinds import State


class GapExample(Struct):
    """A comment that asks it; ``question`` is the sentence that does."""

    comment_id: UUID
    question: str
    text: str
    author: str | None
    channel: str
    state: State
    at: datetime


class GapReply(Struct):
    """What a person answered all the same."""

    comment_id: UUID
    text: str
    at: datetime | None


class Gap(Struct):
    """Comments that ask the same and that no article answered."""

    id: UUID
    page_id: str
    question: str
    count: int
    newest_at: datetime
    examples: list[GapExample]
    replies: list[GapReply]
    dismissed_at: datetime | None
    dismissed_by: str | None


class GapList(Struct):
    items: list[Gap]
