"""Where one person's approval is not enough: which replies need two, and what the first of them approved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from desk.domain.errors import Invalid

INTENTS: Final = ("question", "complaint", "praise", "other")
HIGHEST_SEVERITY: Final = 4
MOST_DAYS: Final = 3_650


@dataclass(frozen=True)
class SecondApproval:
    """A page's rules; any of them that is met demands a second person."""

    all: bool = False
    intents: tuple[str, ...] = ()
    least_severity: int | None = None
    new_staff_days: int | None = None

    def demanded(self, intent: str | None, severity: int, since: datetime | None, now: datetime) -> bool:
        """Whether a reply needs two people; ``since``: how long the approving person has had an account.

        What isn't known yet, such as the intent of a comment that nobody read, counts as if it met the rule.
        """
        by_comment = bool(self.intents) or self.least_severity is not None
        return (
            self.all
            or intent in self.intents
            or (intent is None and by_comment)
            or (self.least_severity is not None and severity >= self.least_severity)
            or (self.new_staff_days is not None and (since is None or now - since < timedelta(self.new_staff_days)))
        )

    def as_dict(self) -> dict[str, Any]:
        """As a page's settings keep it."""
        return {
            "all": self.all,
            "intents": list(self.intents),
            "least_severity": self.least_severity,
            "new_staff_days": self.new_staff_days,
        }


def second_approval_of(settings: Mapping[str, Any]) -> SecondApproval:
    """The rules in a page's settings; raises Invalid for what makes no sense."""
    given = settings.get("second_approval") or {}
    intents = tuple(dict.fromkeys(given.get("intents") or ()))
    unknown = [one for one in intents if one not in INTENTS]
    if unknown:
        raise Invalid(f"There is no intent {unknown[0]!r}; known are {', '.join(INTENTS)}.")
    return SecondApproval(
        all=given.get("all") is True,
        intents=intents,
        least_severity=_number(given.get("least_severity"), "The least severity", HIGHEST_SEVERITY),
        new_staff_days=_number(given.get("new_staff_days"), "How long staff are new", MOST_DAYS),
    )


def _number(value: Any, what: str, highest: int) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= highest:
        raise Invalid(f"{what} must be a number from 1 to {highest}.")
    return value


@dataclass(frozen=True)
class FirstApproval:
    """What one of two people approved; no approval yet."""

    comment_id: UUID
    text_version: int
    text: str
    by_id: UUID
    at: datetime
    draft_id: UUID | None = None
    private: bool = False

    def holds_for(self, comment_id: UUID, text_version: int, text: str, private: bool) -> bool:
        """Whether it is about this text, to be read by the same people, as the reply to what the author wrote last."""
        mine = (self.comment_id, self.text_version, self.text, self.private)
        return mine == (comment_id, text_version, text.strip(), private)
