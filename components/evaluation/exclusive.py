"""A classifier for any set of labels of which each comment has one: the project's scorers, calibrated together.

Each label gets both scorers against the others. A multinomial logistic regression on scores of rows that the scorers had
not seen turns them into shares that sum to 1 (Platt 1999, for several classes at once).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from components.scoring import kernel, ngrams

INNER_FOLDS: Final = 4


class ExclusiveClassifier:
    """Learns from texts (cleaned), their vectors [n, 768] and one label each."""

    def __init__(self, texts: Sequence[str], vectors: np.ndarray, labels: Sequence[str]) -> None:
        """Train; the same rows in the same order give the same classifier."""
        self.classes = sorted(set(labels))
        self._vectors = vectors.astype(np.float32)
        self._ngrams = ngrams.NgramVectors.learn(texts)
        rows, square = self._ngrams(texts), kernel.gram(self._vectors, self._vectors).astype(np.float64)
        truth = np.array([[label == name for name in self._scored] for label in labels], dtype=int)
        held_out = _held_out(rows, square, truth, labels)
        (self._ngram_weights, self._ngram_offsets), (self._kernel_weights, self._kernel_offsets) = _fitted(
            rows, square, truth
        )
        self._calibration = LogisticRegression(C=10.0, max_iter=1000).fit(held_out, labels)

    @property
    def _scored(self) -> list[str]:
        """Of two classes one score says it all."""
        return self.classes if len(self.classes) > 2 else self.classes[1:]

    def shares(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """The probability of each of `classes`, [n, classes]."""
        first = self._ngrams(texts) @ self._ngram_weights.T + self._ngram_offsets
        second = kernel.gram(vectors.astype(np.float32), self._vectors) @ self._kernel_weights.T + self._kernel_offsets
        return self._calibration.predict_proba(np.hstack([first, second]))


def _held_out(rows: Any, square: np.ndarray, truth: np.ndarray, labels: Sequence[str]) -> np.ndarray:
    """Scores [n, scorers * labels] of each row by scorers trained without it."""
    folds = max(2, min(INNER_FOLDS, min(np.unique(labels, return_counts=True)[1])))
    count = truth.shape[1]
    scores = np.zeros((len(labels), 2 * count))
    for known, unknown in StratifiedKFold(folds, shuffle=True, random_state=0).split(rows, labels):
        (weights, offsets), (support, constants) = _fitted(
            rows[known], np.ascontiguousarray(square[np.ix_(known, known)]), truth[known]
        )
        scores[unknown, :count] = rows[unknown] @ weights.T + offsets
        scores[unknown, count:] = square[np.ix_(unknown, known)] @ support.T + constants
    return scores


def _fitted(rows: Any, square: np.ndarray, truth: np.ndarray) -> tuple[Any, Any]:
    """Weights and offsets of both scorers for each label; the fits don't hold Python's lock, so threads serve them."""
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        kernels = [pool.submit(kernel.fit, square, column) for column in truth.T]
        linear = [pool.submit(ngrams.fit, rows, column) for column in truth.T]
        return _stack(linear), _stack(kernels)


def _stack(futures: Sequence[Any]) -> tuple[np.ndarray, np.ndarray]:
    weights, offsets = zip(*(future.result() for future in futures), strict=True)
    return np.stack(weights), np.array(offsets)
