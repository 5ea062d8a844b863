"""A file's labels beside the model's intents."""

from __future__ import annotations

import numpy as np
import pytest

from components.evaluation.errors import EvaluationError
from components.evaluation.labels import read_map, renamed, shares_of, to_intents

RANKING = {"complaint": 0.4, "question": 0.3, "other": 0.2, "praise": 0.1}


def test_known_labels_and_their_other_names_are_the_models_intents():
    mapped = to_intents(["Complaint", "appreciation", "question", "other", "praise"])
    assert mapped.labels == ["complaint", "praise", "question", "other", "praise"]
    assert mapped.classes == ["question", "complaint", "praise", "other"] and mapped.outside == {}


def test_labels_outside_are_counted_and_join_other_in_the_rest():
    mapped = to_intents(["complaint", "feedback", "feedback", "spam", "other"])
    assert mapped.labels == ["complaint", "rest", "rest", "rest", "rest"]
    assert mapped.outside == {"feedback": 2, "spam": 1}


def test_with_complaint_and_other_alone_everything_else_is_other():
    shares = shares_of([RANKING], to_intents(["complaint", "other"]).classes)
    assert np.allclose(shares, [[0.4, 0.6]])


def test_without_other_or_rest_the_shares_are_scaled():
    assert np.allclose(shares_of([RANKING], ["question", "complaint"]), [[3 / 7, 4 / 7]])


def test_intents_that_the_file_does_not_use_count_for_its_rest():
    assert np.allclose(shares_of([RANKING], ["complaint", "praise", "rest"]), [[0.4, 0.1, 0.5]])


def test_labels_that_are_all_strange_need_a_map():
    with pytest.raises(EvaluationError, match="--map old=complaint"):
        to_intents(["billing", "delivery", "other"])
    assert to_intents(renamed(["Billing", "delivery"], read_map(["billing=complaint"]))).labels == ["complaint", "rest"]


@pytest.mark.parametrize("pair", ["complaint", "=complaint", "moan=", ""])
def test_a_map_that_is_none_is_named(pair):
    with pytest.raises(EvaluationError, match="old=new"):
        read_map([pair])


def test_a_map_of_a_label_that_is_not_there_is_named():
    with pytest.raises(EvaluationError, match="--map names moan, but the labels are: praise"):
        renamed(["praise"], {"moan": "complaint"})
