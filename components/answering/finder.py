"""From example questions of each answer to a finder that says which answer a query asks for, or that none does.

All that is learned comes from the examples: how much each way of being alike counts, and the threshold, are fitted on
queries that the finder had not seen. In scope are examples in turn held out; out of scope are the examples of whole labels
that are in turn left out (near misses), comments of other trades (far misses) and, where there are any, examples that the
team itself says nothing answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from components.answering.background import Background
from components.answering.errors import ExamplesUnusable
from components.answering.likeness import Chosen, Likeness
from components.answering.threshold import choose
from components.cleaning import cleaned

FOLDS: Final = 5
LABEL_GROUPS: Final = 6
# About half of what live shop bots are asked is out of scope (HINT3), some of it near, some of it far.
OUT_OF_SCOPE: Final = 0.5
REFUSED: Final = ""


@dataclass(frozen=True)
class Found:
    """The likeliest label of each query [n], how sure, as a probability that it is in scope [n], and the threshold."""

    labels: np.ndarray
    sure: np.ndarray
    threshold: float

    @property
    def answered(self) -> np.ndarray:
        """Which queries are answered, [n]."""
        return np.asarray(self.sure >= self.threshold)


@dataclass(frozen=True)
class _Judged:
    """Queries that a finder had not seen: what it chose, what was right (REFUSED: nothing), and their kind."""

    chosen: Chosen
    truth: np.ndarray
    kind: str


class AnswerFinder:
    """Texts as they came and their vectors [n, 768] in, a label or a refusal for each out."""

    def __init__(
        self,
        texts: Sequence[str],
        vectors: np.ndarray,
        labels: Sequence[str],
        background: Background,
        unanswered: Sequence[str] = (),
        unanswered_vectors: np.ndarray | None = None,
    ) -> None:
        """Train; the same examples in any order give the same finder. `unanswered` are examples that nothing answers.

        Raises ExamplesUnusable.
        """
        words, rows = [cleaned(text) for text in texts], _each_once(texts, labels)
        words, vectors = [words[row] for row in rows], vectors[rows]
        names = np.array([labels[row] for row in rows], dtype=object).astype(str)
        _check(names)
        # The matrices are small: threads cost more than they bring, and much more beside other work.
        with threadpool_limits(1):
            self._learn(words, vectors, names, background, unanswered, unanswered_vectors)

    def find(self, texts: Sequence[str], vectors: np.ndarray) -> Found:
        """The likeliest label of each text and how sure."""
        chosen = self._likeness([cleaned(text) for text in texts], vectors)
        return Found(chosen.labels, self._sure(chosen.evidence), self.threshold)

    def _learn(
        self,
        words: list[str],
        vectors: np.ndarray,
        names: np.ndarray,
        background: Background,
        unanswered: Sequence[str],
        unanswered_vectors: np.ndarray | None,
    ) -> None:
        judged = _held_out(words, vectors, names, background)
        self._likeness = Likeness(words, vectors, names, background)
        half = background.half
        if len(background.texts) > half:
            far = self._likeness(background.texts[half:], background.vectors[half:])
            judged.append(_Judged(far, _nothing(far), "far"))
        if len(unanswered) and unanswered_vectors is not None:
            own = self._likeness([cleaned(text) for text in unanswered], unanswered_vectors)
            judged.append(_Judged(own, _nothing(own), "own"))
        self._learn_to_refuse(judged)

    def _learn_to_refuse(self, judged: Sequence[_Judged]) -> None:
        evidence = np.concatenate([part.chosen.evidence for part in judged])
        said = np.concatenate([part.chosen.labels for part in judged])
        truth = np.concatenate([part.truth for part in judged])
        weights = _weights(judged)
        self._mean, self._spread = evidence.mean(axis=0), evidence.std(axis=0) + 1e-6
        scaled = (evidence - self._mean) / self._spread
        self._regression = LogisticRegression().fit(scaled, truth != REFUSED, sample_weight=weights * len(truth))
        self.threshold = choose(self._sure(evidence), said, truth, REFUSED, weights)

    def _sure(self, evidence: np.ndarray) -> np.ndarray:
        return np.asarray(self._regression.predict_proba((evidence - self._mean) / self._spread)[:, 1])


def _held_out(words: list[str], vectors: np.ndarray, names: np.ndarray, background: Background) -> list[_Judged]:
    """Every example judged twice: without itself and a fifth of the others, and without its whole label."""

    def judge(tested: np.ndarray, learned: np.ndarray) -> Chosen:
        likeness = Likeness(
            [words[row] for row in np.flatnonzero(learned)], vectors[learned], names[learned], background
        )
        return likeness([words[row] for row in np.flatnonzero(tested)], vectors[tested])

    judged = []
    parts, repeated = _row_parts(names)
    for part in range(FOLDS):
        # The only example of a label can't be found when it is held out, by any finder.
        if (tested := (parts == part) & repeated).any():
            judged.append(_Judged(judge(tested, parts != part), names[tested], "in"))
    groups = _label_groups(names)
    for group in np.unique(groups):
        chosen = judge(groups == group, groups != group)
        judged.append(_Judged(chosen, _nothing(chosen), "near"))
    return judged


def _nothing(chosen: Chosen) -> np.ndarray:
    return np.full(len(chosen.labels), REFUSED)


def _weights(judged: Sequence[_Judged]) -> np.ndarray:
    """Row weights that sum to 1: half in scope, half out of it, the kinds of the latter in equal shares."""
    kinds = np.repeat([part.kind for part in judged], [len(part.truth) for part in judged])
    outside = sorted(set(kinds) - {"in"})
    shares = {"in": 1.0 - OUT_OF_SCOPE, **{kind: OUT_OF_SCOPE / len(outside) for kind in outside}}
    return np.array([shares[kind] for kind in kinds]) / np.array([(kinds == kind).sum() for kind in kinds])


def _each_once(texts: Sequence[str], labels: Sequence[str]) -> list[int]:
    """Rows in the order of their words, a text under a label once, none without words."""
    keys = {
        (cleaned(text).lower(), label, text): row for row, (text, label) in enumerate(zip(texts, labels, strict=True))
    }
    first: dict[tuple[str, str], int] = {}
    for (words, label, _), row in sorted(keys.items()):
        if words:
            first.setdefault((words, label), row)
    return list(first.values())


def _check(names: np.ndarray) -> None:
    labels, counts = np.unique(names, return_counts=True)
    if len(labels) < 2:
        only = f"all examples are labelled {labels[0]!r}" if len(labels) else "no example has words"
        raise ExamplesUnusable(f"{only}: there is nothing to tell apart")
    if counts.max() < 2:
        raise ExamplesUnusable("no label has two different examples: how sure to be can't be learned from one")


def _row_parts(names: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The part of each row, every label spread over all parts, and whether its label has other rows."""
    random = np.random.default_rng(0)
    parts, repeated = np.zeros(len(names), dtype=int), np.zeros(len(names), dtype=bool)
    for place, label in enumerate(np.unique(names)):
        rows = random.permutation(np.flatnonzero(names == label))
        parts[rows] = (np.arange(len(rows)) + place) % FOLDS
        repeated[rows] = len(rows) > 1
    return parts, repeated


def _label_groups(names: np.ndarray) -> np.ndarray:
    """The group of each row: whole labels, the groups about equally large, at least two."""
    labels, counts = np.unique(names, return_counts=True)
    sizes = np.zeros(min(LABEL_GROUPS, len(labels)))
    groups = {}
    for place in np.argsort(-counts, kind="stable"):
        groups[labels[place]] = int(sizes.argmin())
        sizes[groups[labels[place]]] += counts[place]
    return np.array([groups[name] for name in names])
