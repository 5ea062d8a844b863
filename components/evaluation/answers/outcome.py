"""What a trial of a finder came to, once: the terminal, the JSON and the report all show this."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from components.answering.finder import Found
from components.answering.threshold import Curve, curve
from components.evaluation.rows import Labelled

DRAWS: Final = 1000
POINTS: Final = 50
FIGURES: Final = {
    "mcc": "MCC over all queries",
    "in_scope_accuracy": "in-scope accuracy",
    "out_of_scope_recall": "out-of-scope recall",
    "answer_precision": "answers that are right",
    "answered": "queries answered",
}


@dataclass(frozen=True)
class Outcome:
    """Queries with what was found for them, beside how the finder came about."""

    train: str
    test: str
    none: str
    examples: dict[str, int]
    unanswered: int
    rows: Sequence[Labelled]
    found: Found
    seconds: float
    milliseconds: float
    left_out: dict[str, int] = field(default_factory=dict)
    truth: np.ndarray = field(init=False)
    said: np.ndarray = field(init=False)
    figures: dict[str, float] = field(init=False)
    intervals: dict[str, tuple[float, float]] = field(init=False)
    curve: Curve = field(init=False)

    def __post_init__(self) -> None:
        """Compute the figures once."""
        truth = np.array([row.label for row in self.rows])
        said = np.where(self.found.answered, self.found.labels, self.none)
        object.__setattr__(self, "truth", truth)
        object.__setattr__(self, "said", said)
        object.__setattr__(self, "curve", curve(self.found.sure, self.found.labels, truth, self.none))
        random, count = np.random.default_rng(0), len(truth)
        compute = _figures(truth, said, self.none)
        drawn = [compute(np.bincount(random.integers(0, count, count), minlength=count)) for _ in range(DRAWS)]
        object.__setattr__(self, "figures", compute(np.ones(count)))
        intervals = {name: _interval([figures[name] for figures in drawn]) for name in FIGURES}
        object.__setattr__(self, "intervals", intervals)

    def shown(self, name: str) -> tuple[str, str]:
        """A figure and its interval as a person reads them; a dash where it is a share of nothing."""
        (low, high), value = self.intervals[name], self.figures[name]
        return ("–", "") if np.isnan(value) else (f"{value:.3f}", f"({low:.3f} to {high:.3f})")

    @property
    def strangers(self) -> dict[str, int]:
        """Labels of queries that have no example, so that they can't be found."""
        return {label: count for label, count in Counter(self.truth.tolist()).items() if label not in self._known}

    @property
    def _known(self) -> set[str]:
        return {*self.examples, self.none}

    def by_label(self) -> list[tuple[str, int, int, int, int, int]]:
        """Label, examples, queries, and of these found, refused, and answered with another's; most queries first."""
        counted = []
        for label, queries in sorted(Counter(self.truth.tolist()).items(), key=lambda item: (-item[1], item[0])):
            said = self.said[self.truth == label]
            right, refused = int((said == label).sum()), int((said == self.none).sum())
            refused = 0 if label == self.none else refused
            examples = self.unanswered if label == self.none else self.examples.get(label, 0)
            counted.append((label, examples, queries, right, refused, queries - right - refused))
        return counted

    def confused(self, most: int) -> list[tuple[str, str, int]]:
        """What was asked for, what was said, and how often; the most frequent mistakes first."""
        pairs = Counter(zip(self.truth.tolist(), self.said.tolist(), strict=True))
        wrong = [(asked, said, count) for (asked, said), count in pairs.items() if asked != said]
        return sorted(wrong, key=lambda item: (-item[2], item[0], item[1]))[:most]

    def mistakes(self, most: int) -> list[tuple[Labelled, str, float]]:
        """Queries, what was said and how sure, from the surest on: wrong answers above, needless refusals below."""
        distance = np.abs(self.found.sure - self.found.threshold)
        wrong = [row for row in np.argsort(-distance, kind="stable") if self.said[row] != self.truth[row]]
        return [(self.rows[row], str(self.said[row]), float(self.found.sure[row])) for row in wrong[:most]]

    def points(self) -> list[dict[str, float]]:
        """Figures at thresholds over the whole range, for a curve."""
        kept = np.unique(np.linspace(0, len(self.curve.thresholds) - 1, POINTS).round().astype(int))
        inside = self.truth != self.none
        right = self.found.labels == self.truth
        listed = []
        for place in kept:
            above = self.found.sure >= self.curve.thresholds[place]
            listed.append(
                {
                    "threshold": round(float(self.curve.thresholds[place]), 4),
                    "mcc": round(float(self.curve.mcc[place]), 4),
                    "in_scope_accuracy": round(_share((above & right)[inside]), 4),
                    "out_of_scope_recall": round(_share(~above[~inside]), 4),
                }
            )
        return listed

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        best = self.curve.best
        return {
            "train": self.train,
            "test": self.test,
            "none": self.none,
            "examples": sum(self.examples.values()),
            "labels": len(self.examples),
            "unanswered_examples": self.unanswered,
            "queries": len(self.rows),
            "out_of_scope": int((self.truth == self.none).sum()),
            "threshold": round(self.found.threshold, 4),
            **{name: self._figure(name) for name in FIGURES},
            "best_in_hindsight": {
                "threshold": round(float(self.curve.thresholds[best]), 4),
                "mcc": round(float(self.curve.mcc[best]), 4),
            },
            "left_out": self.left_out,
            "without_examples": self.strangers,
            "seconds_to_train": round(self.seconds, 2),
            "milliseconds_a_query": round(self.milliseconds, 2),
            "by_label": [
                dict(zip(("label", "examples", "queries", "found", "refused", "other"), row, strict=True))
                for row in self.by_label()
            ],
            "confused": [{"label": asked, "said": said, "queries": n} for asked, said, n in self.confused(20)],
            "curve": self.points(),
        }

    def _figure(self, name: str) -> dict[str, float | None]:
        values = (self.figures[name], *self.intervals[name])
        value, low, high = (None if np.isnan(number) else round(number, 4) for number in values)
        return {"value": value, "low": low, "high": high}


