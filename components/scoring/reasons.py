"""Six reasons to bring a person in at once, scored as the labels are: n-grams, a kernel and a linear scorer together.

Patterns find a reason that is said outright; this finds the ones that are told in other words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from components.cleaning import cleaned
from components.scoring import kernel, linear, ngrams

REASONS: Final = ("safety", "legal", "self-harm", "discrimination", "data-breach", "press")
FOLDS: Final = 4
# Of ordinary comments that the scorers have not seen, so many may be taken for one of the reasons.
FALSE_ALARMS: Final = 0.006
# A reason that is missed costs more than a look in vain.
MISSED_COSTS: Final = 4.0
_SENTENCES: Final = re.compile(r"[^.!?…\n]+(?:[.!?…]+|\n|$)")


class ReasonScorer:
    """Trained numbers and how to use them; `arrays` and `values` hold all of its state."""

    def __init__(self, arrays: dict[str, np.ndarray], values: dict[str, Any]) -> None:
        self.arrays, self.values = arrays, values
        self._ngrams = ngrams.NgramVectors.restore(arrays, values)
        self._lengths = kernel.squared_lengths(arrays["points"])

    @classmethod
    def train(cls, texts: Sequence[str], vectors: np.ndarray, reasons: Sequence[frozenset[str]]) -> ReasonScorer:
        """Fit on texts as they came, their vectors [n, 768] and the reasons that each of them gives, mostly none."""
        order = sorted(range(len(texts)), key=lambda index: texts[index])
        texts, points = [texts[index] for index in order], vectors[order].astype(np.float32)
        truth = np.array([[name in reasons[index] for name in REASONS] for index in order], dtype=int)
        words = [cleaned(text) for text in texts]
        learned = ngrams.NgramVectors.learn(words)
        rows, square = learned(words), kernel.gram(points, points)
        arrays, values = learned.state()
        found = [_fitted(rows, points, square, column) for column in truth.T]
        for name in found[0]:
            arrays[name] = np.stack([fitted[name] for fitted in found])
        supporting = arrays["kernel_weights"].any(axis=0)
        arrays["points"], arrays["kernel_weights"] = points[supporting], arrays["kernel_weights"][:, supporting]
        return cls(arrays, values)

    def found(self, texts: Sequence[str], vectors: np.ndarray) -> list[list[str]]:
        """The reasons of each text, the likeliest first; `texts` as they came, `vectors` [n, 768]."""
        sure = self.margins(texts, vectors)
        return [[REASONS[index] for index in np.argsort(-row) if row[index] >= 0] for row in sure]

    def margins(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """[n, reasons]: how far each text is above the mark of a reason, in logits; below it negative."""
        known = self.arrays
        first = self._ngrams.scores([cleaned(text) for text in texts], known["ngram_weights"], known["ngram_offsets"])
        likenesses = kernel.gram(vectors.astype(np.float32), known["points"], self._lengths)
        second = likenesses @ known["kernel_weights"].T + known["kernel_offsets"]
        third = vectors @ known["linear_weights"].T + known["linear_offsets"]
        return _together(np.stack([first, second, third], axis=2), known["calibration"]) - known["marks"]

    def words_for(self, reason: str, text: str) -> tuple[int, int]:
        """Where in `text` the sentence stands whose words speak most for `reason`: start and end."""
        spans = [match.span() for match in _SENTENCES.finditer(text) if len(match.group().split()) > 1]
        spans = spans or [(0, len(text))]
        place = REASONS.index(reason)
        parts = [cleaned(text[start:end]) for start, end in spans]
        scores = self._ngrams.scores(parts, self.arrays["ngram_weights"], self.arrays["ngram_offsets"])[:, place]
        start, end = spans[int(np.argmax(scores))]
        inside = text[start:end]
        return start + len(inside) - len(inside.lstrip()), end - (len(inside) - len(inside.rstrip()))


def _fitted(rows: Any, points: np.ndarray, square: np.ndarray, truth: np.ndarray) -> dict[str, np.ndarray]:
    """Everything that is learned for one reason: three scorers, how they go together, and the mark to reach."""
    importance = np.where(truth == 1, MISSED_COSTS, 1.0)
    held_out = np.zeros((len(truth), 3))
    folds = min(FOLDS, int(truth.sum()), int((1 - truth).sum()))
    if folds >= 2:
        for known, unknown in StratifiedKFold(folds, shuffle=True, random_state=0).split(points, truth):
            fits = _scorers(rows, points, square, truth, importance, known)
            seen = (rows[unknown], square[np.ix_(unknown, known)], points[unknown])
            held_out[unknown] = np.stack([part @ w + b for part, (w, b) in zip(seen, fits, strict=True)], axis=1)
        model = LogisticRegression(C=10.0).fit(held_out, truth)
        calibration = np.append(np.maximum(model.coef_[0], 0.0), model.intercept_[0])
        ordinary = _together(held_out[truth == 0][:, None, :], calibration[None, :])[:, 0]
        mark = float(np.quantile(ordinary, 1.0 - FALSE_ALARMS))
    else:
        calibration, mark = np.ones(4), np.inf
    (a, a0), (b, b0), (c, c0) = _scorers(rows, points, square, truth, importance, np.arange(len(truth)))
    return {
        "ngram_weights": a,
        "ngram_offsets": np.array(a0),
        "kernel_weights": b,
        "kernel_offsets": np.array(b0),
        "linear_weights": c,
        "linear_offsets": np.array(c0),
        "calibration": calibration,
        "marks": np.array(mark),
    }


def _scorers(
    rows: Any, points: np.ndarray, square: np.ndarray, truth: np.ndarray, importance: np.ndarray, known: np.ndarray
) -> list[tuple[np.ndarray, float]]:
    """Weights and offset of each scorer, trained on the rows `known`."""
    truth, importance = truth[known], importance[known]
    return [
        ngrams.fit(rows[known], truth, importance),
        kernel.fit(kernel.inside(square, known), truth, importance),
        linear.fit(points[known], truth, importance),
    ]


def _together(scores: np.ndarray, calibration: np.ndarray) -> np.ndarray:
    """Logits [n, reasons] of scores [n, reasons, scorers]."""
    return np.einsum("nls,ls->nl", scores, calibration[:, :-1]) + calibration[:, -1]
