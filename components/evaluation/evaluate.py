"""From a file to an outcome."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from components.evaluation.errors import EvaluationError
from components.evaluation.labels import read_map, renamed, shares_of, to_intents
from components.evaluation.metrics import Trial
from components.evaluation.outcome import Outcome
from components.evaluation.rows import check_enough, read_sample
from components.evaluation.trials import by_model, by_training


def evaluate(
    file: Path, *, model: Path | None, folds: int, group: str | None, mapping: Sequence[str], threads: int
) -> Outcome:
    """Try `model` on the file or, with `folds`, train and test from what `model` knows; raises EvaluationError."""
    sample = read_sample(file, group)
    labels = renamed(sample.labels, read_map(mapping))
    groups = [row.group for row in sample.rows] if group else None
    check_enough(labels, groups, folds)
    texts = [row.text for row in sample.rows]
    outside: dict[str, int] = {}
    if folds:
        classes, shares = by_training(texts, labels, groups, folds, threads, model)
        kept = f", every {group} kept whole" if group else ""
        how = f"{len(texts):,} comments of {file.name}, learned and tested in {folds} folds{kept}."
    elif model is None:
        raise EvaluationError("Say which model to try with --model, or use --train.")
    else:
        mapped = to_intents(labels)
        labels, outside, classes = mapped.labels, mapped.outside, mapped.classes
        check_enough(labels, None, 0)
        shares = shares_of(by_model(model, texts), classes)
        how = f"{len(texts):,} comments of {file.name}, judged by the model {model.name} as it is."
    truth = np.array([classes.index(label) for label in labels])
    return Outcome(
        file=str(file),
        how=how,
        trial=Trial(classes, truth, shares, groups),
        rows=sample.rows,
        model=model.name if model and not folds else None,
        folds=folds or None,
        group=group,
        left_out=sample.left_out,
        outside=outside,
    )
