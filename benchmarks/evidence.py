"""How often the right help article is found, on companies that the ranking has not learned from.

    .sharewell/venv/desk/bin/python -m benchmarks.evidence [--learn]

Each folder under companies/ holds a help centre, comments in consumers' own words by another hand, with the articles
that answer them (none for a fifth of them), and example questions of the articles by a third. The ranking is learned
anew for each company from all the others, with example questions and without, so that no company is judged by what was
learned from it. --learn prints what all together give: the numbers of desk/domain/ranking.py.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.ranking_fit import Asked, chance_of, learn
from desk.db.search import HybridSearch
from desk.domain.page import Page
from desk.domain.ranking import CHANCES, FEATURES, ranked
from desk.main import Desk
from desk.services.knowledge import read_folder
from desk.settings import ROOT, read_settings
from desk.supervisor import start

COMPANIES = ROOT / "companies"
FALSE_ANSWERS = 0.05


@dataclass(frozen=True)
class Judged:
    """How a comment fared: is the right article first, among three, and how sure the first one is."""

    answerable: bool
    first: bool
    three: bool
    chance: float


def main() -> None:
    """Measure every company and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--learn", action="store_true", help="print the numbers learned from all companies")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="sharewell-bench-") as folder,
        start(Path(folder), only=("postgres",)) as running,
    ):
        asked = asyncio.run(collect(Desk(read_settings(running.env))))
    learned = {
        name: learn([row for (other, _), rows in asked.items() if other != name for row in rows]) for name, _ in asked
    }
    for questions in (False, True):
        print("with example questions" if questions else "without example questions")
        print(f"{'company':<20}{'comments':>9}{'first':>8}{'of three':>10}{'answerable, AUC':>17}")
        everything: list[Judged] = []
        for (name, has_questions), rows in asked.items():
            if has_questions == questions:
                judged = [judge(row, *learned[name]) for row in rows]
                report(name, judged)
                everything += judged
        report("all", everything)
        answered(everything)
    if options.learn:
        weights, chance = learn([row for rows in asked.values() for row in rows])
        print("WEIGHTS", dict(zip(FEATURES, np.round(weights, 3).tolist(), strict=True)))
        print("CHANCE_WEIGHTS", dict(zip((*CHANCES, "offset"), np.round(chance, 3).tolist(), strict=True)))


async def collect(desk: Desk) -> dict[tuple[str, bool], list[Asked]]:
    """Every comment with its candidates, as the search finds them, by company and whether articles have questions."""
    await desk.open()
    search = HybridSearch(desk.database, desk.encoder())
    found: dict[tuple[str, bool], list[Asked]] = {}
    for folder in sorted(path for path in COMPANIES.iterdir() if (path / "comments.jsonl").exists()):
        reading = read_folder(folder / "articles", page_id=folder.name)
        if reading.left_out:
            raise SystemExit(f"{reading.left_out[0].where}: {reading.left_out[0].message}")
        comments = [json.loads(line) for line in _lines(folder / "comments.jsonl")]
        questions = {row["id"]: tuple(row["questions"]) for row in map(json.loads, _lines(folder / "questions.jsonl"))}
        for has_questions in (False, True):
            page = f"{folder.name}-{has_questions}"
            async with desk.uow() as unit:
                await unit.pages.add(Page(page, page))
                for article in reading.articles.values():
                    asked = questions[article.id] if has_questions else ()
                    own = replace(article, id=f"{page}/{article.id}", page_id=page, questions=asked)
                    await unit.articles.put(own, desk.encoder(), "benchmark")
            found[folder.name, has_questions] = [await _asked(search, page, comment) for comment in comments]
    await desk.close()
    return found


async def _asked(search: HybridSearch, page: str, comment: dict[str, Any]) -> Asked:
    thread = [turn["text"] for turn in comment["thread"]]
    likenesses, clues = await search.candidates(page, comment["text"], thread)
    return Asked(likenesses, clues, frozenset(f"{page}/{article}" for article in comment["articles"]))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def judge(row: Asked, weights: np.ndarray, chance: np.ndarray) -> Judged:
    """Rank one comment's candidates."""
    best = ranked(row.likenesses, row.clues, weights.tolist(), chance.tolist())
    names = [one.article for one in best]
    return Judged(
        bool(row.right), bool(row.right & {*names[:1]}), bool(row.right & {*names[:3]}), best[0].chance if best else 0.0
    )


def report(name: str, rows: list[Judged]) -> None:
    """The right article first, among three, and how well the chance tells answerable comments from others."""
    answerable = [row for row in rows if row.answerable]
    first, three = (np.mean([getattr(row, key) for row in answerable]) for key in ("first", "three"))
    print(f"{name:<20}{len(rows):>9}{first:>8.2f}{three:>10.2f}{chance_of(rows):>17.2f}", flush=True)


def answered(rows: list[Judged]) -> None:
    """Of all that no article answers, a tenth may be answered: what else is, and how often rightly."""
    none = sorted((row.chance for row in rows if not row.answerable), reverse=True)
    mark = none[int(FALSE_ANSWERS * len(none))]
    told = [row for row in rows if row.chance > mark and row.answerable]
    share, right = len(told) / sum(row.answerable for row in rows), np.mean([row.first for row in told])
    print(
        f"at {FALSE_ANSWERS:.0%} answers where none exists (chance over {mark:.2f}): {share:.0%} of the answerable are"
    )
    print(f"answered, {right:.0%} of them from the right article")


if __name__ == "__main__":
    main()
