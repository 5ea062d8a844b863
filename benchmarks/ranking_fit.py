"""Learn the two lines of numbers of desk/domain/ranking.py: which article is right, and whether any is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from desk.domain.ranking import FEATURES, Clues, Likeness, by_article, chance_features, features

STRENGTH = 10.0
STEPS = 300


@dataclass(frozen=True)
class Asked:
    """A comment's candidates, and the articles that are right; none where no article answers."""

    likenesses: Sequence[Likeness]
    clues: Clues
    right: frozenset[str]


def learn(rows: Sequence[Asked]) -> tuple[np.ndarray, np.ndarray]:
    """Weights [FEATURES], and the chance's weights with its offset last [CHANCES + 1]."""
    owns = [by_article(row.likenesses) for row in rows]
    tables = [features(own, row.clues) for own, row in zip(owns, rows, strict=True)]
    weights = _listwise([(table, row.right) for table, row in zip(tables, rows, strict=True) if row.right & set(table)])
    signs, truth = [], []
    for own, table, row in zip(owns, tables, rows, strict=True):
        sums = {article: float(weights @ np.array(values)) for article, values in table.items()}
        best = min(sums, key=lambda article: (-sums[article], article))
        signs.append(chance_features(own, row.clues, sums)[best])
        truth.append(best in row.right)
    return weights, _logistic(np.array(signs), np.array(truth, dtype=float))


def chance_of(rows: Sequence[Any]) -> float:
    """AUC of the chance for answerable against not: how often a random pair is in the right order."""
    yes = np.array([row.chance for row in rows if row.answerable])
    no = np.array([row.chance for row in rows if not row.answerable])
    if not (len(yes) and len(no)):
        return float("nan")
    return float(((yes[:, None] > no[None, :]) + 0.5 * (yes[:, None] == no[None, :])).mean())


def _listwise(tables: Sequence[tuple[dict[str, list[float]], frozenset[str]]]) -> np.ndarray:
    """Softmax over the candidates of each comment (ListNet, Cao et al. 2007), by Adam; neither order nor day matters."""
    rows = [
        (np.array([table[name] for name in sorted(table)]), np.array([name in right for name in sorted(table)]))
        for table, right in tables
    ]
    weights, first, second = (np.zeros(len(FEATURES)) for _ in range(3))
    for step in range(1, STEPS + 1):
        gradient = STRENGTH * weights
        for values, right in rows:
            share = np.exp(values @ weights - (values @ weights).max())
            share /= share.sum()
            gradient += (share - np.where(right, share, 0.0) / max(share[right].sum(), 1e-12)) @ values
        gradient /= len(rows)
        first, second = 0.9 * first + 0.1 * gradient, 0.999 * second + 0.001 * gradient**2
        weights = weights - 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def _logistic(values: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method, lightly regularised; the offset is last."""
    rows = np.hstack([values, np.ones((len(values), 1))])
    found = np.zeros(rows.shape[1])
    for _ in range(30):
        share = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (share - truth) + 0.1 * found
        curve = (rows * (share * (1 - share))[:, None]).T @ rows + 0.1 * np.eye(rows.shape[1])
        found -= np.linalg.solve(curve, slope)
    return found
