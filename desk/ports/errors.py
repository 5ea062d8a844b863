"""What goes wrong outside, as the services are told of it."""

from __future__ import annotations

from desk.domain.errors import Conflict


class AssistantUnavailable(Exception):
    """The assistant gave no usable answer; the comment must not wait for it."""


class DatabaseUnavailable(Exception):
    """The database can't be reached right now; the same request may succeed in a moment."""


class SealBroken(Exception):
    """What was sealed can't be opened with this key."""


class TranslatorFailed(Exception):
    """There is no translation; the words say why."""


class NotTold(Exception):
    """A message did not arrive; the words say why. ``passing``: it may at another time."""

    def __init__(self, why: str, *, passing: bool = False) -> None:
        super().__init__(why)
        self.passing = passing


class LearningFailed(Conflict):
    """A training or a trial came to no end; the words say why, for a person."""


class ModelNotServed(Conflict):
    """A Rasa server did not take a model over; the words say why."""
