"""What the NLU examples say beside their text and intent, as Rasa leaves it on a message."""

from __future__ import annotations

from typing import Any

from rasa.shared.nlu.constants import METADATA
from rasa.shared.nlu.training_data.message import Message


def of_example(message: Message) -> dict[str, Any]:
    """The example's own metadata: {also: [labels], severity: 1-4, channel, escalate: [reasons]}."""
    metadata = message.get(METADATA) or {}
    return metadata.get("example", metadata) or {}


def of_intent(message: Message) -> dict[str, Any]:
    """The metadata of the intent's block in the file: {weight}."""
    return (message.get(METADATA) or {}).get("intent") or {}
