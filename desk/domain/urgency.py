"""Which comment a person should see first, and why, in words that are shown."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from desk.domain.promise import ROUND_THE_CLOCK, Promise, due

ESCALATION_WEIGHT: Final = 1000
SEVERITY_WEIGHT: Final = 100
QUESTION_WEIGHT: Final = 50

ESCALATIONS: Final = {
    "safety": "possible injury or danger",
    "legal": "legal threat",
    "self-harm": "possible self-harm",
    "discrimination": "discrimination",
    "data-breach": "possible data leak",
    "press": "press enquiry",
}
SEVERITIES: Final = {1: "problem reported", 2: "disapproval", 3: "accusation", 4: "threat or demand"}
# So much earlier than promised it should be looked at.
SEVERITY_BOOST: Final = {
    1: timedelta(hours=2),
    2: timedelta(hours=6),
    3: timedelta(hours=12),
    4: timedelta(hours=24),
}
QUESTION_BOOST: Final = timedelta(hours=1)
REACH_BOOST: Final = timedelta(hours=1)
"""For each ten times as many people who may have seen it."""
MAX_REACH: Final = 2_000_000_000
SEEN_BY_MANY: Final = 1_000
"""From so many on the reach is named among the reasons."""


def urgency(intent: str | None, severity: int, escalate: Sequence[str]) -> tuple[int, str | None]:
    """A weight (higher comes first) and the reason for it, or None when nothing stands out."""
    if escalate:
        named = ", ".join(ESCALATIONS.get(reason, reason) for reason in escalate)
        return ESCALATION_WEIGHT + SEVERITY_WEIGHT * severity, f"Escalation: {named}"
    if intent == "complaint" and severity:
        return SEVERITY_WEIGHT * severity, f"Complaint: {SEVERITIES.get(severity, 'problem reported')}"
    if intent == "question":
        return QUESTION_WEIGHT, "Question"
    return 0, None


@dataclass(frozen=True)
class Place:
    """A comment's place among those that wait: those that escalate first, then by ``at``."""

    due_at: datetime
    at: datetime
    weight: int
    why: str | None


def place(
    *,
    promise: Promise | None,
    since: datetime,
    due_at: datetime | None = None,
    intent: str | None = None,
    severity: int = 0,
    escalate: Sequence[str] = (),
    reach: int = 0,
) -> Place:
    """Where a comment of ``since`` belongs; ``due_at`` where its reply is promised already.

    ``at`` is the time by which the reply is promised, earlier the graver the comment is and the more people see it.
    """
    weight, reason = urgency(intent, severity, escalate)
    by = due_at or due(promise or ROUND_THE_CLOCK, since)
    boost = QUESTION_BOOST if intent == "question" else timedelta(0)
    if intent == "complaint" or escalate:
        boost = SEVERITY_BOOST.get(severity, timedelta(0))
    boost += REACH_BOOST * math.log10(max(reach, 1))
    seen = f"seen by {reach:,}" if reach >= SEEN_BY_MANY else None
    promised = _promised(promise, since, by) if promise and not escalate else None
    words = " · ".join(part for part in (reason, seen, promised) if part)
    return Place(by, by - boost, weight, words[:1].upper() + words[1:] or None)


def _promised(promise: Promise, since: datetime, by: datetime) -> str:
    """As in "promised by 14:00", by the page's clock, with the day where it is not the comment's own."""
    local = by.astimezone(promise.tz)
    same_day = local.date() == since.astimezone(promise.tz).date()
    return f"promised by {local:%H:%M}" if same_day else f"promised by {local:%H:%M} on {local.day} {local:%B}"
