"""How long it takes to find the evidence for a comment, in a help centre of 5,000 passages.

    .sharewell/venv/desk/bin/python -m benchmarks.search [--passages 5000] [--remembered 100000]

The articles of the twelve invented companies are stored under one page, again and again under other ids, until there
are as many passages as wanted, and remembered replies as in `benchmarks.memory`; then each company's comments are asked
one at a time.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import time
from dataclasses import replace
from itertools import count
from pathlib import Path

import numpy as np

from benchmarks.memory import comments as comments_to_remember
from benchmarks.memory import fill
from desk.db.search import HybridSearch
from desk.domain.article import passages_of
from desk.domain.page import Page
from desk.main import Desk
from desk.services.knowledge import read_folder
from desk.settings import ROOT, read_settings
from desk.supervisor import start

WARM = 50


class Kept:
    """The encoder, with the vectors of texts met before kept: copies of an article are encoded once."""

    def __init__(self, encoder) -> None:
        self._encoder = encoder
        self.identity, self.dimension = encoder.identity, encoder.dimension
        self._known: dict[str, np.ndarray] = {}

    def encode(self, texts) -> np.ndarray:
        unknown = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(unknown, self._encoder.encode(unknown), strict=True) if unknown else ())
        return np.stack([self._known[text] for text in texts])


class Clocked:
    """The encoder, with how long each call took."""

    def __init__(self, encoder) -> None:
        self._encoder = encoder
        self.identity, self.dimension = encoder.identity, encoder.dimension
        self.times: list[float] = []

    def encode(self, texts) -> np.ndarray:
        began = time.perf_counter()
        vectors = self._encoder.encode(texts)
        self.times.append(1000 * (time.perf_counter() - began))
        return vectors


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--passages", type=int, default=5000)
    parser.add_argument("--remembered", type=int, default=100_000)
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="sharewell-bench-") as folder,
        start(Path(folder), only=("postgres",)) as running,
    ):
        asyncio.run(measure(Desk(read_settings(running.env)), options.passages, options.remembered))


async def measure(desk: Desk, wanted: int, remembered: int) -> None:
    await desk.open()
    folders = sorted((ROOT / "companies").iterdir())
    articles = [a for folder in folders for a in read_folder(folder / "articles", page_id="all").articles.values()]
    encoder, stored, began = Kept(desk.encoder()), 0, time.perf_counter()
    async with desk.uow() as unit:
        await unit.pages.add(Page("all", "All"))
    for turn in count():
        for article in articles:
            async with desk.uow() as unit:
                await unit.articles.put(replace(article, id=f"{article.id}-{turn}"), encoder, "benchmark")
            stored += len(passages_of(article))
            if stored >= wanted:
                break
        if stored >= wanted:
            break
    await remember(desk, remembered)
    async with desk.database.connection() as connection:
        await connection.execute("ANALYZE search_keys, passages, articles")
        keys = await (await connection.execute("SELECT count(*) AS n FROM search_keys")).fetchone()
    print(f"{stored:,} passages, {keys['n']:,} search keys, stored in {time.perf_counter() - began:.0f} s", flush=True)
    comments = [
        json.loads(line)["text"]
        for folder in folders
        for line in (folder / "comments.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    clock = Clocked(desk.encoder())
    search, times = HybridSearch(desk.database, clock), []
    for text in comments[:WARM] + comments:
        began = time.perf_counter()
        await search.find("all", text)
        times.append(1000 * (time.perf_counter() - began))
    whole, encoding = np.array(times[WARM:]), np.array(clock.times[WARM:])
    for name, taken in (("one search", whole), ("encoding the comment", encoding), ("all but that", whole - encoding)):
        p50, p95, p99 = np.percentile(taken, [50, 95, 99])
        print(f"{name:<21} p50 {p50:.1f} ms, p95 {p95:.1f} ms, p99 {p99:.1f} ms")
    await desk.close()


async def remember(desk: Desk, wanted: int) -> None:
    """A busy page's remembered replies beside the articles; the two share one database's memory."""
    texts = comments_to_remember()
    async with desk.uow() as unit:
        for number in range(10):
            await unit.pages.add(Page(f"page-{number}", f"Page {number}"))
    began = time.perf_counter()
    await fill(desk, texts, desk.encoder().encode(texts), wanted)
    print(f"{wanted:,} replies remembered in {time.perf_counter() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
