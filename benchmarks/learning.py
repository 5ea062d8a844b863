"""A simulated team teaches the understanding: how it does on pages never seen, after each so many decisions.

    python -m benchmarks.learning FILE --map appreciation=praise [--steps 200,500,1000,2000] [--noise 0.05] [--seed 1]
                                  [--chart FILE.svg] [--json]

Run it in the desk environment; it needs the assistant's and the shipped model. FILE is a CSV with the columns text, label
and group; rows whose label is no intent, also after ``--map old=new``, are left out. A third of the groups (pages), drawn
by the seed, are never shown to the team; the comments of the others arrive in a drawn order. Somebody approves where the
model that serves says what the row says, and relabels where it doesn't; by ``--noise`` the row's label is another one.
After each step there is a run of learning as `./sharewell learn` does it, gate included. All of it, database too, is in a
folder of its own that is deleted at the end; of FILE nothing is kept.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from benchmarks.charts import Line, chart
from desk.domain.gate import complaint_recall, macro_f1
from desk.domain.incoming import Incoming
from desk.domain.label import INTENTS
from desk.domain.learning import Run
from desk.domain.page import Page
from desk.main import Desk
from desk.services.decide import Decisions, Person
from desk.services.receive import receive
from desk.settings import read_settings

UNSEEN = 1 / 3
PAGE = "team"
DECIDED = "INSERT INTO events (comment_id, page_id, kind, actor, data) VALUES (%s, %s, 'drafted', 'assistant', %s)"


@dataclass(frozen=True)
class Row:
    """A labelled comment and the page it is from."""

    text: str
    label: str
    group: str


@dataclass(frozen=True)
class Step:
    """After so many decisions: what came of the run, how long it took, and how the model that serves does elsewhere."""

    decisions: int
    relabelled: int
    outcome: str
    seconds: float
    macro_f1: float
    complaint_recall: float
    stages: dict[str, float]
    reasons: list[str]


class Team:
    """People on a desk of their own who decide about arriving comments."""

    def __init__(self, desk: Desk, person: Person, noise: float, chance: random.Random) -> None:
        self.desk, self.person, self.noise, self.chance = desk, person, noise, chance
        self.decisions = Decisions(desk.uow, desk.clock)
        self.relabelled = 0

    async def decide(self, rows: Sequence[Row]) -> None:
        """Each row arrives, is understood by the model that serves, and somebody decides."""
        connection = await self.desk.api_connection(PAGE)
        for row, said in zip(rows, await self.understood([row.text for row in rows]), strict=True):
            label = row.label
            if self.chance.random() < self.noise:
                label = self.chance.choice([one for one in INTENTS if one != label])
            incoming = Incoming(uuid4().hex, row.text)
            comment = (await receive(self.desk.uow, self.desk.clock, connection, incoming)).comment
            async with self.desk.database.connection() as raw:
                await raw.execute(DECIDED, (comment.id, PAGE, json.dumps({"intent": said})))
            if said == label:
                await self.decisions.approve(self.person, comment.id, comment.version, "Thank you.", confirmed=True)
            else:
                self.relabelled += 1
                await self.decisions.relabel(self.person, comment.id, comment.version, label)

    async def understood(self, texts: Sequence[str]) -> list[str]:
        """What the model that serves says of texts."""
        model = self.desk.serving.files.path((await self.desk.serving.champion()).file)

        async def tell(_: str | None) -> None:
            return None

        answers = await self.desk.learning.trainer.understand(model, texts, tell)
        return [str(answer["intent"]) for answer in answers]


def read_rows(path: Path, names: dict[str, str]) -> list[Row]:
    """The rows whose label is an intent."""
    with path.open(encoding="utf-8", newline="") as stream:
        found = [
            Row(row["text"].strip(), names.get(row["label"], row["label"]), row.get("group") or "")
            for row in csv.DictReader(stream)
        ]
    return [row for row in found if row.label in INTENTS and any(map(str.isalpha, row.text))]


def divided(rows: Sequence[Row], chance: random.Random) -> tuple[list[Row], list[Row]]:
    """Rows for the team in a drawn order, and those of the pages that it never sees."""
    groups = sorted({row.group for row in rows})
    chance.shuffle(groups)
    unseen: set[str] = set()
    for group in groups:
        if sum(row.group in unseen for row in rows) < UNSEEN * len(rows) * 0.85:
            unseen.add(group)
    seen = [row for row in rows if row.group not in unseen]
    chance.shuffle(seen)
    return seen, [row for row in rows if row.group in unseen]


async def measured(
    team: Team, unseen: Sequence[Row], decisions: int, outcome: str, seconds: float, run: Run | None
) -> Step:
    """How the model that serves does on the pages never seen."""
    said = await team.understood([row.text for row in unseen])
    cells: dict[tuple[str, str, str], int] = {}
    for row, one in zip(unseen, said, strict=True):
        cells[row.label, one, one] = cells.get((row.label, one, one), 0) + 1
    stages: dict[str, float] = {}
    reasons: list[str] = []
    if run is not None and run.ended_at is not None:
        marks = [*run.stages, {"stage": "", "at": run.ended_at.isoformat()}]
        at = [datetime.fromisoformat(mark["at"]).timestamp() for mark in marks]
        stages = {mark["stage"]: at[place + 1] - at[place] for place, mark in enumerate(marks[:-1])}
        reasons = (run.report or {}).get("reasons") or [run.error or ""]
    f1, recall = round(macro_f1(cells, 1), 4), round(complaint_recall(cells, 1), 4)
    return Step(decisions, team.relabelled, outcome, round(seconds, 1), f1, recall, stages, reasons)


async def simulate(desk: Desk, rows: Sequence[Row], options: argparse.Namespace) -> list[Step]:
    """All steps, the shipped model's first."""
    chance = random.Random(options.seed)
    seen, unseen = divided(rows, chance)
    await desk.open()
    try:
        account = await desk.accounts.add("Team", "team@example.org", "approver", uuid4().hex)
        async with desk.uow() as unit:
            await unit.pages.add(Page(PAGE, "Team", {"undo_seconds": 3600}))
        team = Team(desk, Person(account.id, account.name), options.noise, chance)
        steps = [await measured(team, unseen, 0, "shipped", 0.0, None)]
        show(steps[-1])
        done = 0
        for wanted in (min(int(step), len(seen)) for step in options.steps.split(",")):
            await team.decide(seen[done:wanted])
            done = wanted
            started = time.monotonic()
            await desk.learning.ask("benchmark")
            run = await desk.learning.run_asked()
            assert run is not None
            seconds = time.monotonic() - started
            steps.append(await measured(team, unseen, done, run.state, seconds, run))
            show(steps[-1])
        return steps
    finally:
        await desk.close()


