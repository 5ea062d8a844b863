"""The JSON about learning: runs, what they found, the models, and texts that people labelled differently."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct, field

Intent = Literal["question", "complaint", "praise", "other"]
RunState = Literal["asked", "running", "promoted", "kept", "nothing", "cancelled", "failed"]
ModelState = Literal["champion", "former", "kept", "damaged"]


class LearningStage(Struct):
    """A part of a run and when it began."""

    stage: str
    at: datetime


class LearningRun(Struct):
    """One run; ``stage`` and ``detail`` say what it is doing, ``error`` why it failed."""

    id: UUID
    state: RunState
    asked_by: str
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    stage: str | None
    detail: str | None
    stages: list[LearningStage]
    cancelled_by: str | None
    error: str | None
    model_id: UUID | None


class Compared(Struct):
    """A figure of both models, and between what the difference lies; without an interval both are null."""

    name: str
    champion: float
    challenger: float
    low: float | None
    high: float | None
    rows: int


class Differing(Struct):
    """A text that the two models understand differently; what its author took away has no text any more."""

    text: str | None
    intent: Intent
    champion: Intent
    challenger: Intent
    kind: Literal["decisions", "shipped", "gold"]
    page: str | None
    comment: UUID | None


class Repeated(Struct):
    """The same words ``times`` times from ``authors`` people: they count once."""

    text: str | None
    comment: UUID
    intent: Intent
    times: int
    authors: int


class LessonCounts(Struct):
    """What there was to learn, and what was left out of it."""

    labels: int
    examples: int
    learned: int
    held_out: int
    contradictions: int
    wordless: int
    beyond_author: int
    sources: dict[str, int] = field(default_factory=dict)


class LearningReport(Struct):
    """What a run found: whether the challenger passed, and why; where the two models differ."""

    run: LearningRun
    lessons: LessonCounts | None
    promote: bool | None
    reasons: list[str]
    figures: list[Compared]
    slices: list[Compared]
    gains: int
    losses: int
    gained: list[Differing]
    lost: list[Differing]
    repeats: list[Repeated]


class LearningRuns(Struct):
    items: list[LearningRun]


class TrainedModel(Struct):
    """A model: from how many decisions it learned, what it was judged at, whether it serves."""

    id: UUID
    file: str
    sha256: str
    data_hash: str
    code_version: str
    learned: int
    cut: datetime | None
    state: ModelState
    made_at: datetime
    promoted_at: datetime | None
    promoted_by: str | None
    figures: dict[str, float]


class TrainedModels(Struct):
    """``serving``: what each Rasa server serves; null for one that doesn't answer."""

    items: list[TrainedModel]
    serving: dict[str, str | None]


class LearningState(Struct):
    """The run that is under way, the last one that ended, and the model that serves; null where there is none."""

    open: LearningRun | None
    last: LearningRun | None
    champion: TrainedModel | None


class LabelOpinion(Struct):
    """What somebody said of a text."""

    intent: Intent
    source: Literal["relabelled", "imported", "approved", "dismissed"]
    by: str
    at: datetime
    comment: UUID
    page: str


class LabelContradiction(Struct):
    """A text with more than one label; it is not learned from until somebody settles it."""

    key: str
    text: str
    opinions: list[LabelOpinion]


class LabelContradictions(Struct):
    items: list[LabelContradiction]


class SettleLabel(Struct, forbid_unknown_fields=True):
    """Which label holds."""

    intent: Intent
