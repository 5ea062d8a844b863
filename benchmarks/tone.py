"""The tone check on replies labelled by hand: precision, recall of findings, and how quick it is.

    python -m benchmarks.tone FILE [--show]

FILE holds JSON lines {"text", "comment", "public", "rules": [{"rule", "words"}]}; underscores in a rule's name equal
hyphens, `comment` and `public` may be missing. A finding is right when a label of the same rule overlaps it, and a label is
found when a finding of the same rule overlaps it. Words that stand in the text more than once may be any of them.
``--show`` prints what was wrong and what was missed. Time is that of one check, each text checked three times, the
quickest taken; texts of 900 to 1,100 characters are made by joining neighbours.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from language import tone

LONG = 1000


@dataclass
class Tally:
    """Counts by rule."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Precision, recall and time of the tone check.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", action="store_true", help="print what was wrong and what was missed")
    arguments = parser.parse_args()
    try:
        rows = list(read(arguments.file))
    except (OSError, ValueError) as error:
        sys.exit(f"{arguments.file}: {error}")
    tally = Tally()
    for row in rows:
        for line in count(row, tally):
            if arguments.show:
                print(line)
    report(tally, rows)


def read(file: Path) -> Iterator[dict[str, Any]]:
    """The labelled replies; ValueError names the line of a bad one."""
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            labels = [(label["rule"].replace("_", "-"), label["words"]) for label in row["rules"]]
            said, comment = row["text"], row.get("comment") or ""
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"line {number} is not a labelled reply ({error!r})") from error
        for rule, words in labels:
            if words not in said:
                raise ValueError(f"line {number}: {words!r} ({rule}) is not in the text")
        yield {"text": said, "comment": comment, "public": row.get("public", True), "labels": labels}


def count(row: dict[str, Any], tally: Tally) -> Iterator[str]:
    """Counts a reply's findings; yields a line for each error."""
    text = row["text"]
    findings = tone.check(text, public=row["public"], comment=row["comment"])
    places = [
        (rule, [(match.start(), match.end()) for match in re.finditer(re.escape(words), text)])
        for rule, words in row["labels"]
    ]
    for finding in findings:
        fits = any(rule == finding.rule and _overlap(spans, finding.start, finding.end) for rule, spans in places)
        (tally.right if fits else tally.wrong)[finding.rule] += 1
        if not fits:
            yield f"WRONG  {finding.rule}: {finding.text!r} in {text!r} (comment {row['comment']!r})"
    for (rule, spans), (_, words) in zip(places, row["labels"], strict=True):
        fits = any(rule == finding.rule and _overlap(spans, finding.start, finding.end) for finding in findings)
        (tally.found if fits else tally.missed)[rule] += 1
        if not fits:
            yield f"MISSED {rule}: {words!r} in {text!r} (comment {row['comment']!r})"


def _overlap(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in spans)


def report(tally: Tally, rows: Sequence[dict[str, Any]]) -> None:
    """Prints the figures."""
    print(f"{'rule':22}{'precision':>10}{'recall':>8}{'labels':>8}")
    for rule in sorted({*tally.right, *tally.wrong, *tally.found, *tally.missed}):
        print(_line(rule, *(counts[rule] for counts in (tally.right, tally.wrong, tally.found, tally.missed))))
    counters = (tally.right, tally.wrong, tally.found, tally.missed)
    print(_line("all", *(sum(counts.values()) for counts in counters)))
    clean = [row for row in rows if not row["labels"]]
    quiet = sum(not tone.check(row["text"], public=row["public"], comment=row["comment"]) for row in clean)
    print(f"clean replies without a finding: {quiet} of {len(clean)}")
    print(
        f"p95: {_p95([row['text'] for row in rows]):.2f} ms a reply, {_p95(_long(rows)):.2f} ms for {LONG:,} characters"
    )


def _line(name: str, right: int, wrong: int, found: int, missed: int) -> str:
    return f"{name:22}{_share(right, wrong):>10}{_share(found, missed):>8}{found + missed:>8}"


def _share(part: int, rest: int) -> str:
    return f"{part / (part + rest):.3f}" if part + rest else "-"


def _long(rows: Sequence[dict[str, Any]]) -> list[str]:
    together, texts = "", []
    for row in rows:
        together = f"{together} {row['text']}".strip()
        if len(together) >= LONG:
            texts.append(together[:LONG])
            together = ""
    return texts


def _p95(texts: Sequence[str]) -> float:
    """Milliseconds that 95 % of the checks stay under."""
    times = []
    for text in texts:
        took = []
        for _ in range(3):
            began = time.perf_counter()
            tone.check(text)
            took.append(1000 * (time.perf_counter() - began))
        times.append(min(took))
    return sorted(times)[int(0.95 * (len(times) - 1))] if times else 0.0


if __name__ == "__main__":
    main()
