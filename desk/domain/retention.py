"""How long texts are kept. Numbers, labels, states and who decided what stay for good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from desk.domain.errors import Invalid

MIN_DAYS: Final = 7
"""Less would clear what people still talk about, and what a platform may still tell an edit of."""
MAX_DAYS: Final = 3650


@dataclass(frozen=True)
class Retention:
    """Days after which the texts and authors of handled comments, and drafts, are cleared; None keeps them."""

    comments_days: int | None = None
    drafts_days: int | None = None

    def as_dict(self) -> dict[str, int | None]:
        """For storing."""
        return {"comments_days": self.comments_days, "drafts_days": self.drafts_days}


def retention_of(stored: Mapping[str, Any] | None) -> Retention | None:
    """What was stored; None where a page follows the desk."""
    if stored is None:
        return None
    return Retention(stored.get("comments_days"), stored.get("drafts_days"))


def checked(comments_days: int | None, drafts_days: int | None) -> Retention:
    """The days as they can be kept; raises Invalid."""
    for days, what in ((comments_days, "Comments"), (drafts_days, "Drafts")):
        if days is not None and not MIN_DAYS <= days <= MAX_DAYS:
            raise Invalid(f"{what} can be kept from {MIN_DAYS} to {MAX_DAYS:,} days, or for good.")
    return Retention(comments_days, drafts_days)
