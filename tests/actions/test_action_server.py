"""The action server as its own process: what it takes from the environment, what it answers, and what it logs."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.actions.model_server import error, model_server, says
from tests.actions.wording import GOOD, KEY, QUESTION, document, metadata

ROOT = Path(__file__).parents[2]


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SHAREWELL_MODEL_")}
    return {**kept, "PYTHONWARNINGS": "ignore", "SHAREWELL_ACTIONS_LOG": "DEBUG", **more}


@contextmanager
def action_server(log: Path, **more: str) -> Iterator[str]:
    """Its address, once it answers; everything it prints goes to the file."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with log.open("w") as printed:
        process = subprocess.Popen(
            [sys.executable, "-m", "actions.server"],
            cwd=ROOT,
            env=environment(SHAREWELL_ACTIONS_PORT=str(port), **more),
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
    try:
        url = f"http://127.0.0.1:{port}"
        while not answers(url):
            assert process.poll() is None, log.read_text()
        yield url
    finally:
        process.terminate()
        process.wait(20)


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def drafted(url: str) -> dict[str, Any]:
    """The draft document that Rasa would get."""
    understanding = document()["understanding"]
    latest = {"text": QUESTION, "understanding": understanding, "metadata": metadata(), "intent": {}, "entities": []}
    tracker = {"sender_id": "c1", "slots": {}, "latest_message": latest, "events": [], "paused": False}
    tracker.update(followup_action=None, active_loop={}, latest_action_name="action_listen")
    body = json.dumps({"next_action": "action_draft", "sender_id": "c1", "tracker": tracker, "domain": {}}).encode()
    request = urllib.request.Request(f"{url}/webhook", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        made: dict[str, Any] = json.loads(answer.read())["responses"][0]["custom"]
    return made


def test_without_configuration_the_document_is_the_offline_one(tmp_path: Path) -> None:
    with action_server(tmp_path / "log") as url:
        assert drafted(url) == document()


def test_with_a_model_drafts_are_worded_and_the_key_is_nowhere_in_the_log(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with model_server(says(*GOOD), error(401, f"wrong key {KEY}")) as model:
        told = {"SHAREWELL_MODEL_URL": model.url, "SHAREWELL_MODEL_NAME": "invented-1", "SHAREWELL_MODEL_KEY": KEY}
        with action_server(log, **told) as url:
            assert drafted(url)["draft"]["wording"]["by"] == "model"
            assert "SHAREWELL_MODEL_KEY" in drafted(url)["draft"]["wording"]["reason"]
        assert model.headers[0]["Authorization"] == f"Bearer {KEY}"
    assert "model call: kind=answer" in log.read_text() and KEY not in log.read_text()


def test_a_setting_that_makes_no_sense_ends_it_with_one_line() -> None:
    told = {"SHAREWELL_MODEL_URL": "localhost:11434", "SHAREWELL_MODEL_NAME": "invented-1", "SHAREWELL_MODEL_KEY": KEY}
    ended = subprocess.run(
        [sys.executable, "-m", "actions.server"], cwd=ROOT, env=environment(**told), capture_output=True, text=True
    )
    assert ended.returncode == 1 and ended.stdout == ""
    assert ended.stderr.count("\n") == 1 and "SHAREWELL_MODEL_URL must be an address" in ended.stderr


def test_a_mistake_in_the_wording_costs_no_draft(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    import asyncio

    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

    from actions.draft import ActionDraft

    class Broken:
        async def reword(self, *arguments: Any) -> dict[str, Any]:
            raise KeyError("sentences")

    monkeypatch.setattr(ActionDraft, "wording", Broken())
    latest = {"text": QUESTION, "understanding": document()["understanding"], "metadata": metadata()}
    tracker = Tracker("c1", {}, latest, [], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    asyncio.run(ActionDraft().run(dispatcher, tracker, {}))
    assert dispatcher.messages[0]["custom"] == document()
    assert "the offline draft is used" in caplog.text
