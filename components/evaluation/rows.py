"""Labelled comments from a CSV file: columns `text` and `label`, and one to keep together by, if asked for."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from components.evaluation.errors import EvaluationError

csv.field_size_limit(10_000_000)
MAX_TEXT = 20_000


@dataclass(frozen=True)
class Labelled:
    """One comment with what a person called it; `line` is its last line in the file, from 1."""

    line: int
    text: str
    label: str
    group: str = ""


@dataclass(frozen=True)
class Sample:
    """The usable rows of a file, and how many were left out for which reason."""

    rows: list[Labelled]
    left_out: dict[str, int]

    @property
    def labels(self) -> list[str]:
        """The label of each row."""
        return [row.label for row in self.rows]


def read_sample(path: Path, group: str | None = None) -> Sample:
    """Read a file; raises EvaluationError for one that can't be evaluated."""
    source = io.StringIO(decoded(path), newline="")
    dialect = dialect_of(source.readline())
    source.seek(0)
    reader = csv.DictReader(source, dialect=dialect)
    names = {name.strip().lower(): name for name in reader.fieldnames or [] if name}
    wanted = ["text", "label"] + ([group.strip().lower()] if group else [])
    for name in wanted:
        if name not in names:
            raise EvaluationError(f"{path} has no column named {name}; its columns are: {', '.join(names) or 'none'}.")
    rows: list[Labelled] = []
    left_out: Counter[str] = Counter()
    try:
        for values in reader:
            text, label, *rest = ((values.get(names[name]) or "").strip() for name in wanted)
            if not text or not label or len(text) > MAX_TEXT:
                reason = "empty text" if not text else "no label" if not label else f"over {MAX_TEXT:,} characters"
                left_out[reason] += 1
                continue
            rows.append(Labelled(reader.line_num, text, label, *rest))
    except csv.Error as error:
        raise EvaluationError(f"{path} is not CSV from line {reader.line_num} on ({error}).") from error
    if not rows:
        raise EvaluationError(f"{path} has no row with both a text and a label.")
    return Sample(rows, dict(left_out))


def decoded(path: Path) -> str:
    """The text of a file in UTF-8, or in UTF-16 with its mark; raises EvaluationError with what to do."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise EvaluationError(f"{path} can't be read: {error.strerror or error}.") from error
    try:
        return raw.decode("utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise EvaluationError(
            f"{path} is not UTF-8 (byte {error.start:,}). Save it as UTF-8 and try again, for instance with:"
            f" iconv -f WINDOWS-1252 -t UTF-8"
        ) from error


def dialect_of(header: str) -> type[csv.Dialect]:
    """Commas, or the semicolons and tabs that spreadsheets write in some countries."""

    class Spreadsheet(csv.excel):
        delimiter = max(",;\t", key=header.count)

    return Spreadsheet


def check_enough(labels: list[str], groups: list[str] | None, folds: int) -> None:
    """Raises EvaluationError when there is nothing to tell apart, or too little for the folds asked for."""
    counts = Counter(labels)
    if len(counts) < 2:
        raise EvaluationError(f"All {len(labels):,} rows are labelled {labels[0]!r}: there is nothing to tell apart.")
    if not folds:
        return
    if len(labels) < folds:
        raise EvaluationError(f"There are {len(labels)} rows, fewer than the {folds} folds: use --folds with less.")
    least, fewest = min(counts.items(), key=lambda item: item[1])
    if fewest < 2:
        raise EvaluationError(
            f"The label {least!r} is on one row only: it can't be both learned and tested. Give it another label"
            f" with --map, or leave the row out."
        )
    if groups is not None and len(set(groups)) < folds:
        raise EvaluationError(
            f"There are {len(set(groups))} groups, fewer than the {folds} folds: use --folds with less."
        )
