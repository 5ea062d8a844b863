"""What the desk sends of an earlier reply is what the action reads."""

from __future__ import annotations

from datetime import datetime, timezone

from actions.request import Remembered as Read
from actions.request import request_of
from desk.domain.memory import Remembered


def test_an_earlier_reply_arrives_as_it_was_sent() -> None:
    at = datetime(2026, 3, 3, 10, tzinfo=timezone.utc)
    sent = Remembered("reply:7", "Do dogs come in?", "They do.", "question", 0.86, at, 0.4)
    request = request_of("c1", "Dogs?", {}, {"remembered": [sent.as_dict()]})
    assert request.remembered == (Read("reply:7", "Do dogs come in?", "They do.", "question", 0.86, at, 0.4),)
