"""What the desk sends of what people taught is what the action reads."""

from __future__ import annotations

from actions.learned import Habit as Read
from actions.learned import Learned as ReadAll
from actions.request import request_of
from desk.domain.lesson import Habit, Learned
from desk.domain.memory import Remembered


def test_what_was_learned_arrives_as_it_was_sent() -> None:
    reply = Remembered("reply:7", "Back?", "Leave the pedals on.", "question", 0.3, None)
    sent = Learned("returns", (Habit("Leave the pedals on.", 3, reply),), (Habit("Bring the receipt.", 4),))
    request = request_of("c1", "Back?", {}, {"learned": sent.as_dict()})
    assert request.learned == ReadAll(
        "returns", (Read("Leave the pedals on.", 3, "reply:7"),), (Read("Bring the receipt.", 4),)
    )
