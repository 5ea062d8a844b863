"""Shares for every row of a sample: from the shipped model, or from classifiers trained on the other folds."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold
from tqdm import tqdm

from components.cleaning import cleaned
from components.encoder_featurizer import chosen_encoder, home
from components.encodings import EncodingCache
from components.evaluation.exclusive import ExclusiveClassifier
from components.scoring.labels import LABELS
from language.encoder import Encoder

BATCH: Final = 128
LEAST_CHANCE: Final = 0.001


def encoded(texts: Sequence[str], threads: int) -> np.ndarray:
    """Vectors [n, 768] of cleaned texts, those met in earlier evaluations from a cache of their own."""
    cache = EncodingCache(home() / "cache" / "evaluation", Encoder(chosen_encoder(), threads=threads))
    with tqdm(total=len(texts), desc="encoding", unit="comment", file=sys.stderr, leave=False, disable=None) as bar:
        parts = []
        for start in range(0, len(texts), BATCH):
            parts.append(cache.encode(texts[start : start + BATCH]))
            bar.update(len(parts[-1]))
    cache.save()
    return np.concatenate(parts)


def splits(labels: Sequence[str], groups: Sequence[str] | None, folds: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Rows to learn from and rows to test on; a group is never on both sides."""
    rows = np.zeros(len(labels))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "the least populated class": the table shows how few its rows are
        if groups is None:
            yield from StratifiedKFold(folds, shuffle=True, random_state=0).split(rows, labels)
        else:
            yield from StratifiedGroupKFold(folds, shuffle=True, random_state=0).split(rows, labels, groups)


def by_training(
    texts: Sequence[str],
    labels: Sequence[str],
    groups: Sequence[str] | None,
    folds: int,
    threads: int,
    model: Path | None = None,
) -> tuple[list[str], np.ndarray]:
    """Classes and shares [n, classes]: each row judged by a classifier that was trained without its fold.

    With `model`, the shipped one, the classifiers start from what it knows of each comment.
    """
    vectors = encoded([cleaned(text) for text in texts], threads)
    knowledge = known_of(read(model, texts)) if model else np.zeros((len(texts), 0))
    classes = sorted(set(labels))
    shares = np.zeros((len(texts), len(classes)))
    bar = tqdm(total=folds, desc="training", unit="fold", file=sys.stderr, leave=False, disable=None)
    for known, unknown in splits(labels, groups, folds):
        classifier = ExclusiveClassifier(
            [texts[row] for row in known], vectors[known], [labels[row] for row in known], knowledge[known]
        )
        places = [classes.index(name) for name in classifier.classes]
        unseen = [texts[row] for row in unknown]
        shares[np.ix_(unknown, places)] = classifier.shares(unseen, vectors[unknown], knowledge[unknown])
        bar.update()
    bar.close()
    return classes, shares


def known_of(answers: Sequence[dict[str, Any]]) -> np.ndarray:
    """Logits [n, 3] of the shipped model's probabilities of question, complaint and praise."""
    chances = np.array([[answer["understanding"][label] for label in LABELS] for answer in answers])
    chances = np.clip(chances, LEAST_CHANCE, 1 - LEAST_CHANCE)
    return np.log(chances / (1 - chances))


def by_model(model: Path, texts: Sequence[str]) -> list[dict[str, float]]:
    """The share of each intent by the shipped model."""
    return [{entry["name"]: entry["confidence"] for entry in answer["intent_ranking"]} for answer in read(model, texts)]


def read(model: Path, texts: Sequence[str]) -> list[dict[str, Any]]:
    """What the shipped model says of each text, run as the assistant runs it."""
    from components.bulk import Pipeline

    pipeline = Pipeline(model)
    answers: list[dict[str, Any]] = []
    with tqdm(total=len(texts), desc="reading", unit="comment", file=sys.stderr, leave=False, disable=None) as bar:
        for start in range(0, len(texts), BATCH):
            answers += pipeline.parse(texts[start : start + BATCH])
            bar.update(len(answers) - start)
    return answers
