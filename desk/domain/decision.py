"""What people decided about a comment, told from its log: the decisions that stand, and how long the reply took them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

UNCHANGED: Final = "unchanged"
EDITED: Final = "edited"
WRITTEN: Final = "written"
GAVE_UP: Final = "gave_up"
DISMISSED: Final = "dismissed:"
"""Followed by the reason."""


@dataclass(frozen=True)
class Happening:
    """One event of a comment's log; ``reply``: the reply that it approved; ``reason``: why it was dismissed."""

    id: int
    at: datetime
    kind: str
    actor: str
    before: str | None = None
    reply: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Decision:
    """A decision that was not taken back; ``ready`` is set for the first reply, since when it waited for people."""

    event: int
    at: datetime
    actor: str
    kind: str
    reply: str | None = None
    reason: str | None = None
    ready: datetime | None = None

    @property
    def waited(self) -> int | None:
        """Seconds for which the first reply waited for people."""
        return None if self.ready is None else max(0, round((self.at - self.ready).total_seconds()))


def decisions_in(log: Iterable[Happening]) -> list[Decision]:
    """The decisions that stand, oldest first.

    Only people's time counts: the clock starts when the draft is there, or it is clear that there will be none, and anew
    when the author edits the comment before it is answered. Who approves without waiting for a draft is counted from
    when the comment was there. An approval that was undone is none; one whose reply never left (given up, or the author
    edited or deleted the comment first) is a decision, but not the first reply.
    """
    made: list[Decision] = []
    arrived: datetime | None = None
    ready: datetime | None = None
    answer: int | None = None  # the place in `made` of the approval that answers the comment, for all that is known yet
    for one in log:
        if one.kind == "received":
            arrived = one.at
        elif one.kind in ("drafted", "not_drafted"):
            ready = ready or one.at
        elif one.kind == "edited":
            if one.before not in ("sending", "sent", "unknown"):
                answer, arrived, ready = None, one.at, None
        elif one.kind == "approved":
            start = ready or arrived or one.at
            made.append(Decision(one.id, one.at, one.actor, one.kind, one.reply, ready=start))
            answer = len(made) - 1 if answer is None else answer
        elif one.kind in ("dismissed", "gave_up"):
            answer = None
            made.append(Decision(one.id, one.at, one.actor, one.kind, reason=one.reason))
        elif one.kind == "undone" and made:
            made.pop()
            answer = None
        elif one.kind in ("withdrawn", "closed") or (one.kind == "deleted" and one.before in ("approved", "failed")):
            answer = None
            if one.kind == "withdrawn":
                arrived, ready = one.at, None
    return [one if place == answer else replace(one, ready=None) for place, one in enumerate(made)]


def edit_size(before: str, after: str) -> float:
    """How much of a text was changed: words to insert, delete or replace, as a share of the longer text, 0 to 1.

    The distance of Levenshtein over words, by the bit vectors of Myers (1999) in Hyyrö's form (2003): one step a word.
    """
    old, new = before.split(), after.split()
    if not old or not new:
        return 0.0 if old == new else 1.0
    places: dict[str, int] = {}
    for place, word in enumerate(old):
        places[word] = places.get(word, 0) | 1 << place
    full = (1 << len(old)) - 1
    last = 1 << len(old) - 1
    plus, minus, distance = full, 0, len(old)
    for word in new:
        match = places.get(word, 0)
        diagonal = ((match & plus) + plus ^ plus) | match | minus
        grown = minus | ~(diagonal | plus) & full
        shrunk = plus & diagonal
        distance += bool(grown & last) - bool(shrunk & last)
        grown = (grown << 1 | 1) & full
        shrunk = shrunk << 1 & full
        plus = shrunk | ~(diagonal | grown) & full
        minus = grown & diagonal
    return distance / max(len(old), len(new))
