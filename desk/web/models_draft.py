"""JSON of what the assistant made of a comment: its understanding, the draft and the evidence."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from msgspec import Struct, field

from desk.web.models_kinds import Intent, Probability, Text
from desk.web.models_said import Speaking


class Escalation(Struct):
    reason: str
    start: int
    end: int
    text: str


class Detail(Struct):
    kind: str
    start: int
    end: int
    text: str


class Understanding(Struct):
    intent: Intent
    confidence: Probability
    unsure: bool
    question: Probability
    complaint: Probability
    praise: Probability
    severity: int
    language: str
    escalate: list[str]
    escalation: list[Escalation]
    model: str
    details: list[Detail] = []


class Sentence(Struct):
    text: str
    role: str
    evidence: str | None


class Finding(Speaking):
    SAYS: ClassVar = {"why": ("tone",), "instead": ("tone",)}

    rule: str
    start: int
    end: int
    text: str
    why: str
    instead: str


class Alternative(Struct):
    """The same reply in other words."""

    label: str
    text: str
    sentences: list[Sentence] = []
    findings: list[Finding] = []


class RunnerUp(Struct):
    """What the draft would be if the next best article answered."""

    article: str
    title: str
    kind: str
    text: str
    sentences: list[Sentence] = []
    findings: list[Finding] = []


class Hide(Speaking):
    """Why the comment had better be hidden: what personal data it shows to everybody."""

    SAYS: ClassVar = {"reason": ("drafts",), "found": ("words",)}

    reason: str
    found: list[str]


class Unsupported(Struct):
    """A sentence with numbers, links or promises that no evidence holds."""

    start: int
    end: int
    text: str
    missing: list[str]


class Wording(Speaking):
    """Who worded a draft where a language model is set up; ``reason`` says why the model's text was not used."""

    SAYS: ClassVar = {"reason": ("drafts", "tone")}

    by: Literal["model", "offline"]
    model: str | None
    ms: int | None
    tokens: int | None
    reason: str | None


class Draft(Speaking):
    SAYS: ClassVar = {"reason": ("drafts",)}

    id: UUID
    kind: str
    text: str
    sentences: list[Sentence]
    alternatives: list[Alternative]
    findings: list[Finding]
    private: bool
    confidence: float
    reason: str | None
    created_at: datetime
    wording: Wording | None = None
    runners_up: list[RunnerUp] = field(default_factory=list)
    hide: Hide | None = None
    summary: str | None = None
    """What a person who takes over has to know."""
    reading_grade: float | None = None
    """Years of school that reading it takes, by Flesch and Kincaid."""


class Evidence(Struct):
    id: str
    article: str
    kind: Literal["article", "reply"]
    title: str
    heading: str | None
    text: str
    url: str | None
    score: float


class ToneQuestion(Struct, forbid_unknown_fields=True):
    text: Text
    channel: str = "api"
    public: bool = True
    comment: Text = ""
    answers: UUID | None = None
    """The comment whose draft's evidence the text is held against."""


class ToneAnswer(Struct):
    findings: list[Finding]
    length: int
    limit: int
    unsupported: list[Unsupported]
    reading_grade: float | None = None
