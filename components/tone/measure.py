"""Cross-validated precision and recall of the tone check, sentence by sentence: patterns, learned, and both."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from components.tone.examples import LEARNED, Sentence
from components.tone.training import held_out, marks_of, truth_of


def measure(sentences: Sequence[Sentence]) -> None:
    """Print a line for each rule and one for all."""
    logits = held_out(sentences)
    truth = truth_of(sentences)
    found = np.array([[rule in one.found for rule in LEARNED] for one in sentences])
    marks, floors = marks_of(sentences, logits)
    learned = logits >= marks
    ways = (found, learned, learned | (found & (logits >= floors)))
    print(f"{'precision, recall':22}{'patterns':>14}{'learned':>14}{'both':>14}{'labels':>8}")
    for number, rule in enumerate(LEARNED):
        _line(rule, [way[:, number] for way in ways], truth[:, number])
    _line("all", list(ways), truth)


def _line(name: str, ways: list[np.ndarray], truth: np.ndarray) -> None:
    shares = [_precision_recall(way, truth) for way in ways]
    print(f"{name:22}" + "".join(f"{shown:>14}" for shown in shares) + f"{int(truth.sum()):>8}")


def _precision_recall(found: np.ndarray, truth: np.ndarray) -> str:
    right = float((found * truth).sum())
    return f"{right / max(found.sum(), 1):.2f} {right / max(truth.sum(), 1):.2f}"
