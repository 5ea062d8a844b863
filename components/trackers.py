"""A tracker store that keeps nothing.

Each comment comes with its thread in the metadata, so a conversation lasts one message. Rasa's in-memory store would
keep one tracker a comment forever, and a store in a database would hold a second copy of what the desk stores already.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker


class ForgetfulTrackerStore(TrackerStore):
    """Every conversation starts new and is gone once it was answered."""

    def __init__(
        self, domain: Domain | None, event_broker: EventBroker | None = None, host: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(domain, event_broker, **kwargs)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Nothing is kept."""

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Nothing was kept."""
        return None

    async def keys(self) -> Iterable[str]:
        """No conversations."""
        return []
