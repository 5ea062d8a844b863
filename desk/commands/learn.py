"""``learn``: from decisions to a better model, with what it is doing shown as it goes."""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

import msgspec

from desk.commands.output import FAILED, OK, say
from desk.commands.running import with_parts
from desk.domain.errors import Invalid, NotFound
from desk.domain.learning import CANCELLED, KEPT, NOTHING, PROMOTED, Model, Run
from desk.domain.learning import FAILED as RUN_FAILED
from desk.domain.learning import KEPT as MODEL_KEPT
from desk.domain.roles import EVERY_PAGE
from desk.domain.shadow import ASKED, FINISHED, RUNNING, STOPPED
from desk.main import Desk
from desk.services.serving import LISTED, chosen_model
from desk.services.shadow import Shown
from desk.settings import Settings

EVERY_S: Final = 1.0
BY: Final = "the command line"


def learn(arguments: argparse.Namespace, settings: Settings) -> int:
    """One run; or its state; or its end; or a model beside the one that serves."""
    if arguments.model and arguments.shadow is None:
        raise Invalid("--model goes with --shadow HOURS.")

    async def run(settings: Settings) -> int:
        desk = Desk(settings)
        await desk.open()
        try:
            if arguments.status:
                return await _status(desk, arguments.json)
            if arguments.cancel:
                await desk.learning.cancel(BY)
                say("The run stops; nothing was changed.")
                return OK
            if arguments.stop_shadow:
                await desk.shadowing.stop(BY)
                say("The shadow run stops; what it found stays.")
                return OK
            if arguments.shadow is not None:
                return await _shadow(desk, arguments.shadow, arguments.model)
            return await _learn(desk, take=arguments.take, as_json=arguments.json)
        finally:
            await desk.close()

    return with_parts(settings, ("postgres",), run)


async def _learn(desk: Desk, *, take: bool, as_json: bool) -> int:
    if not take:
        await desk.learning.ask(BY)
    following = asyncio.create_task(_follow(desk))
    try:
        run = await desk.learning.run_asked()
    finally:
        following.cancel()
        with suppress(asyncio.CancelledError):
            await following
    if run is None:
        say("Another process has taken the run up: ./sharewell learn --status shows how far it is.")
        return OK
    _show(desk, run, as_json)
    return FAILED if run.state == RUN_FAILED else OK


async def _shadow(desk: Desk, hours: int, start: str | None) -> int:
    model = await chosen_model(desk.uow, start) if start else await _newest_kept(desk)
    await desk.shadowing.ask(model.id, hours, BY)
    say(
        f"{model.file} reads new comments beside the model that serves, for {hours} hours from within a minute on, as"
        " long as the desk runs. ./sharewell learn --status shows what came of it."
    )
    return OK


async def _newest_kept(desk: Desk) -> Model:
    async with desk.uow() as unit:
        kept = [model for model in await unit.models.listed(LISTED) if model.state == MODEL_KEPT]
    if not kept:
        raise NotFound("No model waits to be tried: name one with --model; ./sharewell models shows them.")
    return kept[0]


async def _follow(desk: Desk) -> None:
    """Say each thing that the run does, once."""
    said = None
    while True:
        async with desk.uow() as unit:
            run = await unit.learning.open_run()
        if run is not None and run.stage is not None:
            stage = run.stage if run.stage != "trying" else "trying both models"
            line = f"{stage}: {run.detail}" if run.detail and run.stage == "training" else stage
            if line != said:
                say(f"  {line} …")
            said = line
        await asyncio.sleep(EVERY_S)


async def _status(desk: Desk, as_json: bool) -> int:
    await desk.learning.note_dead()
    async with desk.uow() as unit:
        runs = await unit.learning.runs(1)
    if runs:
        _show(desk, runs[0], as_json)
    else:
        say("There was no run yet: ./sharewell learn starts one.")
    shadow = await desk.shadowing.shown(EVERY_PAGE)
    if shadow is not None and not as_json:
        say(_about_shadow(shadow))
    return OK


def _about_shadow(shown: Shown) -> str:
    shadow, counts = shown.shadow, shown.counts
    states = {
        ASKED: "waits for a worker",
        RUNNING: f"reads beside {shown.champion.file} until {shadow.until:%Y-%m-%d %H:%M} UTC" if shadow.until else "",
        FINISHED: f"has read beside {shown.champion.file}",
        STOPPED: f"was stopped by {shadow.stopped_by}",
    }
    state = states.get(shadow.state, f"ended: {shadow.why}")
    lines = [f"Shadow run: {shown.model.file} {state}. {counts.agree:,} comments alike, {counts.differ:,} not."]
    for rights, how in ((shown.by_hand, "labelled by hand"), (shown.standing, "answered or dismissed")):
        if rights.champion or rights.challenger or rights.neither:
            lines.append(
                f"Of those {how} since, {rights.challenger:,} are what it says, {rights.champion:,} what the present"
                f" model says, {rights.neither:,} neither."
            )
    return "\n".join(lines)


def _show(desk: Desk, run: Run, as_json: bool) -> None:
    file = desk.learning.report_file(run.id)
    if as_json:
        print(json.dumps({**msgspec.to_builtins(run), "report_file": str(file) if file else None}))
        return
    say(_sentences(run))
    if file:
        say(f"The report to read and send around: {file}")


def _sentences(run: Run) -> str:
    if run.open:
        doing = f"{run.stage}, {run.detail}" if run.detail else run.stage or "waiting for a worker"
        return f"A run is under way since {run.asked_at:%H:%M} UTC: {doing}."
    report = run.report or {}
    endings: dict[str, Callable[[], str]] = {
        PROMOTED: lambda: f"A better model serves now. {' '.join(report['reasons'])}",
        KEPT: lambda: "The present model stays:\n" + "\n".join(f"  - {reason}" for reason in report["reasons"]),
        NOTHING: lambda: "There is nothing new to learn.",
        CANCELLED: lambda: "The run was stopped; nothing was changed.",
        RUN_FAILED: lambda: f"The run failed; the present model goes on serving. {run.error}",
    }
    return f"{endings[run.state]()}{_about(report.get('lessons'))}"


def _about(lessons: dict[str, Any] | None) -> str:
    if not lessons:
        return ""
    lines = [
        f"\n{lessons['learned']:,} decisions were learned from, {lessons['held_out']:,} newer ones held out to judge by."
    ]
    if lessons["contradictions"]:
        lines.append(f"{lessons['contradictions']:,} texts have two labels and wait for somebody to settle them.")
    for one in lessons["repeats"][:3]:
        who = "one author" if one["authors"] == 1 else f"{one['authors']:,} authors"
        lines.append(f"The same words came {one['times']:,} times from {who} ({one['intent']}); they count once.")
    return "\n".join(lines)
