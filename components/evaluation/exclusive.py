"""A classifier for any set of labels of which each comment has one: the project's scorers, calibrated together.

Each label gets every scorer against the others. A multinomial logistic regression on scores of rows that the scorers had
not seen turns them into shares that sum to 1 (Platt 1999, for several classes at once). What the shipped model already
knows of a comment, how likely it is a question, a complaint, praise, is one more thing to learn from.
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
# How far what the shipped model knows moves a point, beside two vectors of length 1.
KNOWN_REACH: Final = 0.1
# Weights and offsets of each scorer, in the order of what they are shown.
Fitted = list[tuple[np.ndarray, np.ndarray]]


class ExclusiveClassifier:
    """Learns from texts as they came, their vectors [n, 768], one label each, and what is known of them [n, k].

    `known` are logits; [n, 0] where there is no shipped model.
    """

    def __init__(self, texts: Sequence[str], vectors: np.ndarray, labels: Sequence[str], known: np.ndarray) -> None:
        """Train; the same rows in the same order give the same classifier."""
        self.classes = sorted(set(labels))
        # Of two classes one score says it all.
        scored = self.classes if len(self.classes) > 2 else self.classes[1:]
        words = [cleaned(text) for text in texts]
        self._ngrams = ngrams.NgramVectors.learn(words)
        self._place, points = Points.learned_on(texts, vectors)
        self._points = _beside(points, known)
        rows, square = self._ngrams(words), kernel.gram(self._points, self._points)
        truth = np.array([[label == name for name in scored] for label in labels], dtype=int)
        held_out = np.zeros((len(labels), 3 * len(scored) + known.shape[1]))
        folds = max(2, min(INNER_FOLDS, min(np.unique(labels, return_counts=True)[1])))
        for learned, tested in StratifiedKFold(folds, shuffle=True, random_state=0).split(truth, labels):
            fitted = _fit(rows, square, self._points, truth, learned)
            across = square[np.ix_(tested, learned)]
            scores = _scores(fitted, rows[tested], across, self._points[tested])
            held_out[tested] = np.hstack([scores, known[tested]])
        self._fitted = _fit(rows, square, self._points, truth, np.arange(len(labels)))
        self._calibration = LogisticRegression(C=10.0, max_iter=1000).fit(held_out, labels)

    def shares(self, texts: Sequence[str], vectors: np.ndarray, known: np.ndarray) -> np.ndarray:
        """The probability of each of `classes`, [n, classes]."""
        points = _beside(self._place(texts, vectors), known)
        rows = self._ngrams([cleaned(text) for text in texts])
        scores = _scores(self._fitted, rows, kernel.gram(points, self._points), points)
        return np.asarray(self._calibration.predict_proba(np.hstack([scores, known])))


def _beside(points: np.ndarray, known: np.ndarray) -> np.ndarray:
    return np.hstack([points, KNOWN_REACH * known]).astype(np.float32)


def _fit(rows: Any, square: np.ndarray, points: np.ndarray, truth: np.ndarray, known: np.ndarray) -> Fitted:
    """Every scorer for each label on the rows `known`; the fits let go of Python's lock, so threads share the machine."""
    seen = (
        (ngrams.fit_contrasted, rows[known]),
        (kernel.fit, kernel.inside(square, known)),
        (linear.fit, points[known]),
    )
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        jobs = [[pool.submit(fit, part, column) for column in truth[known].T] for fit, part in seen]
        return [_stack(futures) for futures in jobs]


def _scores(fitted: Fitted, *seen: Any) -> np.ndarray:
    """[n, scorers * labels]; `seen` are the rows as each scorer sees them."""
    return np.hstack([rows @ weights.T + offsets for rows, (weights, offsets) in zip(seen, fitted, strict=True)])


def _stack(futures: Sequence[Future[tuple[np.ndarray, float]]]) -> tuple[np.ndarray, np.ndarray]:
    weights, offsets = zip(*(future.result() for future in futures), strict=True)
    return np.stack(weights), np.array(offsets)
