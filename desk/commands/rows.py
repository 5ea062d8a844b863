"""Comments from a file: CSV with a ``text`` column, JSON lines, or plain lines. A bad row never stops the rest."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from desk.domain.errors import DeskError, Invalid
from desk.domain.text import MAX_COMMENT, cleaned

PASSED_THROUGH: Final = ("id", "text", "channel", "author", "thread")
csv.field_size_limit(10_000_000)


@dataclass(frozen=True)
class Row:
    """One comment of a file; ``number`` is its line, from 1. ``fields`` are the keys that pass through."""

    number: int
    text: str
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class BadRow:
    """A line that can't be used, and why."""

    number: int
    reason: str


def read_source(name: str) -> str:
    """The text of a file, or of standard input for ``-``; raises Invalid with what to do."""
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise Invalid(f"{name} can't be read: {error.strerror or error}.") from None
    encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise Invalid(
            f"{name} is not UTF-8 (byte {error.start:,}). Save it as UTF-8 and try again, for instance with:"
            f" iconv -f WINDOWS-1252 -t UTF-8"
        ) from None


def read_rows(source: str, name: str = "", also: Sequence[str] = ()) -> list[Row | BadRow]:
    """The comments in ``source``, by its form: JSON lines, CSV with a header that has ``text``, else plain lines.

    ``also`` names further keys of JSON lines that pass through.
    """
    first = next((line for line in source.splitlines() if line.strip()), "")
    if name.endswith((".jsonl", ".ndjson", ".json")) or first.lstrip().startswith("{"):
        return list(_json_lines(source, also))
    header = next(csv.reader([first]), [])
    if "text" in [column.strip().lower() for column in header]:
        return list(_csv(source))
    if name.endswith(".csv"):
        raise Invalid(f"{name} has no column named text; its header is: {first[:200]}")
    return [_checked(number, line, {}) for number, line in enumerate(source.splitlines(), 1) if line.strip()]


def _json_lines(source: str, also: Sequence[str]) -> Iterator[Row | BadRow]:
    for number, line in enumerate(source.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield BadRow(number, f"is not JSON ({error})")
            continue
        if not isinstance(value, dict) or not isinstance(value.get("text"), str):
            yield BadRow(number, 'has no key "text" with a string')
            continue
        yield _checked(number, value["text"], value, also)


def _csv(source: str) -> Iterator[Row | BadRow]:
    reader = csv.DictReader(io.StringIO(source, newline=""))
    reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or []]
    while True:
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield BadRow(reader.line_num, f"is not CSV ({error})")
            continue
        yield _checked(reader.line_num, values.get("text") or "", values)


def _checked(number: int, text: str, values: dict[str, Any], also: Sequence[str] = ()) -> Row | BadRow:
    fields = {key: values[key] for key in (*PASSED_THROUGH, *also) if values.get(key) not in (None, "")}
    try:
        text = cleaned(text, "the text", MAX_COMMENT)
    except DeskError as error:
        return BadRow(number, str(error).rstrip("."))
    return Row(number, text, {**fields, "text": text})
