"""What a consumer writes is text: Rasa's shorthand (`/restart`, `/intent{"entity": …}`) is not read out of comments."""

from __future__ import annotations

from typing import List, Optional  # noqa: UP035 (Rasa compares annotations with its own)

from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.shared.core.domain import Domain
from rasa.shared.nlu.training_data.message import Message


def take_slashes_literally() -> None:
    """Make Rasa's shorthand handler, which its recipe always appends to the pipeline, pass messages on as they are."""

    def process(self, messages: List[Message], domain: Optional[Domain] = None) -> List[Message]:  # noqa: ANN001, UP006, UP045
        return messages

    RegexMessageHandler.process = process  # type: ignore[method-assign]
