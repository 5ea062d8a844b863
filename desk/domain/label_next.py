"""What to label next: the comments whose label would teach most, no two of them alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

Why = Literal["unsure", "divided", "new"]

A_DAY: Final = 20
"""So many a page and day: a few minutes of somebody's time."""
DOUBT: Final = 1.0
DIVISION: Final = 0.4
NOVELTY: Final = 0.4
HALF_LIFE_DAYS: Final = 30.0
LEAST_RECENCY: Final = 0.5
APART: Final = 0.5
"""How much being like one that is chosen already takes away."""
SAME: Final = 0.9
"""From this likeness on, one label tells the other."""
_EVEN: Final = 0.25
_LABELS: Final = ("question", "complaint", "praise")


@dataclass(frozen=True)
class Candidate:
    """A comment that nobody has labelled; all figures from 0 to 1.

    ``doubt``: how little the assistant knows what it is. ``division``: how much the parts of its classifier disagree, 0
    where that isn't known. ``novelty``: how far it is from everything that was learned.
    """

    comment: UUID
    at: datetime
    doubt: float
    division: float = 0.0
    novelty: float = 0.0


@dataclass(frozen=True)
class Choice:
    """A comment to label, and what speaks for it most."""

    comment: UUID
    why: Why


def doubt_of(understanding: Mapping[str, Any]) -> float:
    """How little an understanding knows, 0 to 1: its first intent no surer than by chance, a label as likely as not."""
    confidence = float(understanding.get("confidence", _EVEN))
    by_intent = 1.0 - max(0.0, confidence - _EVEN) / (1.0 - _EVEN)
    chances = [float(understanding[label]) for label in _LABELS if label in understanding]
    by_label = max((1.0 - abs(2.0 * chance - 1.0) for chance in chances), default=by_intent)
    return _within(0.5 * by_intent + 0.5 * by_label)


def worth(candidate: Candidate, now: datetime) -> float:
    """How much its label would teach; what is older counts less, for customers ask about other things by now."""
    age = max(0.0, (now - candidate.at).total_seconds() / 86_400)
    recency = max(LEAST_RECENCY, 0.5 ** (age / HALF_LIFE_DAYS))
    parts = DOUBT * candidate.doubt + DIVISION * candidate.division + NOVELTY * candidate.novelty
    return float(recency * parts)


def choose(
    candidates: Sequence[Candidate], now: datetime, likeness: Callable[[int, int], float], count: int = A_DAY
) -> list[Choice]:
    """The best, one after the other; each takes away from those like it, and leaves out those that are the same.

    ``likeness`` of two candidates, by their places: 1 for the same, 0 for what has nothing in common.
    """
    values = [worth(one, now) for one in candidates]
    nearest = [0.0] * len(candidates)
    left = set(range(len(candidates)))
    chosen: list[int] = []
    while left and len(chosen) < count:
        best = max(left, key=lambda place: (values[place] * (1.0 - APART * nearest[place]), -place))
        chosen.append(best)
        left.discard(best)
        for place in tuple(left):
            nearest[place] = max(nearest[place], likeness(best, place))
            if nearest[place] >= SAME:
                left.discard(place)
    return [Choice(candidates[place].comment, _why(candidates[place])) for place in chosen]


def _why(one: Candidate) -> Why:
    if NOVELTY * one.novelty > max(DOUBT * one.doubt, DIVISION * one.division):
        return "new"
    return "divided" if DIVISION * one.division > DOUBT * one.doubt else "unsure"


def _within(value: float) -> float:
    return min(1.0, max(0.0, value))