def _interval(drawn: Sequence[float]) -> tuple[float, float]:
    """The 2.5 % and 97.5 % points of what was drawn, leaving out draws that were a share of nothing."""
    values = np.array(drawn)
    values = values[~np.isnan(values)]
    if not len(values):
        return float("nan"), float("nan")
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def _share(rows: np.ndarray) -> float:
    return float(rows.mean()) if len(rows) else 0.0


def _figures(truth: np.ndarray, said: np.ndarray, none: str) -> Any:
    """A function from row weights [n] to FIGURES."""
    names, coded = np.unique(np.concatenate([truth, said]), return_inverse=True)
    true, given = coded[: len(truth)], coded[len(truth) :]
    right, inside, answered = truth == said, truth != none, said != none

    def share(rows: np.ndarray, of: np.ndarray, weights: np.ndarray) -> float:
        total = weights[of].sum()
        return float(weights[rows & of].sum() / total) if total else float("nan")

    def compute(weights: np.ndarray) -> dict[str, float]:
        total = float(weights.sum())
        asked, gave = (np.bincount(codes, weights, len(names)) for codes in (true, given))
        spread = (total**2 - float(gave @ gave)) * (total**2 - float(asked @ asked))
        covariance = float(weights[right].sum()) * total - float(asked @ gave)
        return {
            "mcc": covariance / spread**0.5 if spread > 0 else 0.0,
            "in_scope_accuracy": share(right, inside, weights),
            "out_of_scope_recall": share(right, ~inside, weights),
            "answer_precision": share(right, answered, weights),
            "answered": share(answered, np.ones(len(truth), dtype=bool), weights),
        }

    return compute
