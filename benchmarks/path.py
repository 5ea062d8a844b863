"""How long a comment takes through the whole path, how many a second, and what Rasa's share is.

    python -m benchmarks.path [--comments 300] [--burst 600]

Run it in the desk environment (``.sharewell/venv/desk/bin/python``). It starts a private desk on real parts, feeds the
demo company's comments, and runs the same messages through an unmodified Rasa (``rasa run``, its own REST channel, the
same model and action server) beside it, in alternating blocks, so that both see the same machine.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import httpx
import psutil
import psycopg

from desk.demo import seed
from desk.domain.comment import Comment, CommentState
from desk.main import Desk
from desk.services.accounts import hashed
from desk.settings import ROOT, read_settings
from desk.supervisor import start
from desk.supervisor.running import Running

TOKEN = "swl_benchmark"
PAGE = "fernhill-cycles"
BLOCK = 20
LIMITS = {"p50": 60.0, "p99": 250.0, "burst": 25.0, "ratio": 3.0, "all": 2500.0, "desk": 300.0}


def main() -> None:
    """Run everything and print one table."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--comments", type=int, default=300, help="comments one at a time")
    arguments.add_argument("--burst", type=int, default=600, help="comments at once")
    options = arguments.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="sharewell-bench-") as folder,
        start(Path(folder), env={"DEMO": "0", "SHAREWELL_LOG": "json"}) as running,
    ):
        asyncio.run(measure(running, options.comments, options.burst))


async def measure(running: Running, comments: int, burst: int) -> None:
    """All figures on a running private desk."""
    desk = Desk(read_settings(running.env))
    await desk.open()
    connection = await seed(desk)
    async with desk.uow() as unit:
        await unit.pages.add_token(PAGE, "benchmark", hashed(TOKEN))
    texts = demo_texts()
    await one_at_a_time(running, texts, 20, "warm")
    memory = resident_memory(running)
    path = await one_at_a_time(running, texts, comments, "one")
    share = await assistant_share(running, "one-")
    rate = await in_a_burst(running, texts, burst)
    with unmodified_rasa(running) as (plain_url, plain_pid):
        pids = {"ours": running.process("assistant")["pid"], "plain": plain_pid}
        times, cpu = await beside_unmodified(desk, connection.id, texts, plain_url, pids)
    await desk.close()
    row("accepted → draft stored, one at a time, p50", percentile(path, 50), "ms", LIMITS["p50"])
    row("accepted → draft stored, one at a time, p99", percentile(path, 99), "ms", LIMITS["p99"])
    row("  of it Rasa and actions, p50", share["assistant"], "ms")
    row("  of it evidence search, p50", share["search"], "ms")
    row(f"burst of {burst}, drafted", rate, "comments/s", LIMITS["burst"], higher=True)
    ours, plain = percentile(times["ours"], 50), percentile(times["plain"], 50)
    row("one message through our Rasa, p50", ours, "ms")
    row("one message through an unmodified Rasa, p50", plain, "ms")
    row("unmodified ÷ ours, by the clock", plain / ours, "×", LIMITS["ratio"], higher=True)
    row("processor time a message, our Rasa", cpu["ours"], "ms")
    row("processor time a message, an unmodified Rasa", cpu["plain"], "ms")
    row("unmodified ÷ ours, processor time", cpu["plain"] / cpu["ours"], "×", LIMITS["ratio"], higher=True)
    for name, megabytes in sorted(memory.items()):
        row(f"memory at rest: {name}", megabytes, "MB")
    row("memory at rest: all", sum(memory.values()), "MB", LIMITS["all"])
    row("memory at rest: the desk's own", memory["web"] + memory["worker"], "MB", LIMITS["desk"])


def row(what: str, value: float, unit: str, limit: float | None = None, *, higher: bool = False) -> None:
    """One line of the table."""
    verdict = ""
    if limit is not None:
        met = value >= limit if higher else value <= limit
        verdict = f"{'≥' if higher else '≤'} {limit:g}: {'met' if met else 'MISSED'}"
    print(f"{what:<52}{value:>10.1f} {unit:<11}{verdict}", flush=True)


