"""What a page answered before: a comment and the reply that a person approved, both without personal data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from desk.domain.draft import Evidence
from desk.domain.text import excerpt

APPROVED = "approved"
IMPORTED = "imported"


@dataclass(frozen=True)
class Answered:
    """A pair to remember. ``reply_id`` is the approved reply it comes from; None where it was imported."""

    page_id: str
    comment: str
    reply: str
    channel: str = "api"
    intent: str | None = None
    articles: tuple[str, ...] = ()
    decided_at: datetime | None = None
    reply_id: UUID | None = None

    @property
    def source(self) -> str:
        """Where it comes from."""
        return IMPORTED if self.reply_id is None else APPROVED


@dataclass(frozen=True)
class Author:
    """Who wrote comments: the platform's id of them or, where there is none, the name that was shown."""

    value: str
    by_name: bool = False


@dataclass(frozen=True)
class Known:
    """How many comments somebody left on a page, and how much of the answers to them is remembered and learned.

    ``conversations``: in the chat on the page's own site.
    """

    comments: int
    remembered: int
    lessons: int
    conversations: int = 0


@dataclass(frozen=True)
class Remembered:
    """A remembered reply found for a comment; ``score`` is the cosine of the two comments in 0..1.

    ``typical`` in 0..1: how much of it other replies to comments alike say too.
    """

    id: str
    comment: str
    reply: str
    intent: str | None
    score: float
    at: datetime | None
    typical: float = 0.0

    def as_evidence(self) -> Evidence:
        """As evidence beside the passages: its title is the start of the earlier comment."""
        return Evidence(self.id, "", excerpt(self.comment), None, self.reply, None, self.score, kind="reply")

    def as_dict(self) -> dict[str, Any]:
        """The form that goes to the assistant."""
        return {
            "id": self.id,
            "comment": self.comment,
            "reply": self.reply,
            "intent": self.intent,
            "score": round(self.score, 4),
            "typical": round(self.typical, 4),
            "at": self.at.isoformat() if self.at else None,
        }
