"""Check the training examples: `python -m components.check_data [--test FILE] [FOLDER]`; exit code 1 when something is wrong.

Wrong is: an example twice, nearly twice with the same intent, the same words under two intents, words of a test example.
Near pairs with different intents are hard pairs, wanted and only counted.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import yaml

from components.scoring.labels import INTENTS

ROOT: Final = Path(__file__).parents[1]
NEAR: Final = 0.8
SHORT: Final = 5
LENGTHS: Final = ((1, 8), (9, 25), (26, 60), (61, 10_000))
_BETWEEN: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Line:
    """One example and where it is from; `words` is what it is compared by."""

    text: str
    intent: str
    industry: str
    words: str


@dataclass
class Report:
    """What was found; `wrong` holds one line for each thing to settle."""

    count: int = 0
    hard_pairs: int = 0
    wrong: list[str] = field(default_factory=list)
    by_intent: Counter[str] = field(default_factory=Counter)
    by_industry: Counter[str] = field(default_factory=Counter)
    by_length: Counter[str] = field(default_factory=Counter)


def words_of(text: str) -> str:
    """The text without case, marks and blanks; an emoji alone stays itself."""
    return _BETWEEN.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip() or text.strip()


def examples_in(folder: Path) -> list[Line]:
    """Every example of the NLU files in `folder`."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found = []
    for path in sorted(folder.glob("*.yml")):
        for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=loader).get("nlu", []):
            for example in entry["examples"]:
                text = example["text"].strip()
                found.append(Line(text, entry["intent"], path.stem, words_of(text)))
    return found


def near_pairs(lines: Sequence[Line], others: Iterable[Line] = ()) -> Iterator[tuple[Line, Line]]:
    """Pairs that share at least four fifths of their words; with `others`, pairs of a line and another."""
    holders: dict[str, list[int]] = defaultdict(list)
    sets = [frozenset(line.words.split()) for line in lines]
    others = list(others)
    if others:
        for index, words in enumerate(sets):
            for word in words:
                holders[word].append(index)
    for index, line in enumerate(others or lines):
        words = frozenset(line.words.split())
        if len(words) >= SHORT:
            shared = Counter(place for word in words for place in holders.get(word, ()))
            for place, count in shared.items():
                if count >= NEAR * len(words | sets[place]):
                    yield lines[place], line
        if not others:
            for word in words:
                holders[word].append(index)


def check(lines: Sequence[Line], tests: Sequence[Line] = ()) -> Report:
    """Look for what is wrong, and count."""
    report = Report(count=len(lines))
    first: dict[str, Line] = {}
    for line in lines:
        report.by_intent[line.intent] += 1
        report.by_industry[line.industry] += 1
        size = len(line.text.split())
        report.by_length[next(f"{low}-{high}" for low, high in LENGTHS if max(size, 1) <= high)] += 1
        if line.intent not in INTENTS:
            report.wrong.append(f"{line.industry}: unknown intent {line.intent}: {line.text[:70]}")
        earlier = first.setdefault(line.words, line)
        if earlier is not line:
            what = "twice" if earlier.intent == line.intent else f"{earlier.intent} and {line.intent}"
            report.wrong.append(f"{earlier.industry}, {line.industry}: {what}: {line.text[:70]}")
    for one, other in near_pairs(lines):
        if one.words == other.words:
            continue
        if one.intent != other.intent:
            report.hard_pairs += 1
        else:
            report.wrong.append(f"{one.industry}, {other.industry}: nearly twice: {one.text[:60]} / {other.text[:60]}")
    for line in tests:
        if line.words in first and len(line.words.split()) > 2:
            report.wrong.append(f"{first[line.words].industry}: also a test example: {line.text[:70]}")
    report.wrong += [
        f"{one.industry}: nearly a test example: {one.text[:70]}"
        for one, line in (near_pairs(lines, tests) if tests else ())
        if one.words != line.words
    ]
    return report


def held_out_in(path: Path) -> list[Line]:
    """The held-out examples of a JSON-lines file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Line(row["text"], row["labels"][0], row["industry"], words_of(row["text"])) for row in rows]


def main(arguments: list[str] | None = None) -> int:
    """Print the counts and what is wrong; 1 when anything is."""
    parser = argparse.ArgumentParser(prog="python -m components.check_data", description=__doc__.split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "data" / "nlu")
    parser.add_argument("--test", type=Path, default=ROOT / "tests" / "data" / "understanding.jsonl")
    options = parser.parse_args(arguments)
    report = check(examples_in(options.folder), held_out_in(options.test) if options.test.is_file() else ())
    print(f"{report.count} examples in {len(report.by_industry)} files, {report.hard_pairs} hard pairs")
    for name, counts in (
        ("intent", report.by_intent),
        ("words", report.by_length),
        ("file", report.by_industry),
    ):
        print(f"by {name}: " + ", ".join(f"{key} {count}" for key, count in sorted(counts.items())))
    print("\n".join(report.wrong) or "nothing wrong")
    return 1 if report.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
