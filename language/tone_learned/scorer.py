"""Scores each sentence of a reply for each rule with one linear model, and says which words weigh most."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from language.tone_learned import features
from language.tone_learned.features import Word
from language.tone_rules.reply import Reply

CONTEXT_SCALE: Final = 0.1
LEAST_WORDS: Final = 3
_KNOWN_WORDS: Final = 20_000
_KNOWN_SENTENCES: Final = 5_000


@dataclass(frozen=True)
class Learned:
    """What training leaves behind.

    `terms` are the features and `common` the words that frames keep. `weights` [terms, rules] and `offsets` [rules] make
    logits; `rarity` [terms] is the inverse document frequency. `marks` and `floors` [rules] are logits: from its mark on
    a sentence is a finding by itself, below its floor what a pattern found in it is not one.
    """

    rules: list[str]
    terms: list[str]
    common: list[str]
    weights: np.ndarray
    offsets: np.ndarray
    rarity: np.ndarray
    marks: np.ndarray
    floors: np.ndarray


class Scorer:
    """Learned numbers ready for use; safe to share between threads."""

    def __init__(self, learned: Learned) -> None:
        self.learned = learned
        self._known = {term: index for index, term in enumerate(learned.terms)}
        self._weighted = (learned.weights * learned.rarity[:, None]).astype(np.float32)
        self._squares = (learned.rarity**2).astype(np.float32)
        self._common = frozenset(learned.common)
        self._letters = lru_cache(_KNOWN_WORDS)(self._sum_of_letters)
        # The same sentences stand in a draft, its alternatives and the next draft.
        self._of_words = lru_cache(_KNOWN_SENTENCES)(self._sum_of_words)

    def logits(self, reply: Reply) -> np.ndarray:
        """[sentences, rules]."""
        topics = features.asked(reply)
        total = np.empty((len(reply.sentences), len(self.learned.rules)))
        for number, place in enumerate(features.around(reply)):
            total[number] = self._of_words(tuple(word.form for word in features.words_in(reply, number)))
            for term in topics + place:
                if term in self._known:
                    total[number] += CONTEXT_SCALE * self._weighted[self._known[term]]
        return total

    def _sum_of_words(self, forms: tuple[str, ...]) -> np.ndarray:
        """What the words of a sentence and their letters add to the offsets, [rules]."""
        total: np.ndarray = self.learned.offsets + self._spelling(forms)
        for block in self._word_blocks(forms):
            if block:
                places = list(block)
                total += self._weighted[places].sum(axis=0) / math.sqrt(float(self._squares[places].sum()))
        return total

    def _word_blocks(self, forms: Sequence[str]) -> tuple[set[int], set[int], set[int]]:
        """Numbers of the known runs, pairs and frames of a sentence."""
        known = self._known.get
        found = (
            {known(term, -1) for term, _, _ in features.runs(forms)},
            {known(term, -1) for term, _, _ in features.pairs(forms)},
            {known(term, -1) for term, _, _ in features.frames(forms, self._common)},
        )
        for block in found:
            block.discard(-1)
        return found

    def _spelling(self, forms: Sequence[str]) -> np.ndarray:
        """What the letters of a sentence add, word by word."""
        total = np.zeros(len(self.learned.rules))
        square = 0.0
        for sums, squares in map(self._letters, forms):
            total += sums
            square += squares
        return total / math.sqrt(square) if square else total

    def _sum_of_letters(self, form: str) -> tuple[np.ndarray, float]:
        """Of one word's letters, the sum of weights [rules] and of squared rarities."""
        places = [self._known[run] for run in features.letters(form) if run in self._known]
        return self._weighted[places].sum(axis=0, dtype=np.float64), float(self._squares[places].sum())

    def words_for(self, reply: Reply, number: int, rule: int) -> tuple[int, int]:
        """Where the words of a sentence stand that speak for a rule: the stretch whose weights sum to the most."""
        words = features.words_in(reply, number)
        if not words:
            return reply.sentences[number]
        start, end = _heaviest(self._shares(words, rule))
        while end - start < min(LEAST_WORDS, len(words)):
            start, end = max(0, start - 1), min(len(words), end + 1)
        return words[start].start, words[end - 1].end

    def _shares(self, words: list[Word], rule: int) -> np.ndarray:
        """What each word adds to the logit; a feature of several words is shared among them."""
        forms = [word.form for word in words]
        shares = np.zeros(len(words))
        for block in (features.runs(forms), features.pairs(forms), features.frames(forms, self._common)):
            found = [(self._known[term], first, end) for term, first, end in block if term in self._known]
            norm = float(np.sqrt(sum(self._squares[place] for place, _, _ in found))) or 1.0
            for place, first, end in found:
                first, end = max(first, 0), min(end, len(words))
                shares[first:end] += self._weighted[place, rule] / norm / max(end - first, 1)
        letters = [self._letters(form) for form in forms]
        norm = math.sqrt(sum(square for _, square in letters)) or 1.0
        shares += [float(sums[rule]) / norm for sums, _ in letters]
        return shares


def _heaviest(shares: np.ndarray) -> tuple[int, int]:
    """Start and end of the stretch with the greatest sum."""
    best, best_sum, start, total = (0, len(shares)), -np.inf, 0, 0.0
    for place, share in enumerate(shares):
        if total <= 0:
            start, total = place, 0.0
        total += float(share)
        if total > best_sum:
            best, best_sum = (start, place + 1), total
    return best


def block_of(term: str) -> str:
    """The block that a feature's first character marks."""
    return {"~": "letters", "^": "pairs", "_": "frames", "@": "asked", "&": "around"}.get(term[0], "words")
