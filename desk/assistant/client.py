"""The assistant behind Rasa's REST channel."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import httpx
from jsonschema import Draft202012Validator

from desk.domain.comment import Comment
from desk.domain.draft import DraftDocument, Evidence
from desk.domain.lesson import Learned
from desk.domain.memory import Remembered
from desk.domain.page import Page
from desk.ports.errors import AssistantUnavailable
from language.channels import limit_of

SCHEMA: Final = Path(__file__).parents[2] / "docs" / "reference" / "draft-document.schema.json"
TIMEOUT_S: Final = 20.0


class RasaAssistant:
    """Speaks to one or more Rasa servers in turn; a server that doesn't answer is passed over for that call.

    `model_timeout` is how many seconds a language model may take over a draft, on top of what the assistant may.
    """

    def __init__(self, client: httpx.AsyncClient, urls: Sequence[str], token: str, model_timeout: float = 0.0) -> None:
        self._client = client
        self._urls = [url.rstrip("/") for url in urls]
        self._next = itertools.cycle(range(len(self._urls)))
        self._token = token
        self._timeout = httpx.Timeout(TIMEOUT_S + model_timeout, connect=2.0)
        self._headers = {"Authorization": f"Bearer {token}"}
        self._validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))

    async def draft(
        self,
        comment: Comment,
        page: Page,
        post: dict[str, Any] | None,
        evidence: Sequence[Evidence],
        label: str | None = None,
        remembered: Sequence[Remembered] = (),
        lately: Sequence[str] = (),
        learned: Learned | None = None,
        hint: str | None = None,
    ) -> DraftDocument:
        """Ask for the draft document; raises AssistantUnavailable when no server gives a valid one."""
        body = {
            "sender": str(comment.id),
            "message": comment.text,
            "metadata": metadata_of(comment, page, post, evidence, label, remembered, lately, learned, hint),
        }
        messages = await self._post("/webhooks/rest/webhook", body)
        documents = [message["custom"] for message in messages if isinstance(message, dict) and "custom" in message]
        if len(documents) != 1:
            # Rasa's REST channel swallows errors: an empty answer means that drafting failed.
            raise AssistantUnavailable("The assistant answered without a draft; its log says why.")
        error = next(self._validator.iter_errors(documents[0]), None)
        if error is not None:
            raise AssistantUnavailable(f"The assistant's answer does not fit its schema: {error.message[:300]}")
        return DraftDocument(documents[0]["understanding"], documents[0]["draft"])

    async def classify(self, text: str) -> dict[str, Any]:
        """Only the understanding of a text, without a draft."""
        answer = await self._post(f"/model/parse?token={self._token}", {"text": text})
        understanding = answer.get("understanding") if isinstance(answer, dict) else None
        if not isinstance(understanding, dict):
            raise AssistantUnavailable("The assistant answered without an understanding; its log says why.")
        return understanding

    async def ready(self) -> bool:
        """Whether at least one server has a model loaded."""
        answers = await asyncio.gather(*(self._loaded(url) for url in self._urls))
        return any(answers)

    async def _loaded(self, url: str) -> bool:
        try:
            response = await self._client.get(f"{url}/status", params={"token": self._token}, timeout=2.0)
        except httpx.HTTPError:
            return False
        return response.status_code == 200

    async def _post(self, path: str, body: dict[str, Any]) -> Any:
        problem = "no assistant is configured"
        start = next(self._next)
        for offset in range(len(self._urls)):
            url = self._urls[(start + offset) % len(self._urls)]
            try:
                response = await self._client.post(url + path, json=body, headers=self._headers, timeout=self._timeout)
                if response.status_code == 200:
                    return response.json()
                problem = f"the assistant answered {response.status_code}"
            except httpx.HTTPError as error:
                problem = f"the assistant can't be reached ({type(error).__name__})"
            except ValueError:
                problem = "the assistant's answer is not JSON"
        raise AssistantUnavailable(problem[0].upper() + problem[1:] + ".")


def metadata_of(
    comment: Comment,
    page: Page,
    post: dict[str, Any] | None,
    evidence: Sequence[Evidence],
    label: str | None = None,
    remembered: Sequence[Remembered] = (),
    lately: Sequence[str] = (),
    learned: Learned | None = None,
    hint: str | None = None,
) -> dict[str, Any]:
    """All that the assistant may know beside the text itself."""
    limit = limit_of(comment.channel, comment.reply_limit)
    return {
        "page": {"id": page.id, "name": page.name, "voice": page.voice.as_dict(), "lately": list(lately)},
        "channel": {"name": comment.channel, "limit": limit.limit, "counting": limit.counting},
        "author": {"name": comment.author},
        "thread": [{"author": t.author, "from_page": t.from_page, "text": t.text} for t in comment.turns],
        "post": {"text": post["text"]} if post and post.get("text") else None,
        "evidence": [passage.as_dict() for passage in evidence],
        "remembered": [one.as_dict() for one in remembered],
        "learned": learned.as_dict() if learned else None,
        "label": label,
        "hint": hint,
    }
