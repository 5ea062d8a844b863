"""A run of learning and the models that come of it: their states, and what is reported."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

ASKED: Final = "asked"
RUNNING: Final = "running"
PROMOTED: Final = "promoted"
KEPT: Final = "kept"
"""The challenger did not pass the gate; the champion is kept."""
NOTHING: Final = "nothing"
CANCELLED: Final = "cancelled"
FAILED: Final = "failed"

CHAMPION: Final = "champion"
FORMER: Final = "former"
DAMAGED: Final = "damaged"

GATHERING: Final = "gathering"
TRAINING: Final = "training"
TRYING: Final = "trying"
JUDGING: Final = "judging"
PROMOTING: Final = "promoting"
STAGES: Final = (GATHERING, TRAINING, TRYING, JUDGING, PROMOTING)


@dataclass(frozen=True)
class UntilNext:
    """So many new decisions of those needed for the next run, which begins no earlier than ``not_before``."""

    decided: int
    needed: int
    not_before: datetime | None = None


@dataclass(frozen=True)
class Model:
    """A trained model. ``cut``: it learned from no decision newer than that; None for the shipped one."""

    id: UUID
    file: str
    sha256: str
    data_hash: str
    code_version: str
    learned: int
    cut: datetime | None
    state: str
    made_at: datetime
    figures: dict[str, Any] = field(default_factory=dict)
    promoted_at: datetime | None = None
    promoted_by: str | None = None


@dataclass(frozen=True)
class Run:
    """One run of learning, as far as it has come."""

    id: UUID
    state: str
    asked_by: str
    asked_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    stage: str | None = None
    detail: str | None = None
    stages: tuple[dict[str, Any], ...] = ()
    cancelled_by: str | None = None
    error: str | None = None
    report: dict[str, Any] | None = None
    model_id: UUID | None = None

    @property
    def open(self) -> bool:
        """Whether it has not ended."""
        return self.state in (ASKED, RUNNING)
