"""Comments on every platform at once while everything goes wrong; the simulated platforms count what became of them.

    python -m benchmarks.faults [--comments 10000] [--minutes 40] [--kill 60]

Run it in the desk environment (``.sharewell/venv/desk/bin/python``). A whole private desk is connected to a simulator of
each platform. Deliveries come twice (5 %), late and out of order (5 %) or garbled (2 %); calls are throttled (10 %), or
done with their answer lost (3 %); and every minute one of the desk's processes is killed. Somebody approves every
comment, most of them before the assistant has drafted a reply: it is the channels that are tried. Waits that a platform
or the desk asks for are cut to seconds, and X's limits are lifted, so that the run ends. The verdict is the
platforms': the desk's own database is asked only what it says it has stored, sent, and doesn't know.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import os
import signal
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Final

import httpx
import psycopg
from psycopg.rows import dict_row

from benchmarks.path import row
from desk.domain.errors import DeskError
from desk.domain.page import Page
from desk.main import Desk
from desk.ports.errors import DatabaseUnavailable
from desk.services.decide import Person
from desk.settings import read_settings
from desk.simulators.base import Fault, Faults
from desk.simulators.registry import SIMULATORS
from desk.simulators.serving import Served, serving
from desk.simulators.traffic import Habits, Traffic
from desk.simulators.world import World
from desk.simulators.x import XSimulator
from desk.supervisor import start
from desk.supervisor.running import Running

FAULTS: Final = {Fault.THROTTLED: 0.05, Fault.THROTTLED_WITH_HINT: 0.05, Fault.LOST_AFTER: 0.03}
HABITS: Final = Habits(duplicates=0.05, late=0.05, malformed=0.02, batch=3)
VICTIMS: Final = ("worker", "web", "assistant", "actions", "postgres")
QUIET_S: Final = 30.0
# What a platform or the desk wants to wait for happens soon: the run must end.
HURRY: Final = (
    "UPDATE connections SET blocked_until = least(blocked_until, now() + interval '0.3 seconds'),"
    " paced_until = least(paced_until, now()), fetch_at = least(fetch_at, now() + interval '2 seconds')",
    "UPDATE procrastinate_jobs SET scheduled_at = now() + interval '3 seconds' WHERE id IN (SELECT id"
    " FROM procrastinate_jobs WHERE status = 'todo' AND task_name IN ('publish', 'look_up')"
    " AND scheduled_at > now() + interval '4 seconds' ORDER BY scheduled_at LIMIT 60)",
)


@dataclass
class Judge:
    """One platform's simulator, and what was approved for it, by the comment's id there."""

    name: str
    served: Served
    approved: dict[str, set[str]] = field(default_factory=dict)
    page: str = ""
    by_hand: bool = False
    """Replies are carried over by the person: the platform takes none from the desk."""

    @property
    def world(self) -> World:
        """What is on the platform."""
        return self.served.simulator.world


def main() -> None:
    """Run it and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--comments", type=int, default=10_000, help="over all platforms")
    arguments.add_argument("--minutes", type=float, default=40, help="when to give up waiting")
    arguments.add_argument("--kill", type=float, default=60, help="seconds between two kills")
    options = arguments.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="sharewell-faults-") as folder,
        start(
            Path(folder), env={"DEMO": "0", "SHAREWELL_LOG": "json", "SHAREWELL_WORKER_CONCURRENCY": "16"}
        ) as running,
    ):
        asyncio.run(run(running, options))


async def run(running: Running, options: argparse.Namespace) -> None:
    """Everything at once, then the verdict."""
    judges = [
        Judge(name, Served(make(World(lambda: datetime.now(timezone.utc))), Faults(FAULTS, seed)), page=f"page-{name}")
        for seed, (name, make) in enumerate(sorted(SIMULATORS.items()), 1)
    ]
    for judge in judges:
        if isinstance(judge.served.simulator, XSimulator):
            judge.served.simulator.limits = dict.fromkeys(judge.served.simulator.limits, 10 * options.comments)
    desk = Desk(read_settings(running.env))
    await desk.open()
    began = time.monotonic()
    killed: Counter[str] = Counter()
    async with serving({one.name: one.served for one in judges}) as address, httpx.AsyncClient() as client:
        traffic = [await connect(desk, judge, address, client, number) for number, judge in enumerate(judges)]
        account = await desk.accounts.add("Judge", "judge@example.org", "approver", "correct horse battery")
        beside = [
            asyncio.create_task(approve(desk, judges, Person(account.id, account.name))),
            asyncio.create_task(kill(running, options.kill, killed)),
            asyncio.create_task(hurry(desk)),
        ]
        share = -(-options.comments // len(judges))
        await asyncio.gather(*(write(one, share, judge.by_hand) for one, judge in zip(traffic, judges, strict=True)))
        print(f"{share * len(judges):,} comments written after {time.monotonic() - began:.0f} s", flush=True)
        await settle(desk, judges, began + 60 * options.minutes)
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)
        await report(desk, judges, traffic, killed, time.monotonic() - began)
    await desk.close()


