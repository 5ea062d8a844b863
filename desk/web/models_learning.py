"""The JSON about learning: runs, what they found, the models, and texts that people labelled differently."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

from msgspec import Struct, field

from desk.web.models_said import Speaking

Intent = Literal["question", "complaint", "praise", "other"]
RunState = Literal["asked", "running", "promoted", "kept", "nothing", "cancelled", "failed"]
ModelState = Literal["champion", "former", "kept", "damaged"]


class LearningStage(Struct):
    """A part of a run and when it began."""

    stage: str
    at: datetime


class LearningRun(Speaking):
    """One run; ``stage`` and ``detail`` say what it is doing, ``error`` why it failed."""

    SAYS: ClassVar = {"error": ("learning",)}

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


class LearningReport(Speaking):
    """What a run found: whether the challenger passed, and why; where the two models differ."""

    SAYS: ClassVar = {"reasons": ("learning",)}

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


class LearningSentence(Struct):
    """A sentence in English, and by its code with what it is filled with."""

    code: str
    text: str
    counts: dict[str, int]
    names: dict[str, str]


class LearningVersion(Struct):
    """How both models of a run read the decisions held out then; the recalls are null where no complaint was."""

    run: UUID
    at: datetime
    state: RunState
    learned: int
    held_out: int
    champion_f1: float
    challenger_f1: float
    champion_recall: float | None
    challenger_recall: float | None
    complaints: int | None


class LearningWeek(Struct):
    """What people decided in a week; ``edit_size``: the mean share of a draft that was changed, over ``drafts``."""

    first: date
    last: date
    decisions: int
    approved: int
    unchanged: int
    drafts: int
    edit_size: float | None


class Reliable(Struct):
    """Answers that are from ``low`` to ``high`` sure: how many, how sure on average, and which share is right."""

    low: float
    high: float
    rows: int
    claimed: float
    right: float


class Calibrated(Struct):
    """How sure both models claim to be of held-out decisions, beside how often they are right."""

    rows: int
    champion_error: float | None
    challenger_error: float | None
    champion: list[Reliable]
    challenger: list[Reliable]


class LearningPlots(Struct):
    """A run in sentences and for plotting; ``calibration`` is null where the run did not measure it."""

    run: LearningRun
    sentences: list[LearningSentence]
    versions: list[LearningVersion]
    weeks: list[LearningWeek]
    calibration: Calibrated | None


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


class UntilNextRun(Struct):
    """So many new decisions, counted up to those needed for the next run; it begins no earlier than ``not_before``."""

    decided: int
    needed: int
    not_before: datetime | None


class LearningState(Struct):
    """The run that is under way, the last one that ended, and the model that serves; null where there is none.

    ``until_next`` is null where only people and the timer ask for runs.
    """

    open: LearningRun | None
    last: LearningRun | None
    champion: TrainedModel | None
    until_next: UntilNextRun | None


class LabelOpinion(Struct):
    """What somebody said of a text."""

    intent: Intent
    source: Literal["relabelled", "imported", "approved", "dismissed", "settled"]
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


class LabelledText(Struct):
    """A text with the label it has."""

    key: str
    text: str
    opinion: LabelOpinion


class NearlySameTexts(Struct):
    """Two texts that read almost the same, with different labels by different people; ``likeness`` from 0 to 1."""

    texts: list[LabelledText]
    likeness: float


class NearlySameList(Struct):
    items: list[NearlySameTexts]


class SettleNearlySame(Struct, forbid_unknown_fields=True):
    """Which label holds for both texts, by their keys; null: they are not the same, and each keeps its own."""

    one: str
    other: str
    intent: Intent | None


class SettleLabel(Struct, forbid_unknown_fields=True):
    """Which label holds."""

    intent: Intent
