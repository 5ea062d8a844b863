"""Graph component: reasons to bring a comment to a person at once, each with the words that gave it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.encoder_featurizer import EncoderFeaturizer, home, vector_of
from components.escalation_patterns import Reason, reasons_in
from components.example_metadata import of_example
from components.scoring.kept import kept_or_trained, key_of
from components.scoring.reasons import ReasonScorer
from components.scoring.store import ModelDamaged, load, save
from components.understanding import record

# Of examples that nobody has marked, every so many-th is learned from as one without a reason.
ORDINARY_STEP: Final = 2


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class Escalation(GraphComponent):
    """Takes texts and sentence vectors, adds `escalate` (reasons) and `escalation` (with spans) to `understanding`.

    Patterns find what is said outright, a scorer what is said in other words. It learns from examples whose metadata
    has `escalate`, a list of reasons that may be empty; of the others those count as ordinary in which the patterns
    find nothing. Examples that people's decisions taught (`learned`) say nothing about reasons and are left aside, so
    the scorer is the same from one training to the next and is kept between them. Without a single example that has a reason, the patterns work alone.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """The featurizer that must come before."""
        return [EncoderFeaturizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """No options."""
        return {}

    def __init__(self, model_storage: ModelStorage, resource: Resource, scorer: ReasonScorer | None = None) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._scorer = scorer

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Escalation:
        """An untrained one: patterns only."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Escalation:
        """The trained one; raises ModelDamaged rather than go on with the patterns alone."""
        try:
            with model_storage.read_from(resource) as directory:
                arrays, values = load(directory)
                return cls(model_storage, resource, ReasonScorer(arrays, values) if arrays else None)
        except (ValueError, KeyError) as error:
            raise ModelDamaged(f"the escalation scorer is missing from the model or damaged ({error})") from error

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on the examples that say whether they give a reason, and store the result."""
        marked, ordinary = [], []
        for message in training_data.intent_examples:
            if of_example(message).get("learned"):
                continue  # a decision about the intent, which says nothing about reasons
            if (reasons := of_example(message).get("escalate")) is not None:
                marked.append((message, frozenset(reasons)))
            elif not reasons_in(message.get(TEXT)):
                ordinary.append((message, frozenset[str]()))
        ordinary.sort(key=lambda row: row[0].get(TEXT))
        rows = marked + ordinary[::ORDINARY_STEP]
        if any(reasons for _, reasons in rows):
            self._scorer = _trained(
                [message.get(TEXT) for message, _ in rows],
                np.stack([vector_of(message) for message, _ in rows]),
                [reasons for _, reasons in rows],
            )
        with self._model_storage.write_to(self._resource) as directory:
            save(directory, *((self._scorer.arrays, self._scorer.values) if self._scorer else ({}, {})))
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Look for reasons in each message."""
        texts = [message.get(TEXT) or "" for message in messages]
        for message, text, told in zip(messages, texts, self._told(messages, texts), strict=True):
            found = reasons_in(text)
            said = {reason.reason for reason in found}
            found += [self._with_words(name, text) for name in told if name not in said]
            record(
                message,
                escalate=list(dict.fromkeys(reason.reason for reason in found)),
                escalation=[reason.as_dict() for reason in found],
            )
        return messages

    def _told(self, messages: Sequence[Message], texts: Sequence[str]) -> list[list[str]]:
        """The reasons that the scorer finds in each text; none where there is not one letter."""
        if self._scorer is None or not messages:
            return [[] for _ in messages]
        found = self._scorer.found(texts, np.stack([vector_of(message) for message in messages]))
        return [names if any(map(str.isalpha, text)) else [] for names, text in zip(found, texts, strict=True)]

    def _with_words(self, name: str, text: str) -> Reason:
        assert self._scorer is not None
        start, end = self._scorer.words_for(name, text)
        return Reason(name, start, end, text[start:end])


def _trained(texts: Sequence[str], vectors: np.ndarray, reasons: Sequence[frozenset[str]]) -> ReasonScorer:
    """A scorer trained on this, now or earlier."""

    def train() -> tuple[dict[str, np.ndarray], dict[str, Any]]:
        scorer = ReasonScorer.train(texts, vectors, reasons)
        return scorer.arrays, scorer.values

    said = (
        "\0".join([text, *sorted(told)]).encode("utf-8", "surrogatepass")
        for text, told in zip(texts, reasons, strict=True)
    )
    key = key_of([np.ascontiguousarray(vectors, dtype=np.float32).tobytes(), *said])
    return ReasonScorer(*kept_or_trained(home() / "cache" / "reasons", key, train))
