"""How often the right help article is found, on companies that nothing was tuned on.

    .sharewell/venv/desk/bin/python -m benchmarks.evidence

Each folder under benchmarks/companies/ holds a help centre without example questions, and comments in consumers' own
words by another hand, with the articles that answer them (none for a fifth of them).
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from pathlib import Path
from typing import Any

from desk.db.search import HybridSearch
from desk.domain.page import Page
from desk.main import Desk
from desk.services.knowledge import read_folder
from desk.settings import read_settings
from desk.supervisor import start

COMPANIES = Path(__file__).parent / "companies"


def main() -> None:
    """Measure every company and print a table."""
    with (
        tempfile.TemporaryDirectory(prefix="sharewell-bench-") as folder,
        start(Path(folder), only=("postgres",)) as running,
    ):
        desk = Desk(read_settings(running.env))
        asyncio.run(measure(desk))


async def measure(desk: Desk) -> None:
    """One row a company, and all together."""
    await desk.open()
    search = HybridSearch(desk.database, desk.encoder())
    everything: list[tuple[dict[str, Any], list[str], float]] = []
    print(f"{'company':<20}{'comments':>9}{'first':>8}{'of three':>10}{'answerable, AUC':>17}")
    for folder in sorted(path for path in COMPANIES.iterdir() if (path / "comments.jsonl").exists()):
        reading = read_folder(folder / "articles", page_id=folder.name)
        if reading.left_out:
            raise SystemExit(f"{reading.left_out[0].where}: {reading.left_out[0].message}")
        async with desk.uow() as unit:
            await unit.pages.add(Page(folder.name, folder.name))
            for article in reading.articles.values():
                await unit.articles.put(article, desk.encoder(), "benchmark")
        rows = []
        for line in (folder / "comments.jsonl").read_text(encoding="utf-8").splitlines():
            comment = json.loads(line)
            found = await search.find(folder.name, comment["text"])
            rows.append((comment, [passage.article for passage in found], found[0].score if found else 0.0))
        everything += rows
        report(folder.name, rows)
    report("all", everything)
    await desk.close()


def report(name: str, rows: list[tuple[dict[str, Any], list[str], float]]) -> None:
    """The right article first, among three, and how well the score tells answerable comments from others."""
    answerable = [row for row in rows if row[0]["articles"]]
    first = sum(found[0] in comment["articles"] for comment, found, _ in answerable if found)
    three = sum(bool(set(found[:3]) & set(comment["articles"])) for comment, found, _ in answerable)
    yes = [score for comment, _, score in rows if comment["articles"]]
    no = [score for comment, _, score in rows if not comment["articles"]]
    pairs = sum((y > n) + 0.5 * (y == n) for y in yes for n in no)
    auc = pairs / (len(yes) * len(no)) if yes and no else float("nan")
    print(
        f"{name:<20}{len(rows):>9}{first / len(answerable):>8.2f}{three / len(answerable):>10.2f}{auc:>17.2f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
