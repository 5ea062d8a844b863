"""Graph component: reasons to bring a comment to a person at once, each with the words that gave it."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from components.escalation_patterns import reasons_in
from components.understanding import record


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class Escalation(GraphComponent):
    """Takes texts, adds `escalate` (reasons) and `escalation` (reasons with spans) to `understanding`."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Escalation:
        """Patterns only; nothing to load."""
        return cls()

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """No options."""
        return {}

    def process(self, messages: list[Message]) -> list[Message]:
        """Look for reasons in each message."""
        for message in messages:
            found = reasons_in(message.get(TEXT) or "")
            record(
                message,
                escalate=list(dict.fromkeys(reason.reason for reason in found)),
                escalation=[reason.as_dict() for reason in found],
            )
        return messages
