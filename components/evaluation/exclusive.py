"""A classifier for any set of labels of which each comment has one: the project's scorers, calibrated together.

Each label gets every scorer against the others. A multinomial logistic regression on scores of rows that the scorers had
not seen turns them into shares that sum to 1 (Platt 1999, for several classes at once).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Final

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from components.cleaning import cleaned
from components.scoring import kernel, linear, ngrams
from components.scoring.points import Points

INNER_FOLDS: Final = 4
# Weights and offsets of each scorer, in the order of what `_Seen` shows it.
Fitted = list[tuple[np.ndarray, np.ndarray]]


class ExclusiveClassifier:
    """Learns from texts as they came, their vectors [n, 768] and one label each."""

    def __init__(self, texts: Sequence[str], vectors: np.ndarray, labels: Sequence[str]) -> None:
        """Train; the same rows in the same order give the same classifier."""
        self.classes = sorted(set(labels))
        # Of two classes one score says it all.
        scored = self.classes if len(self.classes) > 2 else self.classes[1:]
        words = [cleaned(text) for text in texts]
        self._ngrams = ngrams.NgramVectors.learn(words)
        self._place, self._points = Points.learned_on(texts, vectors)
        rows, square = self._ngrams(words), kernel.gram(self._points, self._points).astype(np.float64)
        truth = np.array([[label == name for name in scored] for label in labels], dtype=int)
        held_out = np.zeros((len(labels), 3 * len(scored)))
        folds = max(2, min(INNER_FOLDS, min(np.unique(labels, return_counts=True)[1])))
        for known, unknown in StratifiedKFold(folds, shuffle=True, random_state=0).split(truth, labels):
            inside = np.ascontiguousarray(square[np.ix_(known, known)])
            fitted = _fit(rows[known], inside, self._points[known], truth[known])
            across = square[np.ix_(unknown, known)]
            held_out[unknown] = _scores(fitted, rows[unknown], across, self._points[unknown])
        self._fitted = _fit(rows, square, self._points, truth)
        self._calibration = LogisticRegression(C=10.0, max_iter=1000).fit(held_out, labels)

    def shares(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """The probability of each of `classes`, [n, classes]."""
        points = self._place(texts, vectors)
        rows = self._ngrams([cleaned(text) for text in texts])
        scores = _scores(self._fitted, rows, kernel.gram(points, self._points), points)
        return np.asarray(self._calibration.predict_proba(scores))


def _fit(rows: Any, square: np.ndarray, points: np.ndarray, truth: np.ndarray) -> Fitted:
    """Every scorer for each label; the fits don't hold Python's lock, so threads share the machine."""
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        jobs = [
            [pool.submit(fit, seen, column) for column in truth.T]
            for fit, seen in ((ngrams.fit, rows), (kernel.fit, square), (linear.fit, points))
        ]
        return [_stack(futures) for futures in jobs]


def _scores(fitted: Fitted, *seen: Any) -> np.ndarray:
    """[n, scorers * labels]; `seen` are the rows as each scorer sees them."""
    return np.hstack([rows @ weights.T + offsets for rows, (weights, offsets) in zip(seen, fitted, strict=True)])


def _stack(futures: Sequence[Future[tuple[np.ndarray, float]]]) -> tuple[np.ndarray, np.ndarray]:
    weights, offsets = zip(*(future.result() for future in futures), strict=True)
    return np.stack(weights), np.array(offsets)
