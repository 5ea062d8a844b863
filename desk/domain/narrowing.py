"""What the queue shows: its views, and what a list of it is narrowed to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

VIEWS: Final = ("waiting", "snoozed", "sending", "problems", "done", "all")
NOBODY: Final = "none"


@dataclass(frozen=True)
class QueueFilter:
    """None and False leave the list wide. ``severity``: at least that; ``assignee``: one person, or nobody.

    ``mine``: what this person looks after, and the open comments in which a note mentions them that they have not
    answered with a note of their own.
    """

    page: str | None = None
    channel: str | None = None
    intent: str | None = None
    severity: int | None = None
    language: str | None = None
    assignee: UUID | Literal["none"] | None = None
    mine: UUID | None = None
    unsure: bool = False
    escalated: bool = False
    safe: bool = False


EVERYTHING: Final = QueueFilter()
