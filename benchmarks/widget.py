"""How soon replies reach visitors while thousands of chats are open, and what an open chat costs.

    python -m benchmarks.widget [--streams 2000] [--rate 20] [--seconds 20]

Run it in the desk environment (``.sharewell/venv/desk/bin/python``). A private PostgreSQL, one real web process, and a
client process of its own that holds the streams. Visitors write over HTTP at the given rate, and each message is answered
at once; the time counts from before the reply is stored until its event has been read by the client.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import httpx
import psutil

from benchmarks.console import database, environment_for
from benchmarks.path import percentile, row
from desk.db.chat_posts import ChatPosts
from desk.domain.chat_token import Token, sign
from desk.domain.page import Page
from desk.main import Desk
from desk.settings import read_settings
from desk.supervisor import start

SITE = "https://www.shop.example"
PAGE = "shop"
ROOT = Path(__file__).parents[1]
OPENERS = 50
REPLY_S, PER_STREAM_KB = 1.0, 100.0


@dataclass(frozen=True)
class Visitor:
    """Somebody with an open chat, in a network of their own."""

    token: str
    address: str

    @property
    def headers(self) -> dict[str, str]:
        """What their browser sends, and the proxy before the desk."""
        return {"Authorization": f"Bearer {self.token}", "Origin": SITE, "X-Forwarded-For": self.address}


def main() -> None:
    """Open, write, answer, print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--streams", type=int, default=2_000, help="open chats")
    arguments.add_argument("--rate", type=float, default=20.0, help="messages a second, each answered")
    arguments.add_argument("--seconds", type=float, default=20.0, help="for so long")
    arguments.add_argument("--hold", help=argparse.SUPPRESS)
    options = arguments.parse_args()
    files = 2 * options.streams + 500
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (files if hard == resource.RLIM_INFINITY else min(files, hard), hard))
    if options.hold:
        asyncio.run(hold(options.hold))
        return
    with (
        tempfile.TemporaryDirectory(prefix="sharewell-bench-") as folder,
        start(Path(folder), only=("postgres",)) as running,
    ):
        asyncio.run(measure(running, options))


async def measure(running: Any, options: argparse.Namespace) -> None:
    """Everything on a fresh database."""
    url = await database(running, "bench_widget")
    environment = {**environment_for(running, url), "SHAREWELL_TRUSTED_PROXIES": "1"}
    desk = Desk(read_settings(environment))
    await desk.open()
    try:
        visitors = await furnish(desk, options.streams)
        with serving(environment) as (address, process):
            before = process.memory_info().rss
            began = time.perf_counter()
            async with holding(address, visitors) as arrivals:
                opened = time.perf_counter() - began
                row(f"{options.streams:,} streams opened in", opened, "s")
                await asyncio.sleep(2)
                stored, sent = await converse(desk, address, visitors, options)
                await asyncio.sleep(2)
                after = process.memory_info().rss
                cpu = process.cpu_percent()
            report(options, stored, sent, arrivals, (after - before) / 1024 / options.streams, cpu)
    finally:
        await desk.close()


async def furnish(desk: Desk, count: int) -> list[Visitor]:
    """A page with a chat, and its visitors."""
    async with desk.uow() as unit:
        await unit.pages.add(Page(PAGE, "The Shop", {"undo_seconds": 0}))
    await desk.connecting.connect("bench", PAGE, "chat", {"origins": SITE})
    visitors, now = [], desk.clock.now()
    async with desk.uow() as unit:
        for number in range(count):
            visitor = await unit.chat.add_visitor(PAGE, now, None, None, None)
            assert visitor is not None
            family = await unit.chat.add_family(visitor.id, now)
            token = Token(family.id, 1, visitor.id, PAGE, SITE, now)
            address = f"2001:db8:{number // 65_536:x}:{number % 65_536:x}::1"
            visitors.append(Visitor(sign(token, desk.settings.signing_key), address))
    return visitors


