"""Whether choosing what to label teaches faster than labelling what comes along, on pages never seen.

    python -m benchmarks.choice FILE --map appreciation=praise [--seeds 1] [--batch 100] [--chosen 600] [--random 1000]
                                [--noise 0.05] [--chart FILE.svg]

Run it in the desk environment; it needs the assistant's. FILE is as `benchmarks/learning.py` takes it. A third of its
pages, drawn by the seed, are never shown. Of the comments of the others a person labels ``--batch`` after ``--batch``:
once those that `desk/domain/label_next.py` chooses with what the model of the moment says, once in the order in which
they come. Labels are wrong by ``--noise``, the same ones both times. After each batch the understanding is trained anew.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks.charts import Line, chart
from benchmarks.gate import BEGAN, ORDER, Workshop, decisions
from benchmarks.learning import Row, divided, read_rows
from desk.domain.gate import complaint_recall, macro_f1
from desk.domain.label_lessons import words_of
from desk.domain.label_next import Candidate, choose, doubt_of, worth
from desk.services.label_next import COMPARED
from desk.services.labels import as_yaml
from desk.settings import ROOT
from language.encoder import Encoder
from language.encoder_settings import read_encoder_settings

CHANCES: Final = ("question", "complaint", "praise")


@dataclass(frozen=True)
class Point:
    """After so many labels, on pages never seen."""

    labels: int
    macro_f1: float
    complaint_recall: float


class School:
    """One drawing of pages and wrong labels; what is taught, and how the understanding then does."""

    def __init__(self, rows: Sequence[Row], noise: float, seed: int, folder: Path, encoder: Encoder) -> None:
        chance = random.Random(seed)
        seen, self.unseen = divided(rows, chance)
        self.pool = decisions(seen, noise, seed)
        texts = [*(one.text for one in self.pool), *(row.text for row in self.unseen)]
        self.workshop = Workshop(texts, folder)
        self.texts = texts
        self.folder, self.seed, self.numbers = folder, seed, itertools.count()
        self.vectors = np.asarray(encoder.encode([one.text for one in self.pool]))
        self.words = [words_of(one.text) for one in self.pool]

    def taught(self, places: Sequence[int]) -> tuple[Point, dict[str, Any]]:
        """The figures of an understanding that learned these, and what it says of everything."""
        job: dict[str, Any] = {"lessons": None}
        if places:
            path = self.folder / f"lessons-{next(self.numbers)}.yml"
            path.write_text(as_yaml([self.pool[place] for place in places]), encoding="utf-8")
            job = {"lessons": str(path)}
        said = self.workshop.said(job, self.texts)
        cells: dict[tuple[str, str, str], int] = {}
        for row, shares in zip(self.unseen, said["shares"][len(self.pool) :], strict=True):
            intent = max(zip(shares, ORDER, strict=True))[1]
            cells[row.label, intent, intent] = cells.get((row.label, intent, intent), 0) + 1
        return Point(len(places), macro_f1(cells, 1), complaint_recall(cells, 1)), said

    def chosen(self, known: Sequence[int], said: dict[str, Any], count: int) -> list[int]:
        """What the desk would put on its list, of all that isn't labelled."""
        taken = set(known)
        left = [place for place in range(len(self.pool)) if place not in taken]
        about = [self._candidate(place, said) for place in left]
        best = sorted(range(len(left)), key=lambda number: -worth(about[number], BEGAN))[: max(COMPARED, 3 * count)]
        places = [left[number] for number in best]
        learned = self.vectors[list(known)] if known else np.zeros((0, self.vectors.shape[1]))
        near = (self.vectors[places] @ learned.T).max(axis=1) if len(learned) else np.ones(len(places))
        judged = [
            Candidate(one.comment, one.at, one.doubt, one.division, float(min(1.0, max(0.0, 1.0 - close))))
            for one, close in zip((about[number] for number in best), near, strict=True)
        ]

        def likeness(one: int, other: int) -> float:
            same = self.words[places[one]] == self.words[places[other]]
            return 1.0 if same else float(self.vectors[places[one]] @ self.vectors[places[other]])

        by_comment = {self.pool[place].comment: place for place in places}
        return [by_comment[choice.comment] for choice in choose(judged, BEGAN, likeness, count)]

    def _candidate(self, place: int, said: dict[str, Any]) -> Candidate:
        shares, chances = said["shares"][place], said["chances"][place]
        doubt = doubt_of({"confidence": max(shares), **dict(zip(CHANCES, chances, strict=True))})
        return Candidate(self.pool[place].comment, BEGAN, doubt, said["division"][place])


def compared(school: School, options: argparse.Namespace) -> dict[str, list[Point]]:
    """Both ways, batch after batch."""
    first, said = school.taught([])
    show("as shipped", school.seed, first)
    found = {"chosen": [first], "as they come": [first]}
    known: list[int] = []
    while len(known) < options.chosen:
        known += school.chosen(known, said, options.batch)
        point, said = school.taught(known)
        found["chosen"].append(point)
        show("chosen", school.seed, point)
    for count in range(2 * options.batch, options.random + 1, 2 * options.batch):
        point, _ = school.taught(range(count))
        found["as they come"].append(point)
        show("as they come", school.seed, point)
    return found


def show(how: str, seed: int, point: Point) -> None:
    """One line."""
    print(
        f"seed {seed}  {how:<13}{point.labels:>6} labels: macro-F1 {point.macro_f1:.3f},"
        f" complaints found {point.complaint_recall:.3f}",
        flush=True,
    )


def main() -> None:
    """All seeds, then the mean of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--map", action="append", default=[], metavar="OLD=NEW")
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--batch", type=int, default=100)
    parser.add_argument("--chosen", type=int, default=600)
    parser.add_argument("--random", type=int, default=1000)
    parser.add_argument("--noise", type=float, default=0.05)
    parser.add_argument("--chart", type=Path)
    options = parser.parse_args()
    rows = read_rows(options.file, dict(pair.split("=", 1) for pair in options.map))
    encoder = Encoder(read_encoder_settings({}, ROOT / ".sharewell" / "encoder"), threads=2)
    all_found = []
    for seed in map(int, options.seeds.split(",")):
        with tempfile.TemporaryDirectory(prefix="sharewell-choice-") as folder:
            school = School(rows, options.noise, seed, Path(folder), encoder)
            all_found.append(compared(school, options))
            school.workshop.close()
    lines = [
        Line(
            how,
            [
                (point.labels, float(np.mean([found[how][number].macro_f1 for found in all_found])))
                for number, point in enumerate(all_found[0][how])
            ],
        )
        for how in all_found[0]
    ]
    goal = lines[1].points[-1]
    print(f"\nas they come, {goal[0]} labels: macro-F1 {goal[1]:.3f} (mean of {len(all_found)} seeds)")
    reached = next((labels for labels, figure in lines[0].points if figure >= goal[1]), None)
    print(f"chosen: reached with {reached} labels" if reached else f"chosen: not reached with {options.chosen} labels")
    if options.chart:
        options.chart.write_text(chart("Macro-F1 on pages never seen", "labels", lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
