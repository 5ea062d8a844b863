"""A page's voice words the draft's own sentences, and only those."""

from __future__ import annotations

import re
from typing import Any

import pytest

from actions.compose import compose
from actions.document import NOTHING
from actions.emoji import has_emoji
from actions.kinds import Choice
from actions.phrases import BOOKS
from actions.request import request_of
from actions.voice import Voice, voice_of
from actions.words import found, replaced
from tests.actions.test_compose import PASSAGE, draft, metadata

COMMENTS = [f"c{number}" for number in range(30)]


def told(intent: str = "question", voice: Any = None, evidence: Any = (PASSAGE,), **more: Any) -> Any:
    meta = metadata(evidence=evidence, **more.pop("meta", {}))
    meta["page"]["voice"] = voice
    return draft(intent, meta=meta, **more)


def own(made: dict[str, Any]) -> str:
    return " ".join(one["text"] for one in made["sentences"] if one["role"] not in ("answer", "step", "signature"))


@pytest.mark.parametrize("broken", [None, 3, [], "formal", {"formality": []}, {"formality": "loud", "variant": {}}])
def test_a_voice_that_cannot_be_read_is_the_plain_one(broken: Any) -> None:
    assert voice_of(broken) == Voice()


def test_what_is_of_the_wrong_type_or_unknown_counts_as_absent() -> None:
    read = voice_of(
        {
            "sign_with": " Ada \n Lee ",
            "emoji": "yes",
            "avoid": ["cheap", 3, "", "cheap"],
            "prefer": [
                {"instead_of": "team", "say": "crew"},
                {"say": "x"},
                None,
                {"instead_of": "you", "say": "{name}"},
            ],
            "contacts": {"legal": "law@a.example", "sales": "b@a.example", "press": 5},
        }
    )
    assert read == Voice(
        sign_with="Ada Lee", prefer=(("team", "crew"),), avoid=("cheap",), contacts={"legal": "law@a.example"}
    )


def test_lately_is_read_leniently_and_only_the_ten_newest_count() -> None:
    request = request_of("c", "x", {}, {"page": {"lately": ["a", 3, None, *"bcdefghijkl"]}})
    assert request.lately == tuple("abcdefgh")
    assert request_of("c", "x", {}, {"page": {"lately": "abc"}}).lately == ()


def test_formal_has_no_contraction_and_says_dear_casual_is_close() -> None:
    formal = [told("question", {"formality": "formal"}, comment=one)["text"] for one in COMMENTS]
    casual = [told("question", {"formality": "casual"}, comment=one)["text"] for one in COMMENTS]
    assert not any(re.search(r"\w['’]\w", text) for text in formal)
    assert any(text.startswith("Dear Anna") for text in formal) and not any(text.startswith("Hey") for text in formal)
    assert any(text.startswith("Hey") for text in casual) and not any(text.startswith("Dear") for text in casual)


def test_facts_stay_in_the_words_of_the_company() -> None:
    passage = {
        **PASSAGE,
        "answer": "We don't organise pick-ups of your bike. Colours can't be chosen; ask a colleague.",
    }
    voice = {"formality": "formal", "variant": "en-US", "prefer": [{"instead_of": "colleague", "say": "crew member"}]}
    made = told("question", voice, [passage])
    assert "We don't organise pick-ups of your bike. Colours can't be chosen; ask a colleague." in made["text"]


def test_the_spelling_is_that_of_the_variant() -> None:
    for variant, right, wrong in (("en-GB", "apologise", "apologize"), ("en-US", "apologize", "apologise")):
        voice = {"formality": "formal", "variant": variant}
        texts = " ".join(told("complaint", voice, severity=2, comment=one)["text"] for one in COMMENTS)
        assert right in texts and wrong not in texts


def test_words_to_avoid_are_never_in_our_own_phrases() -> None:
    avoid = ["Sorry", "thanks", "look", "colleague", "hi"]
    for intent, severity in (("question", 0), ("complaint", 2), ("complaint", 4), ("praise", 0)):
        for comment in COMMENTS:
            made = told(intent, {"avoid": avoid}, (), severity=severity, comment=comment)
            assert made["text"] and not found(own(made), avoid), made["text"]


def test_where_every_phrase_has_such_a_word_there_is_no_draft_and_the_reason_says_so() -> None:
    nothing = told(
        "question", {"avoid": ["here", "we", "us", "hi", "hello", "hey", "dear", "good day", "we'll", "we're"]}, ()
    )
    assert (nothing["kind"], nothing["text"]) == ("none", "") and "words" in nothing["reason"]


