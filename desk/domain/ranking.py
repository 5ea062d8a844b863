"""From single likenesses to the articles that may answer, best first, each with the chance that it does.

Learned once on the twelve invented companies under companies/ (`python -m benchmarks.evidence --learn` prints the
numbers below); a company's own articles and comments are never learned from. Each feature is taken relative to the
other candidates, so that a large help centre is weighed as a small one is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from statistics import fmean, pstdev
from typing import Final

FEATURES: Final = (
    "title",
    "example questions",
    "heading",
    "nearest passage",
    "passages",
    "nearest sentences",
    "nearest keys",
    "rare words",
    "for these readers",
    "for other readers",
    "incident",
)
RELATIVE: Final = 8
"""So many of the features, from the first, are taken relative to the other candidates."""
WEIGHTS: Final = (-0.152, 0.374, 0.269, 0.049, 0.05, 0.62, 0.633, 0.598, 0.123, 0.084, 0.172)
CHANCES: Final = ("nearest key", "nearest sentence", "rare words", "lead")
CHANCE_WEIGHTS: Final = (4.618, -0.647, 1.273, 0.671)
CHANCE_OFFSET: Final = -3.621
KEYS_TAKEN: Final = 3
FEW: Final = 5
LEAD_AMONG_FEW: Final = 2.0
"""Among fewer than five candidates a lead is told by hardly any comparison: it counts at most so much, and so much where
there is no other at all."""
NEAR_AT_ALL: Final = 0.3
CLEARLY_BETTER: Final = 0.05
"""A passage takes the place of the short answer only when it is nearer to the comment by this much."""


@dataclass(frozen=True)
class Likeness:
    """How near one search key is to the comment; ``cosine`` is in -1..1. The short answer is passage 0."""

    article: str
    passage: str
    ordinal: int
    cosine: float
    kind: str


@dataclass(frozen=True)
class Clues:
    """What else is known of candidates: summed inverse document frequencies, incidents, and who each is for (-1, 0, 1)."""

    rare_words: Mapping[str, float]
    incidents: frozenset[str] = frozenset()
    audience: Mapping[str, int] | None = None


@dataclass(frozen=True)
class Ranked:
    """An article with its best passage; ``chance`` in 0..1 that it answers the comment."""

    article: str
    passage: str
    chance: float
    weight: float


def ranked(
    likenesses: Sequence[Likeness], clues: Clues, weights: Sequence[float] = WEIGHTS, chance: Sequence[float] = ()
) -> list[Ranked]:
    """Articles best first. ``weights`` as FEATURES; ``chance`` as CHANCES with the offset last; both for learning."""
    own = by_article(likenesses)
    rows = features(own, clues)
    sums = {article: sum(w * x for w, x in zip(weights, row, strict=True)) for article, row in rows.items()}
    order = sorted(sums, key=lambda article: (-sums[article], article))
    told = chance or (*CHANCE_WEIGHTS, CHANCE_OFFSET)
    signs = chance_features(own, clues, sums)
    found = []
    for article in order:
        logit = sum(w * x for w, x in zip(told[:-1], signs[article], strict=True)) + told[-1]
        likely = 1.0 / (1.0 + exp(-max(min(logit, 40.0), -40.0)))
        found.append(Ranked(article, _passage(own[article]), likely, sums[article]))
    return found


def passages_beside(best: Ranked, likenesses: Sequence[Likeness], most: int = 2) -> list[str]:
    """Other passages of the best article that help to answer: the short answer, and those of its nearest sentences."""
    own = [key for key in likenesses if key.article == best.article]
    told = sorted((key for key in own if key.kind == "sentence"), key=lambda key: -key.cosine)[:KEYS_TAKEN]
    first = [key.passage for key in own if key.ordinal == 0][:1]
    names = dict.fromkeys((*first, *(key.passage for key in told)))
    return [name for name in names if name != best.passage][:most]


def nearest_sentences(sentences: Sequence[str], cosines: Sequence[float]) -> tuple[str, ...]:
    """The sentences of a passage that are nearest to the comment and near at all, in order of reading."""
    if len(sentences) != len(cosines):  # indexed by an earlier version
        return ()
    order = sorted(range(len(sentences)), key=lambda place: -cosines[place])[:KEYS_TAKEN]
    return tuple(sentences[place] for place in sorted(order) if cosines[place] >= NEAR_AT_ALL)


def by_article(likenesses: Sequence[Likeness]) -> dict[str, list[Likeness]]:
    """The likenesses of each article."""
    own: dict[str, list[Likeness]] = {}
    for likeness in likenesses:
        own.setdefault(likeness.article, []).append(likeness)
    return own


def features(own: Mapping[str, Sequence[Likeness]], clues: Clues) -> dict[str, list[float]]:
    """FEATURES of each candidate article."""
    raw = {article: _raw(article, keys, clues) for article, keys in own.items()}
    columns = list(zip(*raw.values(), strict=True))[:RELATIVE]
    middles = [(fmean(column), pstdev(column) or 1.0) for column in columns]
    return {
        article: [
            (value - middles[index][0]) / middles[index][1] if index < RELATIVE else value
            for index, value in enumerate(row)
        ]
        for article, row in raw.items()
    }


def chance_features(
    own: Mapping[str, Sequence[Likeness]], clues: Clues, sums: Mapping[str, float]
) -> dict[str, tuple[float, float, float, float]]:
    """CHANCES of each candidate article: absolute nearness, and its lead over the best of the others."""
    found = {}
    for article, keys in own.items():
        lead = sums[article] - max((weight for other, weight in sums.items() if other != article), default=-4.0)
        if len(sums) < FEW:
            lead = min(lead, LEAD_AMONG_FEW)
        nearest = max(key.cosine for key in keys)
        sentence = _mean_of_best([key.cosine for key in keys if key.kind == "sentence"] or [nearest])
        found[article] = (nearest, sentence, clues.rare_words.get(article, 0.0) / 10.0, max(min(lead, 4.0), -4.0))
    return found


def _raw(article: str, keys: Sequence[Likeness], clues: Clues) -> list[float]:
    of_kind: dict[str, list[float]] = {}
    for key in keys:
        of_kind.setdefault(key.kind, []).append(key.cosine)
    passages = of_kind.get("passage") or [max(key.cosine for key in keys)]
    titles = of_kind.get("title") or passages
    # Where an article has no example question, its own best key stands in for one.
    questions = of_kind.get("question") or [max(titles + passages)]
    for_whom = (clues.audience or {}).get(article, 0)
    return [
        max(titles),
        max(questions),
        max(of_kind.get("heading") or passages),
        max(passages),
        fmean(passages),
        _mean_of_best(of_kind.get("sentence") or passages),
        _mean_of_best(titles + of_kind.get("question", []) + passages),
        clues.rare_words.get(article, 0.0),
        float(for_whom > 0),
        float(for_whom < 0),
        float(article in clues.incidents),
    ]


def _mean_of_best(cosines: Sequence[float]) -> float:
    return fmean(sorted(cosines, reverse=True)[:KEYS_TAKEN])


def _passage(own: Sequence[Likeness]) -> str:
    """The passage to rest an answer on: the first, to which title and example questions lead, or a clearly better one."""
    first = [likeness for likeness in own if likeness.ordinal == 0]
    others = [likeness for likeness in own if likeness.ordinal > 0 and likeness.kind == "passage"]
    best = max(others, key=lambda likeness: likeness.cosine, default=None)
    if best and (not first or best.cosine > max(likeness.cosine for likeness in first) + CLEARLY_BETTER):
        return best.passage
    return first[0].passage if first else own[0].passage
