"""Graph component: each message gets its sentence vector, [last ‖ third layer] of the encoder, as a Rasa feature."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.cleaning import cleaned
from components.encodings import EncodingCache
from language.encoder import Encoder
from language.encoder_settings import EncoderSettings, read_encoder_settings

ORIGIN = "EncoderFeaturizer"


def home() -> Path:
    """Where built things are kept: $SHAREWELL_HOME, by default .sharewell beside the project."""
    return Path(os.environ.get("SHAREWELL_HOME") or Path(__file__).parents[1] / ".sharewell")


def chosen_encoder() -> EncoderSettings:
    """The encoder of the environment's settings, by default that in the home folder's `encoder`."""
    return read_encoder_settings(os.environ, home() / "encoder")


def vector_of(message: Message) -> np.ndarray:
    """The vector, of twice the encoder's length, that the featurizer left on the message."""
    _, sentence = message.get_dense_features(TEXT, [])
    if sentence is None:
        raise ValueError("The message has no sentence vector: put EncoderFeaturizer before this component.")
    return np.asarray(sentence.features)[0]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class EncoderFeaturizer(GraphComponent):
    """Takes texts, gives dense sentence features [1, 2 * dimension] float32; raises EncoderMissing when there is no encoder."""

    def __init__(self, encoder: Encoder, name: str) -> None:
        self._encoder = encoder
        self._name = name

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EncoderFeaturizer:
        """Open the encoder."""
        return cls(Encoder(chosen_encoder(), threads=os.cpu_count() or 1), execution_context.node_name or ORIGIN)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """No options: the encoder's folder comes from the environment."""
        return {}

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Encode all examples, those met in earlier trainings from the cache."""
        examples = [example for example in training_data.training_examples if example.get(TEXT)]
        cache = EncodingCache(home() / "cache", self._encoder)
        for example, vector in zip(
            examples, cache.encode([cleaned(example.get(TEXT)) for example in examples]), strict=False
        ):
            self._attach(example, vector)
        cache.save()
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Encode messages."""
        vectors = self._encoder.encode_layers([cleaned(message.get(TEXT) or "") for message in messages])
        for message, vector in zip(messages, vectors, strict=False):
            self._attach(message, vector)
        return messages

    def _attach(self, message: Message, vector: np.ndarray) -> None:
        message.add_features(Features(vector[None, :], FEATURE_TYPE_SENTENCE, TEXT, self._name))
