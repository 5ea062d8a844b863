"""How the shares of intents move to what a company's people decide about the company's own comments.

The rules of `components.scoring.labels` weigh scores as fits comments at large. On decisions it is learned how far to
depart from that: a multinomial logistic regression over the scores, with the logarithms of the shares as its offset and
a normal prior around zero, so that no decisions mean no departure, and few mean little (stacking, Wolpert 1992).

What a missed complaint costs isn't learned, for few who decide think of it: the offset of complaints is set so that of the
shipped ones about as many are found as without decisions.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax
from threadpoolctl import threadpool_limits

# An ordinary example counts for one and a decision for six, so this is a prior as heavy as three decisions.
PRIOR: Final = 18.0
# All shipped examples together count as much as all decisions: what decisions never show must not be unlearned.
SHIPPED_PART: Final = 1.0
# This part of the shipped complaints is found, whatever was decided; without decisions it is 0.91.
FOUND: Final = 0.89
_LEAST_SHARE: Final = 1e-6


def fit(
    scores: np.ndarray, shares: np.ndarray, truth: np.ndarray, importance: np.ndarray, decided: np.ndarray, costly: int
) -> np.ndarray:
    """Weights of the scores and, last, the offsets: [labels * scorers + 1, intents].

    `scores` [n, labels, scorers] and `shares` [n, intents] are of rows that the scorers had not seen, `truth` [n] is the
    place of each row's intent, `importance` [n] how many ordinary examples it counts for, `decided` [n] whether people
    decided it, of which there must be some; `costly` is the place of the intent of which `FOUND` of what is shipped is found.
    """
    weights = importance.astype(float).copy()
    shipped = ~decided
    if shipped.any():
        weights[shipped] *= SHIPPED_PART * weights[decided].sum() / weights[shipped].sum()
    flat = scores.reshape(len(scores), -1)
    mean, spread = flat.mean(axis=0), flat.std(axis=0)
    spread[spread == 0] = 1.0
    columns = np.hstack([(flat - mean) / spread, np.ones((len(flat), 1))])
    start, goal = _logs(shares), np.eye(shares.shape[1])[truth]

    def cost(flattened: np.ndarray) -> tuple[float, np.ndarray]:
        known = flattened.reshape(columns.shape[1], -1)
        logs = log_softmax(start + columns @ known, axis=1)
        loss = -(weights * (goal * logs).sum(axis=1)).sum() + 0.5 * PRIOR * (known**2).sum()
        slope = columns.T @ ((np.exp(logs) - goal) * weights[:, None]) + PRIOR * known
        return loss, slope.ravel()

    with threadpool_limits(limits=1):
        none = np.zeros(columns.shape[1] * shares.shape[1])
        found = minimize(cost, none, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    found = found.reshape(columns.shape[1], -1)
    found[:-1] /= spread[:, None]
    found[-1] -= mean @ found[:-1]
    kept = shipped & (truth == costly)
    if kept.any():
        found[-1, costly] += _lacking(adapted(shares[kept], scores[kept], found), importance[kept], costly)
    return found


def _lacking(shares: np.ndarray, importance: np.ndarray, intent: int) -> float:
    """What the offset of an intent lacks for `FOUND` of these rows of it to be found; below 0 where it has more."""
    logs = _logs(shares)
    margins = logs[:, intent] - np.delete(logs, intent, axis=1).max(axis=1)
    order = np.argsort(-margins, kind="stable")
    reached = np.cumsum(importance[order]) / importance.sum()
    return float(-margins[order[np.searchsorted(reached, FOUND)]])


def adapted(shares: np.ndarray, scores: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The shares [n, intents] as decisions move them, by the scores [n, labels, scorers] and what `fit` found."""
    return softmax(_logs(shares) + scores.reshape(len(scores), -1) @ weights[:-1] + weights[-1], axis=1)


def _logs(shares: np.ndarray) -> np.ndarray:
    return np.log(np.maximum(shares, _LEAST_SHARE))
