"""The message key `understanding`, to which several components add and which travels to the action."""

from __future__ import annotations

from typing import Any, Final

from rasa.shared.nlu.training_data.message import Message

UNDERSTANDING: Final = "understanding"


def record(message: Message, **values: Any) -> None:
    """Add `values` to what is understood of the message; Rasa passes the key on in `latest_message.parse_data`."""
    message.set(UNDERSTANDING, {**(message.get(UNDERSTANDING) or {}), **values}, add_to_output=True)
