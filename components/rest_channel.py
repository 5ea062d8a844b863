"""The one door for comments: Rasa's REST channel behind a token, with a defined answer for any body."""

from __future__ import annotations

import hmac
import os
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from rasa.shared.exceptions import RasaException
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from components.plain_text import take_slashes_literally

LONGEST = 20_000


class RestChannel(RestInput):
    """POST /webhooks/rest/webhook {"sender", "message", "metadata"} -> one message with the draft document."""

    def __init__(self, token: str) -> None:
        self._token = token.encode()
        take_slashes_literally()

    @classmethod
    def name(cls) -> str:
        """The path under /webhooks."""
        return "rest"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> RestChannel:
        """Take the token from $ASSISTANT_TOKEN; without one the channel doesn't open."""
        token = os.environ.get("ASSISTANT_TOKEN", "")
        if not token:
            raise RasaException("The assistant needs a token: pass --auth-token or set ASSISTANT_TOKEN.")
        return cls(token)

    def allowed(self, request: Request) -> bool:
        """Whether the request carries the token; takes the same time whatever it carries."""
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), self._token)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Routes of the channel."""
        blueprint = Blueprint("sharewell_rest", __name__)

        @blueprint.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return json_response({"status": "ok"})

        @blueprint.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            if not self.allowed(request):
                return json_response({"error": "The token is missing or wrong."}, status=401)
            body = request.json
            if not isinstance(body, dict):
                return json_response({"error": "The body must be a JSON object."}, status=400)
            collector = CollectingOutputChannel()
            await on_new_message(self._message(body, collector))
            return json_response(collector.messages)

        return blueprint

    def _message(self, body: dict[str, Any], collector: CollectingOutputChannel) -> UserMessage:
        text, metadata = body.get("message"), body.get("metadata")
        message = UserMessage(
            "",
            collector,
            body.get("sender"),
            input_channel=self.name(),
            metadata=metadata if isinstance(metadata, dict) else {},
        )
        # Set afterwards, because UserMessage strips and spans must fit the text that was sent.
        message.text = text[:LONGEST] if isinstance(text, str) else ""
        return message
