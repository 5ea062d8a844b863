"""Which model serves: promoting one in every running Rasa, taking it back, and noticing when one does not serve it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from desk.domain.errors import Conflict, NotFound
from desk.domain.learning import CHAMPION, FORMER, Model
from desk.domain.notification import LEARNING
from desk.ports.errors import LearningFailed, ModelNotServed
from desk.ports.learning import LearningUnit, OpenLearning
from desk.ports.models import ModelFiles, Servers
from desk.ports.outside import Clock

SET_UP: Final = "set-up"
REGISTERED: Final = "registered"
PROMOTED: Final = "promoted"
ROLLED_BACK: Final = "rolled_back"
LISTED: Final = 50
AGAIN: Final = timedelta(hours=1)


@dataclass(frozen=True)
class Serving:
    """The models of one desk and the Rasa servers that serve them."""

    uow: OpenLearning
    clock: Clock
    files: ModelFiles
    servers: Servers
    refusals: dict[tuple[str, UUID], datetime] = field(default_factory=dict)
    """When a server last did not take a model over."""

    async def champion(self) -> Model:
        """The model that serves; the shipped one where none was promoted, or where that one was made by other code."""
        async with self.uow() as unit:
            champion = await unit.models.champion()
        if champion is not None and champion.learned and champion.code_version == self.files.code_version:
            return champion
        shipped = self.files.shipped()
        if shipped is None:
            raise LearningFailed("There is no model yet: run ./sharewell setup --for assistant.")
        same = champion is not None and champion.code_version == self.files.code_version
        if champion is not None and same and champion.sha256 == self.files.digest(shipped):
            return champion
        model = self._shipped(shipped)
        async with self.uow() as unit:
            await unit.models.lock()
            present = await unit.models.champion()
            if present is not None and (champion is None or present.id != champion.id):
                return present  # somebody else was faster
            await unit.models.add(model)
            await unit.models.put_in_service(model.id, REGISTERED, SET_UP, self.clock.now())
        self.files.serve_from_now_on(model)
        return model

    async def promote(self, model_id: UUID, by: str) -> Model:
        """Have every Rasa serve this model. Raises Conflict for one that can't be, ModelNotServed where one refuses:
        then all serve what they served before, and somebody is told."""
        async with self.uow() as unit:
            model = await unit.models.get(model_id)
        if model is None:
            raise NotFound("There is no such model.")
        return await self._put_in_service(model, PROMOTED, by)

    async def roll_back(self, by: str) -> Model:
        """Have every Rasa serve the model that served before the present one."""
        async with self.uow() as unit:
            champion = await unit.models.champion()
            before = await unit.models.before(champion.id) if champion else None
        if before is None:
            raise Conflict("No other model served before this one.")
        return await self._put_in_service(before, ROLLED_BACK, by)

    async def look(self) -> None:
        """Servers that serve another model than the champion, after a crash or a start with another, take it over.

        One that could not is left alone for a while: the model may be what it fell with.
        """
        async with self.uow() as unit:
            champion = await unit.models.champion()
        if champion is None or champion.code_version != self.files.code_version:
            return
        shipped = self.files.shipped()
        fitting = {champion.file, *([shipped.name] if shipped and not champion.learned else [])}
        for address, name in (await self.servers.serving()).items():
            if name is None or name in fitting or self._refused_lately(address, champion):
                continue
            try:
                if not self.files.intact(champion):
                    raise ModelNotServed(f"The file of the model {champion.file} is damaged or gone.")
                await self.servers.serve(address, self.files.path(champion.file))
            except ModelNotServed as why:
                self.refusals[address, champion.id] = self.clock.now()
                await self.tell(f"{address} serves {name}, not the model that was chosen. {why}", "serving")

    def _refused_lately(self, address: str, model: Model) -> bool:
        at = self.refusals.get((address, model.id))
        return at is not None and self.clock.now() - at < AGAIN

    async def tell(self, what: str, subject: str) -> None:
        """Somebody outside learns of it, once a day for each subject."""
        now = self.clock.now()
        async with self.uow() as unit:
            await _note(unit, what, f"{subject}:{now:%Y-%m-%d}", now)

    async def _put_in_service(self, model: Model, kind: str, by: str) -> Model:
        if model.state == CHAMPION:
            raise Conflict("This model serves already.")
        if model.code_version != self.files.code_version:
            raise Conflict("This model was made by another version of Sharewell; it may not fit this one.")
        if not self.files.intact(model):
            async with self.uow() as unit:
                await unit.models.damaged(model.id)
            await self.tell(f"The model {model.file} can't serve: its file is damaged or gone.", f"damaged:{model.id}")
            raise Conflict("The file of this model is damaged or gone; the present one goes on serving.")
        before = await self.champion()
        try:
            await self._swap(self.files.path(model.file), self.files.path(before.file))
        except ModelNotServed as why:
            await self.tell(
                f"The model {model.file} was not taken over; the one before serves. {why}", f"swap:{model.id}"
            )
            raise
        async with self.uow() as unit:
            await unit.models.lock()
            await unit.models.put_in_service(model.id, kind, by, self.clock.now())
            await unit.shadow.end_by_change(model.id, self.clock.now())
            await unit.audit.append(by, f"model.{kind}", model.file, None, {"before": before.file})
            self.files.serve_from_now_on(model)
        return model

    async def _swap(self, model: Path, before: Path) -> None:
        """Every server that answers takes the model over, or none does; one that is down finds it when it starts."""
        swapped: list[str] = []
        try:
            for address, name in (await self.servers.serving()).items():
                if name is not None and name != model.name:
                    await self.servers.serve(address, model)
                    swapped.append(address)
        except ModelNotServed:
            for address in swapped:
                with suppress(ModelNotServed):  # the worker's next look finds it serving another than the champion
                    await self.servers.serve(address, before)
            raise

    def _shipped(self, shipped: Path) -> Model:
        now = self.clock.now()
        model_id = uuid4()
        name = file_name(now, model_id)
        digest = self.files.add(shipped, name, copy=True)
        version = self.files.code_version
        return Model(model_id, name, digest, "", version, 0, None, FORMER, now)


async def chosen_model(uow: OpenLearning, start: str) -> Model:
    """The one model whose id begins so, or whose file is named so; raises NotFound."""
    async with uow() as unit:
        known = await unit.models.listed(LISTED)
    found = [model for model in known if start and (str(model.id).startswith(start) or start in model.file)]
    if len(found) != 1:
        raise NotFound("Name one model by the start of its id: ./sharewell models shows them.")
    return found[0]


def file_name(at: datetime, model_id: UUID) -> str:
    """A model's file: when it was made, and which one it is."""
    return f"{at:%Y-%m-%d-%H%M}-{str(model_id)[:8]}.tar.gz"


async def _note(unit: LearningUnit, what: str, subject: str, now: datetime) -> None:
    for target in await unit.notifications.targets_of("", LEARNING):
        if await unit.notifications.add(target.id, LEARNING, subject, None, {"reason": what}, now):
            await unit.jobs.tell(target.id, target.free_at(now))
