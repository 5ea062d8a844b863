"""The JSON of working together: notes, assignees, presence, waiting."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

NoteText = Annotated[str, Meta(max_length=100_000)]
Tab = Annotated[str, Meta(max_length=100)]
AssignBy = Literal["none", "round-robin"]


class Somebody(Struct):
    id: UUID
    name: str


class Note(Struct):
    """What a person wrote for colleagues."""

    id: UUID
    author: str
    text: str
    mentions: list[Somebody]
    at: datetime


class Notes(Struct):
    items: list[Note]


class EarlierComment(Struct):
    """What the author of a comment wrote before, and what the page answered or is about to."""

    id: UUID
    excerpt: str
    language: str | None
    at: datetime
    state: Literal["received", "drafting", "waiting", "approved", "sending", "sent", "failed", "unknown", "dismissed"]
    reply_excerpt: str | None


class Present(Struct):
    """Somebody who has the comment open."""

    id: UUID
    name: str
    mode: Literal["viewing", "editing"]


class PresentPeople(Struct):
    items: list[Present]


class Reminder(Struct):
    """Who is told at what time if nobody has answered."""

    id: UUID
    name: str
    at: datetime


class Together(Struct, kw_only=True):
    """What colleagues do about a comment."""

    notes: list[Note] = []
    earlier: list[EarlierComment] = []
    assignee: Somebody | None = None
    snoozed_until: datetime | None = None
    due_at: datetime | None = None
    escalated: bool = False
    reminders: list[Reminder] = []
    presence: list[Present] = []


class NewNote(Struct, forbid_unknown_fields=True):
    """``id``: one of the sender's own, so that the same note sent again is kept once."""

    text: NoteText
    mentions: Annotated[list[UUID], Meta(max_length=100)] = []
    id: UUID | None = None


class Assign(Struct, forbid_unknown_fields=True):
    version: int
    assignee: UUID | None
    """None: nobody looks after it."""


class Snooze(Struct, forbid_unknown_fields=True):
    version: int
    until: datetime | None
    """None: it is back now."""


class Remind(Struct, forbid_unknown_fields=True):
    at: datetime | None
    """None: no reminder any more."""


class Escalate(Struct, forbid_unknown_fields=True):
    version: int
    note: NoteText = ""


class Beat(Struct, forbid_unknown_fields=True):
    """``tab`` tells a person's windows apart; "gone": this one shows something else now."""

    mode: Literal["viewing", "editing", "gone"]
    tab: Tab = ""


class Person(Struct):
    id: UUID
    name: str
    role: Literal["viewer", "drafter", "approver", "admin"]
    away: bool
    """New comments of pages that take turns pass this person by."""


class People(Struct):
    items: list[Person]


class Away(Struct, forbid_unknown_fields=True):
    away: bool
