"""chrF, the character n-gram F-score (Popović 2015), as sacrebleu defines it by default: n to 6, beta 2, spaces ignored."""

from __future__ import annotations

from collections import Counter
from typing import Final

ORDER: Final = 6
BETA: Final = 2


def chrf(said: str, sent: str) -> float:
    """How much of `sent` the text `said` has, 0 to 100, by characters: 100 only for the same characters in order.

    Precision and recall are each averaged over the lengths of n-grams that both texts have.
    """
    said, sent = "".join(said.split()), "".join(sent.split())
    precision = recall = 0.0
    orders = 0
    for length in range(1, ORDER + 1):
        ours, theirs = _grams(said, length), _grams(sent, length)
        if not ours or not theirs:
            continue
        matches = sum((ours & theirs).values())
        precision += matches / sum(ours.values())
        recall += matches / sum(theirs.values())
        orders += 1
    if not orders or precision + recall == 0:
        return 0.0
    precision, recall = precision / orders, recall / orders
    return 100 * (1 + BETA**2) * precision * recall / (BETA**2 * precision + recall)


def _grams(text: str, length: int) -> Counter[str]:
    return Counter(text[start : start + length] for start in range(len(text) - length + 1))
