"""Learning: runs and what they found, the models, and texts that people labelled differently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

import msgspec
from sanic import Request

from desk.domain.errors import NotFound
from desk.domain.learning import Model, Run
from desk.services.accounts import Account
from desk.services.labels import contradictions, settle
from desk.services.learning_report import report_of, texts_of
from desk.services.nearly_same import NearlySame
from desk.services.serving import LISTED
from desk.web import models_learning as models
from desk.web.access import DESK
from desk.web.operations import Operations

operations = Operations("learning")
RUNS: Final = 50
SHOWN: Final = 100


@operations.add("GET", "/api/v1/learning", allow="approver", page=DESK, answer=models.LearningState)
async def learning_state(request: Request, person: Account) -> models.LearningState:
    """How far the present run is, how the last one ended, and which model serves."""
    async with request.app.ctx.desk.uow() as unit:
        runs, champion = await unit.learning.runs(2), await unit.models.champion()
    until = await request.app.ctx.desk.learning.until_next()
    ended = [run for run in runs if not run.open]
    present = [run for run in runs if run.open]
    return models.LearningState(
        _run(present[0]) if present else None,
        _run(ended[0]) if ended else None,
        _model(champion) if champion else None,
        msgspec.convert(until, models.UntilNextRun, from_attributes=True) if until else None,
    )


@operations.add("POST", "/api/v1/learning", allow="admin", page=DESK, answer=models.LearningState)
async def start_learning(request: Request, person: Account) -> models.LearningState:
    """Ask for a run; a worker takes it up within seconds."""
    await request.app.ctx.desk.learning.ask(person.name)
    answer: models.LearningState = await learning_state(request, person)
    return answer


@operations.add("POST", "/api/v1/learning/cancel", allow="admin", page=DESK, status=204)
async def cancel_learning(request: Request, person: Account) -> None:
    """Stop the present run; nothing changes."""
    await request.app.ctx.desk.learning.cancel(person.name)


@operations.add("GET", "/api/v1/learning/runs", allow="approver", page=DESK, answer=models.LearningRuns)
async def learning_runs(request: Request, person: Account) -> models.LearningRuns:
    """The last runs, newest first."""
    async with request.app.ctx.desk.uow() as unit:
        return models.LearningRuns([_run(run) for run in await unit.learning.runs(RUNS)])


@operations.add("GET", "/api/v1/learning/runs/<run_id:uuid>", allow="approver", page=DESK, answer=models.LearningReport)
async def learning_report(request: Request, person: Account, run_id: UUID) -> models.LearningReport:
    """What one run found."""
    async with request.app.ctx.desk.uow() as unit:
        run = await unit.learning.run(run_id)
        if run is None:
            raise NotFound("There is no such run.")
        report = run.report or {}
        texts = await texts_of(unit, report, person.pages())
    return models.LearningReport(
        run=_run(run),
        lessons=msgspec.convert(report["lessons"], models.LessonCounts) if report.get("lessons") else None,
        promote=report.get("promote"),
        reasons=report.get("reasons", []),
        figures=_figures(report.get("figures", {})),
        slices=[one for one in _figures(report.get("slices", {})) if _may_see(one.name, person)],
        gains=report.get("gains", 0),
        losses=report.get("losses", 0),
        gained=_with_texts(report.get("gained", ()), texts, models.Differing),
        lost=_with_texts(report.get("lost", ()), texts, models.Differing),
        repeats=_with_texts(report.get("lessons", {}).get("repeats", ()), texts, models.Repeated),
    )


@operations.add(
    "GET", "/api/v1/learning/runs/<run_id:uuid>/plots", allow="admin", page=DESK, answer=models.LearningPlots
)
async def learning_plots(request: Request, person: Account, run_id: UUID) -> models.LearningPlots:
    """One run in three sentences, and what its report plots: models by run, people's work by week, calibration."""
    desk = request.app.ctx.desk
    async with desk.uow() as unit:
        run = await unit.learning.run(run_id)
        if run is None:
            raise NotFound("There is no such run.")
        pages = {page.id: page.name for page in await unit.pages.all() if page.id in person.pages()}
    found = msgspec.to_builtins(await report_of(desk.uow, desk.sheets, run, pages))
    return msgspec.convert(found, models.LearningPlots)


