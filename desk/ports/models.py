"""Trained models: training, trying, keeping and serving them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence, Set
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from desk.domain.learning import Model
from desk.domain.roles import PageScope
from desk.domain.shadow import Counts, Differing, Reading, Shadow, Unread
from desk.ports.labels import Labels
from desk.ports.people import Audit


class Models(Protocol):
    """Trained models, and which of them serves."""

    async def lock(self) -> None: ...
    async def add(self, model: Model) -> None: ...
    async def get(self, model_id: UUID) -> Model | None: ...
    async def champion(self) -> Model | None: ...
    async def listed(self, limit: int) -> list[Model]: ...
    async def before(self, model_id: UUID) -> Model | None: ...
    async def put_in_service(self, model_id: UUID, kind: str, by: str, at: datetime) -> None: ...
    async def damaged(self, model_id: UUID) -> None: ...


class Shadows(Protocol):
    """Runs of a model beside the one that serves, one at a time, and what both said."""

    async def ask(self, model_id: UUID, champion_id: UUID, hours: int, by: str, at: datetime) -> UUID | None:
        """A new run, for a worker to take up; None where one is open."""
        ...

    async def open_run(self) -> Shadow | None: ...
    async def latest(self) -> Shadow | None: ...
    async def hold(self, shadow_id: UUID, holder: UUID, at: datetime, until: datetime) -> Shadow | None:
        """Be the worker that reads, until then; None where another is, or where it has ended."""
        ...

    async def let_go(self, holder: UUID) -> None: ...
    async def end(
        self, shadow_id: UUID, state: str, at: datetime, why: str | None = None, by: str | None = None
    ) -> bool:
        """It is over; False where it was already."""
        ...

    async def end_by_change(self, champion_id: UUID, at: datetime) -> None: ...
    async def failed_once(self, shadow_id: UUID) -> int: ...
    async def unread(self, shadow: Shadow, limit: int) -> list[Unread]: ...
    async def keep(self, shadow_id: UUID, readings: Sequence[Reading], at: datetime) -> None: ...
    async def counts(self, shadow_id: UUID, scope: PageScope) -> Counts: ...
    async def differing(self, shadow_id: UUID, scope: PageScope, limit: int) -> list[Differing]: ...
    async def drop_old(self, kept: int) -> None: ...


class ShadowUnit(Protocol):
    """The part of a transaction that a shadow run needs."""

    @property
    def shadow(self) -> Shadows: ...
    @property
    def models(self) -> Models: ...
    @property
    def labels(self) -> Labels: ...
    @property
    def audit(self) -> Audit: ...


class OpenShadow(Protocol):
    """Opens a transaction with what a shadow run needs."""

    def __call__(self) -> AbstractAsyncContextManager[ShadowUnit]: ...


class LiveModel(Protocol):
    """A model that is loaded and goes on reading."""

    async def read(self, texts: Sequence[str]) -> list[dict[str, Any] | None]:
        """What it understands of each text; None of one it can make nothing of. Raises LearningFailed."""
        ...


class LiveModels(Protocol):
    """Loads models to read with, each in a process of its own with bounds on what it takes."""

    def reading(self, model: Path, folder: Path) -> AbstractAsyncContextManager[LiveModel]:
        """The model for the block; ``folder`` takes what it needs meanwhile. Raises LearningFailed."""
        ...


class Trainer(Protocol):
    """Trains models and tries them, each in a process of its own. ``tell`` is called about every second with what is
    going on, or None; what it raises ends the process. Raises LearningFailed."""

    async def train(self, data: Path, out: Path, name: str, tell: Callable[[str | None], Awaitable[None]]) -> Path: ...
    async def understand(
        self, model: Path, texts: Sequence[str], tell: Callable[[str | None], Awaitable[None]]
    ) -> list[dict[str, Any]]:
        """What the model understands of each text, with the ``shares`` of every intent."""
        ...


class ModelFiles(Protocol):
    """Models' files in the data folder, and which one a starting assistant serves."""

    @property
    def code_version(self) -> str:
        """What trains and runs models here; a model of another version may not fit."""
        ...

    def shipped(self) -> Path | None:
        """The model that set-up trained."""
        ...

    def digest(self, source: Path) -> str: ...
    def add(self, source: Path, name: str, *, copy: bool) -> str:
        """Take a file over under this name; answers its sha256. Raises LearningFailed."""
        ...

    def path(self, file: str) -> Path: ...
    def intact(self, model: Model) -> bool: ...
    def serve_from_now_on(self, model: Model) -> None:
        """What an assistant that starts will serve. Raises LearningFailed."""
        ...

    def keep_only(self, files: Set[str]) -> None: ...


class Servers(Protocol):
    """The running Rasa servers."""

    async def serving(self) -> dict[str, str | None]:
        """The name of the model that each serves, by its address; None for one that doesn't answer."""
        ...

    async def serve(self, address: str, model: Path) -> None:
        """Have one server take this model over without a pause. Raises ModelNotServed."""
        ...
