"""Scorer one: word and character n-grams, weighted by tf-idf, with a logistic regression for each label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

_WORDS: Final[dict[str, Any]] = {
    "analyzer": "word",
    "ngram_range": (1, 2),
    "sublinear_tf": True,
    "token_pattern": r"(?u)[#@]?\w+(?:['’]\w+)?|[!?…]|[^\w\s]",
}
_CHARACTERS: Final[dict[str, Any]] = {"analyzer": "char_wb", "ngram_range": (2, 5), "sublinear_tf": True}
STRENGTH: Final = 4.0
CONTRASTED_STRENGTH: Final = 1.0


class NgramVectors:
    """Texts to sparse rows; learns its vocabulary once."""

    def __init__(self, vectorizers: Sequence[TfidfVectorizer]) -> None:
        self._vectorizers = list(vectorizers)
        self._analyzers = [vectorizer.build_analyzer() for vectorizer in self._vectorizers]
        self._idf = np.concatenate([vectorizer.idf_ for vectorizer in self._vectorizers])

    @classmethod
    def learn(cls, texts: Sequence[str]) -> NgramVectors:
        """Take the vocabulary and its weights from `texts`."""
        least = 2 if len(texts) > 50 else 1
        return cls(
            [TfidfVectorizer(min_df=least, dtype=np.float32, **options).fit(texts) for options in (_WORDS, _CHARACTERS)]
        )

    def __call__(self, texts: Sequence[str]) -> csr_matrix:
        """Sparse float32 [n, terms]."""
        return hstack([vectorizer.transform(texts) for vectorizer in self._vectorizers], format="csr")

    def scores(self, texts: Sequence[str], weights: np.ndarray, offsets: np.ndarray) -> np.ndarray:
        """`self(texts) @ weights.T + offsets`, [n, labels], without the cost of a sparse matrix for each text."""
        result = np.tile(offsets.astype(np.float64), (len(texts), 1))
        for row, text in enumerate(texts):
            start = 0
            for analyze, vectorizer in zip(self._analyzers, self._vectorizers, strict=True):
                known = vectorizer.vocabulary_
                counts = Counter(index for term in analyze(text) if (index := known.get(term)) is not None)
                if counts:
                    places = np.fromiter(counts.keys(), dtype=np.intp, count=len(counts))
                    values = 1.0 + np.log(np.fromiter(counts.values(), dtype=np.float64, count=len(counts)))
                    values *= self._idf[start + places]
                    result[row] += weights[:, start + places] @ (values / np.linalg.norm(values))
                start += len(known)
        return result

    def state(self) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
        """Arrays and plain values from which `restore` makes the same object."""
        arrays, values = {}, {}
        for name, vectorizer in zip(("words", "characters"), self._vectorizers, strict=False):
            arrays[f"{name}_idf"] = vectorizer.idf_.astype(np.float32)
            values[name] = list(vectorizer.get_feature_names_out())
        return arrays, values

    @classmethod
    def restore(cls, arrays: dict[str, np.ndarray], values: dict[str, Any]) -> NgramVectors:
        """The opposite of `state`."""
        vectorizers = []
        for name, options in (("words", _WORDS), ("characters", _CHARACTERS)):
            vocabulary = {term: index for index, term in enumerate(values[name])}
            vectorizer = TfidfVectorizer(vocabulary=vocabulary, dtype=np.float32, **options)
            vectorizer.idf_ = arrays[f"{name}_idf"]  # also sets vocabulary_
            vectorizers.append(vectorizer)
        return cls(vectorizers)


def fit(rows: csr_matrix, truth: np.ndarray, importance: np.ndarray | None = None) -> tuple[np.ndarray, float]:
    """Weights [terms] and intercept of one label's logistic regression; `truth` [n] of 0 and 1, `importance` [n]."""
    if truth.min() == truth.max():
        return np.zeros(rows.shape[1], dtype=np.float32), 4.0 if truth.max() else -4.0
    model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0, max_iter=300)
    model.fit(rows, truth, sample_weight=importance)
    return model.coef_[0].astype(np.float32), float(model.intercept_[0])


def fit_contrasted(rows: csr_matrix, truth: np.ndarray) -> tuple[np.ndarray, float]:
    """The same over terms scaled by the log of how much likelier they are under the label (Wang & Manning 2012).

    On few rows, as a page's own comments are, the scaling says what the regression alone has too little to learn from.
    """
    if truth.min() == truth.max():
        return fit(rows, truth)
    present = csr_matrix((np.ones_like(rows.data), rows.indices, rows.indptr), rows.shape)
    inside, outside = 1.0 + present.T @ (truth == 1), 1.0 + present.T @ (truth == 0)
    contrast = np.log((inside / inside.sum()) / (outside / outside.sum())).astype(np.float32)
    model = LogisticRegression(C=CONTRASTED_STRENGTH, solver="liblinear", random_state=0, max_iter=300)
    model.fit(rows.multiply(contrast[None, :]).tocsr(), truth)
    return (model.coef_[0] * contrast).astype(np.float32), float(model.intercept_[0])
