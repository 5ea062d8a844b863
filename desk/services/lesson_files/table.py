"""CSV with a header: ``text`` and ``label``, and what else is known. Cells that a spreadsheet would run are defused."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from desk.domain.errors import Invalid
from desk.domain.lesson_file import UNREADABLE, LabelIn, LeftOut, LessonOut
from desk.services.lesson_files.checking import Names, checked
from desk.services.lesson_files.facts import facts_of

COLUMNS: Final = (
    *("text", "label", "source", "weight", "date", "page", "language", "comment"),
    *("predicted", "predicted_score"),
)
LABEL: Final = ("label", "intent")
MOST_IN_CELL: Final = 10_000_000
# A spreadsheet would take a text that begins so for a formula (https://owasp.org/www-community/attacks/CSV_Injection).
# One that begins like a defused one is defused too, so that what is read is what was written.
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_DEFUSED: Final = re.compile(r"'+[=+\-@\t\r]")
csv.field_size_limit(MOST_IN_CELL)


def write(rows: Iterable[LessonOut]) -> Iterator[str]:
    """The file in parts."""
    yield _line(COLUMNS)
    for row in rows:
        facts = facts_of(row)
        if row.predicted:
            facts |= {"predicted": row.predicted.intent, "predicted_score": row.predicted.share}
        yield _line([_harmless(facts.get(name)) for name in COLUMNS])


def read(source: str, names: Names) -> Iterator[LabelIn | LeftOut]:
    """The labels; raises Invalid for a file without the columns."""
    header = next((line for line in source.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(source, newline=""), delimiter=max(",;\t", key=header.count))
    columns: list[str] | None = None
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield LeftOut(line, UNREADABLE, f"is not CSV ({error})")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if columns is None:
            columns = _columns(cells)
        elif len(cells) > len(columns):
            yield LeftOut(line, UNREADABLE, "has more cells than the header")
        else:
            yield _label_of(line, dict(zip(columns, map(_whole, cells), strict=False)), names)


def _columns(cells: list[str]) -> list[str]:
    columns = [cell.strip().casefold() for cell in cells]
    if not set(LABEL) & set(columns) or not {"text", "comment"} & set(columns):
        shown = ", ".join(columns)[:200]
        raise Invalid(f"The file has no columns named text and label; its header is: {shown}")
    return columns


def _label_of(line: int, cells: Mapping[str, str], names: Names) -> LabelIn | LeftOut:
    return checked(
        line,
        names,
        text=cells.get("text"),
        label=next((cells[name] for name in LABEL if cells.get(name)), None),
        comment=cells.get("comment"),
        language=cells.get("language"),
        at=cells.get("date"),
    )


def _line(cells: Iterable[Any]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def _whole(cell: str) -> str:
    return cell[1:] if _DEFUSED.match(cell) else cell
