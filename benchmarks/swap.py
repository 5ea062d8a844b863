"""A model takes another's place under load: what fails, how long anybody waits, and whether going back is exact.

    python -m benchmarks.swap [MODEL] [--rate 10] [--seconds 15] [--json]

Run it in the desk environment. A Rasa server of its own serves the shipped model while comments are sent at a steady rate,
whether or not earlier ones were answered; in the middle it is told to serve MODEL (by default the shipped one under another
name), and later the shipped one again. Of the test examples, what was understood before and after both is compared byte by byte.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import tempfile
import time
from collections.abc import Coroutine
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import httpx

from benchmarks.path import percentile
from desk.assistant.servers import RasaServers
from desk.settings import read_settings
from desk.supervisor import start
from desk.supervisor.models import shipped_model

ROOT = Path(__file__).parents[1]
COMPARED = 500


@dataclass(frozen=True)
class Load:
    """How requests went while something else did or did not happen."""

    during: str
    requests: int
    failed: int
    p50_ms: float
    p99_ms: float
    longest_ms: float
    models: list[str]


async def under_load(
    client: httpx.AsyncClient, url: str, texts: list[str], rate: float, during: str, work: Coroutine[Any, Any, object]
) -> Load:
    """Requests at a steady rate while ``work`` is awaited."""
    times: list[float] = []
    models: set[str] = set()
    failed = 0

    async def one(text: str) -> None:
        nonlocal failed
        began = time.perf_counter()
        try:
            answer = (await client.post(url, json={"text": text}, timeout=30)).json()
            models.add(answer["understanding"]["model"])
        except (httpx.HTTPError, KeyError, ValueError):
            failed += 1
        times.append(1000 * (time.perf_counter() - began))

    working = asyncio.create_task(work)
    sent: list[asyncio.Task[None]] = []
    began = time.perf_counter()
    while not working.done():
        sent.append(asyncio.create_task(one(texts[len(sent) % len(texts)])))
        await asyncio.sleep(max(0.0, began + len(sent) / rate - time.perf_counter()))
    await asyncio.gather(working, *sent)
    ordered = sorted(times)
    p50, p99 = (round(percentile(ordered, share), 1) for share in (50, 99))
    return Load(during, len(sent), failed, p50, p99, round(ordered[-1], 1), sorted(models))


async def measure(url: str, token: str, first: Path, second: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Before, during the swap, during the way back; and whether predictions are the same again."""
    lines = (ROOT / "tests" / "data" / "understanding.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    async with httpx.AsyncClient() as client:
        servers = RasaServers(client, [url], token)
        parse = f"{url}/model/parse?token={token}"

        async def understood() -> list[bytes]:
            return [(await client.post(parse, json={"text": text}, timeout=30)).content for text in texts[:COMPARED]]

        async def load(during: str, work: Coroutine[Any, Any, object]) -> Load:
            return await under_load(client, parse, texts, options.rate, during, work)

        before = await understood()
        loads = [
            await load("nothing else", asyncio.sleep(options.seconds)),
            await load("swapping", servers.serve(url, second)),
            await load("after it", asyncio.sleep(options.seconds)),
            await load("going back", servers.serve(url, first)),
        ]
        after = await understood()
    same = sum(one == other for one, other in zip(before, after, strict=True))
    return {"loads": [asdict(one) for one in loads], "same": same, "compared": len(before)}


def main() -> None:
    """Start, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", nargs="?", type=Path)
    parser.add_argument("--rate", type=float, default=10.0)
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="sharewell-swap-") as folder,
        start(Path(folder), only=("actions", "assistant")) as running,
    ):
        settings = read_settings({**os.environ, **running.env})
        first = shipped_model(settings)
        second = options.model or Path(folder) / "another.tar.gz"
        if options.model is None:
            shutil.copyfile(first, second)
        found = asyncio.run(
            measure(settings.assistant_urls[0], settings.assistant_token, first, second.absolute(), options)
        )
    if options.json:
        print(json.dumps(found))
        return
    for one in found["loads"]:
        print(
            f"{one['during']:<13} {one['requests']:>4} requests, {one['failed']} failed,"
            f" p50 {one['p50_ms']:.0f} ms, p99 {one['p99_ms']:.0f} ms, longest {one['longest_ms']:.0f} ms"
        )
    print(f"{found['same']} of {found['compared']} predictions are the same, byte for byte, after going back")


if __name__ == "__main__":
    main()
