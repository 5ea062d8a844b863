"""How many signed deliveries a second the webhook endpoint takes, and whether a full database slows it down.

    python -m benchmarks.webhooks [--rows 1000000] [--small 10000] [--seconds 20] [--rate 600]

Run it in the desk environment (``.sharewell/venv/desk/bin/python``). A private PostgreSQL is filled twice, with few and
with many comments; a real web process on each is given signed Facebook deliveries over loopback by another process, at
a fixed rate (so that a slow answer delays nobody else's start) and then as fast as it takes them. Last, the worker's
reading of what was stored is timed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections import deque
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from benchmarks.console import database, environment_for, fill, furnish, web
from benchmarks.path import percentile, row
from desk.domain.page import Connection
from desk.main import Desk
from desk.settings import ROOT, read_settings
from desk.simulators.facebook import FacebookSimulator
from desk.simulators.world import World
from desk.supervisor import start
from desk.supervisor.running import Running

LIMITS = {"rate": 500.0, "p99": 100.0, "growth": 1.5}
AT_ONCE = 64


def main() -> None:
    """Fill, deliver, print; or, as the other process, only deliver."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--rows", type=int, default=1_000_000, help="comments of the large database")
    arguments.add_argument("--small", type=int, default=10_000, help="comments of the small one")
    arguments.add_argument("--seconds", type=int, default=20, help="how long each load lasts")
    arguments.add_argument("--rate", type=int, default=600, help="deliveries a second of the steady load")
    arguments.add_argument("--deliver", metavar="FILE", help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.deliver:
        print(json.dumps(asyncio.run(deliver(json.loads(Path(options.deliver).read_text())))))
        return
    with (
        tempfile.TemporaryDirectory(prefix="sharewell-bench-") as folder,
        start(Path(folder), only=("postgres",)) as running,
    ):
        asyncio.run(measure(running, Path(folder), options))


async def measure(running: Running, folder: Path, options: argparse.Namespace) -> None:
    """Both sizes, one after the other on the same server."""
    found = {}
    for rows in (options.small, options.rows):
        url = await database(running, f"bench_{rows}")
        environment = environment_for(running, url)
        desk = Desk(read_settings(environment))
        await desk.open()
        await fill(url, rows, await furnish(desk))
        simulator = FacebookSimulator(World(lambda: datetime.now(timezone.utc)))
        connection = await connect(desk, simulator)
        with web(environment) as address:
            load = {"url": f"{address}/hooks/{connection.id}", "seconds": options.seconds}
            count = options.rate * options.seconds * 8
            load["bodies"] = bodies(simulator, count)
            found[rows] = {
                "steady": run_apart(folder, {**load, "rate": options.rate}),
                "flood": run_apart(folder, {**load, "rate": None, "skip": 2 * options.rate * options.seconds}),
            }
        found[rows]["read"] = await read_all(desk, url)
        await desk.close()
        show(rows, found[rows], options)
    small, large = found[options.small], found[options.rows]
    growth = large["steady"]["p99"] / small["steady"]["p99"]
    row("growth of the p99 from few to many comments", growth, "x", LIMITS["growth"])
    row("growth of the rate", small["flood"]["rate"] / large["flood"]["rate"], "x", LIMITS["growth"])


async def connect(desk: Desk, simulator: FacebookSimulator) -> Connection:
    """The page is connected without asking the platform: its simulator is not served here."""
    from uuid import uuid4

    config, secrets = simulator.settings("http://127.0.0.1:9")
    connection = Connection(uuid4(), "shop", "facebook", config, {}, desk.vault.seal(secrets))
    async with desk.uow() as unit:
        await unit.channels.put(connection, "Benchmark", None, desk.clock.now(), None)
    return connection


def bodies(simulator: FacebookSimulator, count: int) -> list[tuple[str, dict[str, str]]]:
    """One comment each, signed."""
    world = simulator.world
    made = []
    for number in range(count):
        world.write(f"Is order {number} on its way?", author_id=f"u-{number}")
        (delivery,) = simulator.deliveries(world.told[-1:])
        made.append((delivery.body.decode(), dict(delivery.headers)))
    return made


def run_apart(folder: Path, load: dict[str, Any]) -> dict[str, Any]:
    """Deliver from a process of its own."""
    file = folder / "load.json"
    file.write_text(json.dumps(load))
    command = [sys.executable, "-m", "benchmarks.webhooks", "--deliver", str(file)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


async def deliver(load: dict[str, Any]) -> dict[str, Any]:
    """Raw HTTP over connections that are kept: the client must not be what is measured."""
    address = urlsplit(load["url"])
    waiting = deque(load["bodies"][load.get("skip", 0) :])
    times: list[float] = []
    wrong = 0
    began = time.perf_counter()
    end = began + load["seconds"]
    sent = 0

    async def one() -> None:
        nonlocal wrong, sent
        reader, writer = await asyncio.open_connection(address.hostname, address.port)
        try:
            while waiting and time.perf_counter() < end:
                due = began + sent / load["rate"] if load["rate"] else time.perf_counter()
                sent += 1
                body, headers = waiting.popleft()
                if (early := due - time.perf_counter()) > 0:
                    await asyncio.sleep(early)
                raw = body.encode()
                lines = [f"POST {address.path} HTTP/1.1", f"Host: {address.netloc}", f"Content-Length: {len(raw)}"]
                lines += [f"{name}: {value}" for name, value in headers.items()]
                writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + raw)
                head = await reader.readuntil(b"\r\n\r\n")
                length = next(
                    (
                        int(line.split(b":")[1])
                        for line in head.lower().split(b"\r\n")
                        if line.startswith(b"content-length")
                    ),
                    0,
                )
                if length:
                    await reader.readexactly(length)
                times.append(1000 * (time.perf_counter() - due))
                wrong += not head.startswith(b"HTTP/1.1 200")
        finally:
            writer.close()

    await asyncio.gather(*(one() for _ in range(AT_ONCE)))
    took = time.perf_counter() - began
    return {
        "count": len(times), "rate": len(times) / took, "p50": percentile(times, 50), "p99": percentile(times, 99),
        "worst": max(times), "wrong": wrong,
    }  # fmt: skip


async def read_all(desk: Desk, url: str) -> dict[str, float]:
    """The worker's reading of a part of what was stored."""
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        cursor = await connection.execute("SELECT count(*) FROM deliveries")
        stored = (await cursor.fetchone() or (0,))[0]
        await connection.execute(
            "UPDATE deliveries SET state = 'done', processed_at = now() WHERE id > (SELECT min(id) + 999 FROM deliveries)"
        )
    began = time.perf_counter()
    count = await desk.intake.work()
    return {"stored": stored, "rate": count / (time.perf_counter() - began)}


def show(rows: int, found: dict[str, Any], options: argparse.Namespace) -> None:
    """The figures at one size."""
    steady, flood = found["steady"], found["flood"]
    print(f"\n{rows:,} comments stored")
    row(f"steady load of {options.rate}/s: answered", steady["rate"], "/s", LIMITS["rate"], higher=True)
    row("  p50", steady["p50"], "ms")
    row("  p99", steady["p99"], "ms", LIMITS["p99"])
    row("  worst", steady["worst"], "ms")
    row(f"as fast as it takes them, {AT_ONCE} at once", flood["rate"], "/s", LIMITS["rate"], higher=True)
    row("  p99", flood["p99"], "ms")
    row("answers other than 200", steady["wrong"] + flood["wrong"], "", 0)
    row("accepted but not stored", steady["count"] + flood["count"] - found["read"]["stored"], "", 0)
    row("then read by one worker", found["read"]["rate"], "bodies/s")


if __name__ == "__main__":
    main()
