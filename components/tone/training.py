"""One logistic regression a rule over all sentences, and the marks from which its word counts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.linear_model import LogisticRegression

from components.tone.examples import LEARNED, Sentence
from language.tone_learned import features
from language.tone_learned.features import BLOCKS
from language.tone_learned.scorer import CONTEXT_SCALE, Learned, block_of

STRENGTH: Final = 20.0
COMMON_WORDS: Final = 200
FOLDS: Final = 3
# Half of the examples are chosen to mislead, so a precision among them is a higher one in ordinary replies.
MARK_PRECISION: Final = 0.8
FLOOR_PRECISION: Final = 0.5
# Whether sending away helps depends on what else the reply says; the other rules look at the sentence.
LOOKS_AROUND: Final = frozenset({"link-without-answer", "deflection"})


class Terms:
    """The features of a training set, numbered, with how rare they are."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        counts = Counter(
            form for one in sentences for form in {word.form for word in features.words_in(one.reply, one.number)}
        )
        self.common = sorted(sorted(counts, key=lambda form: (-counts[form], form))[:COMMON_WORDS])
        held = Counter(term for blocks in self._blocks(sentences) for block in blocks for term in set(block))
        order = {name: number for number, name in enumerate(BLOCKS)}
        self.terms = sorted(held, key=lambda term: (order[block_of(term)], term))
        self.known = {term: number for number, term in enumerate(self.terms)}
        self.rarity = np.array([math.log((1 + len(sentences)) / (1 + held[term])) + 1 for term in self.terms])
        self.block = np.array([order[block_of(term)] for term in self.terms])

    def rows(self, sentences: Sequence[Sentence]) -> csr_matrix:
        """[sentences, terms]; each block of a row has length 1, what stands around weighs little.

        Letters count as often as they stand, so that a word adds the same to every sentence of the same length.
        """
        places: list[int] = []
        starts = [0]
        for blocks in self._blocks(sentences):
            for name, block in zip(BLOCKS, blocks, strict=True):
                known = [self.known[term] for term in block if term in self.known]
                places += known if name == "letters" else sorted(set(known))
            starts.append(len(places))
        shape = (len(sentences), len(self.terms))
        counts = csr_matrix((np.ones(len(places)), places, starts), shape)
        counts.sum_duplicates()
        squares, rows = counts @ diags(self.rarity**2), counts @ diags(self.rarity)
        parts = []
        for number, name in enumerate(BLOCKS):
            inside = self.block == number
            if name in {"asked", "around"}:
                parts.append(rows[:, inside] * CONTEXT_SCALE)
            else:
                lengths = np.sqrt(np.asarray(squares[:, inside].sum(axis=1)).ravel())
                parts.append(diags(1 / np.maximum(lengths, 1e-9)) @ rows[:, inside])
        return hstack(parts).tocsr()

    def _blocks(self, sentences: Sequence[Sentence]) -> list[list[list[str]]]:
        return [features.by_block(one.reply, one.number, self.common) for one in sentences]


def truth_of(sentences: Sequence[Sentence]) -> np.ndarray:
    """[sentences, rules] of 0 and 1."""
    return np.array([[rule in one.labels for rule in LEARNED] for one in sentences], dtype=int)


def fit(terms: Terms, rows: csr_matrix, truth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights [terms, rules] and offsets [rules]."""
    weights, offsets = np.zeros((len(terms.terms), len(LEARNED))), np.zeros(len(LEARNED))
    around = terms.block == BLOCKS.index("around")
    for number, rule in enumerate(LEARNED):
        used = np.flatnonzero(~around | (rule in LOOKS_AROUND))
        model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0)
        model.fit(rows[:, used], truth[:, number])
        weights[used, number], offsets[number] = model.coef_[0], model.intercept_[0]
    return weights, offsets


def held_out(sentences: Sequence[Sentence]) -> np.ndarray:
    """Logits [sentences, rules] by models that have not seen the sentence's reply."""
    logits = np.zeros((len(sentences), len(LEARNED)))
    fold = np.array([(one.row * 2654435761 >> 8) % FOLDS for one in sentences])
    for number in range(FOLDS):
        seen = [one for one, its in zip(sentences, fold, strict=True) if its != number]
        rest = [one for one, its in zip(sentences, fold, strict=True) if its == number]
        if seen and rest:
            terms = Terms(seen)
            weights, offsets = fit(terms, terms.rows(seen), truth_of(seen))
            logits[fold == number] = terms.rows(rest) @ weights + offsets
    return logits


def train(sentences: Sequence[Sentence]) -> Learned:
    """Everything that the scorer needs."""
    marks, floors = marks_of(sentences, held_out(sentences))
    terms = Terms(sentences)
    weights, offsets = fit(terms, terms.rows(sentences), truth_of(sentences))
    return Learned(
        rules=list(LEARNED),
        terms=terms.terms,
        common=terms.common,
        weights=weights.astype(np.float32),
        offsets=offsets,
        rarity=terms.rarity.astype(np.float32),
        marks=marks,
        floors=floors,
    )


def marks_of(sentences: Sequence[Sentence], logits: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The mark and the floor of each rule, from logits that models gave to sentences they had not seen."""
    truth = truth_of(sentences)
    found = np.array([[rule in one.found for rule in LEARNED] for one in sentences])
    marks = [_mark(logits[:, j][~found[:, j]], truth[:, j][~found[:, j]]) for j in range(len(LEARNED))]
    floors = [_floor(logits[:, j][found[:, j]], truth[:, j][found[:, j]]) for j in range(len(LEARNED))]
    return np.array(marks), np.array(floors)


def _mark(logits: np.ndarray, truth: np.ndarray) -> float:
    """The lowest logit from which on enough sentences are right."""
    order = np.argsort(-logits, kind="stable")
    right = np.cumsum(truth[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(right >= MARK_PRECISION)
    return float(logits[order[enough[-1]]]) if len(enough) else math.inf


def _floor(logits: np.ndarray, truth: np.ndarray) -> float:
    """The highest logit below which what the patterns found was mostly wrong."""
    order = np.argsort(logits, kind="stable")
    right = np.cumsum(truth[order]) / np.arange(1, len(order) + 1)
    poor = np.flatnonzero(right <= FLOOR_PRECISION)
    return float(logits[order[poor[-1]]]) if len(poor) else -math.inf
