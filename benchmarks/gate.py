"""What the gate lets through: bad challengers, honest improvements, and challengers equal to the champion.

    python -m benchmarks.gate FILE --map appreciation=praise [--only bad,honest,equal] [--keep FOLDER] [--seed 1]

Run it in the desk environment; it needs the assistant's. FILE is a CSV with the columns text, label and group; rows whose
label is no intent, also after ``--map old=new``, are left out. Its comments become the decisions of a team, wrong by
``--noise``, in an order drawn for each case. Champion and challenger are trained on what they have learned by then and
judged as a run of learning judges them: on newer decisions that neither has seen, the shipped test examples and changed
wordings. The escalation scorer learns from no decision, so it isn't trained again; the gate's rule on it is not tried.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from benchmarks.learning import Row, read_rows
from desk.domain.gate import Verdict, judge
from desk.domain.label import INTENTS, RELABELLED
from desk.domain.label_lessons import Labelled, lessons_of
from desk.services.labels import as_yaml, masked
from desk.services.trial import make_trial
from desk.settings import ROOT, read_settings

BEGAN: Final = datetime(2026, 1, 1, tzinfo=timezone.utc)
EARLY, LATE, HELD_OUT = 400, 1_000, 300
STANDING: Final = 0.5
ORDER: Final = ("question", "complaint", "praise", "other")


@dataclass(frozen=True)
class Case:
    """A champion and a challenger, each by what it learned and how; and on which decisions they are compared."""

    name: str
    champion: dict[str, Any]
    challenger: dict[str, Any]
    learned: Sequence[Labelled]
    held_out: Sequence[Labelled]


def decisions(rows: Sequence[Row], noise: float, seed: int) -> list[Labelled]:
    """What people decided about the rows, in a drawn order; some of it wrong."""
    chance = random.Random(seed)
    drawn = chance.sample(list(rows), len(rows))
    made = []
    for number, row in enumerate(drawn):
        label = row.label
        if chance.random() < noise:
            label = chance.choice([one for one in INTENTS if one != label])
        text, at = masked(row.text, None), BEGAN + timedelta(minutes=number)
        id = UUID(int=chance.getrandbits(128))
        made.append(Labelled(id, row.group, "facebook", "en", None, text, label, RELABELLED, "team", at, 1.0))
    return list(lessons_of([one for one in made if one.text]).examples)


class Cases:
    """Makes the cases and writes what they learn from into a folder."""

    def __init__(self, rows: Sequence[Row], noise: float, seed: int, folder: Path) -> None:
        self.rows, self.noise, self.seed, self.folder = rows, noise, seed, folder

    def bad(self) -> Iterator[Case]:
        """Twenty that must be refused."""
        for number in range(4):
            yield self._against(f"shuffled labels {number + 1}", number, lambda some, chance: _shuffled(some, chance))
        for number, intent in enumerate(("complaint", "praise", "complaint", "praise")):
            made = self._against(f"without {intent} {number + 1}", 10 + number, lambda some, _: some)
            yield replace(made, challenger={**made.challenger, "without": intent})
        for number in range(4):
            yield self._against(f"poisoned pairs {number + 1}", 20 + number, _poisoned)
        for number in range(3):
            made = self._against(f"one page only {number + 1}", 30 + number, _one_page)
            yield replace(made, challenger={**made.challenger, "shipped": 0.0})
        for number in range(3):
            made = self._against(
                f"half the data {number + 1}", 40 + number, lambda some, chance: chance.sample(some, len(some) // 2)
            )
            yield replace(made, challenger={**made.challenger, "shipped": 0.5, "seed": number})
        yield self._against("an older model 1", 50, lambda some, _: [])
        yield self._against("an older model 2", 51, lambda some, _: some[: EARLY // 2])

    def honest(self) -> Iterator[Case]:
        """Ten that have learned from more: half of them first lessons, half of them more than the champion had."""
        for number in range(10):
            made = decisions(self.rows, self.noise, self.seed + 100 + number)
            before, now = (0, EARLY) if number % 2 else (EARLY, LATE + EARLY)
            name = f"{now - before} decisions more, after {before}"
            yield self._case(name, made[:before], made[:now], made[now : now + HELD_OUT])

    def equal(self) -> Iterator[Case]:
        """Twenty as good as the champion: as many decisions about other comments of the same pages."""
        for number in range(20):
            made = decisions(self.rows, self.noise, self.seed + 200 + number // 4)
            one, rest = made[:EARLY], made[EARLY:-HELD_OUT]
            other = random.Random(number).sample(rest, EARLY)
            yield self._case(f"as many other decisions {number + 1}", one, other, made[-HELD_OUT:])

    def _against(
        self, name: str, number: int, change: Callable[[list[Labelled], random.Random], list[Labelled]]
    ) -> Case:
        made = decisions(self.rows, self.noise, self.seed + number % 10)
        learned = made[:LATE]
        changed = change(list(learned), random.Random(number))
        return self._case(name, learned, changed, made[LATE : LATE + HELD_OUT])

    def _case(
        self, name: str, before: Sequence[Labelled], now: Sequence[Labelled], held_out: Sequence[Labelled]
    ) -> Case:
        both = {one.comment: one for one in (*before, *now)}
        return Case(name, self._job(before), self._job(now), list(both.values()), held_out)

    def _job(self, lessons: Sequence[Labelled]) -> dict[str, Any]:
        if not lessons:
            return {"lessons": None}
        text = as_yaml(lessons)
        path = self.folder / f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.yml"
        path.write_text(text, encoding="utf-8")
        return {"lessons": str(path)}


def _shuffled(some: list[Labelled], chance: random.Random) -> list[Labelled]:
    labels = [one.intent for one in some]
    chance.shuffle(labels)
    return [replace(one, intent=label) for one, label in zip(some, labels, strict=True)]


def _poisoned(some: list[Labelled], chance: random.Random) -> list[Labelled]:
    """Of the complaints, two in five are called praise."""
    return [
        replace(one, intent="praise") if one.intent == "complaint" and chance.random() < 0.4 else one for one in some
    ]


def _one_page(some: list[Labelled], chance: random.Random) -> list[Labelled]:
    pages = sorted({one.page for one in some}, key=lambda page: -sum(one.page == page for one in some))
    page = pages[chance.randrange(3)]
    return [one for one in some if one.page == page]


class Workshop:
    """A process of the assistant environment that trains challengers and asks each about all texts once."""

    def __init__(self, texts: Sequence[str], folder: Path, kept: Path | None = None) -> None:
        path = folder / "texts.json"
        self._kept = kept
        self._places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
        path.write_text(json.dumps(list(self._places)), encoding="utf-8")
        python = read_settings(os.environ).home / "venv" / "assistant" / "bin" / "python"
        command = [str(python), "-W", "ignore", "-m", "benchmarks.challengers", str(path)]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=dict(os.environ), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._known: dict[str, dict[str, Any]] = {}

    def said(self, job: dict[str, Any], texts: Sequence[str]) -> dict[str, list[Any]]:
        """What a challenger says of the texts: shares in ORDER, chances and division."""
        key = json.dumps({**job, "lessons": Path(job["lessons"]).name if job["lessons"] else None}, sort_keys=True)
        kept = self._kept / f"{hashlib.sha256(key.encode()).hexdigest()[:24]}.json" if self._kept else None
        if kept is not None and kept.is_file():
            self._known[key] = json.loads(kept.read_text(encoding="utf-8"))
        if key not in self._known:
            assert self._process.stdin is not None and self._process.stdout is not None
            self._process.stdin.write(json.dumps({"name": "", **job}) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
            if not line:
                raise SystemExit("Training broke off; its error is above.")
            self._known[key] = json.loads(line)
            if kept is not None:
                kept.write_text(line, encoding="utf-8")
        known, places = self._known[key], [self._places[text] for text in texts]
        return {name: [known[name][place] for place in places] for name in ("shares", "chances", "division")}

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def judged(case: Case, folder: Path, workshop: Workshop) -> Verdict:
    """The gate's verdict."""
    trial = make_trial(case.held_out, case.learned, ROOT / "tests" / "data", folder / "gold")
    old, new = (workshop.said(job, trial.texts)["shares"] for job in (case.champion, case.challenger))
    return judge(trial.rows, *(trial.model(_answers(said)) for said in (old, new)))


