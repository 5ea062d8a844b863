"""Sheets: the comments and decisions of one page and day, packed, so that those of a year are read in one go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

import numpy as np

ARRIVALS: Final = "arrivals"
DECISIONS: Final = "decisions"
CODED: Final = ("channel", "intent", "outcome", "actor", "rule")
MOST_RULES: Final = 64

# Times are seconds since 1970 in UTC; channel, intent, outcome and actor are codes.
ARRIVAL: Final = np.dtype([("at", "<u4"), ("channel", "u1"), ("intent", "u1"), ("gap", "?"), ("spare", "u1")])
# waited: seconds, NEVER where it is no first reply; edited: ten thousandths, UNKNOWN where there was no draft; avoided: a
# bit for each rule; kept: 1 within the promise, 0 too late, 2 without a promise.
DECISION: Final = np.dtype(
    [
        ("at", "<u4"), ("waited", "<u4"), ("avoided", "<u8"), ("actor", "<u2"), ("edited", "<u2"),
        ("channel", "u1"), ("intent", "u1"), ("outcome", "u1"), ("kept", "u1"),
    ]
)  # fmt: skip
NEVER: Final = 0xFFFFFFFF
UNKNOWN: Final = 0xFFFF
NO_PROMISE: Final = 2
WHOLE: Final = 10_000

Codes = Mapping[str, Mapping[str, int]]


def names_in(rows: Iterable[Mapping[str, Any]]) -> dict[str, set[str]]:
    """The names that packing needs codes for."""
    names: dict[str, set[str]] = {kind: set() for kind in CODED}
    for row in rows:
        for kind in ("channel", "outcome", "actor"):
            if kind in row:
                names[kind].add(row[kind])
        names["intent"].add(row["intent"] or "")
        names["rule"].update(row.get("avoided") or ())
    return names


def arrivals_packed(rows: Iterable[Mapping[str, Any]], codes: Codes) -> dict[str, bytes]:
    """Comments {page_id, received_at, channel, intent, gap}, a sheet a page."""
    pages: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        pages[row["page_id"]].append(
            (
                _seconds(row["received_at"]),
                codes["channel"][row["channel"]],
                codes["intent"][row["intent"] or ""],
                row["gap"],
                0,
            )
        )
    return {page: np.array(packed, ARRIVAL).tobytes() for page, packed in pages.items()}


def decisions_packed(rows: Iterable[Mapping[str, Any]], codes: Codes) -> dict[str, bytes]:
    """Rows of number_decisions, a sheet a page."""
    pages: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        pages[row["page_id"]].append(
            (
                _seconds(row["at"]),
                NEVER if row["waited"] is None else min(row["waited"], NEVER - 1),
                sum(1 << codes["rule"][rule] for rule in row["avoided"] if codes["rule"][rule] < MOST_RULES),
                codes["actor"][row["actor"]],
                UNKNOWN if row["edited"] is None else round(WHOLE * row["edited"]),
                codes["channel"][row["channel"]],
                codes["intent"][row["intent"] or ""],
                codes["outcome"][row["outcome"]],
                NO_PROMISE if row["kept"] is None else int(row["kept"]),
            )
        )
    return {page: np.array(packed, DECISION).tobytes() for page, packed in pages.items()}


def _seconds(at: datetime) -> int:
    return int(at.timestamp())
