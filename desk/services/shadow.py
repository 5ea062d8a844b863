"""A shadow run: a model reads new comments beside the one that serves, and people see where the two differ."""

from __future__ import annotations

import shutil
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

import structlog

from desk.domain.errors import Conflict, Invalid, NotFound
from desk.domain.label import label_in
from desk.domain.learning import CHAMPION, Model
from desk.domain.roles import PageScope
from desk.domain.shadow import (
    ENDED,
    FAILED,
    FINISHED,
    LONGEST_HOURS,
    STOPPED,
    Counts,
    Differing,
    Reading,
    Rights,
    Shadow,
    Unread,
    rights,
)
from desk.ports.errors import DatabaseUnavailable, LearningFailed
from desk.ports.models import LiveModel, LiveModels, ModelFiles, OpenShadow
from desk.ports.outside import Clock
from desk.services.serving import Serving

BATCH: Final = 64
MOST_BATCHES: Final = 20
"""So many a look; what is left is read a minute later."""
HELD: Final = timedelta(minutes=5)
"""A worker that was killed is replaced after so long; a batch and loading a model take less."""
FAILURES: Final = 3
KEPT_RUNS: Final = 5
LISTED: Final = 200
JUDGED: Final = 5_000
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Shown:
    """A run with what came of it so far, as far as somebody may see it."""

    shadow: Shadow
    model: Model
    champion: Model
    counts: Counts
    by_hand: Rights
    standing: Rights
    differing: tuple[Differing, ...]


