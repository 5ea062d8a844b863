"""A figure as CSV: one row a part, an hour, a rule or a person; times in seconds, edit sizes in shares from 0 to 1."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

Figures = Mapping[str, Any]
Rows = list[Sequence[Any]]
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# A spreadsheet would take a text that begins so for a formula (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_of(figure: str, figures: Figures) -> str:
    """The figure as CSV with a line of headings."""
    text = io.StringIO()
    writer = csv.writer(text)
    for row in TABLES[figure](figures):
        writer.writerow([f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in row])
    return text.getvalue()


def _comments(figures: Figures) -> Rows:
    comments = figures["comments"]
    series = comments["by_intent"] + comments["by_channel"]
    names = [f"intent {one['name'] or 'not known'}" for one in comments["by_intent"]]
    names += [f"channel {one['name']}" for one in comments["by_channel"]]
    totals = [sum(values) for values in zip(*(one["values"] for one in comments["by_channel"]), strict=True)]
    return _by_part(figures, ["comments", *names], [totals or _zeros(figures), *(one["values"] for one in series)])


def _outcomes(figures: Figures) -> Rows:
    series = figures["outcomes"]["series"]
    return _by_part(figures, [one["name"] for one in series], [one["values"] for one in series])


def _gaps(figures: Figures) -> Rows:
    return _by_part(figures, ["gaps"], [figures["gaps"]["values"]])


def _by_part(figures: Figures, names: Sequence[str], columns: Sequence[Sequence[Any]]) -> Rows:
    rows = [
        [part["first"], part["last"], *(column[n] for column in columns)] for n, part in enumerate(figures["parts"])
    ]
    return [["from", "to", *names], *rows]


def _zeros(figures: Figures) -> list[int]:
    return [0] * len(figures["parts"])


def _first_reply(figures: Figures) -> Rows:
    return _spreads_by_part(figures, "first_reply", "first replies", "seconds")


def _edits(figures: Figures) -> Rows:
    return _spreads_by_part(figures, "edits", "edited replies", "share")


def _spreads_by_part(figures: Figures, figure: str, what: str, unit: str) -> Rows:
    spreads = figures[figure]["parts"]
    columns = [[one[name] for one in spreads] for name in ("count", "median", "p90")]
    return _by_part(figures, [what, f"median {unit}", f"90th percentile {unit}"], columns)


def _hours(figures: Figures) -> Rows:
    return _spreads("hour", range(24), figures["first_reply"]["hours"])


def _weekdays(figures: Figures) -> Rows:
    return _spreads("weekday", WEEKDAYS, figures["first_reply"]["weekdays"])


def _spreads(heading: str, names: Sequence[Any], spreads: Sequence[Mapping[str, Any]]) -> Rows:
    rows = [[name, one["count"], one["median"], one["p90"]] for name, one in zip(names, spreads, strict=True)]
    return [[heading, "first replies", "median seconds", "90th percentile seconds"], *rows]


def _avoided(figures: Figures) -> Rows:
    rules = figures["avoided"]["rules"]
    return [["rule", "replies", "days before"], *([one["name"], one["total"], one["before"]] for one in rules)]


def _people(figures: Figures) -> Rows:
    people = figures["people"]
    head = ["person", "decisions", "days before", "open assigned", *(str(part["first"]) for part in figures["parts"])]
    return [head, *([one["name"], one["total"], one["before"], one["assigned"], *one["values"]] for one in people)]


TABLES: Final[Mapping[str, Callable[[Figures], Rows]]] = {
    "comments": _comments,
    "first_reply": _first_reply,
    "hours": _hours,
    "weekdays": _weekdays,
    "outcomes": _outcomes,
    "edits": _edits,
    "gaps": _gaps,
    "avoided": _avoided,
    "people": _people,
}