def demo_texts() -> list[dict[str, Any]]:
    """The demo company's comments."""
    lines = (ROOT / "demo" / "comments.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def percentile(values: list[float], percent: int) -> float:
    """The nearest-rank percentile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(percent / 100 * len(ordered)) - 1))]


@asynccontextmanager
async def drafted_events(url: str) -> AsyncIterator[asyncio.Queue[tuple[str, float]]]:
    """A queue of (comment id, time) as drafts are committed."""
    queue: asyncio.Queue[tuple[str, float]] = asyncio.Queue()
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        await connection.execute("LISTEN desk_events")

        async def listen() -> None:
            async for notification in connection.notifies():
                event = json.loads(notification.payload)
                if event["kind"] in ("drafted", "not_drafted"):
                    queue.put_nowait((event["comment"], time.perf_counter()))

        task = asyncio.create_task(listen())
        try:
            yield queue
        finally:
            task.cancel()


async def post(client: httpx.AsyncClient, external_id: str, comment: dict[str, Any]) -> None:
    """Hand in one comment."""
    body = {
        "page": PAGE,
        "id": external_id,
        "text": comment["text"],
        "channel": comment["channel"],
        "author": {"name": comment["author"]},
    }
    (await client.post("/api/v1/comments", json=body)).raise_for_status()


async def one_at_a_time(running: Running, texts: list[dict[str, Any]], count: int, prefix: str) -> list[float]:
    """Milliseconds from handing in (before the request leaves) to the commit of the draft, each comment alone."""
    times = []
    async with machine(running) as client, drafted_events(running.env["DATABASE_URL"]) as drafted:
        for number in range(count):
            began = time.perf_counter()
            await post(client, f"{prefix}-{number}", texts[number % len(texts)])
            _, ended = await asyncio.wait_for(drafted.get(), 30)
            times.append(1000 * (ended - began))
    return times


async def in_a_burst(running: Running, texts: list[dict[str, Any]], count: int) -> float:
    """Comments a second from the first one handed in to the last draft stored, eight senders at once."""
    async with machine(running) as client, drafted_events(running.env["DATABASE_URL"]) as drafted:
        numbers = iter(range(count))
        began = time.perf_counter()

        async def sender() -> None:
            for number in numbers:
                await post(client, f"burst-{number}", texts[number % len(texts)])

        await asyncio.gather(*(sender() for _ in range(8)))
        for _ in range(count):
            _, ended = await asyncio.wait_for(drafted.get(), 120)
        return count / (ended - began)


def machine(running: Running) -> httpx.AsyncClient:
    """A client with the page's token."""
    return httpx.AsyncClient(base_url=running.url, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=30)


async def assistant_share(running: Running, prefix: str) -> dict[str, float]:
    """Where the path's time went, as the worker measured it."""
    async with await psycopg.AsyncConnection.connect(running.env["DATABASE_URL"]) as connection:
        cursor = await connection.execute(
            "SELECT d.timings FROM drafts d JOIN comments c ON c.id = d.comment_id WHERE c.external_id LIKE %s",
            (prefix + "%",),
        )
        timings = [timing async for (timing,) in cursor]
    return {part: median(timing[f"{part}_ms"] for timing in timings) for part in ("assistant", "search")}


async def beside_unmodified(
    desk: Desk, connection_id: Any, texts: list[dict[str, Any]], plain_url: str, pids: dict[str, int]
) -> tuple[dict[str, list[float]], dict[str, float]]:
    """The same requests to our Rasa and to an unmodified one, in blocks that alternate; the first warms.

    Milliseconds of each by the clock, and the mean milliseconds of processor time of the Rasa process.
    """
    from uuid import uuid4

    from desk.assistant.client import metadata_of
    from desk.db.search import HybridSearch

    search = HybridSearch(desk.database, desk.encoder())
    async with desk.uow() as unit:
        page = await unit.pages.get(PAGE)
    assert page is not None
    times: dict[str, list[float]] = {"ours": [], "plain": []}
    urls = {"ours": desk.settings.assistant_urls[0], "plain": plain_url}
    headers = {"Authorization": f"Bearer {desk.settings.assistant_token}"}
    bodies = []
    for text in texts[:160]:
        comment = Comment(
            uuid4(), PAGE, connection_id, uuid4(), text["channel"], "b", text["author"], text["text"],
            desk.clock.now(), CommentState.DRAFTING,
        )  # fmt: skip
        known = metadata_of(comment, page, None, await search.find(PAGE, comment.text))
        bodies.append({"sender": str(comment.id), "message": comment.text, "metadata": known})
    processes = {name: psutil.Process(pid) for name, pid in pids.items()}
    spent = {"ours": 0.0, "plain": 0.0}
    async with httpx.AsyncClient(timeout=30, headers=headers) as client:
        for start_at in range(0, len(bodies), BLOCK):
            for name in ("ours", "plain"):
                await asyncio.sleep(0.5)  # the other one's idle threads spin for a moment after each message
                before = processor_time(processes[name])
                for body in bodies[start_at : start_at + BLOCK]:
                    began = time.perf_counter()
                    response = await client.post(f"{urls[name]}/webhooks/rest/webhook", json=body)
                    took = 1000 * (time.perf_counter() - began)
                    if not response.json():
                        raise SystemExit(f"{name}: Rasa answered nothing to {body['message'][:60]!r}")
                    if start_at:
                        times[name].append(took)
                if start_at:
                    spent[name] += processor_time(processes[name]) - before
    return times, {name: 1000 * seconds / len(times[name]) for name, seconds in spent.items()}


def processor_time(process: psutil.Process) -> float:
    """Seconds of processor time that a process has used, all its threads together."""
    used = process.cpu_times()
    return float(used.user + used.system)


@contextmanager
def unmodified_rasa(running: Running):
    """``rasa run`` as installed, on the same model and action server; gives its address and process id."""
    settings = read_settings(running.env)
    models = sorted((settings.home / "models").glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    port = int(running.env["SHAREWELL_RASA_PORT"]) + 1
    python = settings.home / "venv" / "assistant" / "bin" / "python"
    with tempfile.TemporaryDirectory(prefix="plain-rasa-") as folder:
        credentials = Path(folder) / "credentials.yml"
        credentials.write_text("rest:\n")
        endpoints = Path(folder) / "endpoints.yml"
        endpoints.write_text(
            f"action_endpoint:\n  url: http://127.0.0.1:{running.env['SHAREWELL_ACTIONS_PORT']}/webhook\n"
        )
        command = [
            str(python), "-m", "rasa", "run", "--model", str(models[-1]), "--port", str(port), "--interface",
            "127.0.0.1", "--enable-api", "--endpoints", str(endpoints), "--credentials", str(credentials),
        ]  # fmt: skip
        environment = {**os.environ, **running.env, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
        with (Path(folder) / "log").open("wb") as log:
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
            try:
                wait_for(f"http://127.0.0.1:{port}/status", process, Path(folder) / "log")
                yield f"http://127.0.0.1:{port}", process.pid
            finally:
                process.terminate()
                process.wait(20)


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the server answers, at most two minutes."""
    for _ in range(240):
        if process.poll() is not None:
            raise SystemExit(f"rasa run ended: {log.read_text()[-2000:]}")
        try:
            if httpx.get(url, timeout=1).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.5)
    raise SystemExit("rasa run did not come up within two minutes")


def resident_memory(running: Running) -> dict[str, float]:
    """Megabytes by process, shared pages divided among their users (PSS), children included."""
    memory = {"supervisor": psutil.Process(running.pid).memory_full_info().pss / 1_000_000}
    for process in running.state()["processes"]:
        memory[process["name"]] = proportional(psutil.Process(process["pid"]))
    return memory


def proportional(process: psutil.Process) -> float:
    """PSS of a process and its children in megabytes."""
    everyone = [process, *process.children(recursive=True)]
    return sum(one.memory_full_info().pss for one in everyone) / 1_000_000


if __name__ == "__main__":
    main()
