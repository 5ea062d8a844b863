"""A model that goes on reading answers each line of texts at once, text by text."""

from __future__ import annotations

import json
from typing import Any

from components.shadow import answered
from tests.components.test_bulk import FakePipeline


def told(*texts: str) -> str:
    return json.dumps({"texts": texts})


def intents(answers: list[dict[str, Any]]) -> list[str | None]:
    return [answer.get("understanding", {}).get("intent") for answer in answers]


def test_each_line_is_answered_before_the_next_is_read() -> None:
    taken = []

    def lines():
        for line in (told("one", "two"), told("three"), told()):
            taken.append(line)
            yield line

    found = answered(FakePipeline(), lines())
    assert intents(next(found)) == ["one", "two"] and len(taken) == 1
    assert [intents(some) for some in found] == [["three"], []]


def test_a_text_that_breaks_it_stops_no_other() -> None:
    (found,) = answered(FakePipeline(), [told("one", "broken", "two")])
    assert intents(found) == ["one", None, "two"] and "error" in found[1]
