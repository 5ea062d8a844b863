"""A replay as curves: likeness to what was sent, by how much memory there was, with 95 % intervals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from components.evaluation.replay import MEASURES, NEAR, SHARES, WAYS, Replay

DRAWS: Final = 1000
PARTS: Final = 10


@dataclass(frozen=True)
class Figure:
    """A mean, and where it lies with 95 % certainty (bootstrap over comments, percentiles)."""

    value: float
    low: float
    high: float

    def as_dict(self) -> dict[str, float]:
        """As in --json."""
        return {"value": round(self.value, 4), "low": round(self.low, 4), "high": round(self.high, 4)}


@dataclass(frozen=True)
class Point:
    """One point of a curve: how much memory, how many comments, and by measure and way how near to what was sent.

    The way `gain` is memory less none, comment by comment. `near`: for how many the desk would draft from memory.
    """

    memory: str
    rows: int
    near: float | None
    figures: Mapping[str, Mapping[str, Figure]]

    def as_dict(self) -> dict[str, Any]:
        """As in --json."""
        figures = {name: {way: f.as_dict() for way, f in by_way.items()} for name, by_way in self.figures.items()}
        near = None if self.near is None else round(self.near, 4)
        return {"memory": self.memory, "rows": self.rows, "near": near, **figures}


@dataclass(frozen=True)
class Curves:
    """`grown`: ten equal parts of the comments by how many earlier pairs their company had. `shares`: all comments,
    each drafted from a tenth, two tenths, … of the pairs there were; `growth` is the last less the first."""

    file: Path
    companies: int
    whole: Point
    grown: list[Point]
    shares: list[Point]
    growth: Mapping[str, Figure]
    left_out: Mapping[str, int]

    def as_dict(self) -> dict[str, Any]:
        """As in --json."""
        return {
            "file": str(self.file),
            "rows": self.whole.rows,
            "companies": self.companies,
            "near_from": NEAR,
            "whole": self.whole.as_dict(),
            "grown": [point.as_dict() for point in self.grown],
            "shares": [point.as_dict() for point in self.shares],
            "growth": {name: figure.as_dict() for name, figure in self.growth.items()},
            "left_out": dict(self.left_out),
        }


def curves_of(replayed: Replay, file: Path, companies: int, left_out: Mapping[str, int]) -> Curves:
    """All figures of a replay."""
    everything = np.arange(len(replayed.sizes))
    parts = np.array_split(np.argsort(replayed.sizes, kind="stable"), PARTS)
    return Curves(
        file=file,
        companies=companies,
        whole=_point(_span(replayed.sizes), replayed, everything),
        grown=[_point(_span(replayed.sizes[part]), replayed, part) for part in parts],
        shares=[_share(place, replayed) for place in range(len(SHARES))],
        growth={name: figure_of(replayed.partial[name][-1] - replayed.partial[name][0]) for name in MEASURES},
        left_out=left_out,
    )


def _point(memory: str, replayed: Replay, rows: np.ndarray) -> Point:
    figures = {}
    for name in MEASURES:
        scores = {way: replayed.scores[name][way][rows] for way in WAYS}
        scores["gain"] = scores["memory"] - scores["none"]
        figures[name] = {way: figure_of(values) for way, values in scores.items()}
    return Point(memory, len(rows), float(replayed.near[rows].mean()), figures)


def _share(place: int, replayed: Replay) -> Point:
    figures = {}
    for name in MEASURES:
        memory, none = replayed.partial[name][place], replayed.scores[name]["none"]
        figures[name] = {"memory": figure_of(memory), "none": figure_of(none), "gain": figure_of(memory - none)}
    return Point(f"{SHARES[place]:.0%}", len(replayed.sizes), None, figures)


def figure_of(values: np.ndarray) -> Figure:
    """The mean with its interval; the same draws for the same number of rows."""
    random = np.random.default_rng(0)
    means = [values[random.integers(0, len(values), len(values))].mean() for _ in range(DRAWS)]
    low, high = np.percentile(means, [2.5, 97.5])
    return Figure(float(values.mean()), float(low), float(high))


def _span(sizes: np.ndarray) -> str:
    low, high = int(sizes.min()), int(sizes.max())
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
