"""How like a query is to each label's examples, in five ways, and how like it is to comments in general."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from components.answering.background import Background

# Of the encoder's last layer and its third: the third knows more of the words.
LAYERS: Final = (0.6, 0.4)
NEAREST: Final = 10
SCALE: Final = 6.0
VECTOR_STRENGTH: Final = 0.3
CHARACTER_STRENGTH: Final = 4.0
FEW: Final = 50
# Nearest example, regression over vectors, regression over characters: what each says for a label when one is chosen.
CHOICE: Final = (1.0, 1.0, 0.5)
FEATURES: Final = ("nearness", "nearness above background", "words", "characters", "character odds", "vector odds")


@dataclass(frozen=True)
class Chosen:
    """The likeliest label of each query [n] and what speaks for it, [n, len(FEATURES)]."""

    labels: np.ndarray
    evidence: np.ndarray


class Likeness:
    """Learns from cleaned texts, their vectors [n, 768] and one label each, beside the background's first half."""

    def __init__(self, texts: Sequence[str], vectors: np.ndarray, labels: np.ndarray, background: Background) -> None:
        self.classes = np.unique(labels)
        order = np.argsort(labels, kind="stable")
        texts, labels = [texts[row] for row in order], labels[order]
        self._starts = np.searchsorted(labels, self.classes)
        self._vectors = _layered(vectors[order])
        half = background.half
        self._background = _layered(background.vectors[:half])
        self._words = _words([*texts, *background.texts[:half]])
        self._characters = TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(2, 5),
            sublinear_tf=True,
            min_df=2 if len(texts) > FEW else 1,
            dtype=np.float32,
        ).fit(texts)
        self._word_rows, character_rows = self._words.transform(texts).T.tocsr(), self._characters.transform(texts)
        self._character_rows = character_rows.T.tocsr()
        self._by_vector = _regression(vectors[order] * SCALE, labels, VECTOR_STRENGTH)
        self._by_character = _regression(character_rows, labels, CHARACTER_STRENGTH)

    def __call__(self, texts: Sequence[str], vectors: np.ndarray) -> Chosen:
        """Cleaned texts and their vectors [n, 768] to the likeliest label and its evidence."""
        layered = _layered(vectors)
        characters = self._characters.transform(texts)
        near = self._nearest(layered @ self._vectors.T)
        by_vector = _shares(self._by_vector, vectors * SCALE)
        by_character = _shares(self._by_character, characters)
        best = (CHOICE[0] * near + CHOICE[1] * by_vector + CHOICE[2] * by_character).argmax(axis=1)
        rows = np.arange(len(texts))
        evidence = [
            near[rows, best],
            near[rows, best] - self._typical(layered),
            self._nearest((self._words.transform(texts) @ self._word_rows).toarray())[rows, best],
            self._nearest((characters @ self._character_rows).toarray())[rows, best],
            by_character[rows, best],
            by_vector[rows, best],
        ]
        return Chosen(self.classes[best], np.stack(evidence, axis=1).astype(np.float64))

    def _nearest(self, similarities: np.ndarray) -> np.ndarray:
        """The largest similarity to an example of each label, [n, labels], of those to each example, [n, examples]."""
        return np.maximum.reduceat(similarities, self._starts, axis=1)

    def _typical(self, layered: np.ndarray) -> np.ndarray:
        """Mean similarity to the nearest comments of the background, [n]."""
        similarities = layered @ self._background.T
        most = min(NEAREST, similarities.shape[1])
        if not most:
            return np.zeros(len(layered))
        return np.asarray(np.partition(similarities, -most, axis=1)[:, -most:].mean(axis=1))


def _layered(vectors: np.ndarray) -> np.ndarray:
    """Vectors [n, 768] so that a dot product is the weighted mean of both layers' cosines."""
    half = vectors.shape[1] // 2
    weights = np.repeat(np.sqrt(LAYERS), half).astype(np.float32)
    return np.asarray(vectors * weights)


def _words(texts: Sequence[str]) -> TfidfVectorizer:
    vectorizer = TfidfVectorizer(token_pattern=r"(?u)\w+|[^\w\s]", sublinear_tf=True, dtype=np.float32)
    return vectorizer.fit(texts)


def _regression(rows: Any, labels: np.ndarray, strength: float) -> LogisticRegression | None:
    """None for one label: there is nothing to tell apart."""
    if len(np.unique(labels)) < 2:
        return None
    return LogisticRegression(C=strength, max_iter=300, tol=1e-3).fit(rows, labels)


def _shares(model: LogisticRegression | None, rows: Any) -> np.ndarray:
    return np.ones((rows.shape[0], 1)) if model is None else np.asarray(model.predict_proba(rows))
