"""The finder on invented questions: it finds, it refuses, it is the same each time, and nothing in a text upsets it."""

from __future__ import annotations

import random

import numpy as np
import pytest

from components.answering.background import Background, chosen, read_texts
from components.answering.errors import ExamplesUnusable
from components.answering.finder import AnswerFinder
from components.answering.threshold import choose, curve
from components.cleaning import cleaned
from tests.components.conftest import UNSEEN, SmallEncoder

QUESTIONS = {
    "opening": ["when do you open", "are you open on sunday", "what time do you open today", "do you open at night"],
    "warranty": ["how long is the warranty", "is the warranty two years", "what does the warranty cover", "warranty?"],
    "payment": ["can I pay by card", "do you take card payments", "pay by card or cash", "which card can I pay with"],
    "delivery": ["when is my parcel delivered", "parcel delivery costs", "is delivery free", "where is my parcel"],
    "returns": ["how do I return a helmet", "return my order", "can I return it later", "who pays for a return"],
}
OTHER = [f"{noun} {verb} {place}" for noun in ("the cat", "my neighbour", "our train", "a friend", "that song")
         for verb in ("slept", "shouted", "stopped", "laughed") for place in ("outside", "upstairs", "by the sea")]  # fmt: skip


def examples() -> tuple[list[str], list[str]]:
    pairs = [(text, label) for label, texts in QUESTIONS.items() for text in texts]
    return [text for text, _ in pairs], [label for _, label in pairs]


def background(encoder: SmallEncoder, texts: list[str] = OTHER) -> Background:
    return Background(texts, encoder.encode_layers(texts))


def trained(texts: list[str], labels: list[str], **more: object) -> AnswerFinder:
    encoder = SmallEncoder()
    vectors = encoder.encode_layers([cleaned(text) for text in texts])
    return AnswerFinder(texts, vectors, labels, background(encoder), **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def finder() -> AnswerFinder:
    return trained(*examples())


def find(finder: AnswerFinder, *texts: str):
    return finder.find(texts, SmallEncoder().encode_layers([cleaned(text) for text in texts]))


def test_a_question_in_other_words_gets_its_answer(finder):
    found = find(finder, "do you open on monday", "how long is your warranty", "can I pay by card here")
    assert found.labels.tolist() == ["opening", "warranty", "payment"] and found.answered.all()


def test_what_no_example_is_like_is_refused(finder):
    assert not find(finder, "the dog laughed by the sea", "zebra").answered.any()


def test_the_same_examples_in_any_order_give_the_same_finder(finder):
    texts, labels = examples()
    order = list(range(len(texts)))
    random.Random(3).shuffle(order)
    other = trained([texts[row] for row in order], [labels[row] for row in order])
    queries = ["do you open on monday", "a friend stopped", "return"]
    assert other.threshold == finder.threshold
    assert np.array_equal(find(other, *queries).sure, find(finder, *queries).sure)


def test_a_repeated_example_changes_nothing(finder):
    texts, labels = examples()
    assert trained([*texts, texts[0].upper()], [*labels, labels[0]]).threshold == finder.threshold


def test_a_query_does_not_depend_on_its_neighbours(finder):
    together = find(finder, "do you open on monday", *UNSEEN)
    assert find(finder, "do you open on monday").sure[0] == pytest.approx(together.sure[0], abs=1e-6)


def test_hostile_text_is_read_like_any_other(finder):
    hostile = [
        *UNSEEN,
        "\x00\u200b\ufeff",
        "\ud800",
        "'; DROP TABLE",
        "<script>",
        "ﷺ" * 500,
        "\u202eabc",
        " \n\t ",
        "(((((",
    ]
    found = find(finder, *hostile)
    assert np.isfinite(found.sure).all() and len(found.labels) == len(hostile)


def test_hostile_examples_can_be_learned_from():
    texts, labels = examples()
    hostile = ["\u200b", "😀😀", "<b>", "?!?", "x" * 20_000, "\ud800"]
    assert (
        find(trained([*texts, *hostile], [*labels, *["odd"] * len(hostile)]), "when do you open").labels[0] == "opening"
    )


def test_a_label_with_one_example_can_be_found():
    texts, labels = examples()
    assert find(trained([*texts, "gift voucher"], [*labels, "vouchers"]), "gift voucher").labels[0] == "vouchers"


def test_two_labels_are_enough():
    texts, labels = examples()
    assert find(trained(texts[:8], labels[:8]), "how long is the warranty").labels[0] == "warranty"


def test_without_a_background_there_are_still_the_labels_left_out():
    texts, labels = examples()
    encoder = SmallEncoder()
    empty = Background([], np.zeros((0, 768), dtype=np.float32))
    found = find(AnswerFinder(texts, encoder.encode_layers(texts), labels, empty), "when do you open")
    assert found.labels[0] == "opening" and np.isfinite(found.sure).all()


def test_what_a_team_says_nothing_answers_makes_it_less_sure(finder):
    refused = ["do you open a bank account", "do you open a new branch"]
    taught = trained(*examples(), unanswered=refused, unanswered_vectors=SmallEncoder().encode_layers(refused))
    query = "do you open a new account"
    assert find(taught, query).sure[0] < find(finder, query).sure[0]


@pytest.mark.parametrize(
    ("texts", "labels", "says"),
    [
        (["one", "two"], ["a", "a"], "all examples are labelled 'a'"),
        (["one", "two"], ["a", "b"], "no label has two different examples"),
        (["one", "One ", "two"], ["a", "a", "b"], "no label has two different examples"),
        (["\u200b", "\u200b"], ["a", "b"], "no example has words"),
        ([], [], "no example has words"),
    ],
)
def test_examples_that_teach_nothing_are_said_to(texts, labels, says):
    with pytest.raises(ExamplesUnusable, match=says):
        trained(texts, labels)


def test_the_background_is_no_longer_than_the_examples_and_the_same_each_time():
    texts = [f"{place} " + "word " * (place % 30) for place in range(300)]
    taken = chosen(texts, ["a short question"], 50)
    assert len(taken) == 50 and max(len(text.split()) for text in taken) <= 8
    assert taken == chosen(texts, ["a short question"], 50)


def test_the_shipped_training_data_serves_as_background():
    texts = read_texts()
    assert len(texts) > 5000 and texts == sorted(set(texts)) and "" not in texts


def test_the_curve_is_the_correlation_of_scikit_learn():
    from sklearn.metrics import matthews_corrcoef

    drawn = np.random.default_rng(1)
    truth, said = drawn.choice(["", "a", "b", "c"], 200), drawn.choice(["a", "b", "c"], 200)
    sure, weights = np.round(drawn.random(200), 1), drawn.random(200)
    found = curve(sure, said, truth, "", weights)
    assert len(found.thresholds) == len(set(sure))
    for threshold, mcc in zip(found.thresholds, found.mcc, strict=True):
        expected = matthews_corrcoef(truth, np.where(sure >= threshold, said, ""), sample_weight=weights)
        assert mcc == pytest.approx(expected)


def test_the_threshold_lies_between_what_is_in_scope_and_what_is_not():
    sure = np.array([0.9, 0.8, 0.7, 0.3, 0.2, 0.1])
    truth, said = np.array(["a", "b", "a", "", "", ""]), np.array(["a", "b", "a", "a", "b", "a"])
    assert 0.3 < choose(sure, said, truth, "", np.ones(6)) <= 0.9
