"""The JSON of saved replies."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from desk.web.models_kinds import Short, Text


class SavedReply(Struct):
    """A text to insert; ``page_id`` null: all pages share it. Variables stand in it as {{author}}."""

    id: UUID
    page_id: str | None
    title: str
    text: str
    shortcut: str
    updated_at: datetime
    updated_by: str


class SavedReplyList(Struct):
    items: list[SavedReply]


class PutSavedReply(Struct, forbid_unknown_fields=True):
    title: Short
    text: Text
    shortcut: Short
    page_id: Short | None = None
