"""Which comment a person should see first, and why, in words that are shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

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