async def connect(desk: Desk, judge: Judge, address: str, client: httpx.AsyncClient, seed: int) -> Traffic:
    """A page of its own for each platform."""
    async with desk.uow() as unit:
        await unit.pages.add(Page(judge.page, judge.page, {"undo_seconds": 0}))
    about = desk.connectors[judge.name].platform
    judge.by_hand = not about.posts
    config, secrets = judge.served.simulator.settings(f"{address}/{judge.name}")
    asked = {one.name for one in about.fields}
    values = {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in {**config, **secrets}.items()
        if name in asked
    }
    for _ in range(50):  # the platforms throttle and lose answers while connecting too
        try:
            connection_id = await desk.connecting.connect("judge", judge.page, judge.name, values)
            break
        except DeskError:
            await asyncio.sleep(0.1)
    else:
        raise SystemExit(f"{judge.name} could not be connected.")
    hook = f"{desk.settings.public_url}/hooks/{connection_id}" if about.webhook else None
    return Traffic(judge.served.simulator, client, hook, HABITS, seed)


async def write(traffic: Traffic, count: int, slowly: bool) -> None:
    """In small groups, so that late ones come behind later ones.

    ``slowly``: on a feed, which shows its newest entries only, two a second.
    """
    while count > 0:
        await traffic.write(min(count, 6))
        count -= 6
        await asyncio.sleep(3.0 if slowly else 0.5)
    await traffic.deliver(everything=True)


async def approve(desk: Desk, judges: list[Judge], person: Person) -> None:
    """Somebody who approves whatever waits, and who sends again what the platform says isn't there."""
    by_page = {judge.page: judge for judge in judges}
    numbers = itertools.count(1)
    while True:
        with contextlib.suppress(DatabaseUnavailable, psycopg.OperationalError):
            async with desk.database.connection() as connection:
                cursor = await connection.execute(
                    "SELECT id, version, page_id, external_id, state, cannot_reply FROM comments"
                    " WHERE (state IN ('received', 'waiting', 'failed') OR (state = 'sending' AND page_id = ANY(%s)))"
                    " AND deleted_at IS NULL LIMIT 400",
                    ([judge.page for judge in judges if judge.by_hand],),
                )
                rows = await cursor.fetchall()
            for comment in rows:
                await decide(desk, by_page[comment["page_id"]], person, comment, next(numbers))
        await asyncio.sleep(0.2)


async def decide(desk: Desk, judge: Judge, person: Person, comment: dict[str, Any], number: int) -> None:
    """One decision; one that comes too late is made anew in the next round."""
    with contextlib.suppress(DeskError, DatabaseUnavailable):
        if comment["state"] == "sending":
            await carry_over(desk, judge, person, comment)
        elif comment["state"] == "failed":
            await desk.decisions.retry(person, comment["id"], comment["version"])
        elif comment["cannot_reply"]:
            await desk.decisions.dismiss(person, comment["id"], comment["version"], "other")
        else:
            text = f"Thank you, we are looking into it. Reference {number}"
            judge.approved.setdefault(comment["external_id"], set()).add(text)
            await desk.decisions.approve(person, comment["id"], comment["version"], text, confirmed=True)


async def carry_over(desk: Desk, judge: Judge, person: Person, comment: dict[str, Any]) -> None:
    """The person posts it by hand, and says so."""
    await desk.by_hand.posted(person, comment["id"], comment["version"])
    async with desk.uow() as unit:
        reply = await unit.replies.live(comment["id"])
    assert reply is not None
    judge.world.write(reply.approved.text, parent=comment["external_id"], own=True, by_api=True)


async def kill(running: Running, every: float, killed: Counter[str]) -> None:
    """One process after the other, without warning."""
    for victim in itertools.cycle(VICTIMS):
        await asyncio.sleep(every)
        with contextlib.suppress(KeyError, ProcessLookupError):
            pid = running.process(victim).get("pid")
            if pid:
                os.kill(pid, signal.SIGKILL)
                killed[victim] += 1


async def hurry(desk: Desk) -> None:
    """Cut the waits."""
    while True:
        await asyncio.sleep(0.5)
        with contextlib.suppress(psycopg.OperationalError):
            async with await psycopg.AsyncConnection.connect(desk.settings.database_url, autocommit=True) as raw:
                for statement in HURRY:
                    await raw.execute(statement)


