"""What an evaluation came to, once: the terminal, the JSON and the report all show this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from components.evaluation.metrics import DRAWS, Trial
from components.evaluation.rows import Labelled

WHOLE: Final = {
    "accuracy": "accuracy",
    "macro_f1": "macro-F1",
    "auc": "AUC",
    "ece": "calibration error",
}
PER_CLASS: Final = ("precision", "recall", "f1", "auc")
GOOD_PRECISION: Final = 0.75


@dataclass(frozen=True)
class Outcome:
    """Figures with their intervals, and all that says how they came about."""

    file: str
    how: str
    trial: Trial
    rows: Sequence[Labelled]
    model: str | None = None
    folds: int | None = None
    group: str | None = None
    left_out: dict[str, int] = field(default_factory=dict)
    outside: dict[str, int] = field(default_factory=dict)
    figures: dict[str, float] = field(init=False)
    intervals: dict[str, tuple[float, float]] = field(init=False)

    def __post_init__(self) -> None:
        """Compute the figures once."""
        object.__setattr__(self, "figures", self.trial.figures())
        object.__setattr__(self, "intervals", self.trial.intervals())

    def count(self, name: str) -> int:
        """How many rows are labelled so."""
        return int((self.trial.truth == self.trial.classes.index(name)).sum())

    @property
    def repeated(self) -> int:
        """Rows with the same words as an earlier row; learned and tested by folds, they make figures look better."""
        return len(self.rows) - len({" ".join(row.text.lower().split()) for row in self.rows})

    def mistakes(self, most: int) -> list[tuple[Labelled, str, str, float]]:
        """Rows that were called something else, with label, what was said and its share, the surest first."""
        trial, said, top = self.trial, self.trial.said, self.trial.shares.max(axis=1)
        wrong = [row for row in np.argsort(-top, kind="stable") if said[row] != trial.truth[row]]
        names = trial.classes
        return [(self.rows[row], names[trial.truth[row]], names[said[row]], float(top[row])) for row in wrong[:most]]

    def by_group(self) -> dict[str, dict[str, float]]:
        """Rows and accuracy of each group, the largest first."""
        if self.trial.groups is None:
            return {}
        right, groups = self.trial.said == self.trial.truth, np.asarray(self.trial.groups)
        names, counts = np.unique(groups, return_counts=True)
        order = sorted(zip(names, counts, strict=True), key=lambda item: (-item[1], item[0]))
        return {
            str(name): {"rows": int(count), "accuracy": round(float(right[groups == name].mean()), 4)}
            for name, count in order
        }

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "file": self.file,
            "how": self.how,
            "model": self.model,
            "folds": self.folds,
            "group": self.group,
            "rows": len(self.rows),
            "left_out": self.left_out,
            "repeated": self.repeated,
            "outside": self.outside,
            "intervals": {"level": 0.95, "resampled": self.trial.resampled, "draws": DRAWS},
            **{name: self._figure(name) for name in WHOLE},
            "classes": {
                name: {
                    "rows": self.count(name),
                    **{figure: self._figure(f"{name}/{figure}") for figure in PER_CLASS},
                    "recall_at_precision_75": round(recall_at(self.trial, name, GOOD_PRECISION), 4),
                }
                for name in self.trial.classes
            },
            "confusion": {
                "order": self.trial.classes,
                "label_by_said": self.trial.confusion().tolist(),
            },
            "groups": self.by_group(),
        }

    def _figure(self, name: str) -> dict[str, float | None]:
        values = (self.figures[name], *self.intervals[name])
        value, low, high = (None if np.isnan(number) else round(number, 4) for number in values)
        return {"value": value, "low": low, "high": high}


def precision_recall(trial: Trial, name: str) -> tuple[np.ndarray, np.ndarray]:
    """Precision and recall of a class at each threshold, for rising recall."""
    from sklearn.metrics import precision_recall_curve

    place = trial.classes.index(name)
    precision, recall, _ = precision_recall_curve(trial.truth == place, trial.shares[:, place])
    return precision[::-1], recall[::-1]


def recall_at(trial: Trial, name: str, least: float) -> float:
    """The largest recall of a class at which its precision is at least `least`."""
    precision, recall = precision_recall(trial, name)
    return float(recall[precision >= least].max())
