"""The JSON about shadow runs: how far one is, and where the two models differ."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from desk.domain.shadow import LONGEST_HOURS
from desk.web.models_learning import Intent


class StartShadow(Struct, forbid_unknown_fields=True):
    """Which model reads beside the one that serves, and for how long."""

    model_id: UUID
    hours: Annotated[int, Meta(ge=1, le=LONGEST_HOURS)]


class ShadowRun(Struct):
    """One run; ``why`` says why it ended before its time."""

    id: UUID
    state: Literal["asked", "running", "finished", "stopped", "ended", "failed"]
    hours: int
    asked_by: str
    asked_at: datetime
    started_at: datetime | None
    until: datetime | None
    ended_at: datetime | None
    stopped_by: str | None
    why: str | None
    model_id: UUID
    model: str
    champion: str
    can_promote: bool


class ShadowCounts(Struct):
    """Comments that both read: of one mind, of another; and those of which the model could make nothing."""

    agree: int
    differ: int
    unreadable: int


class ShadowRights(Struct):
    """Of the comments on which they differ: whose word is also that of the person who decided."""

    champion: int
    challenger: int
    neither: int


class ShadowDecision(Struct):
    """What a person decided since; ``relabelled``: they said what it is, else it stood when they answered."""

    intent: Intent
    source: Literal["relabelled", "approved", "dismissed"]
    by: str
    at: datetime


class ShadowDifference(Struct):
    """A comment of which the two models say different things, and how sure each is, from 0 to 1."""

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
    label: ShadowDecision | None


class ShadowState(Struct):
    """The run that is under way, or the last one; null where there was none. The newest differences come first."""

    run: ShadowRun | None
    counts: ShadowCounts
    by_hand: ShadowRights
    standing: ShadowRights
    differences: list[ShadowDifference]
