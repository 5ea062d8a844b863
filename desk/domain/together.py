"""People who work on the same comments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final
from uuid import UUID

from desk.domain.comment import Comment, CommentState

OPEN: Final = frozenset({CommentState.RECEIVED, CommentState.DRAFTING, CommentState.WAITING})
DRAFTING_ROLES: Final = ("drafter", "approver", "admin")
# Whose work the queue is: an administrator looks after the desk, and takes turns only where made an approver.
TURN_ROLES: Final = ("drafter", "approver")


@dataclass(frozen=True)
class Colleague:
    """Somebody with an account; ``role`` is theirs on the page that is asked about."""

    id: UUID
    name: str
    role: str
    away: bool = False

    @property
    def as_data(self) -> dict[str, str]:
        """As an event keeps it."""
        return {"id": str(self.id), "name": self.name}


@dataclass(frozen=True)
class Note:
    """What a person wrote on a comment for colleagues."""

    id: UUID
    comment_id: UUID
    author_id: UUID
    text: str
    mentions: tuple[UUID, ...]
    at: datetime


class Mode(str, Enum):
    """What somebody does with a comment that they have open."""

    VIEWING = "viewing"
    EDITING = "editing"


@dataclass(frozen=True)
class Present:
    """Somebody who has a comment open."""

    id: UUID
    name: str
    mode: Mode


@dataclass(frozen=True)
class Due:
    """A comment whose time has come, and whom it is for; nobody where they left."""

    comment: Comment
    to: Colleague | None