@dataclass
class Shadowing:
    """Runs on one desk; ``look`` is for workers alone. ``folder`` takes what the model needs while it is read with."""

    uow: OpenShadow
    clock: Clock
    models: LiveModels
    files: ModelFiles
    serving: Serving
    folder: Path
    holder: UUID = field(default_factory=uuid4)
    _loaded: tuple[UUID, AsyncExitStack, LiveModel] | None = None

    async def ask(self, model_id: UUID, hours: int, by: str) -> UUID:
        """Ask for a run; a worker takes it up within a minute. Raises Conflict where the model can't be tried."""
        if not 1 <= hours <= LONGEST_HOURS:
            raise Invalid(f"A shadow run takes 1 to {LONGEST_HOURS} hours.")
        champion = await self.serving.champion()
        async with self.uow() as unit:
            model = await unit.models.get(model_id)
            if model is None:
                raise NotFound("There is no such model.")
            if model.state == CHAMPION:
                raise Conflict("This model serves already; there is nothing to compare it with.")
            if why := self._unfit(model):
                raise Conflict(why)
            shadow_id = await unit.shadow.ask(model_id, champion.id, hours, by, self.clock.now())
            if shadow_id is None:
                raise Conflict("A shadow run is under way already; stop it first.")
            await unit.shadow.drop_old(KEPT_RUNS)
            await unit.audit.append(by, "shadow.asked", model.file, None, {"hours": hours})
        return shadow_id

    async def stop(self, by: str) -> None:
        """End it; what it found so far stays. Raises Conflict where there is none."""
        async with self.uow() as unit:
            shadow = await unit.shadow.open_run()
            if shadow is None or not await unit.shadow.end(shadow.id, STOPPED, self.clock.now(), by=by):
                raise Conflict("No shadow run is under way.")
            await unit.audit.append(by, "shadow.stopped", str(shadow.id), None, {})

    async def shown(self, scope: PageScope) -> Shown | None:
        """The run that is under way, or the last one."""
        async with self.uow() as unit:
            shadow = await unit.shadow.latest()
            if shadow is None:
                return None
            model, champion = await unit.models.get(shadow.model_id), await unit.models.get(shadow.champion_id)
            assert model is not None and champion is not None  # the database holds them
            counts = await unit.shadow.counts(shadow.id, scope)
            differing = await unit.shadow.differing(shadow.id, scope, JUDGED)
            handled = await unit.labels.handled([one.comment for one in differing])
        labels = {one.comment: label_in(one.steps) for one in handled}
        told = [replace(one, label=labels.get(one.comment)) for one in differing]
        by_hand, standing = rights(told, by_hand=True), rights(told, by_hand=False)
        return Shown(shadow, model, champion, counts, by_hand, standing, tuple(told[:LISTED]))

    async def look(self) -> None:
        """Read what came since the last look, if this worker is the one that reads."""
        async with self.uow() as unit:
            shadow = await unit.shadow.open_run()
        if self._loaded and (shadow is None or self._loaded[0] != shadow.id):
            await self.close()
        if shadow is None or (held := await self._held(shadow)) is None:
            return
        try:
            if not await self._is_over(held):
                await self._read_new(held)
        except LearningFailed as why:
            await self._could_not_read(held, str(why))
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """End the model's process and let another worker read."""
        loaded, self._loaded = self._loaded, None
        if loaded is None:
            return
        try:
            await loaded[1].aclose()
        finally:
            with suppress(DatabaseUnavailable):  # then the time for which this worker holds it runs out
                async with self.uow() as unit:
                    await unit.shadow.let_go(self.holder)

    async def _held(self, shadow: Shadow) -> Shadow | None:
        now = self.clock.now()
        async with self.uow() as unit:
            held = await unit.shadow.hold(shadow.id, self.holder, now, now + HELD)
        if held is None and self._loaded:  # it was stopped, or this worker was taken for dead
            await self.close()
        return held

    async def _is_over(self, shadow: Shadow) -> bool:
        async with self.uow() as unit:
            model, champion = await unit.models.get(shadow.model_id), await unit.models.champion()
        if shadow.until is not None and self.clock.now() >= shadow.until:
            await self._end(shadow, FINISHED)
        elif model is not None and model.state == CHAMPION:
            await self._end(shadow, ENDED, "The model serves now.")
        elif champion is None or champion.id != shadow.champion_id:
            await self._end(shadow, ENDED, "Another model serves now.")
        elif model is None or not self.files.path(model.file).is_file():
            await self._end(shadow, FAILED, "The file of this model is gone.")
        elif self._loaded is None and (why := self._unfit(model)):
            if model.code_version == self.files.code_version:
                async with self.uow() as unit:
                    await unit.models.damaged(model.id)
            await self._end(shadow, FAILED, why)
        else:
            return False
        return True

    def _unfit(self, model: Model) -> str | None:
        if model.code_version != self.files.code_version:
            return "This model was made by another version of Sharewell; it may not fit this one."
        if not self.files.intact(model):
            return "The file of this model is damaged or gone."
        return None

    async def _read_new(self, shadow: Shadow) -> None:
        reader = await self._reader(shadow)
        for _ in range(MOST_BATCHES):
            async with self.uow() as unit:
                comments = await unit.shadow.unread(shadow, BATCH)
            if comments:
                said = await reader.read([one.text for one in comments])
                readings = [_reading(one, answer) for one, answer in zip(comments, said, strict=True)]
                async with self.uow() as unit:
                    await unit.shadow.keep(shadow.id, readings, self.clock.now())
            if len(comments) < BATCH or await self._held(shadow) is None:
                return

    async def _reader(self, shadow: Shadow) -> LiveModel:
        if self._loaded is None:
            async with self.uow() as unit:
                model = await unit.models.get(shadow.model_id)
            assert model is not None  # looked at a moment ago; models are never deleted
            shutil.rmtree(self.folder, ignore_errors=True)
            stack = AsyncExitStack()
            reader = await stack.enter_async_context(self.models.reading(self.files.path(model.file), self.folder))
            self._loaded = shadow.id, stack, reader
            log.info("shadow_model_loaded", model=model.file)
        return self._loaded[2]

    async def _could_not_read(self, shadow: Shadow, why: str) -> None:
        await self.close()
        async with self.uow() as unit:
            failures = await unit.shadow.failed_once(shadow.id)
        log.warning("shadow_failed", why=why, failures=failures)
        if failures >= FAILURES:
            await self._end(shadow, FAILED, why)

    async def _end(self, shadow: Shadow, state: str, why: str | None = None) -> None:
        async with self.uow() as unit:
            await unit.shadow.end(shadow.id, state, self.clock.now(), why)
        await self.close()


def _reading(one: Unread, answer: dict[str, object] | None) -> Reading:
    """What both said; a model that can make nothing of a text says None."""
    said = (str(answer["intent"]), float(str(answer["confidence"]))) if answer else (None, None)
    return Reading(one.comment, one.text_version, one.intent, one.share, *said)
