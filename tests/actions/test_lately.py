"""A page doesn't say the same thing twice in a row."""

from __future__ import annotations

from typing import Any

import pytest

from actions.phrases import BOOKS
from actions.speaker import Speaker
from actions.voice import Voice
from tests.actions.test_compose import PASSAGE, draft, metadata


def told(intent: str, lately: list[str], comment: str = "c1", evidence: Any = (), **changes: Any) -> Any:
    meta = metadata(evidence=evidence)
    meta["page"]["lately"] = lately
    return draft(intent, meta=meta, comment=comment, **changes)


@pytest.mark.parametrize(("intent", "severity"), [("question", 0), ("complaint", 3), ("praise", 0)])
def test_ten_replies_to_the_same_person_have_no_sentence_of_ours_twice(intent: str, severity: int) -> None:
    lately: list[str] = []
    for _ in range(8):
        made = told(intent, lately, severity=severity)
        for sentence in made["sentences"]:
            assert not any(sentence["text"] in text.split("\n")[-1] for text in lately), (sentence, lately)
        lately.insert(0, made["text"])


def test_facts_may_be_said_again() -> None:
    first = told("question", [], evidence=[PASSAGE])
    again = told("question", [first["text"]], evidence=[PASSAGE])
    assert "Bikes can come back within 30 days." in again["text"] and again["text"] != first["text"]
    ours = {s["text"] for s in first["sentences"] if s["role"] != "answer"}
    assert not ours & {s["text"] for s in again["sentences"]}


def test_where_all_were_said_the_one_said_longest_ago_is_taken() -> None:
    phrases = BOOKS["neutral"].holding
    for oldest in phrases:
        lately = [one for one in phrases if one != oldest] + [oldest]
        said = Speaker(Voice(), "c1", tuple(lately)).say(lambda book: book.holding)
        assert said == oldest


def test_a_phrase_that_shares_a_sentence_with_the_last_reply_gives_way() -> None:
    phrases = ("Good to know. Thank you.", "How kind. Thank you.", "How kind of you.")
    said = Speaker(Voice(), "c1", (phrases[0],)).say(lambda _: phrases)
    assert said == phrases[2]


def test_the_first_in_the_comments_own_order_is_taken_among_those_not_said() -> None:
    def say(*lately: str, comment: str = "c1") -> str | None:
        return Speaker(Voice(), comment, lately).say(lambda book: book.thanks)

    first = say()
    assert first and say() == first and say("Something else.") == first
    second = say(f"Hi Bo,\n{first.upper()}\nFernhill")
    assert second != first and say(f"x {second}") == first
    assert len({say(comment=str(number)) for number in range(60)}) >= 10


def test_a_part_of_another_word_is_not_what_was_said() -> None:
    speaker = Speaker(Voice(), "c1", ("Shiny,",))
    only = Speaker(Voice(), "c1").say(lambda _: ("iny,", "zzz"))
    assert speaker.say(lambda _: ("iny,", "zzz")) == only
