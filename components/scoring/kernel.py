"""Scorer two: a support vector machine with a Gaussian kernel over points (see `components.scoring.points`).

One Gram matrix serves every label and fold, and at prediction time one row of it serves every label.

What people decided about their own comments is twice as alike among itself as its points are: each comment is taken for
one of theirs, so their decisions bend the function for them and leave what is shipped to the rest (Daumé III 2007).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from sklearn.svm import SVC

COST: Final = 1.0
WIDTH: Final = 0.8
OWN: Final = 1.0


def squared_lengths(points: np.ndarray) -> np.ndarray:
    """Squared length of each row, [n]."""
    return (points**2).sum(axis=1)


def gram(left: np.ndarray, right: np.ndarray, right_lengths: np.ndarray | None = None) -> np.ndarray:
    """exp(-WIDTH * squared distance), [len(left), len(right)] float32.

    `right_lengths`: squared lengths of `right`, where they are known already; for one row on the left they cost more
    than all the rest.
    """
    lengths = squared_lengths(right) if right_lengths is None else right_lengths
    # In place: of ten thousand rows each further matrix would be 400 MB.
    squared = left @ right.T
    squared *= -2.0
    squared += squared_lengths(left)[:, None]
    squared += lengths[None, :]
    np.maximum(squared, 0.0, out=squared)
    squared *= -WIDTH
    return np.exp(squared, out=squared)


def inside(square: np.ndarray, known: np.ndarray, decided: np.ndarray | None = None) -> np.ndarray:
    """The part of a Gram matrix [n, n] that is about the rows `known`, as `fit` takes it: float64, in one piece.

    `decided` [len(known)]: which of them people decided.
    """
    part = np.empty((len(known), len(known)))
    for place, row in enumerate(known):
        part[place] = square[row, known]
    if decided is not None:
        part[np.ix_(decided, decided)] *= 1.0 + OWN
    return part


def for_their_comments(weights: np.ndarray, decided: np.ndarray) -> np.ndarray:
    """What `fit` found for rows [n], to be used with plain likenesses to a comment that is taken for one of theirs."""
    return weights * np.where(decided, 1.0 + OWN, 1.0).astype(weights.dtype)


def fit(kernel: np.ndarray, truth: np.ndarray, importance: np.ndarray | None = None) -> tuple[np.ndarray, float]:
    """Weight of each training row [n] and the offset; `kernel` is [n, n], `truth` [n] of 0 and 1.

    `importance` [n] says how many ordinary rows a row counts for.
    """
    weights = np.zeros(len(truth), dtype=np.float32)
    if truth.min() == truth.max():
        return weights, 1.0 if truth.max() else -1.0
    machine = SVC(C=COST, kernel="precomputed", cache_size=100).fit(kernel, truth, sample_weight=importance)
    weights[machine.support_] = machine.dual_coef_[0]
    return weights, float(machine.intercept_[0])
