"""From two files to an outcome."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from components.answering.background import Background, chosen, read_texts
from components.answering.errors import ExamplesUnusable
from components.answering.finder import AnswerFinder
from components.cleaning import cleaned
from components.evaluation.answers.outcome import Outcome
from components.evaluation.errors import EvaluationError
from components.evaluation.rows import read_sample
from components.evaluation.trials import encoded


def evaluate(train: Path, test: Path, none: str, threads: int) -> Outcome:
    """Learn from one file and try the other; raises EvaluationError."""
    examples, queries = read_sample(train), read_sample(test)
    if none not in queries.labels:
        seen = ", ".join(sorted(set(queries.labels))[:20])
        raise EvaluationError(f"No row of {test} is labelled {none!r}, as --none says; its labels are: {seen}.")
    answers = [row for row in examples.rows if row.label != none]
    unanswered = [row.text for row in examples.rows if row.label == none]
    texts, labels = [row.text for row in answers], [row.label for row in answers]
    if not answers:
        raise EvaluationError(f"Every row of {train} is labelled {none!r}: there is no answer to find.")
    background = _background(texts, threads)
    vectors = _encoded([*texts, *unanswered], threads)
    own = vectors[len(texts) :]
    started = time.perf_counter()
    try:
        finder = AnswerFinder(texts, vectors[: len(texts)], labels, background, unanswered, own)
    except ExamplesUnusable as error:
        raise EvaluationError(f"{train} can't be learned from: {error}.") from error
    learned = time.perf_counter()
    asked = [row.text for row in queries.rows]
    asked_vectors = _encoded(asked, threads)
    before = time.perf_counter()
    found = finder.find(asked, asked_vectors)
    return Outcome(
        train=str(train),
        test=str(test),
        none=none,
        examples=dict(sorted(Counter(labels).items())),
        unanswered=len(unanswered),
        rows=queries.rows,
        found=found,
        seconds=learned - started,
        milliseconds=1000 * (time.perf_counter() - before) / len(asked),
        left_out=dict(sorted((Counter(examples.left_out) + Counter(queries.left_out)).items())),
    )


def _background(texts: Sequence[str], threads: int) -> Background:
    try:
        known = read_texts()
    except OSError as error:
        raise EvaluationError(f"The comments to compare with can't be read: {error}.") from error
    words = chosen(known, texts)
    return Background(words, encoded(words, threads))


def _encoded(texts: Sequence[str], threads: int) -> np.ndarray:
    return encoded([cleaned(text) for text in texts], threads)
