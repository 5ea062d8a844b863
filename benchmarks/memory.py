"""How long it takes to find earlier replies among 100,000 remembered ones.

    .sharewell/venv/desk/bin/python -m benchmarks.memory [COUNT]

The remembered comments are this project's invented ones, each many times with its sentence vector moved a little, so
that the index meets neighbourhoods as close and as crowded as a busy page's. Nine tenths belong to one page, the rest
to nine others.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

import numpy as np

from benchmarks.path import percentile
from desk.db.encoders import EncoderStore
from desk.db.memory import Memory
from desk.db.remembered import MemoryStore
from desk.domain.memory import Answered
from desk.domain.page import Page
from desk.main import Desk
from desk.settings import read_settings
from desk.supervisor import start
from language.encoder import Encoder

COUNT = 100_000
PART = 5_000
QUERIES = 500
NOISE = 0.5
ROOT = Path(__file__).parents[1]


def main() -> None:
    """Fill a new database and print what was measured."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with (
        tempfile.TemporaryDirectory(prefix="sharewell-bench-") as folder,
        start(Path(folder), only=("postgres",)) as running,
    ):
        asyncio.run(measure(Desk(read_settings(running.env)), count))


async def measure(desk: Desk, count: int) -> None:
    """Fill, then look for comments one at a time, with their encoding and without."""
    await desk.open()
    texts = comments()
    vectors = desk.encoder().encode(texts)
    async with desk.uow() as unit:
        for number in range(10):
            await unit.pages.add(Page(f"page-{number}", f"Page {number}"))
    began = time.perf_counter()
    await fill(desk, texts, vectors, count)
    print(f"{count:,} remembered with COPY and indexed in {time.perf_counter() - began:.0f} s")
    began = time.perf_counter()
    await add(desk, texts, vectors, count, PART)
    print(f"{PART:,} more into the finished index: {PART / (time.perf_counter() - began):,.0f} a second")
    asked = [f"{text} {number}" for number, text in enumerate(texts)][:QUERIES]
    memory, given = Memory(desk.database, desk.encoder()), Memory(desk.database, Given(desk.encoder(), asked))
    for page in ("page-0", "page-9"):
        for name, finder in (("with encoding", memory), ("search alone", given)):
            times = [await timed(finder, page, text) for text in asked]
            figures = ", ".join(f"p{percent} {percentile(times, percent):.1f} ms" for percent in (50, 95, 99))
            print(f"find on {page}, {name:<14} {figures}")
    await recall(desk, memory, asked[:100])
    await desk.close()


async def fill(desk: Desk, texts: list[str], vectors: np.ndarray, count: int) -> None:
    """As a restored database is filled: first the rows, then the index."""
    async with desk.database.connection() as connection:
        row = await (
            await connection.execute(
                "SELECT indexdef FROM pg_indexes WHERE indexname = 'remembered_replies_embedding_1'"
            )
        ).fetchone()
        await connection.execute("DROP INDEX remembered_replies_embedding_1")
    for first in range(0, count, PART):
        await add(desk, texts, vectors, first, min(PART, count - first))
    async with desk.database.connection() as connection:
        await connection.execute("SET LOCAL maintenance_work_mem = '512MB'")
        await connection.execute(row["indexdef"])
    async with desk.database.connection() as connection:
        await connection.execute("ANALYZE remembered_replies")


async def add(desk: Desk, texts: list[str], vectors: np.ndarray, first: int, count: int) -> None:
    """Remember `count` pairs, numbered from `first`."""
    random = np.random.default_rng(first)
    began = datetime(2025, 1, 1, tzinfo=timezone.utc)
    pairs = [
        Answered(
            page_id=f"page-{number % 10 if number % 100 >= 90 else 0}",
            comment=f"{texts[number % len(texts)]} ({number})",
            reply=f"Thanks for asking. This is answer number {number} of those that were approved.",
            intent="question",
            decided_at=began + timedelta(minutes=number),
        )
        for number in range(first, first + count)
    ]
    moved = vectors[[number % len(texts) for number in range(first, first + count)]]
    moved = moved + NOISE * random.standard_normal(moved.shape, dtype=np.float32) / np.sqrt(moved.shape[1])
    moved /= np.linalg.norm(moved, axis=1, keepdims=True)
    async with desk.database.connection() as connection:
        space = await EncoderStore(connection).space_of(desk.encoder())
        await MemoryStore(connection).add_many(pairs, moved, space)


async def recall(desk: Desk, memory: Memory, asked: list[str]) -> None:
    """How many of the three that reading everything finds the index finds too."""
    hits = total = 0
    for text in asked:
        found = {one.id for one in await memory.find("page-0", text)}
        placed = await memory.vector_of(text)
        async with desk.database.connection() as connection:
            await connection.execute("SET LOCAL enable_indexscan = off")
            rows = await connection.execute(
                "SELECT 'reply:' || id AS id FROM remembered_replies WHERE page_id = 'page-0'"
                " ORDER BY embedding <=> %s LIMIT 3",
                (placed.vector,),
            )
            exact = {row["id"] async for row in rows}
        hits, total = hits + len(found & exact), total + len(exact)
    print(f"of the three nearest, found: {hits / total:.3f}")


async def timed(memory: Memory, page: str, text: str) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    await memory.find(page, text)
    return 1000 * (time.perf_counter() - began)


class Given:
    """An encoder that gives the vectors of texts asked for in order."""

    def __init__(self, encoder: Encoder, asked: list[str]) -> None:
        self._vectors, self._next = encoder.encode(asked), 0
        self.identity, self.dimension = encoder.identity, encoder.dimension

    def encode(self, texts: list[str]) -> np.ndarray:
        """The next one."""
        self._next += 1
        return self._vectors[[(self._next - 1) % len(self._vectors)]]


def comments() -> list[str]:
    """The demo company's comments and those of the benchmark's companies."""
    files = [ROOT / "demo" / "comments.jsonl", *sorted((ROOT / "benchmarks" / "companies").glob("*/comments.jsonl"))]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line)["text"] for line in lines]


if __name__ == "__main__":
    main()
