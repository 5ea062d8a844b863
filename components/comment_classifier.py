"""Graph component: question, complaint, praise as independent probabilities, an intent with its full ranking, severity."""

from __future__ import annotations

import logging
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.cleaning import cleaned
from components.encoder_featurizer import EncoderFeaturizer, vector_of
from components.example_metadata import of_example, of_intent
from components.model_name import model_being_loaded
from components.scoring.labels import INTENTS, Classifier, Example, Judgement
from components.scoring.store import ModelDamaged, load, save
from components.understanding import record

logger = logging.getLogger(__name__)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class CommentClassifier(IntentClassifier, GraphComponent):
    """Takes sentence vectors and texts; gives `intent`, `intent_ranking` and its part of `understanding`."""

    @classmethod
    def required_components(cls) -> list[type]:
        """The featurizer that must come before."""
        return [EncoderFeaturizer]

    @staticmethod
    def required_packages() -> list[str]:
        """Checked by Rasa before training."""
        return ["sklearn", "scipy"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """No options."""
        return {}

    def __init__(self, model_storage: ModelStorage, resource: Resource, classifier: Classifier | None = None) -> None:
        self._model = model_being_loaded()
        self._model_storage = model_storage
        self._resource = resource
        self._classifier = classifier

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> CommentClassifier:
        """An untrained classifier."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> CommentClassifier:
        """The trained classifier; raises ModelDamaged rather than go on without one."""
        try:
            with model_storage.read_from(resource) as directory:
                return cls(model_storage, resource, Classifier(*load(directory)))
        except (ValueError, KeyError) as error:
            raise ModelDamaged(f"the comment classifier is missing from the model or damaged ({error})") from error

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on the examples with an intent and store the result."""
        self._classifier = Classifier.train(
            [_example(message) for message in training_data.intent_examples if message.get(INTENT) in INTENTS]
        )
        with self._model_storage.write_to(self._resource) as directory:
            save(directory, self._classifier.arrays, self._classifier.values)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Judge messages in one batch."""
        if self._classifier is None:
            raise ModelDamaged("the comment classifier was not trained")
        if not messages:
            return messages
        texts = [message.get(TEXT) or "" for message in messages]
        judgements = self._classifier.judge(texts, np.stack([vector_of(message) for message in messages]))
        for message, text, judgement in zip(messages, texts, judgements, strict=False):
            wordless = not any(map(str.isalnum, cleaned(text)))
            _write(message, _wordless(judgement) if wordless else judgement, self._model)
        return messages


def _wordless(judgement: Judgement) -> Judgement:
    """A comment without one letter or digit has nothing to answer."""
    nothing = dict.fromkeys(judgement.probabilities, 0.0)
    return Judgement(nothing, [("other", 1.0), ("complaint", 0.0), ("praise", 0.0), ("question", 0.0)], 1.0, 0)


def _write(message: Message, judgement: Judgement, model: str) -> None:
    ranking = [{"name": name, "confidence": round(share, 4)} for name, share in judgement.ranking]
    message.set(INTENT, ranking[0], add_to_output=True)
    message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
    record(
        message,
        intent=ranking[0]["name"],
        confidence=ranking[0]["confidence"],
        unsure=judgement.unsure,
        severity=judgement.severity,
        division=judgement.division,
        model=model,
        **{label: round(chance, 4) for label, chance in judgement.probabilities.items()},
    )


def _example(message: Message) -> Example:
    metadata = of_example(message)
    return Example(
        text=message.get(TEXT),
        vector=vector_of(message),
        intent=message.get(INTENT),
        also=tuple(metadata.get("also") or ()),
        severity=int(metadata.get("severity") or 0),
        importance=float(metadata.get("weight") or of_intent(message).get("weight") or 1.0),
        decided=bool(metadata.get("learned")),
    )
