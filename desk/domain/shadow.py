"""A model that reads live comments beside the one that serves, and who of both was right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from desk.domain.label import Label

ASKED: Final = "asked"
RUNNING: Final = "running"
FINISHED: Final = "finished"
STOPPED: Final = "stopped"
ENDED: Final = "ended"
"""It lost its purpose: one of the two models was exchanged."""
FAILED: Final = "failed"
LONGEST_HOURS: Final = 168


@dataclass(frozen=True)
class Shadow:
    """One run in the shadow: which model reads beside which, and until when."""

    id: UUID
    model_id: UUID
    champion_id: UUID
    state: str
    hours: int
    asked_by: str
    asked_at: datetime
    started_at: datetime | None = None
    until: datetime | None = None
    ended_at: datetime | None = None
    stopped_by: str | None = None
    why: str | None = None
    failures: int = 0

    @property
    def open(self) -> bool:
        """Whether it has not ended."""
        return self.state in (ASKED, RUNNING)


@dataclass(frozen=True)
class Unread:
    """A comment that the champion understood and the challenger has not read yet."""

    comment: UUID
    text: str
    text_version: int
    intent: str
    share: float


@dataclass(frozen=True)
class Reading:
    """What both said of a comment; ``challenger`` is None where it could make nothing of the text."""

    comment: UUID
    text_version: int
    champion: str
    champion_share: float
    challenger: str | None
    challenger_share: float | None


@dataclass(frozen=True)
class Differing:
    """A comment of which both say different things, and what a person decided about it since."""

    comment: UUID
    page: str
    channel: str
    text: str
    author: str | None
    received_at: datetime
    champion: str
    champion_share: float
    challenger: str
    challenger_share: float
    label: Label | None = None


@dataclass(frozen=True)
class Counts:
    """So many comments read by both: of the same mind, of another, and those the challenger could not read."""

    agree: int = 0
    differ: int = 0
    unreadable: int = 0


@dataclass(frozen=True)
class Rights:
    """Of the comments on which they differ and that people decided about: who said what the person says."""

    champion: int = 0
    challenger: int = 0
    neither: int = 0


def rights(differing: Iterable[Differing], *, by_hand: bool) -> Rights:
    """Among labels that were given ``by_hand``, or among those that stood when somebody answered or dismissed.

    The two are told apart since a label that only stood is the champion's own more often than not.
    """
    found = {"champion": 0, "challenger": 0, "neither": 0}
    for one in differing:
        if one.label is None or (one.label.source == "relabelled") != by_hand:
            continue
        said = {one.champion: "champion", one.challenger: "challenger"}
        found[said.get(one.label.intent, "neither")] += 1
    return Rights(**found)
