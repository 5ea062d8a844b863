"""Which comments are chosen to be labelled, and that choosing teaches more than chance."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from uuid import UUID

import numpy as np
import pytest

from desk.domain.label_next import A_DAY, Candidate, choose, doubt_of, worth

NOW = datetime(2026, 11, 25, 12, tzinfo=timezone.utc)
SURE = {"confidence": 0.98, "question": 0.01, "complaint": 0.99, "praise": 0.02}
TORN = {"confidence": 0.45, "question": 0.5, "complaint": 0.48, "praise": 0.1}


def one(number, doubt=0.5, *, days=0.0, division=0.0, novelty=0.0):
    return Candidate(UUID(int=number), NOW - timedelta(days=days), doubt, division, novelty)


def apart(one, other):
    return 0.0


def numbers(choices):
    return [choice.comment.int for choice in choices]


def test_what_the_assistant_does_not_know_is_doubtful_and_what_it_knows_is_not():
    assert doubt_of(SURE) < 0.05 < 0.8 < doubt_of(TORN) <= 1.0
    assert doubt_of({**SURE, "praise": 0.5}) > doubt_of(SURE), "one label as likely as not is a doubt too"
    assert doubt_of({"intent": "other"}) == 1.0, "of what nothing is stored, nothing is known"


@pytest.mark.parametrize("more", [{"doubt": 0.6}, {"division": 0.2}, {"novelty": 0.2}, {"days": 0.0}])
def test_doubt_division_novelty_and_being_recent_each_speak_for_a_comment(more):
    assert worth(one(1, **{"doubt": 0.5, "days": 10.0, **more}), NOW) > worth(one(2, days=10), NOW)


def test_an_old_comment_still_counts_half_and_one_from_the_future_no_more_than_one_of_now():
    assert worth(one(1, days=1000), NOW) == pytest.approx(0.5 * worth(one(1), NOW))
    assert worth(one(1, days=-5), NOW) == worth(one(1), NOW)


def test_the_best_come_first_and_no_more_than_a_days_list():
    found = choose([one(number, number / 100) for number in range(50)], NOW, apart)
    assert numbers(found) == list(range(49, 49 - A_DAY, -1))


def test_of_those_that_say_the_same_one_is_chosen_and_those_that_are_alike_give_way():
    alike = {(1, 2): 0.95, (1, 3): 0.6}
    candidates = [one(1, 0.9), one(2, 0.89), one(3, 0.8), one(4, 0.6)]

    def likeness(first, second):
        pair = tuple(sorted((candidates[first].comment.int, candidates[second].comment.int)))
        return alike.get(pair, 0.0)

    assert numbers(choose(candidates, NOW, likeness)) == [1, 4, 3]


def test_each_choice_says_what_speaks_for_it_most():
    candidates = [one(1, 0.9), one(2, 0.1, division=1.0), one(3, 0.1, novelty=0.9)]
    assert {choice.comment.int: choice.why for choice in choose(candidates, NOW, apart)} == {
        1: "unsure",
        2: "divided",
        3: "new",
    }


def test_nothing_to_choose_from_gives_nothing():
    assert choose([], NOW, apart) == []


# A synthetic page: comments are about topics, each topic is of a kind; of half of the topics the shipped examples tell.
TOPICS, WIDTH, KINDS = 30, 24, 4


def world(chance):
    centres = chance.normal(0, 1, (TOPICS, WIDTH))
    kind_of = np.arange(TOPICS) % KINDS

    def some(size, topics):
        about = chance.choice(topics, size)
        points = centres[about] + chance.normal(0, 0.4, (size, WIDTH))
        return points / np.linalg.norm(points, axis=1, keepdims=True), kind_of[about]

    return some


def fitted(points, kinds):
    weights, wanted = np.zeros((WIDTH, KINDS)), np.eye(KINDS)[kinds]
    for _ in range(150):
        weights -= 2.0 * (points.T @ (shares(points, weights) - wanted) / len(points) + 0.002 * weights)
    return weights


def shares(points, weights):
    scores = np.exp(4 * points @ weights)
    return scores / scores.sum(axis=1, keepdims=True)


def right_after(seed, choosing, days=3):
    """How often a learner that was given so many days' lists is right on comments it never saw."""
    chance = np.random.default_rng(seed)
    some = world(chance)
    shipped, (later, kinds_later) = some(300, range(TOPICS // 2)), some(600, range(TOPICS))
    points, kinds = np.vstack([shipped[0], later]), np.concatenate([shipped[1], kinds_later])
    unseen, truth = some(1_000, range(TOPICS))
    labelled = list(range(300))
    for _ in range(days):
        left = [place for place in range(len(points)) if place not in set(labelled)]
        if choosing:
            known = shares(points[left], fitted(points[labelled], kinds[labelled]))
            new = 1.0 - (points[left] @ points[labelled].T).max(axis=1)
            candidates = [
                Candidate(UUID(int=place), NOW, doubt_of({"confidence": share.max()}), 0.0, float(np.clip(far, 0, 1)))
                for place, share, far in zip(left, known, new, strict=True)
            ]
            near = points[left] @ points[left].T
            labelled += numbers(choose(candidates, NOW, lambda one, other, near=near: float(near[one, other])))
        else:
            labelled += chance.choice(left, A_DAY, replace=False).tolist()
    return float((shares(unseen, fitted(points[labelled], kinds[labelled])).argmax(axis=1) == truth).mean())


def test_what_is_chosen_teaches_more_than_what_chance_picks():
    chosen = [right_after(seed, choosing=True) for seed in range(8)]
    by_chance = [right_after(seed, choosing=False) for seed in range(8)]
    assert np.mean(chosen) > np.mean(by_chance) + 0.03
    assert sum(one > other for one, other in zip(chosen, by_chance, strict=True)) == 8
