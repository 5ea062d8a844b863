"""The action that Rasa calls for every comment."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.document import document_of

if TYPE_CHECKING:
    from actions.language_model.wording import Wording

logger = logging.getLogger(__name__)


class ActionDraft(Action):
    """Reads the latest message, answers with one draft document."""

    # Rasa's SDK makes the action itself and without arguments, so what it works with stands on the class.
    wording: ClassVar[Wording | None] = None

    def name(self) -> str:
        """As in domain.yml."""
        return "action_draft"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Compose the document and send it as `custom`."""
        latest = tracker.latest_message
        comment, text, metadata = str(tracker.sender_id), latest.get("text") or "", latest.get("metadata") or {}
        document = document_of(comment, text, latest.get("understanding") or {}, metadata)
        if self.wording is not None:
            try:
                document = await self.wording.reword(document, comment, text, metadata)
            except Exception:  # the edge of the process: a mistake of ours must not cost the offline draft
                logger.exception("wording by the model broke off; the offline draft is used")
        dispatcher.utter_message(json_message=document)
        return []