async def settle(desk: Desk, judges: list[Judge], deadline: float) -> None:
    """Until nothing changes any more, or it takes too long."""
    quiet_since, last = time.monotonic(), ""
    while time.monotonic() < deadline and time.monotonic() - quiet_since < QUIET_S:
        await asyncio.sleep(2)
        with contextlib.suppress(psycopg.OperationalError):
            found = await states(desk)
            found.pop("pending", None)  # what platforms are asked for comes again and again, with nothing new in it
            now = str(found) + str(sum(len(judge.world.posts) for judge in judges))
            under_way = any(name in now for name in ("received", "drafting", "approved", "sending", "waiting"))
            if now != last or under_way:
                quiet_since = time.monotonic()
            if now != last:
                print(f"  {time.strftime('%H:%M:%S')} {now}", flush=True)
            last = now


async def states(desk: Desk) -> dict[str, int]:
    """How many comments are in each state, and bodies that wait to be read."""
    async with await psycopg.AsyncConnection.connect(desk.settings.database_url) as raw:
        rows = await (await raw.execute("SELECT state, count(*) FROM comments GROUP BY 1 ORDER BY 1")).fetchall()
        pending = await (await raw.execute("SELECT count(*) FROM deliveries WHERE state = 'pending'")).fetchone()
    return {**dict(rows), **({"pending": pending[0]} if pending and pending[0] else {})}


async def report(desk: Desk, judges: list[Judge], traffic: list[Traffic], killed: Counter[str], took: float) -> None:
    """The platforms' verdict, one line a platform and one for all."""
    async with await psycopg.AsyncConnection.connect(desk.settings.database_url, row_factory=dict_row) as raw:
        stored = await (
            await raw.execute("SELECT page_id, external_id, text, state, deleted_at FROM comments")
        ).fetchall()
    sums: Counter[str] = Counter()
    print(
        f"\n{'':<12}{'written':>8}{'stored':>8}{'lost':>6}{'old text':>10}{'posted':>8}{'twice':>7}{'unapproved':>12}{'unknown':>9}{'wrongly':>9}"
    )
    for judge in judges:
        mine = {one["external_id"]: one for one in stored if one["page_id"] == judge.page}
        found = verdict(judge, mine)
        sums.update(found)
        print_line(judge.name, found)
    print_line("all", sums)
    print(f"\nafter {took / 60:.1f} minutes; killed: {', '.join(f'{name} {count}' for name, count in killed.items())}")
    happened = sum((Counter(judge.served.faults.happened) for judge in judges), Counter())
    print("faults: " + ", ".join(f"{fault.value} {count}" for fault, count in happened.items()))
    print(f"deliveries accepted {sum(one.accepted for one in traffic):,}, refused as garbled {sum(one.refused for one in traffic):,},"
          f" given up {sum(one.given_up for one in traffic):,}; states: {await states(desk)}")  # fmt: skip
    for what in ("lost", "twice", "unapproved", "wrongly"):
        row(what, sums[what], "", 0)


def verdict(judge: Judge, stored: dict[str, dict[str, Any]]) -> Counter[str]:
    """What the platform saw, beside what the desk says."""
    found: Counter[str] = Counter()
    replies = judge.world.by_api()
    for post in judge.world.posts.values():
        if post.own:
            continue
        found["written"] += 1
        here = stored.get(post.id)
        found["stored"] += here is not None
        found["lost"] += not post.gone and here is None
        # Some platforms tell no edits: they are seen when the comment is looked at, right before a reply is sent.
        found["old text"] += not post.gone and here is not None and here["text"].split() != post.text.split()
        posted = [one for one in replies if one.parent == post.id]
        found["twice"] += max(len(posted) - 1, 0)
        found["unapproved"] += sum(not approved(one.text, judge.approved.get(post.id, set())) for one in posted)
        if here is not None and here["state"] == "unknown":
            found["unknown"] += 1
            found["wrongly"] += not posted  # it can't have been lost on the way back if it never arrived
        if here is not None and here["state"] == "sent":
            found["wrongly"] += not posted
    found["posted"] = len(replies)
    return found


def approved(text: str, texts: set[str]) -> bool:
    """Whether a posted text is one that was approved; platforms may put the author's name in front."""
    return any(text.endswith(one) for one in texts)


def print_line(name: str, found: Counter[str]) -> None:
    """One line of the table."""
    figures = ("written", "stored", "lost", "old text", "posted", "twice", "unapproved", "unknown", "wrongly")
    widths = (8, 8, 6, 10, 8, 7, 12, 9, 9)
    print(f"{name:<12}" + "".join(f"{found[what]:>{width},}" for what, width in zip(figures, widths, strict=True)))


if __name__ == "__main__":
    main()
