"""Questions that no article answers, those that ask the same together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

SAME: Final = 0.6
"""The least cosine with a gap's first question from which on a comment asks the same.

High, so that a group holds together: two gaps that should be one are merely listed twice, while a group of different
questions hides all but one of them. Of comments about different articles of the invented companies 0.02 % reach it.
"""
ANSWERS: Final = 0.7
"""From this chance on a draft would rest on an article, as the assistant decides (actions/kinds.py)."""
LOOKED_AT: Final = 3
"""So many of a gap's newest questions are asked again when articles have changed."""


@dataclass(frozen=True)
class Leader:
    """A gap by the vector of its first question."""

    gap_id: UUID
    page_id: str
    vector: Any


@dataclass(frozen=True)
class Unanswered:
    """A comment whose draft had to do without an article."""

    comment_id: UUID
    page_id: str
    text: str
    at: datetime


@dataclass(frozen=True)
class OpenGap:
    """A gap whose questions an article may answer by now."""

    gap_id: UUID
    page_id: str
    questions: tuple[str, ...]


def nearest(page_id: str, vector: Any, leaders: Sequence[Leader]) -> UUID | None:
    """The page's gap that asks the same, by its first question alone: what joins later moves no boundary."""
    near = [(float(leader.vector @ vector), leader.gap_id) for leader in leaders if leader.page_id == page_id]
    if not near:
        return None
    likeness, gap_id = max(near, key=lambda one: (one[0], str(one[1])))
    return gap_id if likeness >= SAME else None
