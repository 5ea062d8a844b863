"""What people's decisions say of a comment: its intent, where that is known from, and how much it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

INTENTS: Final = ("question", "complaint", "praise", "other")
RELABELLED: Final = "relabelled"
APPROVED: Final = "approved"
DISMISSED: Final = "dismissed"
SETTLED: Final = "settled"
"""A person chose between two labels that others had given to the same text."""
IMPORTED: Final = "imported"
"""The label of a text that came with it from a file; people gave it outside."""

GIVEN: Final = frozenset({RELABELLED, IMPORTED})
"""Somebody looked at the label itself."""
COUNTS: Final = {SETTLED: 1.0, RELABELLED: 1.0, IMPORTED: 1.0, APPROVED: 0.5, DISMISSED: 0.4}
"""Who changes a label has looked at it; who approves or dismisses may have looked at the reply alone."""
LEARNER: Final = 0.8
"""What a label of somebody counts who may not approve, or has no account any more."""
HALF_LIFE_DAYS: Final = 365.0
LEAST_RECENCY: Final = 0.25
SPAM: Final = "spam"
NO_REPLY: Final = "no-reply-needed"
_NEEDS_NO_REPLY: Final = frozenset({"praise", "other"})


@dataclass(frozen=True)
class Step:
    """One event of a comment's log: ``intent`` of a draft or of a person's label, ``reason`` of a dismissal."""

    at: datetime
    kind: str
    actor: str
    intent: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Handled:
    """A comment that people decided about, with its log; its text is as the author left it."""

    comment: UUID
    page: str
    channel: str
    language: str | None
    text: str
    author: str | None
    author_name: str | None
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Label:
    """What a person's decision says of a comment that stands as it was then."""

    intent: str
    source: str
    by: str
    at: datetime


def label_in(steps: Iterable[Step]) -> Label | None:
    """The label that the log gives, None where nobody said anything about it.

    A person's label counts before the one that stood when they answered. What was undone says nothing, nor does what
    was decided before the author edited the comment. Spam is ``other``; what needs no reply keeps its label where that
    is praise or ``other``, and is ``other`` where it is not: a complaint that needs no reply was none.
    """
    suggested: str | None = None
    given: Label | None = None
    decided: Label | None = None
    for step in steps:
        if step.kind in ("drafted", "not_drafted"):
            suggested = step.intent or suggested
        elif step.kind == "edited":
            suggested = given = decided = None
        elif step.kind == "relabelled" and step.intent in INTENTS:
            given = Label(str(step.intent), RELABELLED, step.actor, step.at)
        elif step.kind == "label_undone":
            given = None
        elif step.kind == "approved":
            decided = Label(suggested, APPROVED, step.actor, step.at) if suggested in INTENTS else None
        elif step.kind == "dismissed":
            decided = _dismissed(step, suggested)
        elif step.kind == "undone":
            decided = None
    return given or decided


def _dismissed(step: Step, suggested: str | None) -> Label | None:
    if step.reason == SPAM:
        return Label("other", DISMISSED, step.actor, step.at)
    if step.reason != NO_REPLY:
        return None  # answered elsewhere, or a duplicate: that says nothing about what it is
    keeps = suggested if suggested in _NEEDS_NO_REPLY else None
    return Label(keeps or "other", DISMISSED, step.actor, step.at)


def weight_of(label: Label, role: str | None, now: datetime) -> float:
    """How much a label counts, 0 to 1: by where it is from, by the role of who gave it, and by its age."""
    who = 1.0 if label.source == SETTLED or role in ("approver", "admin") else LEARNER
    age = max(0.0, (now - label.at).total_seconds() / 86_400)
    recency = max(LEAST_RECENCY, 0.5 ** (age / HALF_LIFE_DAYS))
    return float(round(COUNTS[label.source] * who * recency, 3))
