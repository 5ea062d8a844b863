"""Figures on how well shares fit labels, each with a 95 % interval from resampling (bootstrap, percentiles).

Every figure is computed from row weights: all ones for the figure itself, drawn counts for its interval.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

DRAWS: Final = 1000
BINS: Final = 10
FEWEST_GROUPS: Final = 10
Figures = dict[str, float]


@dataclass(frozen=True)
class Trial:
    """What was said of labelled rows: `truth` [n] are places in `classes`, `shares` [n, classes]."""

    classes: list[str]
    truth: np.ndarray
    shares: np.ndarray
    groups: Sequence[str] | None = None

    @property
    def said(self) -> np.ndarray:
        """The class of the largest share, [n]."""
        return np.asarray(self.shares.argmax(axis=1))

    def figures(self) -> Figures:
        """`accuracy`, `macro_f1`, `auc` (macro, one against the rest), `ece`, and `class/figure` for each class."""
        return _figures(self)(np.ones(len(self.truth)))

    def intervals(self, draws: int = DRAWS) -> dict[str, tuple[float, float]]:
        """The 2.5 % and 97.5 % points of each figure over resampled rows, or groups where there are enough."""
        compute, random = _figures(self), np.random.default_rng(0)
        drawn = [compute(weights) for weights in _weights(self, draws, random)]
        return {
            name: (float(low), float(high))
            for name in drawn[0]
            for low, high in [np.nanpercentile([figures[name] for figures in drawn], [2.5, 97.5])]
        }

    def confusion(self) -> np.ndarray:
        """Rows by label and by what was said, [classes, classes]."""
        return _confusion(self, np.ones(len(self.truth))).astype(int)

    @property
    def resampled(self) -> str:
        """What the intervals draw: `rows`, or `groups` where rows of a group belong together."""
        return "groups" if self.groups is not None and len(set(self.groups)) >= FEWEST_GROUPS else "rows"


def _weights(trial: Trial, draws: int, random: np.random.Generator) -> Any:
    count = len(trial.truth)
    if trial.resampled == "rows":
        for _ in range(draws):
            yield np.bincount(random.integers(0, count, count), minlength=count).astype(float)
        return
    _, members = np.unique(np.asarray(trial.groups), return_inverse=True)
    for _ in range(draws):
        drawn = np.bincount(random.integers(0, members.max() + 1, members.max() + 1), minlength=members.max() + 1)
        yield drawn[members].astype(float)


def _figures(trial: Trial) -> Callable[[np.ndarray], Figures]:
    """A function from row weights to figures; what doesn't depend on the weights is prepared once."""
    top = trial.shares.max(axis=1)
    right = (trial.said == trial.truth).astype(float)
    bins = _bins(top)
    orders = [_Order(trial.shares[:, place], trial.truth == place) for place in range(len(trial.classes))]

    def compute(weights: np.ndarray) -> Figures:
        counts = _confusion(trial, weights)
        figures = {"accuracy": float(np.trace(counts) / counts.sum())}
        per_class: Figures = {}
        for place, name in enumerate(trial.classes):
            hit, said, labelled = counts[place, place], counts[:, place].sum(), counts[place].sum()
            per_class[f"{name}/precision"] = float(hit / said) if said else 0.0
            per_class[f"{name}/recall"] = float(hit / labelled) if labelled else 0.0
            per_class[f"{name}/f1"] = float(2 * hit / (said + labelled)) if said + labelled else 0.0
            per_class[f"{name}/auc"] = orders[place].auc(weights)
        for name in ("f1", "auc"):
            values = [per_class[f"{label}/{name}"] for label in trial.classes]
            figures["macro_f1" if name == "f1" else "auc"] = float(np.mean(values))
        figures["ece"] = _calibration_error(top, right, bins, weights)
        return {**figures, **per_class}

    return compute


def _confusion(trial: Trial, weights: np.ndarray) -> np.ndarray:
    size = len(trial.classes)
    return np.bincount(trial.truth * size + trial.said, weights, minlength=size * size).reshape(size, size)


class _Order:
    """Rows in the order of one class's share, for the area under its ROC curve under any weights."""

    def __init__(self, shares: np.ndarray, positive: np.ndarray) -> None:
        self._order = np.argsort(shares, kind="stable")
        ordered = shares[self._order]
        self._starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
        self._positive = positive[self._order].astype(float)

    def auc(self, weights: np.ndarray) -> float:
        """The chance that a row of the class has a larger share than one that isn't; ties count half."""
        weights = weights[self._order]
        inside = np.add.reduceat(weights * self._positive, self._starts)
        outside = np.add.reduceat(weights * (1.0 - self._positive), self._starts)
        pairs = inside.sum() * outside.sum()
        return float((inside * (np.cumsum(outside) - outside / 2)).sum() / pairs) if pairs else float("nan")


def _bins(top: np.ndarray) -> np.ndarray:
    return np.minimum((top * BINS + 1e-9).astype(int), BINS - 1)  # 0.7 belongs to the bin that starts at 0.7


def _calibration_error(top: np.ndarray, right: np.ndarray, bins: np.ndarray, weights: np.ndarray) -> float:
    """Expected calibration error of the first class's share: ten bins of equal width (Guo et al. 2017)."""
    gaps = np.bincount(bins, weights * (top - right), minlength=BINS)
    return float(np.abs(gaps).sum() / weights.sum())


def reliability(trial: Trial) -> list[tuple[float, float, int]]:
    """Mean share, how often right, and rows, for each bin that has rows."""
    top, bins = trial.shares.max(axis=1), _bins(trial.shares.max(axis=1))
    right = trial.said == trial.truth
    return [
        (float(top[bins == place].mean()), float(right[bins == place].mean()), int((bins == place).sum()))
        for place in range(BINS)
        if (bins == place).any()
    ]
