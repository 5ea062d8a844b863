"""Learning beside the running desk: how long a run takes, and what comments notice of it and of the swap.

    python -m benchmarks.beside FILE --map appreciation=praise [--lessons 500] [--rate 2] [--swap-rate 10] [--seconds 40]

Run it in the desk environment; it needs a machine with nothing else to do. FILE is as `benchmarks/learning.py` takes it.
A whole private desk drafts comments of the demo company that come at a steady rate, whether or not earlier ones were
drafted: with nothing else to do, while its worker learns from the lessons, and at the swap's rate while another model is
served and while it goes back. Counted is the time from accepted to draft stored, by the database's clock.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import tempfile
import time
from collections.abc import Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from benchmarks.learning import PAGE as TEAM_PAGE
from benchmarks.learning import Team, divided, read_rows
from benchmarks.path import PAGE, TOKEN, demo_texts, percentile, post, row
from desk.demo import seed
from desk.domain.page import Page
from desk.main import Desk
from desk.services.accounts import hashed
from desk.services.decide import Person
from desk.settings import read_settings
from desk.supervisor import start

HELD_OUT = 1.25
"""So many decisions a lesson: the newest fifth is held out."""
TOOK = (
    "SELECT 1000 * extract(epoch FROM min(d.created_at) - c.received_at)::float AS ms FROM comments c"
    " LEFT JOIN drafts d ON d.comment_id = c.id WHERE c.external_id LIKE %s GROUP BY c.id, c.received_at"
)


@dataclass(frozen=True)
class Phase:
    """How long comments took while something went on, in milliseconds; ``lost``: without a draft."""

    during: str
    took: list[float]
    lost: int
    seconds: float


async def while_(
    desk: Desk, client: httpx.AsyncClient, rate: float, during: str, work: Coroutine[Any, Any, object]
) -> Phase:
    """Comments at a steady rate while ``work`` is awaited; then until all of them are drafted, or half a minute."""
    texts, mark = demo_texts(), uuid4().hex[:8]
    began = time.perf_counter()
    working = asyncio.create_task(work)
    sent: list[asyncio.Task[None]] = []
    while not working.done():
        sent.append(asyncio.create_task(post(client, f"{mark}-{len(sent)}", texts[len(sent) % len(texts)])))
        await asyncio.sleep(max(0.0, began + len(sent) / rate - time.perf_counter()))
    await asyncio.gather(working, *sent)
    seconds = time.perf_counter() - began
    for _ in range(30):
        took = await times(desk, mark)
        if None not in took:
            break
        await asyncio.sleep(1)
    drafted = [one for one in took if one is not None]
    return Phase(during, drafted, len(sent) - len(drafted), seconds)


async def times(desk: Desk, mark: str) -> list[float | None]:
    """From accepted to draft stored, for each comment of a phase."""
    async with desk.database.connection() as raw:
        return [one["ms"] async for one in await raw.execute(TOOK, (f"{mark}-%",))]


async def learn(desk: Desk) -> None:
    """Ask for a run, and wait until the desk's worker has done it."""
    run_id = await desk.learning.ask("benchmark")
    while True:
        async with desk.uow() as unit:
            run = await unit.learning.run(run_id)
        if run is not None and not run.open:
            print(f"learning ended: {run.state}. {'; '.join((run.report or {}).get('reasons') or [run.error or ''])}")
            print("  " + ", ".join(f"{mark['stage']} from {mark['at'][11:19]}" for mark in run.stages), flush=True)
            return
        await asyncio.sleep(0.5)


async def swap(desk: Desk, back: bool) -> None:
    """Another model is served by every Rasa of the desk, some seconds before and after."""
    await asyncio.sleep(5)
    async with desk.uow() as unit:
        models = await unit.models.listed(10)
        champion = await unit.models.champion()
    other = next(one for one in models if champion is None or one.id != champion.id)
    await (desk.serving.roll_back("benchmark") if back else desk.serving.promote(other.id, "benchmark"))
    await asyncio.sleep(5)


async def settled(desk: Desk) -> None:
    """Until no comment waits for its draft."""
    while True:
        async with desk.database.connection() as raw:
            query = (
                "SELECT count(*) AS n FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND task_name = 'draft'"
            )
            found = await (await raw.execute(query)).fetchone()
        if found is not None and not found["n"]:
            return
        await asyncio.sleep(0.5)


async def measure(desk: Desk, url: str, options: argparse.Namespace) -> list[Phase]:
    """All phases."""
    await desk.open()
    try:
        await seed(desk)
        async with desk.uow() as unit:
            await unit.pages.add_token(PAGE, "benchmark", hashed(TOKEN))
            await unit.pages.add(Page(TEAM_PAGE, "Team", {"undo_seconds": 3600}))
        account = await desk.accounts.add("Team", "team@example.org", "approver", uuid4().hex)
        chance = random.Random(1)
        rows, _ = divided(read_rows(options.file, dict(pair.split("=", 1) for pair in options.map)), chance)
        team = Team(desk, Person(account.id, account.name), 0.05, chance)
        await team.decide(rows[: round(options.lessons * HELD_OUT)])
        await settled(desk)
        headers = {"Authorization": f"Bearer {TOKEN}"}
        async with httpx.AsyncClient(base_url=url, headers=headers, timeout=60) as client:
            await while_(desk, client, options.rate, "warming up", asyncio.sleep(10))
            phases = [
                await while_(desk, client, options.rate, "usual", asyncio.sleep(options.seconds)),
                await while_(desk, client, options.rate, "learning", learn(desk)),
                await while_(desk, client, options.swap_rate, "usual, faster", asyncio.sleep(options.seconds)),
                await while_(desk, client, options.swap_rate, "swapping", swap(desk, back=False)),
                await while_(desk, client, options.swap_rate, "going back", swap(desk, back=True)),
            ]
        return phases
    finally:
        await desk.close()


def main() -> None:
    """Start, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--map", action="append", default=[], metavar="OLD=NEW")
    parser.add_argument("--lessons", type=int, default=500)
    parser.add_argument("--rate", type=float, default=2.0)
    parser.add_argument("--swap-rate", type=float, default=10.0)
    parser.add_argument("--seconds", type=float, default=40.0)
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="sharewell-beside-") as folder,
        start(Path(folder), env={"DEMO": "0", "SHAREWELL_LOG": "json"}) as running,
    ):
        desk = Desk(read_settings({**os.environ, **running.env}))
        phases = asyncio.run(measure(desk, running.url, options))
    for one in phases:
        p50, p99 = (percentile(one.took, share) for share in (50, 99))
        print(
            f"{one.during:<14}{len(one.took):>6} drafted in {one.seconds:4.0f} s, {one.lost} lost,"
            f" p50 {p50:5.0f} ms, p99 {p99:5.0f} ms, longest {max(one.took):5.0f} ms"
        )
    by_name = {one.during: one for one in phases}
    usual, learning = (percentile(by_name[name].took, 99) for name in ("usual", "learning"))
    row(f"learning from {options.lessons} lessons", by_name["learning"].seconds, "s", 120)
    row("p99 while learning ÷ usual", learning / usual, "×", 2)
    for name in ("swapping", "going back"):
        row(f"p99 while {name}", percentile(by_name[name].took, 99), "ms", 1000)
    row("lost drafts", sum(one.lost for one in phases), "", 0)


if __name__ == "__main__":
    main()
