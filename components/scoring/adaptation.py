"""How the shares of intents move to what a company's people decide about the company's own comments.

The rules of `components.scoring.labels` weigh scores as fits comments at large. On decisions it is learned how far to
depart from that: a multinomial logistic regression over the scores, with the logarithms of the shares as its offset and
a normal prior around zero, so that no decisions mean no departure, and few mean little (stacking, Wolpert 1992).
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
# A complaint that is missed costs more than a comment looked at in vain.
COSTLY_ODDS: Final = 1.2
_LEAST_SHARE: Final = 1e-6


def fit(
    scores: np.ndarray, shares: np.ndarray, truth: np.ndarray, importance: np.ndarray, decided: np.ndarray, costly: int
) -> np.ndarray:
    """Weights of the scores and, last, the offsets: [labels * scorers + 1, intents].

    `scores` [n, labels, scorers] and `shares` [n, intents] are of rows that the scorers had not seen, `truth` [n] is the
    place of each row's intent, `importance` [n] how many ordinary examples it counts for, `decided` [n] whether people
    decided it, of which there must be some; `costly` is the place of the intent that is worst to miss.
    """
    weights = importance.astype(float).copy()
    shipped = ~decided
    if shipped.any():
        weights[shipped] *= SHIPPED_PART * weights[decided].sum() / weights[shipped].sum()
    weights[truth == costly] *= COSTLY_ODDS
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
    return found


def adapted(shares: np.ndarray, scores: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The shares [n, intents] as decisions move them, by the scores [n, labels, scorers] and what `fit` found."""
    return softmax(_logs(shares) + scores.reshape(len(scores), -1) @ weights[:-1] + weights[-1], axis=1)


def _logs(shares: np.ndarray) -> np.ndarray:
    return np.log(np.maximum(shares, _LEAST_SHARE))
