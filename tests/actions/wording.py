"""A draft with invented evidence, worded by the model of a test's server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import aiohttp
import jsonschema

from actions.document import document_of
from actions.language_model.endpoint import Endpoint
from actions.language_model.wording import Wording
from language.channels import length
from language.model_settings import ModelSettings
from tests.actions.model_server import ModelServer, Replies, Reply, model_server

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/reference/draft-document.schema.json").read_text("utf-8"))
VALID = jsonschema.Draft202012Validator(SCHEMA)
KEY = "sk-invented-key-5151"
URL = "https://help.example/articles/returns"
PASSAGE: dict[str, Any] = {
    "id": "returns#1",
    "title": "Send a lamp back",
    "kind": "article",
    "url": URL,
    "text": "You have 30 days from delivery.\n\n1. Open your account.\n2. Choose the lamp. A courier costs £4.50.",
    "answer": "Lamps can come back within 30 days of delivery. Drop-off is free; a courier costs £4.50.",
    "score": 0.8,
    "incident": False,
    "audience": {},
}
GOOD = (
    ("answer", "Lamps can come back within 30 days of delivery.", "returns#1"),
    ("answer", "Drop-off is free, and a courier costs £4.50.", "returns#1"),
)
QUESTION = "Can I send a lamp back if it doesn't suit the room?"


def metadata(
    evidence: Any = (PASSAGE,), *, channel: str = "facebook", limit: int = 2000, **more: Any
) -> dict[str, Any]:
    return {
        "page": {"id": "lamps", "name": "Invented Lamps", "voice": {"sign_with": None, "language": "en-GB"}},
        "channel": {"name": channel, "limit": limit, "counting": "x" if channel == "x" else "characters"},
        "author": {"name": "Marta Quill"},
        "thread": [],
        "post": None,
        "evidence": list(evidence),
        **more,
    }


def document(intent: str = "question", text: str = QUESTION, meta: Any = None, **changes: Any) -> dict[str, Any]:
    known: dict[str, Any] = {
        **{"intent": intent, "confidence": 0.9, "unsure": False, "question": 0.0, "complaint": 0.0, "praise": 0.0},
        **{"severity": 0, "language": "en", "escalate": [], "escalation": [], "model": "base.tar.gz"},
        **({intent: 0.9} if intent != "other" else {}),
        **changes,
    }
    return document_of("c1", text, known, metadata() if meta is None else meta)


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.day = date(2031, 3, 1)

    def __call__(self) -> float:
        return self.now

    def today(self) -> date:
        return self.day


class Desk:
    """One action server's wording, kept over several drafts."""

    def __init__(self, server: ModelServer, clock: Clock | None, **settings: Any) -> None:
        self.server = server
        self.settings = ModelSettings(**{"url": server.url, "name": "invented-1", "key": KEY, **settings})
        self._timing = {} if clock is None else {"clock": clock, "today": clock.today}
        self._kept: Wording | None = None

    def drafts(self, *comments: dict[str, Any]) -> list[dict[str, Any]]:
        """The drafts of comments, one after the other, each keyword arguments of `document`."""
        return asyncio.run(self._drafts(comments))

    def draft(self, intent: str = "question", text: str = QUESTION, meta: Any = None, **changes: Any) -> dict[str, Any]:
        (made,) = self.drafts({"intent": intent, "text": text, "meta": meta, **changes})
        return made

    async def _drafts(self, comments: tuple[dict[str, Any], ...]) -> list[dict[str, Any]]:
        made = []
        async with aiohttp.ClientSession() as session:
            endpoint = Endpoint(session, self.settings)
            if self._kept is None:
                self._kept = Wording(self.settings, endpoint, **self._timing)
            self._kept.calls.model = endpoint
            for comment in comments:
                meta = comment.get("meta") or metadata()
                before = document(**{**comment, "meta": meta})
                after = await self._kept.reword(before, "c1", comment.get("text") or QUESTION, meta)
                VALID.validate(after)
                draft = after["draft"]
                if draft:
                    assert " ".join(draft["text"].split()) == " ".join(s["text"] for s in draft["sentences"])
                    channel = meta["channel"]
                    assert length(draft["text"], channel["counting"]) <= channel["limit"]
                made.append(draft)
        return made


@contextmanager
def desk(*replies: Reply | Replies, clock: Clock | None = None, **settings: Any) -> Iterator[Desk]:
    with model_server(*replies) as server:
        yield Desk(server, clock, **settings)


def assert_offline(draft: dict[str, Any], *words: str, **comment: Any) -> None:
    """The draft is what it would be without a model, and the reason says these words."""
    assert {**draft, "wording": None} == {**document(**comment)["draft"], "wording": None}
    assert draft["wording"]["by"] == "offline"
    for word in words:
        assert word in draft["wording"]["reason"], draft["wording"]["reason"]