@operations.add("GET", "/api/v1/learning/models", allow="approver", page=DESK, answer=models.TrainedModels)
async def trained_models(request: Request, person: Account) -> models.TrainedModels:
    """The models, newest first, and what each server serves."""
    desk = request.app.ctx.desk
    async with desk.uow() as unit:
        known = await unit.models.listed(LISTED)
    return models.TrainedModels([_model(model) for model in known], await desk.serving.servers.serving())


@operations.add(
    "POST", "/api/v1/learning/models/<model_id:uuid>/promote", allow="admin", page=DESK, answer=models.TrainedModel
)
async def promote_model(request: Request, person: Account, model_id: UUID) -> models.TrainedModel:
    """Have every server serve this model."""
    return _model(await request.app.ctx.desk.serving.promote(model_id, person.name))


@operations.add("POST", "/api/v1/learning/rollback", allow="admin", page=DESK, answer=models.TrainedModel)
async def roll_model_back(request: Request, person: Account) -> models.TrainedModel:
    """Have every server serve the model that served before."""
    return _model(await request.app.ctx.desk.serving.roll_back(person.name))


@operations.add(
    "GET", "/api/v1/learning/contradictions", allow="approver", page=DESK, answer=models.LabelContradictions
)
async def label_contradictions(request: Request, person: Account) -> models.LabelContradictions:
    """Texts that people labelled differently, those first that were labelled by hand."""
    found = await contradictions(request.app.ctx.desk.uow, request.app.ctx.desk.clock)
    seen = [one for one in found if all(opinion.page in person.pages() for opinion in one.opinions)]
    return models.LabelContradictions(
        [msgspec.convert(msgspec.to_builtins(one), models.LabelContradiction) for one in seen[:SHOWN]]
    )


@operations.add(
    "POST",
    "/api/v1/learning/contradictions/<key:str>/settle",
    allow="approver",
    page=DESK,
    body=models.SettleLabel,
    status=204,
)
async def settle_label(request: Request, person: Account, key: str, body: models.SettleLabel) -> None:
    """Say which label holds for such a text."""
    await settle(request.app.ctx.desk.uow, request.app.ctx.desk.clock, key, body.intent, person.name)


@operations.add("GET", "/api/v1/learning/nearly-same", allow="approver", page=DESK, answer=models.NearlySameList)
async def nearly_same(request: Request, person: Account) -> models.NearlySameList:
    """Texts that read almost the same and that people labelled differently, those first that were labelled by hand."""
    pages = person.pages()
    pairs = await request.app.ctx.desk.nearly_same.pairs()
    seen = [pair for pair in pairs if pair.one.page in pages and pair.other.page in pages]
    return models.NearlySameList([_nearly_same(pair) for pair in seen[:SHOWN]])


@operations.add(
    "POST",
    "/api/v1/learning/nearly-same/settle",
    allow="approver",
    page=DESK,
    body=models.SettleNearlySame,
    status=204,
)
async def settle_nearly_same(request: Request, person: Account, body: models.SettleNearlySame) -> None:
    """Say which label holds for both, or that each keeps its own."""
    await request.app.ctx.desk.nearly_same.settle((body.one, body.other), body.intent, person.name, person.pages())


def _nearly_same(pair: NearlySame) -> models.NearlySameTexts:
    texts = [
        models.LabelledText(
            key,
            one.text,
            models.LabelOpinion(one.intent, one.source, one.by, one.at, one.comment, one.page),  # type: ignore[arg-type]
        )
        for one, key in zip((pair.one, pair.other), pair.keys, strict=True)
    ]
    return models.NearlySameTexts(texts, round(pair.likeness, 3))


def _run(run: Run) -> models.LearningRun:
    return msgspec.convert(msgspec.to_builtins(run), models.LearningRun)


def _model(model: Model) -> models.TrainedModel:
    return msgspec.convert(msgspec.to_builtins(model), models.TrainedModel)


def _figures(figures: Mapping[str, Mapping[str, Any]]) -> list[models.Compared]:
    return [msgspec.convert({"name": name, **one}, models.Compared) for name, one in figures.items()]


def _may_see(name: str, person: Account) -> bool:
    return not name.startswith("page ") or name.removeprefix("page ") in person.pages()


def _with_texts(rows: Iterable[Mapping[str, Any]], texts: Mapping[str, str], kind: Any) -> list[Any]:
    """The rows with what their comments say, as far as that is there and may be seen."""
    return [
        msgspec.convert({"text": None, **row, **({"text": texts.get(row["comment"])} if row["comment"] else {})}, kind)
        for row in rows
    ]
