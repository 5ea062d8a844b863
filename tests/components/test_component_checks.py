"""What every component must pass: trained, stored and loaded it says the same; damaged it stops loudly."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.comment_classifier import CommentClassifier
from components.encoder_featurizer import EncoderFeaturizer, vector_of
from components.escalation import Escalation
from components.language_identifier import LanguageIdentifier
from components.scoring.store import ModelDamaged
from tests.components.conftest import SmallEncoder

STATELESS = [EncoderFeaturizer, LanguageIdentifier, Escalation]


@pytest.fixture
def trained(encoder: SmallEncoder, world: dict[str, Any], training_data: TrainingData) -> CommentClassifier:
    EncoderFeaturizer.create(**world).process_training_data(training_data)
    classifier = CommentClassifier.create(**world)
    classifier.train(training_data)
    return classifier


def outputs(component: Any, messages: list[Message]) -> list[dict[str, Any]]:
    return [message.as_dict(only_output_properties=True) for message in component.process(copy.deepcopy(messages))]


def featurized(world: dict[str, Any], messages: list[Message]) -> list[Message]:
    return EncoderFeaturizer.create(**world).process(messages)


def test_a_loaded_classifier_says_what_the_trained_one_said(
    trained: CommentClassifier, world: dict[str, Any], messages: list[Message]
) -> None:
    messages = featurized(world, messages)
    assert outputs(CommentClassifier.load(**world), messages) == outputs(trained, messages)


def test_training_twice_gives_the_same_classifier(
    trained: CommentClassifier, world: dict[str, Any], training_data: TrainingData, messages: list[Message]
) -> None:
    messages = featurized(world, messages)
    first = outputs(trained, messages)
    trained.train(training_data)
    assert outputs(trained, messages) == first


def test_a_batch_says_what_each_message_alone_would(
    trained: CommentClassifier, world: dict[str, Any], messages: list[Message]
) -> None:
    messages = featurized(world, messages)
    alone = [outputs(trained, [message])[0] for message in messages]
    for one, other in zip(outputs(trained, messages), alone, strict=False):
        assert one["intent"]["name"] == other["intent"]["name"]
        assert one["intent"]["confidence"] == pytest.approx(other["intent"]["confidence"], abs=1e-3)


def test_the_ranking_is_whole_and_sums_to_one(
    trained: CommentClassifier, world: dict[str, Any], messages: list[Message]
) -> None:
    for said in outputs(trained, featurized(world, messages)):
        assert {entry["name"] for entry in said["intent_ranking"]} == {"question", "complaint", "praise", "other"}
        assert sum(entry["confidence"] for entry in said["intent_ranking"]) == pytest.approx(1, abs=1e-3)
        known = said["understanding"]
        assert (known["severity"] in (1, 2, 3, 4)) == (said["intent"]["name"] == "complaint")


@pytest.mark.parametrize("name", ["arrays.npz", "values.json", "manifest.json"])
@pytest.mark.parametrize("damage", ["changed", "cut", "gone"])
def test_a_damaged_classifier_does_not_load(
    trained: CommentClassifier, world: dict[str, Any], tmp_path: Path, name: str, damage: str
) -> None:
    path = next((tmp_path / "storage").rglob(name))
    content = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(content[: len(content) // 2] if damage == "cut" else content[:-3] + b"zzz")
    with pytest.raises(ModelDamaged):
        CommentClassifier.load(**world)


def test_an_untrained_classifier_does_not_guess(world: dict[str, Any], messages: list[Message]) -> None:
    with pytest.raises(ModelDamaged):
        CommentClassifier.create(**world).process(messages)


def test_a_classifier_that_was_never_stored_does_not_load(world: dict[str, Any]) -> None:
    with pytest.raises(ModelDamaged):
        CommentClassifier.load(**world)


@pytest.mark.parametrize("kind", STATELESS)
def test_created_twice_a_stateless_component_says_the_same(
    kind: Any, encoder: SmallEncoder, world: dict[str, Any], messages: list[Message]
) -> None:
    assert outputs(kind.create(**world), messages) == outputs(kind.create(**world), messages)


def test_encodings_are_kept_across_trainings(
    encoder: SmallEncoder, world: dict[str, Any], training_data: TrainingData
) -> None:
    fresh = copy.deepcopy(training_data)
    EncoderFeaturizer.create(**world).process_training_data(training_data)
    encoder.encoded.clear()
    EncoderFeaturizer.create(**world).process_training_data(fresh)
    assert encoder.encoded == []
    assert np.array_equal(vector_of(fresh.training_examples[0]), vector_of(training_data.training_examples[0]))
