"""The JSON of saved views and of deciding about many comments at once."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from msgspec import Meta, Struct

from desk.web.models_kinds import Intent, Short
from desk.web.models_said import PROBLEMS, Speaking

BulkAction = Literal["approve", "dismiss", "assign", "label", "snooze"]
MOST_AT_ONCE = 500


class SavedView(Struct):
    """A filter kept under a name; ``query``: the parameters of the queue."""

    id: UUID
    name: str
    query: dict[str, str]
    shared: bool
    mine: bool


class SavedViews(Struct):
    """The person's own, and those that are shared."""

    items: list[SavedView]


class NewView(Struct, forbid_unknown_fields=True):
    """``shared``: everybody sees it."""

    name: Short
    query: dict[str, Annotated[str, Meta(max_length=1000)]]
    shared: bool = False


class ViewChange(Struct, forbid_unknown_fields=True):
    """What is left out stays."""

    name: Short | None = None
    shared: bool | None = None


class Seen(Struct, forbid_unknown_fields=True):
    """A comment as the person saw it."""

    id: UUID
    version: int


class Touched(Struct, forbid_unknown_fields=True):
    """A comment, whatever happened to it since."""

    id: UUID


class BulkDecision(Struct, forbid_unknown_fields=True):
    """``reason`` is for dismissing, ``assignee`` for assigning (none: nobody), ``intent`` for a label, ``until`` for snoozing."""

    action: BulkAction
    items: Annotated[list[Seen], Meta(min_length=1, max_length=MOST_AT_ONCE)]
    reason: Short | None = None
    assignee: UUID | None = None
    intent: Intent | None = None
    until: datetime | None = None


class BulkUndo(Struct, forbid_unknown_fields=True):
    """Which decision to take back, on which comments."""

    action: BulkAction
    items: Annotated[list[Touched], Meta(min_length=1, max_length=MOST_AT_ONCE)]


class RefusedItem(Speaking):
    """A comment that was left as it is, and why."""

    SAYS: ClassVar = {"message": PROBLEMS}

    id: UUID
    message: str


class BulkAnswer(Struct):
    """What was done, and what was not and why: each comment is decided by itself."""

    done: list[UUID]
    refused: list[RefusedItem]
