"""Three independent labels from three scorers, calibrated on scores of rows the scorers had not seen.

What people decided about their own comments also moves the shares of the intents (`components.scoring.adaptation`).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import StratifiedKFold
from threadpoolctl import threadpool_limits

from components.cleaning import cleaned
from components.scoring import adaptation, kernel, linear, ngrams
from components.scoring.points import Points
from components.scoring.store import ModelDamaged

LABELS: Final = ("question", "complaint", "praise")
INTENTS: Final = ("question", "complaint", "praise", "other")
FOLDS: Final = 4
LEAST_TRUST: Final = 0.55
SCORERS: Final = 3
# A complaint that is missed costs more than a comment looked at in vain; praise is said in so many ways that it is
# found with less certainty than it deserves.
COMPLAINT_ODDS: Final = 1.4
PRAISE_ODDS: Final = 2.0
# Comments elsewhere are less like the examples than the examples are like each other: logits are drawn in by as much.
SOFTENING: Final = 0.75


@dataclass(frozen=True)
class Example:
    """One training comment: its text as it came, its encoder vector [768], and what is true of it.

    `importance` is how many ordinary examples it counts for, `decided` whether people's decisions say it.
    """

    text: str
    vector: np.ndarray
    intent: str
    also: tuple[str, ...] = ()
    severity: int = 0
    importance: float = 1.0
    decided: bool = False

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
    division: float = 0.0
    """How much the scorers disagree about what fits best: 0 all say the same, 1 each something else."""

    @property
    def unsure(self) -> bool:
        """Whether the first intent is about as likely wrong as right."""
        return self.trust < LEAST_TRUST


def shares_of(chances: np.ndarray) -> np.ndarray:
    """Shares [n, INTENTS] that sum to 1, from the chances of the labels [n, LABELS].

    A breached expectation makes it a complaint whatever else it is; only then do question and praise share.
    """
    question, complaint, praise = chances.T
    complaint, praise = _weighed(complaint, COMPLAINT_ODDS), _weighed(praise, PRAISE_ODDS)
    rest = 1.0 - complaint
    other = rest * (1.0 - question) * (1.0 - praise)
    shared, weight = rest - other, np.maximum(question + praise, 1e-9)
    return np.stack([shared * question / weight, complaint, shared * praise / weight, other], axis=1)


def ranking_of(shares: np.ndarray) -> list[tuple[str, float]]:
    """All four intents with their shares [INTENTS], best first."""
    return sorted(zip(INTENTS, map(float, shares), strict=True), key=lambda item: (-item[1], item[0]))


def division_of(scores: np.ndarray) -> list[float]:
    """From scores [n, labels, scorers]: how many different labels the scorers put first, 0 for one and 1 for as many as
    can be."""
    most = min(scores.shape[1:]) - 1
    return [(len(set(firsts)) - 1) / most for firsts in scores.argmax(axis=1).tolist()]


def _weighed(chance: np.ndarray, odds: float) -> np.ndarray:
    return odds * chance / (odds * chance + 1.0 - chance)


class Classifier:
    """Trained numbers and how to use them; `arrays` and `values` hold all of its state."""

    def __init__(self, arrays: dict[str, np.ndarray], values: dict[str, Any]) -> None:
        self.arrays, self.values = arrays, values
        self._ngrams = ngrams.NgramVectors.restore(arrays, values)
        self._points = Points(arrays["cue_mean"], arrays["cue_spread"])
        self._lengths = kernel.squared_lengths(arrays["points"])

    @classmethod
    def train(cls, examples: Sequence[Example]) -> Classifier:
        """Fit on `examples`; neither their order nor the day changes the classifier."""
        examples = sorted(examples, key=lambda example: (example.text, example.intent, example.also, example.severity))
        texts = [example.text for example in examples]
        vectors = np.stack([example.vector for example in examples]).astype(np.float32)
        truth = np.array([[example.has(label) for label in LABELS] for example in examples], dtype=int)
        words = [cleaned(text) for text in texts]
        learned, (place, points) = ngrams.NgramVectors.learn(words), Points.learned_on(texts, vectors)
        world = _World(
            learned(words),
            points,
            kernel.gram(points, points),
            truth,
            np.array([example.importance for example in examples]),
            np.array([example.decided for example in examples]),
        )
        arrays, values = learned.state()
        held_out = _held_out_scores(world, [example.intent for example in examples])
        arrays["points"], arrays["cue_mean"], arrays["cue_spread"] = points, place.mean, place.spread
        arrays.update(_fitted(world, np.arange(len(examples))))
        arrays["calibration"] = SOFTENING * np.stack(
            [_platt(held_out[:, index], truth[:, index], world.importance) for index in range(len(LABELS))]
        )
        intents = np.array([INTENTS.index(example.intent) for example in examples])
        if world.decided.any():
            shares, costly = _shares(held_out, arrays), INTENTS.index("complaint")
            arrays["adaptation"] = adaptation.fit(held_out, shares, intents, world.importance, world.decided, costly)
        arrays["trust"] = _trust(_shares(held_out, arrays), intents)
        arrays["severity_weights"], arrays["severity_offset"] = _severity(examples, points)
        return cls(arrays, values)

    def _scores(self, words: Sequence[str], points: np.ndarray) -> np.ndarray:
        """Raw scores, [n, labels, scorers]."""
        known = self.arrays
        first = self._ngrams.scores(words, known["ngram_weights"], known["ngram_offsets"])
        likenesses = kernel.gram(points, known["points"], self._lengths)
        second = likenesses @ known["kernel_weights"].T + known["kernel_offsets"]
        third = points @ known["linear_weights"].T + known["linear_offsets"]
        return np.stack([first, second, third], axis=2)

    def judge(self, texts: Sequence[str], vectors: np.ndarray) -> list[Judgement]:
        """Judge comments; `texts` as they came, `vectors` [n, 768]."""
        points = self._points(texts, vectors)
        if points.shape[1] != self.arrays["points"].shape[1]:
            raise ModelDamaged("the model was trained with another sentence encoder: train it anew (./sharewell setup)")
        scores = self._scores([cleaned(text) for text in texts], points)
        chances = _chances(scores, self.arrays["calibration"])
        severities = points @ self.arrays["severity_weights"] + self.arrays["severity_offset"]
        judged = []
        rows = zip(chances, _shares(scores, self.arrays), severities, division_of(scores), strict=True)
        for row, shares, severity, divided in rows:
            probabilities = {label: float(chance) for label, chance in zip(LABELS, row, strict=True)}
            ranking = ranking_of(shares)
            degree = int(np.clip(round(float(severity)), 1, 4)) if ranking[0][0] == "complaint" else 0
            trust = _sigmoid(np.array([_logit(ranking[0][1]), 1.0]) @ self.arrays["trust"])
            judged.append(Judgement(probabilities, ranking, float(trust), degree, divided))
        return judged


@dataclass(frozen=True)
class _World:
    """All training rows as each scorer sees them; a fold is a choice of rows."""

    rows: Any
    points: np.ndarray
    square: np.ndarray
    truth: np.ndarray
    importance: np.ndarray
    decided: np.ndarray


def _fitted(world: _World, known: np.ndarray) -> dict[str, np.ndarray]:
    """Weights and offsets of each scorer for each label, trained on the rows `known`.

    The fits let go of Python's lock, so threads share the machine.
    """
    rows, points, truth = world.rows[known], world.points[known], world.truth[known]
    importance, decided = world.importance[known], world.decided[known]
    square = kernel.inside(world.square, known, decided)
    with threadpool_limits(limits=1), ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        jobs = {
            "kernel": [pool.submit(kernel.fit, square, column, importance) for column in truth.T],
            "linear": [pool.submit(linear.fit, points, column, importance) for column in truth.T],
            "ngram": [pool.submit(ngrams.fit, rows, column, importance) for column in truth.T],
        }
        fitted = {}
        for name, futures in jobs.items():
            weights, offsets = zip(*(future.result() for future in futures), strict=True)
            fitted[f"{name}_weights"], fitted[f"{name}_offsets"] = np.stack(weights), np.array(offsets)
        fitted["kernel_weights"] = kernel.for_their_comments(fitted["kernel_weights"], decided)
        return fitted


def _held_out_scores(world: _World, intents: Sequence[str]) -> np.ndarray:
    """Scores [n, labels, scorers] of each row by scorers trained without it."""
    scores = np.zeros((*world.truth.shape, SCORERS))
    folds = min(FOLDS, min(np.unique(intents, return_counts=True)[1]))
    if folds < 2:
        return scores
    for known, unknown in StratifiedKFold(folds, shuffle=True, random_state=0).split(world.points, intents):
        fitted = _fitted(world, known)
        for place, (name, seen) in enumerate(
            (
                ("ngram", world.rows[unknown]),
                ("kernel", world.square[np.ix_(unknown, known)]),
                ("linear", world.points[unknown]),
            )
        ):
            scores[unknown, :, place] = seen @ fitted[f"{name}_weights"].T + fitted[f"{name}_offsets"]
    return scores


def _platt(scores: np.ndarray, truth: np.ndarray, importance: np.ndarray) -> np.ndarray:
    """A weight for each scorer and an offset, so that the logistic of their sum is a probability (Platt 1999)."""
    if truth.min() == truth.max():
        return np.append(np.ones(SCORERS), 0.0)
    model = LogisticRegression(C=10.0).fit(scores, truth, sample_weight=importance)
    return np.append(np.maximum(model.coef_[0], 0.0), model.intercept_[0])


def _chances(scores: np.ndarray, calibration: np.ndarray) -> np.ndarray:
    return _sigmoid(np.einsum("nls,ls->nl", scores, calibration[:, :-1]) + calibration[:, -1])


def _shares(scores: np.ndarray, arrays: dict[str, np.ndarray]) -> np.ndarray:
    """Shares [n, INTENTS], from scores [n, labels, scorers] and what was learned so far."""
    shares = shares_of(_chances(scores, arrays["calibration"]))
    return adaptation.adapted(shares, scores, arrays["adaptation"]) if "adaptation" in arrays else shares


def _trust(shares: np.ndarray, intents: np.ndarray) -> np.ndarray:
    """Slope and offset from the logit of the first intent's share to the chance that it is right [2]."""
    right = (shares.argmax(axis=1) == intents).astype(int)
    if right.min() == right.max():
        return np.array([1.0, 0.0])
    model = LogisticRegression(C=10.0).fit(np.array([[_logit(share)] for share in shares.max(axis=1)]), right)
    return np.array([float(model.coef_[0][0]), float(model.intercept_[0])])


def _severity(examples: Sequence[Example], points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Ridge regression of the degree 1-4 (Trosborg's scale, after Jin & Aletras 2021) on the complaints' points."""
    known = [index for index, example in enumerate(examples) if example.has("complaint") and example.severity]
    if len(known) < 10:
        return np.zeros(points.shape[1], dtype=np.float32), np.array(2.0)
    model = Ridge(alpha=3.0).fit(points[known], [examples[index].severity for index in known])
    return model.coef_.astype(np.float32), np.array(model.intercept_)


def _logit(share: float) -> float:
    share = min(max(float(share), 1e-6), 1 - 1e-6)
    return float(np.log(share / (1 - share)))


def _sigmoid(value: Any) -> Any:
    return 1.0 / (1.0 + np.exp(-np.clip(value, -40, 40)))
