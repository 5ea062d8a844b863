"""Somebody's labels beside the model's four intents: what is called what, and what falls under the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from components.evaluation.errors import EvaluationError
from components.scoring.labels import INTENTS

REST: Final = "rest"
SYNONYMS: Final = {
    "complaints": "complaint",
    "questions": "question",
    "appreciation": "praise",
    "compliment": "praise",
}


@dataclass(frozen=True)
class Mapped:
    """Rows' labels as the model can answer them; `outside` counts the file's labels that became the rest."""

    labels: list[str]
    outside: dict[str, int]

    @property
    def classes(self) -> list[str]:
        """What is told apart, in the model's order, the rest last."""
        present = set(self.labels)
        return [name for name in (*INTENTS, REST) if name in present]


def read_map(pairs: Sequence[str]) -> dict[str, str]:
    """`old=new` pairs; raises EvaluationError for one that isn't."""
    mapping = {}
    for pair in pairs:
        old, equals, new = (part.strip() for part in pair.partition("="))
        if not (old and equals and new):
            raise EvaluationError(f"--map {pair!r} is not written as old=new.")
        mapping[old.lower()] = new
    return mapping


def renamed(labels: Sequence[str], mapping: Mapping[str, str]) -> list[str]:
    """Labels after `--map`; raises EvaluationError when a pair names a label that the file doesn't have."""
    strangers = set(mapping) - {label.lower() for label in labels}
    if strangers:
        known = ", ".join(sorted(set(labels))[:20])
        raise EvaluationError(f"--map names {', '.join(sorted(strangers))}, but the labels are: {known}.")
    return [mapping.get(label.lower(), label) for label in labels]


def to_intents(labels: Sequence[str]) -> Mapped:
    """The model's names for labels; what it has no name for is the rest, together with `other` where both occur."""
    known = [SYNONYMS.get(label.lower(), label.lower()) for label in labels]
    outside = Counter(label for label, name in zip(labels, known, strict=True) if name not in INTENTS and name != REST)
    named = [name if name in INTENTS else REST for name in known]
    if REST in named:
        named = [REST if name == "other" else name for name in named]
    if not set(named) & (set(INTENTS) - {"other"}):
        raise EvaluationError(
            f"None of the labels ({', '.join(sorted(set(labels))[:20])}) is complaint, question or praise: say which"
            f" is with --map old=complaint, or use --train to learn these labels."
        )
    return Mapped(named, dict(outside))


def shares_of(rankings: Sequence[Mapping[str, float]], classes: Sequence[str]) -> np.ndarray:
    """The model's shares for `classes` [n, classes]: intents that the file doesn't use count for its rest or other.

    Where the file has neither, the shares of its classes are scaled to sum to 1.
    """
    collects = next((name for name in (REST, "other") if name in classes), None)
    shares = np.zeros((len(rankings), len(classes)))
    for row, ranking in enumerate(rankings):
        for name, share in ranking.items():
            place = name if name in classes else collects
            if place is not None:
                shares[row, classes.index(place)] += share
    return shares / np.maximum(shares.sum(axis=1, keepdims=True), 1e-9)
