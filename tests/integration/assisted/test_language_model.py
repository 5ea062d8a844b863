"""A draft worded by a language model, through Rasa and the action server as they really run."""

from __future__ import annotations

import asyncio
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from desk.assistant.client import RasaAssistant
from desk.domain.comment import Comment, CommentState
from desk.domain.draft import Evidence
from desk.domain.page import Page
from desk.settings import read_settings
from desk.supervisor import start
from tests.actions.model_server import error, model_server, says

KEY = "sk-invented-key-5151"
SAID = "Lamps can come back within 30 days of delivery."
RETURNS = Evidence("returns#1", "returns", "Send a lamp back", None, SAID, "https://help.example/returns", 0.8)
INVENTED = says(("answer", "Lamps can come back within 90 days of delivery.", "returns#1"))


def test_the_desk_gets_a_worded_draft_and_the_offline_one_where_the_model_fails(private_folder: Path) -> None:
    with model_server(says(("answer", SAID, "returns#1")), INVENTED, INVENTED, error(503)) as model:
        told = {"SHAREWELL_MODEL_URL": model.url, "SHAREWELL_MODEL_NAME": "invented-1", "SHAREWELL_MODEL_KEY": KEY}
        with start(private_folder / "worded", only=("actions", "assistant"), env=told) as running:
            drafts = asyncio.run(_drafts(running.env, 3))
            logs = "".join(path.read_text(encoding="utf-8") for path in running.data.rglob("*.log"))
        assert [draft["wording"]["by"] for draft in drafts] == ["model", "offline", "offline"]
        assert "90 days" in drafts[1]["wording"]["reason"] and "90 days" not in drafts[1]["text"]
        assert "503" in drafts[2]["wording"]["reason"]
        assert all("Marta" in draft["text"] and "30 days" in draft["text"] for draft in drafts)
        assert "Marta" not in model.told and model.headers[0]["Authorization"] == f"Bearer {KEY}"
        assert "model call" in logs and KEY not in logs


async def _drafts(environment: dict[str, str], count: int) -> list[dict[str, Any]]:
    settings = read_settings(environment)
    async with httpx.AsyncClient() as client:
        assistant = RasaAssistant(client, settings.assistant_urls, settings.assistant_token, 8.0)
        drafts = []
        for _ in range(count):
            document = await assistant.draft(_comment(), Page("lamps", "Invented Lamps"), None, [RETURNS])
            assert document.draft is not None
            drafts.append(document.draft)
        return drafts


def _comment() -> Comment:
    text, now = "Can I send a lamp back if I don't like it?", datetime.now(timezone.utc)
    ids = (uuid4(), "lamps", uuid4(), uuid4())
    return Comment(*ids, "facebook", "1", "Marta Quill", text, now, CommentState.DRAFTING)
