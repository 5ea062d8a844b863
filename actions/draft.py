"""The action that Rasa calls for every comment."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.document import document_of


class ActionDraft(Action):
    """Reads the latest message, answers with one draft document."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_draft"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Compose the document and send it as `custom`."""
        latest = tracker.latest_message
        document = document_of(
            str(tracker.sender_id),
            latest.get("text") or "",
            latest.get("understanding") or {},
            latest.get("metadata") or {},
        )
        dispatcher.utter_message(json_message=document)
        return []
