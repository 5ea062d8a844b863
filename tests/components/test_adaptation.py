"""How decisions move the shares of intents: not without any, little with few, and without unlearning what is shipped."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.comment_classifier import CommentClassifier
from components.scoring import kernel
from components.scoring.adaptation import FOUND, adapted, fit
from tests.components.test_component_checks import featurized, outputs, trained_on

QUESTION, COMPLAINT, PRAISE, OTHER = range(4)


def rows(truth: list[int], shift: float = 0.0, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Scores [n, 3, 3], shares [n, 4] and intents; `shift` makes complaints look like praise."""
    chance, intents = np.random.default_rng(seed), np.array(truth)
    scores = chance.normal(0.0, 0.6, (len(truth), 3, 3))
    for label in range(3):
        scores[intents == label, label] += 2.0
    scores[intents == COMPLAINT, PRAISE] += shift
    sums = np.concatenate([scores.mean(axis=2), np.full((len(truth), 1), 0.8)], axis=1)
    shares = np.exp(2 * sums)
    return scores, shares / shares.sum(axis=1, keepdims=True), intents


def fitted(decisions: int, shift: float, importance: float = 6.0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What is learned from so many decisions that are complaints or praise, beside 400 shipped rows of all intents."""
    shipped = rows([QUESTION, COMPLAINT, PRAISE, OTHER] * 100, seed=1)
    own = rows([COMPLAINT, PRAISE] * (decisions // 2), shift, seed=2)
    scores, shares, intents = (np.concatenate(pair) for pair in zip(shipped, own, strict=True))
    decided = np.arange(len(intents)) >= 400
    weights = fit(scores, shares, intents, np.where(decided, importance, 1.0), decided, COMPLAINT)
    return weights, *shipped[:2]


def right(shares: np.ndarray, intents: np.ndarray) -> float:
    return float((shares.argmax(axis=1) == intents).mean())


def test_what_people_decide_is_learned_for_comments_not_decided_yet():
    weights, _, _ = fitted(200, shift=3.0)
    scores, shares, intents = rows([COMPLAINT, PRAISE] * 200, shift=3.0, seed=3)
    assert right(shares, intents) < 0.7
    assert right(adapted(shares, scores, weights), intents) > 0.85


def test_what_decisions_never_show_is_not_unlearned():
    weights, scores, shares = fitted(400, shift=3.0)
    intents = np.array([QUESTION, COMPLAINT, PRAISE, OTHER] * 100)
    before, after = shares.argmax(axis=1) == intents, adapted(shares, scores, weights).argmax(axis=1) == intents
    for intent in (QUESTION, OTHER):
        assert after[intents == intent].mean() > before[intents == intent].mean() - 0.1


@pytest.mark.parametrize("called", [COMPLAINT, PRAISE])
def test_as_many_shipped_complaints_are_found_whatever_is_decided(called):
    shipped = rows([QUESTION, COMPLAINT, PRAISE, OTHER] * 250, seed=5)
    own = (*rows([COMPLAINT] * 200, seed=6)[:2], np.full(200, called))
    scores, shares, intents = (np.concatenate(pair) for pair in zip(shipped, own, strict=True))
    decided = np.arange(len(intents)) >= 1000
    moved = adapted(shares, scores, fit(scores, shares, intents, np.ones(1200), decided, COMPLAINT))
    complaints = moved[~decided & (intents == COMPLAINT)]
    assert (complaints.argmax(axis=1) == COMPLAINT).mean() == pytest.approx(FOUND, abs=0.005)


def test_few_decisions_move_little_and_many_more():
    moved = []
    for count in (2, 20, 200):
        weights, scores, shares = fitted(count, shift=3.0)
        moved.append(float(np.abs(adapted(shares, scores, weights) - shares).mean()))
    assert moved[0] < 0.06
    assert moved == sorted(moved)


def test_shares_stay_shares_whatever_the_scores():
    weights, _, _ = fitted(20, shift=1.0)
    wild = np.array([[[1e6] * 3] * 3, [[-1e6] * 3] * 3, [[0.0] * 3] * 3])
    found = adapted(np.array([[1.0, 0.0, 0.0, 0.0]] * 3), wild, weights)
    assert np.isfinite(found).all() and found.min() >= 0.0
    assert found.sum(axis=1) == pytest.approx([1.0, 1.0, 1.0])


def test_the_order_of_rows_changes_nothing():
    scores, shares, intents = rows([QUESTION, COMPLAINT, PRAISE, OTHER] * 30, shift=2.0)
    decided, importance = np.arange(120) >= 60, np.linspace(1.0, 6.0, 120)
    one = fit(scores, shares, intents, importance, decided, COMPLAINT)
    turned = np.arange(120)[::-1]
    other = fit(scores[turned], shares[turned], intents[turned], importance[turned], decided[turned], COMPLAINT)
    assert adapted(shares, scores, one) == pytest.approx(adapted(shares, scores, other), abs=1e-3)


def test_a_lesson_says_more_than_a_shipped_example(
    encoder: Any, world: dict[str, Any], training_data: TrainingData
) -> None:
    """The same texts with the same weight, once as shipped examples and once as what people decided."""
    alike = featurized(world, [Message({"text": "lovely, another hour in line"})])
    texts = ["lovely, another bill", "lovely queue again", "lovely wait at the door", "how lovely, cold soup"]
    said = {}
    for name, metadata in (("shipped", {}), ("decided", {"learned": "relabelled"})):
        lessons = [Message.build(text, "complaint", example_metadata={"weight": 6, **metadata}) for text in texts]
        component = trained_on(CommentClassifier, world, training_data.merge(TrainingData(lessons)))
        (ranking,) = (one["intent_ranking"] for one in outputs(component, alike))
        said[name] = {one["name"]: one["confidence"] for one in ranking}["complaint"]
        assert outputs(CommentClassifier.load(**world), alike) == outputs(component, alike)
    assert said["shipped"] < said["decided"]


def test_the_kernel_takes_each_comment_for_one_of_theirs():
    """Fitted on doubled likenesses, and used with plain ones, it says what the doubled ones would."""
    points = np.random.default_rng(4).normal(0.0, 0.5, (40, 5)).astype(np.float32)
    truth, decided = (points[:, 0] > 0).astype(int), np.arange(40) >= 20
    square = kernel.gram(points, points)
    doubled = kernel.inside(square, np.arange(40), decided)
    assert doubled[:20] == pytest.approx(square[:20]) and doubled[20:, :20] == pytest.approx(square[20:, :20])
    assert doubled[20:, 20:] == pytest.approx(2 * square[20:, 20:])
    weights, offset = kernel.fit(doubled, truth)
    plain = kernel.for_their_comments(weights, decided)
    assert square[20:] @ plain + offset == pytest.approx(doubled[20:] @ weights + offset, abs=1e-4)
