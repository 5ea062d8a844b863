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
from components.detail_finder import DetailFinder
from components.encoder_featurizer import EncoderFeaturizer, vector_of
from components.escalation import Escalation
from components.language_identifier import LanguageIdentifier
from components.scoring.store import ModelDamaged
from tests.components.conftest import SmallEncoder

STATELESS = [EncoderFeaturizer, LanguageIdentifier, DetailFinder]
TRAINABLE = [CommentClassifier, Escalation]


@pytest.fixture
def trained(encoder: SmallEncoder, world: dict[str, Any], training_data: TrainingData) -> CommentClassifier:
    return trained_on(CommentClassifier, world, training_data)


def trained_on(kind: Any, world: dict[str, Any], training_data: TrainingData) -> Any:
    EncoderFeaturizer.create(**world).process_training_data(training_data)
    component = kind.create(**world)
    component.train(training_data)
    return component


def outputs(component: Any, messages: list[Message]) -> list[dict[str, Any]]:
    return [message.as_dict(only_output_properties=True) for message in component.process(copy.deepcopy(messages))]


def featurized(world: dict[str, Any], messages: list[Message]) -> list[Message]:
    return EncoderFeaturizer.create(**world).process(messages)


@pytest.mark.parametrize("kind", TRAINABLE)
def test_a_loaded_component_says_what_the_trained_one_said(
    kind: Any, encoder: SmallEncoder, world: dict[str, Any], training_data: TrainingData, messages: list[Message]
) -> None:
    trained, messages = trained_on(kind, world, training_data), featurized(world, messages)
    assert outputs(kind.load(**world), messages) == outputs(trained, messages)


@pytest.mark.parametrize("kind", TRAINABLE)
def test_training_twice_gives_the_same_component(
    kind: Any, encoder: SmallEncoder, world: dict[str, Any], training_data: TrainingData, messages: list[Message]
) -> None:
    trained, messages = trained_on(kind, world, training_data), featurized(world, messages)
    first = outputs(trained, messages)
    trained.train(training_data)
    assert outputs(trained, messages) == first


def test_a_reason_told_in_learned_words_is_found_with_them(
    encoder: SmallEncoder, world: dict[str, Any], training_data: TrainingData
) -> None:
    text = "Hello there. the frame snapped under him"
    message = featurized(world, [Message({"text": text})])
    found = outputs(trained_on(Escalation, world, training_data), message)[0]["understanding"]
    assert found["escalate"] == ["safety"]
    assert found["escalation"] == [{"reason": "safety", "start": 13, "end": len(text), "text": text[13:]}]


def test_without_examples_of_reasons_the_patterns_work_alone(
    encoder: SmallEncoder, world: dict[str, Any], training_data: TrainingData
) -> None:
    training_data = TrainingData(
        [message for message in training_data.training_examples if "escalate" not in str(message.data)]
    )
    trained_on(Escalation, world, training_data)
    message = featurized(world, [Message({"text": "I will see you in court, my lawyer says"})])
    assert outputs(Escalation.load(**world), message)[0]["understanding"]["escalate"] == ["legal"]


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


@pytest.mark.parametrize("kind", TRAINABLE)
@pytest.mark.parametrize("name", ["arrays.npz", "values.json", "manifest.json"])
@pytest.mark.parametrize("damage", ["changed", "cut", "gone"])
def test_a_damaged_component_does_not_load(
    kind: Any,
    encoder: SmallEncoder,
    world: dict[str, Any],
    training_data: TrainingData,
    tmp_path: Path,
    name: str,
    damage: str,
) -> None:
    trained_on(kind, world, training_data)
    path = next((tmp_path / "storage").rglob(name))
    content = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(content[: len(content) // 2] if damage == "cut" else content[:-3] + b"zzz")
    with pytest.raises(ModelDamaged):
        kind.load(**world)


def test_an_untrained_classifier_does_not_guess(world: dict[str, Any], messages: list[Message]) -> None:
    with pytest.raises(ModelDamaged):
        CommentClassifier.create(**world).process(messages)


@pytest.mark.parametrize("kind", TRAINABLE)
def test_a_component_that_was_never_stored_does_not_load(kind: Any, world: dict[str, Any]) -> None:
    with pytest.raises(ModelDamaged):
        kind.load(**world)


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
