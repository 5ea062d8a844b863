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
from desk.domain.learning import CANCELLED, KEPT, NOTHING, PROMOTED, Run
from desk.domain.learning import FAILED as RUN_FAILED
from desk.main import Desk
from desk.settings import Settings

EVERY_S: Final = 1.0
BY: Final = "the command line"


def learn(arguments: argparse.Namespace, settings: Settings) -> int:
    """One run; or its state; or its end."""

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
    if not runs:
        say("There was no run yet: ./sharewell learn starts one.")
        return OK
    _show(desk, runs[0], as_json)
    return OK


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
