"""The threshold below which a query is refused, and the correlation (MCC) that it is chosen by.

Matthews correlation for several classes (Gorodkin 2004), as in HINT3 (Arora et al. 2020): a refusal is one more label.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

DRAWS: Final = 30


@dataclass(frozen=True)
class Curve:
    """The correlation when what is at or above each of `thresholds` is answered; rising, both [m]."""

    thresholds: np.ndarray
    mcc: np.ndarray

    @property
    def best(self) -> int:
        """The place of the largest correlation, the lowest of equals."""
        return int(self.mcc.argmax())


def curve(sure: np.ndarray, said: np.ndarray, truth: np.ndarray, none: str, weights: np.ndarray | None = None) -> Curve:
    """Every threshold that makes a difference; `said` and `truth` are labels [n], `sure` [n], `weights` [n] of rows."""
    weights = np.ones(len(sure)) if weights is None else weights
    names, coded = np.unique(np.concatenate([truth, said, [none]]), return_inverse=True)
    true, answer, refused = coded[: len(sure)], coded[len(sure) : -1], coded[-1]
    order = np.argsort(-sure, kind="stable")
    true, answer, weights, ordered = true[order], answer[order], weights[order], sure[order]
    total = weights.sum()
    in_truth = np.bincount(true, weights, minlength=len(names))
    # Nothing answered, then one row more at a time, the surest first.
    right = in_truth[refused] + np.cumsum(weights * ((answer == true).astype(float) - (true == refused)))
    answered = np.cumsum(weights)
    mass = np.zeros((len(sure), len(names)))
    mass[np.arange(len(sure)), answer] = weights
    mass = np.cumsum(mass, axis=0)
    mass[:, refused] += total - answered
    spread = (total**2 - (mass**2).sum(axis=1)) * (total**2 - (in_truth**2).sum())
    covariance = right * total - mass @ in_truth
    with np.errstate(invalid="ignore", divide="ignore"):
        mcc = np.where(spread > 1e-12 * total**4, covariance / np.sqrt(np.maximum(spread, 1e-300)), 0.0)
    last = np.append(ordered[1:] != ordered[:-1], True)  # rows that are equally sure are answered together
    return Curve(ordered[last][::-1], mcc[last][::-1])


def choose(sure: np.ndarray, said: np.ndarray, truth: np.ndarray, none: str, weights: np.ndarray) -> float:
    """The threshold of the largest correlation, the mean over resampled rows: one row must not decide it."""
    random = np.random.default_rng(0)
    found = []
    for _ in range(DRAWS):
        drawn = random.integers(0, len(sure), len(sure))
        drawn_curve = curve(sure[drawn], said[drawn], truth[drawn], none, weights[drawn])
        found.append(drawn_curve.thresholds[drawn_curve.best])
    return float(np.mean(found))
