"""Texts that read almost the same: what is compared, from which likeness on, and how fast."""

from __future__ import annotations

import json
import os
import time
from datetime import datetime, timezone
from pathlib import Path
from uuid import UUID

import numpy as np
import pytest

from desk.domain.label import APPROVED, RELABELLED, SETTLED
from desk.domain.label_lessons import Labelled
from desk.services.nearly_same import LEAST, AlmostTheSame, pairs_of
from language.encoder import Encoder

ROWS = (Path(__file__).parents[2] / "data" / "paraphrases.jsonl").read_text(encoding="utf-8").splitlines()


class Directions:
    """An encoder for which a text's first word is its meaning."""

    dimension = 3

    def __init__(self):
        self.encoded = []

    def encode(self, texts):
        self.encoded += texts
        ways = {"parcel": (1, 0, 0), "nearly": (0.95, np.sqrt(1 - 0.95**2), 0), "praise": (0, 0, 1)}
        return np.array([ways[text.split()[0]] for text in texts], np.float32).reshape(len(texts), 3)


def labelled(number, text, intent, by="Ada", source=RELABELLED):
    at = datetime(2026, 11, number, tzinfo=timezone.utc)
    return Labelled(UUID(int=number), "shop", "api", "en", None, text, intent, source, by, at, 1.0)


def found(*examples):
    almost = AlmostTheSame(None, None, Directions)
    return [(pair.one.text, pair.other.text) for pair in almost._pairs(examples)]


def test_two_people_two_labels_one_meaning():
    one, other = labelled(1, "parcel where", "question"), labelled(2, "nearly where", "complaint", by="Bo")
    assert found(one, other, labelled(3, "praise be", "praise", by="Bo")) == [("parcel where", "nearly where")]


@pytest.mark.parametrize(
    "other",
    [
        labelled(2, "nearly where", "question", by="Bo"),
        labelled(2, "nearly where", "complaint", by="Ada"),
        labelled(2, "praise where", "complaint", by="Bo"),
    ],
)
def test_one_label_one_person_or_another_meaning_is_no_disagreement(other):
    assert found(labelled(1, "parcel where", "question"), other) == []


def test_what_was_settled_on_both_sides_is_done_and_labels_by_hand_come_first():
    settled = [labelled(1, "parcel a", "question", source=SETTLED), labelled(2, "nearly b", "praise", "Bo", SETTLED)]
    assert found(*settled) == []
    stood = labelled(3, "parcel c", "other", "Cleo", APPROVED)
    assert found(*settled, stood) == [("parcel a", "parcel c"), ("nearly b", "parcel c")]
    by_hand = labelled(4, "nearly d", "complaint", "Dan")
    assert found(stood, labelled(2, "nearly b", "praise", "Bo"), by_hand)[0] == ("nearly b", "nearly d")


def test_only_new_texts_are_encoded_again():
    encoder = Directions()
    almost = AlmostTheSame(None, None, lambda: encoder)
    assert almost._pairs([]) == []
    almost._pairs([labelled(1, "parcel a", "question"), labelled(2, "praise b", "praise")])
    almost._pairs([labelled(2, "praise b", "praise"), labelled(3, "nearly c", "question")])
    assert encoder.encoded == ["parcel a", "praise b", "nearly c"] and set(almost.kept) == {"praise b", "nearly c"}


def test_all_pairs_are_found_across_the_blocks_and_2500_texts_take_no_time():
    draw = np.random.default_rng(1)
    vectors = draw.normal(size=(2500, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    intents = ["question" if number % 2 else "complaint" for number in range(2500)]
    for one, other in ((3, 8), (500, 513), (10, 2499)):
        vectors[other] = vectors[one]
        intents[other] = "praise"
    began = time.perf_counter()
    pairs = pairs_of(vectors, intents, LEAST)
    assert time.perf_counter() - began < 5
    assert [(one, other) for one, other, _ in pairs] == [(3, 8), (10, 2499), (500, 513)]


HOME = Path(os.environ.get("SHAREWELL_HOME") or Path(__file__).parents[3] / ".sharewell")


@pytest.fixture(scope="module")
def encoder():
    folder = Path(os.environ.get("SHAREWELL_ENCODER") or HOME / "encoder")
    if not (folder / "encoder.onnx").is_file():
        pytest.skip("the encoder is not built: run ./sharewell setup")
    return Encoder(folder)


def test_the_likeness_was_chosen_so_that_most_paraphrases_are_found(encoder):
    pairs = [json.loads(line) for line in ROWS]
    one, other = (encoder.encode([pair[name] for pair in pairs]) for name in ("text", "same"))
    likeness = np.sum(one * other, axis=1)
    assert np.mean(likeness >= LEAST) >= 0.6
    apart = one @ other.T
    np.fill_diagonal(apart, 0)
    assert apart.max() < LEAST, "other meanings are further apart"
