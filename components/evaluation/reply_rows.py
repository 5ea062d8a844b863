"""Comments with the replies that were sent, from a CSV file or JSON lines."""

from __future__ import annotations

import csv
import html
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Final

from components.evaluation.errors import EvaluationError
from components.evaluation.rows import MAX_TEXT, decoded, dialect_of

COMMENT: Final = ("comment", "consumer", "text")
REPLY: Final = ("reply",)
COMPANY: Final = ("page", "company")
DATE: Final = ("date", "at")
FEWEST: Final = 20


@dataclass(frozen=True)
class Answered:
    """A comment and the reply that was sent to it; `company` is empty where the file tells none."""

    comment: str
    reply: str
    company: str
    at: datetime | None


def read_answered(path: Path) -> tuple[list[Answered], dict[str, int]]:
    """The usable rows in order of time, and how many were left out for which reason; raises EvaluationError.

    Where a row has no date that can be read, all stay in the order of the file.
    """
    source = decoded(path)
    rows: list[Answered] = []
    left_out: Counter[str] = Counter()
    for values in _json_lines(path, source) if source.lstrip().startswith("{") else _csv(path, source):
        if isinstance(values, str):
            left_out[values] += 1
            continue
        comment, reply = _text(values, COMMENT), _text(values, REPLY)
        if not comment or not reply or max(len(comment), len(reply)) > MAX_TEXT:
            reason = "no comment" if not comment else "no reply" if not reply else f"over {MAX_TEXT:,} characters"
            left_out[reason] += 1
            continue
        rows.append(Answered(comment, reply, _text(values, COMPANY), _date(_text(values, DATE))))
    if len(rows) < FEWEST:
        raise EvaluationError(f"{path} has {len(rows)} rows with a comment and a reply; at least {FEWEST} are needed.")
    if all(row.at is not None for row in rows):
        rows.sort(key=lambda row: row.at or datetime.min)
    return rows, dict(left_out)


def _csv(path: Path, source: str) -> Iterator[Mapping[str, Any]]:
    reader = csv.DictReader(io.StringIO(source, newline=""), dialect=dialect_of(source.split("\n", 1)[0]))
    reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or []]
    for wanted in (COMMENT[:2], REPLY):
        if not set(wanted) & set(reader.fieldnames) and not (wanted != REPLY and "text" in reader.fieldnames):
            known = ", ".join(reader.fieldnames) or "none"
            raise EvaluationError(f"{path} has no column named {' or '.join(wanted)}; its columns are: {known}.")
    try:
        yield from reader
    except csv.Error as error:
        raise EvaluationError(f"{path} is not CSV from line {reader.line_num} on ({error}).") from error


def _json_lines(path: Path, source: str) -> Iterator[Mapping[str, Any] | str]:
    for line in filter(str.strip, source.split("\n")):
        try:
            values = json.loads(line)
        except (ValueError, RecursionError):
            yield "not JSON"
            continue
        yield values if isinstance(values, dict) else "not a JSON object"


def _text(values: Mapping[str, Any], names: tuple[str, ...]) -> str:
    value = next((values[name] for name in names if values.get(name)), "")
    return html.unescape(value).strip() if isinstance(value, str) else ""


def _date(text: str) -> datetime | None:
    """ISO 8601, the form of e-mails, or that of Twitter's exports."""
    for read in (datetime.fromisoformat, parsedate_to_datetime, _of_twitter):
        try:
            at = read(text.replace("Z", "+00:00") if read is datetime.fromisoformat else text)
        except (ValueError, TypeError, IndexError):
            continue
        return at if at.tzinfo else at.replace(tzinfo=timezone.utc)
    return None


def _of_twitter(text: str) -> datetime:
    return datetime.strptime(text, "%a %b %d %H:%M:%S %z %Y")
