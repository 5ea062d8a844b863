"""The JSON about what to label next."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

from desk.web.models import Turn
from desk.web.models_kinds import Post


class LabelWanted(Struct):
    """A comment whose label would teach much, with its thread. ``why``: the assistant was unsure, the parts of its
    classifier were divided, or it is like nothing that was learned."""

    id: UUID
    version: int
    channel: str
    author: str | None
    text: str
    language: str | None
    received_at: datetime
    post: Post | None
    turns: list[Turn]
    why: Literal["unsure", "divided", "new"]


class LabelsWanted(Struct):
    """What is left of the day's list of a page; ``done`` of ``total`` have a label or were skipped by the person."""

    page: str
    done: int
    total: int
    items: list[LabelWanted]