def show(step: Step) -> None:
    """One line, and the reasons."""
    print(
        f"{step.decisions:>6} decisions, {step.relabelled:>4} relabelled: {step.outcome:<9} in {step.seconds:>5.1f} s;"
        f" on pages never seen macro-F1 {step.macro_f1:.3f}, complaints found {step.complaint_recall:.3f}",
        file=sys.stderr,
    )
    for reason in step.reasons:
        print(f"         {reason}", file=sys.stderr)
    if step.stages:
        print("         " + ", ".join(f"{name} {took:.0f} s" for name, took in step.stages.items()), file=sys.stderr)


def table(steps: Sequence[Step]) -> str:
    """All steps in Markdown."""
    lines = [
        "| decisions | relabelled | outcome | macro-F1 on pages never seen | complaints found |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {step.decisions:,} | {step.relabelled:,} | {step.outcome} | {step.macro_f1:.3f} | {step.complaint_recall:.3f} |"
        for step in steps
    ]
    return "\n".join(lines)


def drawn(steps: Sequence[Step]) -> str:
    """All steps as a chart."""
    f1 = Line("macro-F1", [(step.decisions, step.macro_f1) for step in steps])
    found = Line("complaints found", [(step.decisions, step.complaint_recall) for step in steps])
    return chart("On pages never seen", "decisions", [f1, found])


def main() -> None:
    """Read, simulate, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--map", action="append", default=[], metavar="OLD=NEW")
    parser.add_argument("--steps", default="200,500,1000,2000")
    parser.add_argument("--noise", type=float, default=0.05)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--chart", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = read_rows(options.file, dict(pair.split("=", 1) for pair in options.map))
    from desk.supervisor import start

    with (
        tempfile.TemporaryDirectory(prefix="sharewell-learning-") as folder,
        start(Path(folder), only=("postgres",)) as running,
    ):
        settings = read_settings({**os.environ, **running.env, "SHAREWELL_DATA": folder})
        steps = asyncio.run(simulate(Desk(settings), rows, options))
    print(json.dumps([asdict(step) for step in steps]) if options.json else table(steps))
    if options.chart:
        options.chart.write_text(drawn(steps), encoding="utf-8")


if __name__ == "__main__":
    main()