def test_a_fact_with_such_a_word_stays_and_is_pointed_at() -> None:
    made = told("question", {"avoid": ["Free", "courier"]})
    assert "Shop returns are free" in made["text"]
    pointed = [one for one in made["findings"] if one["rule"] == "voice"]
    assert [one["text"] for one in pointed] == ["free", "courier"]
    assert all(made["text"][one["start"] : one["end"]] == one["text"] for one in pointed)
    for other in made["alternatives"]:
        assert {one["text"] for one in other["findings"]} == {"free", "courier"}


def test_preferred_words_replace_ours() -> None:
    voice = {"prefer": [{"instead_of": "a colleague", "say": "somebody from the crew"}]}
    texts = [told("question", voice, (), comment=one)["text"] for one in COMMENTS]
    assert any("omebody from the crew" in text for text in texts)
    assert not any("a colleague" in text.lower() for text in texts)


def test_words_are_whole_words_in_any_case_and_with_either_apostrophe() -> None:
    pairs = [("we’re", "we are"), ("team", "crew"), ("crew", "band")]
    assert replaced("We're a Team. The team's here, teamwork.", pairs) == "We are a Crew. The crew's here, teamwork."
    assert found("Free, freedom and FREE", ["free"]) == [(0, 4), (18, 22)]
    assert found("we're here", ["re"]) == [] and found("anything", []) == []


def test_an_emoji_stands_with_praise_and_answers_only_and_once() -> None:
    for comment in COMMENTS:
        assert sum(map(has_emoji, told("praise", {"emoji": True}, (), comment=comment)["text"])) == 1
        assert not has_emoji(told("praise", {"emoji": False}, (), comment=comment)["text"])
        for intent, changes in (
            ("complaint", {"severity": 1}),
            ("question", {"escalate": ["press"]}),
            ("other", {"unsure": True}),
        ):
            assert not has_emoji(
                told(intent, {"emoji": True, "formality": "casual"}, comment=comment, **changes)["text"]
            )
    answers = [told("question", {"emoji": True, "formality": "casual"}, comment=one)["text"] for one in COMMENTS]
    assert any(map(has_emoji, answers)) and all(sum(map(has_emoji, text)) <= 1 for text in answers)
    assert not has_emoji(told("praise", {"emoji": True}, (), complaint=0.5)["text"])
    incident = {**PASSAGE, "incident": True}
    assert not any(has_emoji(told("question", {"emoji": True}, [incident], comment=one)["text"]) for one in COMMENTS)


def test_an_emoji_that_would_not_fit_is_left_out() -> None:
    limit = len(told("praise", {"emoji": False}, ())["text"])
    made = told("praise", {"emoji": True}, (), meta={"limit": limit})
    assert made["text"] and len(made["text"]) <= limit


def test_an_escalation_names_the_contact_for_its_reason_and_no_other() -> None:
    contacts = {"legal": "law@fernhill.example", "press": "+44 20 7946 0000", "self-harm": "the crisis line"}

    def reply(*reasons: str, contacts: Any = contacts) -> Any:
        return told("complaint", {"contacts": contacts}, severity=4, escalate=list(reasons))

    made = reply("legal")
    assert "law@fernhill.example" in made["text"] and made["private"] and made["findings"] == []
    assert "+44 20 7946 0000" in reply("press", "discrimination")["text"]
    assert "law@" not in reply("safety", "legal")["text"], "where somebody may be hurt, no lawyer is named"
    distressed = reply("legal", "self-harm")["text"]
    assert "the crisis line" in distressed and "law@" not in distressed and "team" not in distressed
    assert "@" not in reply("data-breach")["text"] and "@" not in reply("legal", contacts={})["text"]
    assert "@" not in told("complaint", {"contacts": contacts}, severity=4)["text"]


def test_signatures_vary_by_formality_and_stay_plain_where_it_is_grave() -> None:
    def signed(formality: str, intent: str = "praise", **more: Any) -> set[str]:
        voice = {"formality": formality, "sign_with": "Fernhill"}
        return {told(intent, voice, (), comment=one, **more)["sentences"][-1]["text"] for one in COMMENTS}

    assert "Kind regards, Fernhill" in signed("formal") and len(signed("formal")) > 2
    assert "Cheers, Fernhill" in signed("casual")
    assert signed("casual", "complaint", severity=3) == {"Fernhill"}
    assert signed("formal", "complaint", severity=4, escalate=["legal"]) == {"Fernhill"}
    assert signed("neutral", meta={"channel": "x", "limit": 280}) == {"– Fernhill"}


def test_what_puts_something_right_is_led_over_to_in_the_pages_voice() -> None:
    request = request_of("c1", "They charge for returns", NOTHING, metadata(evidence=[PASSAGE]))
    sentences = compose(request, Choice("correct", "", request.evidence[0]))
    assert [one.role for one in sentences] == ["greeting", "empathy", "answer", "answer", "source"]
    assert sentences[1].text in BOOKS["neutral"].correcting
