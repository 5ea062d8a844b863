"""Which of several earlier replies to comments alike says what the others say too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from language.reuse import ungreeted, unsigned

AMONG: Final = 20
"""So many of the nearest comments' replies are compared with each other."""
_WORD: Final = re.compile(r"[^\W_]+")


def typical(replies: Sequence[str], nearness: Sequence[float]) -> list[float]:
    """For each reply 0 to 1: how many words it shares with the others, those to nearer comments counting more.

    ``nearness``: cosines of the comments that were answered to the one to answer now. A reply that stands twice is one of
    the others for itself: what is said again and again is typical. Greetings and signatures don't count.
    """
    words = [frozenset(map(str.lower, _WORD.findall(unsigned(ungreeted(reply))))) for reply in replies]
    weights = [max(near, 0.0) for near in nearness]
    found = []
    for place, own in enumerate(words):
        others = [
            (weight, one) for other, (weight, one) in enumerate(zip(weights, words, strict=True)) if other != place
        ]
        total = sum(weight for weight, _ in others)
        shared = sum(weight * _dice(own, one) for weight, one in others)
        found.append(shared / total if total else 0.0)
    return found


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0
