"""Comments with the replies that were sent, from a file: CSV or JSON lines. A bad row never stops the rest."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any, Final

from desk.commands.rows import BadRow
from desk.domain.errors import DeskError, Invalid
from desk.domain.text import MAX_COMMENT, MAX_REPLY, cleaned

COMMENT: Final = ("comment", "consumer", "text")
REPLY: Final = ("reply",)
DATE: Final = ("date", "at")
PAGE: Final = ("page",)


@dataclass(frozen=True)
class AnsweredRow:
    """One pair of a file; ``number`` is its line, from 1. ``page`` is None where the row names none."""

    number: int
    comment: str
    reply: str
    at: datetime | None = None
    page: str | None = None


def read_answered(source: str, name: str = "") -> list[AnsweredRow | BadRow]:
    """The pairs in ``source``, by its form; raises Invalid for a CSV file without the two columns."""
    first = next((line for line in source.splitlines() if line.strip()), "")
    if name.endswith((".jsonl", ".ndjson", ".json")) or first.lstrip().startswith("{"):
        return list(_json_lines(source))
    return list(_csv(source, first, name))


def _json_lines(source: str) -> Iterator[AnsweredRow | BadRow]:
    for number, line in enumerate(source.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield BadRow(number, f"is not JSON ({error})")
            continue
        yield _checked(number, value) if isinstance(value, dict) else BadRow(number, "is not a JSON object")


def _csv(source: str, header: str, name: str) -> Iterator[AnsweredRow | BadRow]:
    reader = csv.DictReader(io.StringIO(source, newline=""), delimiter=max(",;\t", key=header.count))
    reader.fieldnames = [column.strip().lower() for column in reader.fieldnames or []]
    for wanted in (COMMENT, REPLY):
        if not set(wanted) & set(reader.fieldnames):
            raise Invalid(f"{name or 'The file'} has no column named {wanted[0]}; its header is: {header[:200]}")
    while True:
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield BadRow(reader.line_num, f"is not CSV ({error})")
            continue
        yield _checked(reader.line_num, values)


def _checked(number: int, values: Mapping[str, Any]) -> AnsweredRow | BadRow:
    try:
        comment = cleaned(_value(values, COMMENT), "the comment", MAX_COMMENT)
        reply = cleaned(_value(values, REPLY), "the reply", MAX_REPLY)
        at = time_of(_value(values, DATE))
    except DeskError as error:
        return BadRow(number, str(error).rstrip("."))
    return AnsweredRow(number, comment, reply, at, _value(values, PAGE).strip() or None)


def _value(values: Mapping[str, Any], names: tuple[str, ...]) -> str:
    value = next((values[name] for name in names if values.get(name)), "")
    return value if isinstance(value, str) else ""


def time_of(text: str) -> datetime | None:
    """ISO 8601 or the form of e-mails; without a zone it is UTC. Raises Invalid for what is neither."""
    text = text.strip()
    if not text:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            at = read(text.replace("Z", "+00:00") if read is datetime.fromisoformat else text)
        except (ValueError, TypeError, IndexError):
            continue
        return at if at.tzinfo else at.replace(tzinfo=timezone.utc)
    raise Invalid(f"the date {text[:40]!r} can't be read; write it as 2026-03-31")
