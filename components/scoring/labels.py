"""Three independent labels from two scorers, calibrated on scores of rows the scorers had not seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import StratifiedKFold

from components.scoring import kernel, ngrams

LABELS: Final = ("question", "complaint", "praise")
INTENTS: Final = ("question", "complaint", "praise", "other")
FOLDS: Final = 4
LEAST_TRUST: Final = 0.55


@dataclass(frozen=True)
class Example:
    """One training comment: its words, its encoder vector [768], and what is true of it."""

    text: str
    vector: np.ndarray
    intent: str
    also: tuple[str, ...] = ()
    severity: int = 0

    def has(self, label: str) -> bool:
        """Whether the label holds, as the intent or beside it."""
        return label == self.intent or label in self.also


@dataclass(frozen=True)
class Judgement:
    """What the classifier says of one comment."""

    probabilities: dict[str, float]
    ranking: list[tuple[str, float]]
    trust: float
    severity: int

    @property
    def unsure(self) -> bool:
        """Whether the first intent is about as likely wrong as right."""
        return self.trust < LEAST_TRUST


def ranking_of(probabilities: dict[str, float]) -> list[tuple[str, float]]:
    """All four intents with shares that sum to 1, best first.

    A breached expectation makes it a complaint whatever else it is; only then do question and praise share.
    """
    question, complaint, praise = (probabilities[label] for label in LABELS)
    rest = 1.0 - complaint
    other = rest * (1.0 - question) * (1.0 - praise)
    shared, weight = rest - other, max(question + praise, 1e-9)
    shares = {
        "complaint": complaint,
        "other": other,
        "question": shared * question / weight,
        "praise": shared * praise / weight,
    }
    return sorted(shares.items(), key=lambda item: (-item[1], item[0]))


class Classifier:
    """Trained numbers and how to use them; `arrays` and `values` hold all of its state."""

    def __init__(self, arrays: dict[str, np.ndarray], values: dict[str, Any]) -> None:
        self.arrays, self.values = arrays, values
        self._ngrams = ngrams.NgramVectors.restore(arrays, values)

    @classmethod
    def train(cls, examples: Sequence[Example]) -> Classifier:
        """Fit on `examples`; the same examples in the same order give the same classifier."""
        texts = [example.text for example in examples]
        vectors = np.stack([example.vector for example in examples]).astype(np.float32)
        truth = np.array([[example.has(label) for label in LABELS] for example in examples], dtype=int)
        learned = ngrams.NgramVectors.learn(texts)
        rows, square = learned(texts), kernel.gram(vectors, vectors).astype(np.float64)
        arrays, values = learned.state()
        held_out = _held_out_scores(rows, square, truth, [example.intent for example in examples])
        arrays["vectors"] = vectors
        arrays["ngram_weights"], arrays["ngram_offsets"] = _stack(ngrams.fit(rows, column) for column in truth.T)
        arrays["kernel_weights"], arrays["kernel_offsets"] = _stack(kernel.fit(square, column) for column in truth.T)
        arrays["calibration"] = np.stack([_platt(held_out[:, index], truth[:, index]) for index in range(len(LABELS))])
        arrays["trust"] = _trust(held_out, arrays["calibration"], examples)
        arrays["severity_weights"], arrays["severity_offset"] = _severity(examples, vectors)
        return cls(arrays, values)

    def scores(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """Raw scores, [n, labels, 2 scorers]."""
        first = self._ngrams.scores(texts, self.arrays["ngram_weights"], self.arrays["ngram_offsets"])
        second = kernel.gram(vectors.astype(np.float32), self.arrays["vectors"]) @ self.arrays["kernel_weights"].T
        return np.stack([first, second + self.arrays["kernel_offsets"]], axis=2)

    def judge(self, texts: Sequence[str], vectors: np.ndarray) -> list[Judgement]:
        """Judge comments; `texts` are cleaned, `vectors` [n, 768]."""
        chances = _chances(self.scores(texts, vectors), self.arrays["calibration"])
        severities = vectors @ self.arrays["severity_weights"] + self.arrays["severity_offset"]
        judged = []
        for row, severity in zip(chances, severities, strict=False):
            probabilities = {label: float(chance) for label, chance in zip(LABELS, row, strict=False)}
            ranking = ranking_of(probabilities)
            degree = int(np.clip(round(float(severity)), 1, 4)) if ranking[0][0] == "complaint" else 0
            trust = _sigmoid(np.array([_logit(ranking[0][1]), 1.0]) @ self.arrays["trust"])
            judged.append(Judgement(probabilities, ranking, float(trust), degree))
        return judged


def _held_out_scores(rows: Any, square: np.ndarray, truth: np.ndarray, intents: Sequence[str]) -> np.ndarray:
    scores = np.zeros((*truth.shape, 2))
    folds = min(FOLDS, min(np.unique(intents, return_counts=True)[1]))
    if folds < 2:
        return scores
    for known, unknown in StratifiedKFold(folds, shuffle=True, random_state=0).split(rows, intents):
        for index in range(truth.shape[1]):
            weights, offset = ngrams.fit(rows[known], truth[known, index])
            scores[unknown, index, 0] = rows[unknown] @ weights + offset
            weights, offset = kernel.fit(square[np.ix_(known, known)], truth[known, index])
            scores[unknown, index, 1] = square[np.ix_(unknown, known)] @ weights + offset
    return scores


def _platt(scores: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Weights of both scorers and an offset [3], so that the logistic of their sum is a probability (Platt 1999)."""
    if truth.min() == truth.max():
        return np.array([1.0, 1.0, 0.0])
    model = LogisticRegression(C=10.0).fit(scores, truth)
    return np.append(np.maximum(model.coef_[0], 0.0), model.intercept_[0])


def _chances(scores: np.ndarray, calibration: np.ndarray) -> np.ndarray:
    return _sigmoid(np.einsum("nls,ls->nl", scores, calibration[:, :2]) + calibration[:, 2])


def _trust(scores: np.ndarray, calibration: np.ndarray, examples: Sequence[Example]) -> np.ndarray:
    """Slope and offset from the logit of the first intent's share to the chance that it is right [2]."""
    tops = [ranking_of(dict(zip(LABELS, row, strict=False)))[0] for row in _chances(scores, calibration)]
    right = np.array([top == example.intent for (top, _), example in zip(tops, examples, strict=False)], dtype=int)
    if right.min() == right.max():
        return np.array([1.0, 0.0])
    model = LogisticRegression(C=10.0).fit(np.array([[_logit(share)] for _, share in tops]), right)
    return np.array([float(model.coef_[0][0]), float(model.intercept_[0])])


def _severity(examples: Sequence[Example], vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Ridge regression of the degree 1-4 (Trosborg's scale, after Jin & Aletras 2021) on the complaints' vectors."""
    known = [index for index, example in enumerate(examples) if example.has("complaint") and example.severity]
    if len(known) < 10:
        return np.zeros(vectors.shape[1], dtype=np.float32), np.array(2.0)
    model = Ridge(alpha=3.0).fit(vectors[known], [examples[index].severity for index in known])
    return model.coef_.astype(np.float32), np.array(model.intercept_)


def _stack(parts: Any) -> tuple[np.ndarray, np.ndarray]:
    weights, offsets = zip(*parts, strict=False)
    return np.stack(weights), np.array(offsets)


def _logit(share: float) -> float:
    share = min(max(float(share), 1e-6), 1 - 1e-6)
    return float(np.log(share / (1 - share)))


def _sigmoid(value: Any) -> Any:
    return 1.0 / (1.0 + np.exp(-np.clip(value, -40, 40)))
