"""Runs of learning and their reports."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from desk.domain.learning import Run
from desk.domain.page import Page
from desk.ports.comments import Jobs
from desk.ports.labels import Labels, LessonFiles
from desk.ports.models import Models, Shadows
from desk.ports.notifications import Notifications
from desk.ports.numbers import Numbers
from desk.ports.people import Audit


class LearningRuns(Protocol):
    """Runs of learning, one at a time."""

    async def ask(self, by: str, at: datetime) -> UUID | None:
        """A new run, for whoever learns to take up; None where one is open."""
        ...

    async def hold(self) -> bool:
        """Be the only one who learns until the transaction ends; False where another is."""
        ...

    async def start(self, run_id: UUID, at: datetime) -> bool: ...
    async def stage(self, run_id: UUID, stage: str, detail: str | None, at: datetime) -> bool:
        """Say how far it is; False where it is to stop."""
        ...

    async def end(
        self,
        run_id: UUID,
        state: str,
        at: datetime,
        *,
        error: str | None = None,
        report: dict[str, Any] | None = None,
        model_id: UUID | None = None,
    ) -> None: ...
    async def cancel(self, by: str, at: datetime) -> Run | None: ...
    async def abandon(self, at: datetime, error: str) -> int: ...
    async def open_run(self) -> Run | None: ...
    async def run(self, run_id: UUID) -> Run | None: ...
    async def runs(self, limit: int) -> list[Run]: ...
    async def compared(self, until: Run, limit: int) -> list[Run]:
        """The last runs up to this one that compared two models, newest first."""
        ...

    async def gathered_at(self) -> datetime | None:
        """When the newest run that did not fail took up what people had decided."""
        ...


class LearningUnit(Protocol):
    """The part of a transaction that learning needs."""

    @property
    def shadow(self) -> Shadows: ...
    @property
    def labels(self) -> Labels: ...
    @property
    def lesson_files(self) -> LessonFiles: ...
    @property
    def learning(self) -> LearningRuns: ...
    @property
    def models(self) -> Models: ...
    @property
    def notifications(self) -> Notifications: ...
    @property
    def jobs(self) -> Jobs: ...
    @property
    def audit(self) -> Audit: ...


class OpenLearning(Protocol):
    """Opens a transaction with what learning needs."""

    def __call__(self) -> AbstractAsyncContextManager[LearningUnit]: ...


class EveryPage(Protocol):
    """The pages there are."""

    async def all(self) -> list[Page]: ...


class ReportUnit(Protocol):
    """The part of a transaction that the report of a run needs."""

    @property
    def pages(self) -> EveryPage: ...
    @property
    def labels(self) -> Labels: ...
    @property
    def learning(self) -> LearningRuns: ...
    @property
    def numbers(self) -> Numbers: ...


class OpenReports(Protocol):
    """Opens a transaction with what the report of a run needs."""

    def __call__(self) -> AbstractAsyncContextManager[ReportUnit]: ...