async def converse(
    desk: Desk, address: str, visitors: list[Visitor], options: argparse.Namespace
) -> tuple[list[float], dict[str, float]]:
    """Seconds that storing each message took, and when each reply was sent."""
    posts, sent, stored = ChatPosts(desk.database), {}, []
    tasks = []

    async def one(client: httpx.AsyncClient, number: int) -> None:
        visitor = visitors[(number * 7) % len(visitors)]
        began = time.time()
        body = {"client_id": str(uuid4()), "text": f"Question {number}: are you open on Sunday?"}
        answer = await client.post("/widget/v1/messages", json=body, headers=visitor.headers)
        answer.raise_for_status()
        stored.append(time.time() - began)
        async with desk.database.connection() as connection:
            cursor = await connection.execute(
                "SELECT comment_id FROM chat_messages WHERE id = %s", (answer.json()["id"],)
            )
            found = await cursor.fetchone()
        assert found is not None
        reply_id: UUID = uuid4()
        sent[str(reply_id)] = time.time()
        await posts.post(reply_id, found["comment_id"], "Yes, from nine to five.", "page", desk.clock.now())

    async with httpx.AsyncClient(base_url=address, timeout=30) as client:
        began = time.perf_counter()
        for number in range(int(options.rate * options.seconds)):
            await asyncio.sleep(max(0.0, began + number / options.rate - time.perf_counter()))
            tasks.append(asyncio.create_task(one(client, number)))
        await asyncio.gather(*tasks)
    return stored, sent


@asynccontextmanager
async def holding(address: str, visitors: list[Visitor]) -> AsyncIterator[dict[str, float]]:
    """A process that holds every visitor's stream; when each reply arrived there."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.widget", "--streams", str(len(visitors)), "--hold", address,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, limit=2**20,
    )  # fmt: skip
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(json.dumps([[one.token, one.address] for one in visitors]).encode() + b"\n")
    await process.stdin.drain()
    if await process.stdout.readline() != b"open\n":
        raise SystemExit("The streams could not be opened.")
    arrivals: dict[str, float] = {}

    async def listen() -> None:
        assert process.stdout is not None
        async for line in process.stdout:
            reply_id, at = line.split()
            arrivals[reply_id.decode()] = float(at)

    listening = asyncio.create_task(listen())
    try:
        yield arrivals
    finally:
        process.terminate()
        await process.wait()
        await listening


async def hold(address: str) -> None:
    """The client process: open every stream that standard input names, say when replies arrive."""
    visitors = [Visitor(*pair) for pair in json.loads(sys.stdin.readline())]
    place = urlsplit(address)
    opening, open_streams = asyncio.Semaphore(OPENERS), []

    async def open_one(visitor: Visitor) -> None:
        async with opening:
            reader, writer = await asyncio.open_connection(place.hostname, place.port, limit=2**16)
            head = "".join(f"{name}: {value}\r\n" for name, value in visitor.headers.items())
            writer.write(f"GET /widget/v1/stream?after=0 HTTP/1.1\r\nHost: {place.netloc}\r\n{head}\r\n".encode())
            while (line := await reader.readline()) and b"read_up_to" not in line:
                if line.startswith(b"HTTP/1.1") and b" 200 " not in line:
                    raise SystemExit(line.decode())
        open_streams.append(writer)
        await follow(reader)

    async def follow(reader: asyncio.StreamReader) -> None:
        async for line in reader:
            if line.startswith(b"data: ") and b'"from":"page"' in line:
                print(json.loads(line[6:])["id"], time.time(), flush=True)

    tasks = [asyncio.create_task(open_one(visitor)) for visitor in visitors]
    while len(open_streams) < len(visitors):
        await asyncio.sleep(0.05)
        for task in tasks:
            if task.done():
                task.result()
    print("open", flush=True)
    await asyncio.gather(*tasks)


@contextmanager
def serving(environment: dict[str, str]) -> Any:
    """A web process, and how it is looked at."""
    process = subprocess.Popen(
        [sys.executable, "-m", "desk", "web"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = environment["SHAREWELL_PUBLIC_URL"]
    try:
        for _ in range(300):
            try:
                httpx.get(f"{url}/healthz", timeout=2)
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        looked_at = psutil.Process(process.pid)
        looked_at.cpu_percent()
        yield url, looked_at
    finally:
        process.terminate()
        process.wait(20)


def report(
    options: argparse.Namespace,
    stored: list[float],
    sent: dict[str, float],
    arrivals: dict[str, float],
    kilobytes: float,
    cpu: float,
) -> None:
    """The table."""
    delays = [arrivals[reply_id] - at for reply_id, at in sent.items() if reply_id in arrivals]
    row("messages stored, p50", 1000 * percentile(stored, 50), "ms")
    row("messages stored, p99", 1000 * percentile(stored, 99), "ms")
    row("replies sent", len(sent), "")
    row("of them delivered", 100 * len(delays) / max(1, len(sent)), "%", 100, higher=True)
    row("reply delivered, p50", 1000 * percentile(delays, 50), "ms")
    row("reply delivered, p99", 1000 * percentile(delays, 99), "ms", 1000 * REPLY_S)
    row("memory of an open chat", kilobytes, "kB", PER_STREAM_KB)
    row("the web process, of one core", cpu, "%")


if __name__ == "__main__":
    main()
