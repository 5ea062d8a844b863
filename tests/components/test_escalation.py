"""What a person must see at once is found with its words; idioms are not."""

from __future__ import annotations

import pytest

from components.escalation_patterns import reasons_in


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("safety", "The charger melted and burnt my hand"),
        ("safety", "brakes failed on the hill"),
        ("safety", "there was glass in my salad"),
        ("safety", "my son got badly hurt"),
        ("safety", "smoke coming from the battery"),
        ("legal", "you will hear from my solicitor"),
        ("legal", "I'll see you in court"),
        ("legal", "gonna sue you for this"),
        ("self-harm", "honestly I want to die"),
        ("self-harm", "no point in living like this"),
        ("discrimination", "your guard ignored me because I'm black"),
        ("discrimination", "refused to serve my wife in her hijab"),
        ("data-breach", "I can see another customer's address in my account"),
        ("data-breach", "someone else's order is in my app"),
        ("press", "I'm a journalist and would like a statement"),
        ("press", "going to the local paper with this"),
    ],
)
def test_a_reason_is_found_with_its_words(reason: str, text: str) -> None:
    found = [entry for entry in reasons_in(text) if entry.reason == reason]
    assert found
    assert all(text[entry.start : entry.end] == entry.text for entry in found)


@pytest.mark.parametrize(
    "text",
    [
        "this sale is a killer",
        "I'm dying for a coffee",
        "press the button and wait",
        "this track is on fire",
        "the roof leaked a bit",
        "is it dangerously good",
        "not dangerous at all, just loud",
        "love the french press",
        "",
        "😀",
    ],
)
def test_idioms_are_not_escalated(text: str) -> None:
    assert reasons_in(text) == []


def test_a_long_text_is_searched_quickly() -> None:
    assert reasons_in("what a day it was and then my brake " * 5000) == []
