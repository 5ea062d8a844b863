"""Articles from a CSV file: a header with title and text, one article a row."""

from __future__ import annotations

import csv
import io
from typing import Any, Final

from desk.domain.errors import Invalid
from desk.services.knowledge import Reading, article_of
from desk.sources.addresses import derived, slug
from desk.sources.html import as_markdown

BODY_COLUMNS: Final = ("text", "body", "content")
COLUMNS: Final = ("id", "title", "url", "topic", "answer", "valid_from", "valid_until")
AUDIENCE: Final = ("country", "product")
_YES: Final = frozenset({"yes", "true", "1", "x", "y"})
_NO: Final = frozenset({"no", "false", "0", "n", ""})


def read_csv(text: str, name: str, page_id: str | None = None) -> Reading:
    """The articles of a CSV file with commas, semicolons or tabs; raises Invalid where its header can't be used.

    A row that can't be used is left out with its line number; the rest goes on.
    """
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    header = [(column or "").strip().lower() for column in reader.fieldnames or []]
    reader.fieldnames = header
    body = next((column for column in BODY_COLUMNS if column in header), None)
    if "title" not in header or body is None:
        shown = ", ".join(header)[:200] or "empty"
        raise Invalid(f"{name} needs a column title and one of text, body or content; its header is: {shown}.")
    doubled = {column for column in header if column and header.count(column) > 1}
    if doubled:
        raise Invalid(f"{name} has more than one column {', '.join(sorted(doubled))}.")
    reading = Reading()
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return reading
        except csv.Error as error:
            reading.leave_out(f"line {reader.line_num}", f"is not CSV ({error})")
            continue
        where = f"line {reader.line_num}"
        if None in row:
            reading.leave_out(where, "has more columns than the header: texts with the separator in them need quotes")
            continue
        _add(reading, {key: value for key, value in row.items() if isinstance(value, str)}, body, where, page_id)


def _add(reading: Reading, row: dict[str, str], body: str, where: str, page_id: str | None) -> None:
    title, given = row.get("title", "").strip(), row.get("id", "").strip()
    if not any(value.strip() for value in row.values()):
        return
    default_id = derived(slug(title), page_id) if title else ""
    article_id = given or default_id or None
    try:
        meta: dict[str, Any] = {key: value.strip() for key in COLUMNS if (value := row.get(key, "")).strip()}
        meta["questions"] = [part.strip() for part in row.get("questions", "").split("|") if part.strip()]
        meta["audience"] = {key: value.strip() for key in AUDIENCE if (value := row.get(key, "")).strip()}
        meta["incident"] = _flag(row.get("incident", ""))
        article = article_of(meta, as_markdown(row.get(body, "")), default_id=default_id, page_id=page_id)
    except Invalid as error:
        reading.leave_out(where, error, article_id)
    else:
        reading.add(article, where)


def _delimiter(text: str) -> str:
    """The one of comma, semicolon and tab that makes most columns of the header."""
    first = text.lstrip().split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _flag(value: str) -> bool:
    value = value.strip().lower()
    if value not in _YES | _NO:
        raise Invalid(f"`incident` is {value[:40]!r}; it must be yes or no")
    return value in _YES
