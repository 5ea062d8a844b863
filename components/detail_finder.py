"""Graph component: orders, amounts, dates and products that the comment names."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from components.details import details_in
from components.understanding import record


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class DetailFinder(GraphComponent):
    """Takes texts, adds `details` to `understanding`: kind, start, end and text of each."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DetailFinder:
        """Patterns only; nothing to load."""
        return cls()

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """No options."""
        return {}

    def process(self, messages: list[Message]) -> list[Message]:
        """Look into each message."""
        for message in messages:
            record(message, details=[detail.as_dict() for detail in details_in(message.get(TEXT) or "")])
        return messages
