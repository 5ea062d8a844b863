"""What two models say of held-out decisions, counted so that a report can show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

BINS: Final = 10


@dataclass(frozen=True)
class Bin:
    """Answers about as sure, in tenths from 0 on: how many, how sure on average, and how many of them are right."""

    place: int
    rows: int
    claimed: float
    right: int


@dataclass(frozen=True)
class Read:
    """Decisions of one page and kind, and how many of them each model reads right."""

    page: str | None
    intent: str
    rows: int
    champion: int
    challenger: int


def reliability(answers: Iterable[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Answers as (how sure, whether right) by how sure they are; bins that nothing falls into are left out."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for sure, right in answers:
        bins[min(int(sure * BINS + 1e-9), BINS - 1)].append((sure, right))
    return tuple(
        Bin(place, len(found), sum(sure for sure, _ in found) / len(found), sum(right for _, right in found))
        for place, found in sorted(bins.items())
    )


def counted(rows: Iterable[tuple[str | None, str, bool, bool]]) -> tuple[Read, ...]:
    """Rows as (page, kind, the champion is right, the challenger is right) by page and kind."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    pages: dict[str, str | None] = {}
    for page, intent, champion, challenger in rows:
        pages[page or ""] = page
        found = counts[page or "", intent]
        found[0] += 1
        found[1] += champion
        found[2] += challenger
    return tuple(Read(pages[page], intent, *found) for (page, intent), found in sorted(counts.items()))