def _answers(said: Sequence[Sequence[float]]) -> list[dict[str, Any]]:
    return [{"shares": dict(zip(ORDER, shares, strict=True)), "escalate": True} for shares in said]


def main() -> None:
    """All cases, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--map", action="append", default=[], metavar="OLD=NEW")
    parser.add_argument("--only", default="bad,honest,equal")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="what challengers said, for another try of the gate"
    )
    parser.add_argument("--noise", type=float, default=0.05)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rows = read_rows(options.file, dict(pair.split("=", 1) for pair in options.map))
    wanted = {"bad": "refused", "honest": "promoted", "equal": "refused"}
    with tempfile.TemporaryDirectory(prefix="sharewell-gate-") as name:
        folder = Path(name)
        cases = Cases(rows, options.noise, options.seed, folder)
        fixed = make_trial([], [], ROOT / "tests" / "data", folder / "gold").texts
        workshop = Workshop([*(masked(row.text, None) for row in rows), *fixed], folder, options.keep)
        for kind in options.only.split(","):
            right = total = 0
            for case in getattr(cases, kind)():
                started = time.monotonic()
                verdict = judged(case, folder, workshop)
                became = "promoted" if verdict.promote else "refused"
                right, total = right + (became == wanted[kind]), total + 1
                took = time.monotonic() - started
                print(f"{kind:<7}{case.name:<34}{became:<10}{took:5.0f} s  {verdict.reasons[0]}", flush=True)
            print(f"{kind}: {right} of {total} {wanted[kind]}\n", flush=True)
        workshop.close()


if __name__ == "__main__":
    sys.exit(main())
