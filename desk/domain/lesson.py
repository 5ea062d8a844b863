"""What sent replies teach: which sentences people keep adding to the drafts of an article, and which they keep cutting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from desk.domain.memory import Remembered


@dataclass(frozen=True)
class Edited:
    """A sent reply beside the draft it was made from. ``drafted`` are the draft's sentences, each with its role."""

    reply_id: UUID
    page_id: str
    article: str
    drafted: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    sent: str
    names: tuple[str, ...]
    drafted_at: datetime
    sent_at: datetime


@dataclass(frozen=True)
class Lesson:
    """What one sent reply teaches, without personal data; ``consumer`` tells replies to different people apart.

    ``reply`` is the reply as it is remembered; None while it is not, and then it can be nobody's evidence.
    """

    added: tuple[str, ...]
    cut: tuple[str, ...]
    kept: tuple[str, ...]
    consumer: str
    drafted_at: datetime
    reply: Remembered | None = None


@dataclass(frozen=True)
class ArticleNow:
    """All that an article says today, and since when."""

    text: str
    since: datetime


@dataclass(frozen=True)
class Habit:
    """A sentence that was added, or cut, so many times among the last replies; ``reply`` holds it, if it was added."""

    text: str
    times: int
    reply: Remembered | None = None


@dataclass(frozen=True)
class Learned:
    """What to add to a draft that rests on this article, and what to leave out of it."""

    article: str
    add: tuple[Habit, ...] = ()
    drop: tuple[Habit, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The form that goes to the assistant."""
        return {
            "article": self.article,
            "add": [
                {"id": habit.reply.id, "text": habit.text, "times": habit.times} for habit in self.add if habit.reply
            ],
            "drop": [{"text": habit.text, "times": habit.times} for habit in self.drop],
        }
