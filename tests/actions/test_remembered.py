"""An earlier reply is said again only where it still holds, and never where a person must look first."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.test_compose import PASSAGE, draft, metadata

ASKED = "Can my dog come into the shop with me?"
EARLIER = {
    "id": "reply:7",
    "comment": "Can dogs come into the shop?",
    "reply": "Hi Maja, dogs are welcome in all our shops. Please keep yours on a lead near the workshop. Best, Jonas",
    "intent": "question",
    "score": 0.86,
    "at": "2026-03-03T10:00:00+00:00",
}


def made(is_a: str = "question", text: str = ASKED, *, evidence: Any = (), meta: Any = None, **changes: Any) -> Any:
    told = {key: changes.pop(key) for key in tuple(changes) if key in EARLIER}
    known = metadata(evidence=evidence, remembered=[{**EARLIER, **told}], sign_with="Ada", **(meta or {}))
    return draft(is_a, text, meta=known, **changes)


def test_a_question_that_no_article_answers_gets_what_was_answered_before() -> None:
    reply = made()
    assert reply["kind"] == "answer" and reply["reason"] == "You answered this on 3 March 2026."
    assert [(s["role"], s["evidence"]) for s in reply["sentences"][1:-1]] == [("answer", "reply:7")] * 2
    assert "Dogs are welcome in all our shops. Please keep yours on a lead near the workshop." in reply["text"]


def test_greeting_name_and_signature_are_those_of_this_reply() -> None:
    text = made()["text"]
    assert "Anna" in text and text.endswith("Ada")
    assert "Maja" not in text and "Jonas" not in text


def test_a_complaint_that_no_article_covers_gets_it_too() -> None:
    reply = made("complaint", "Sent away because of my dog!", severity=2, intent="complaint")
    assert reply["kind"] == "answer" and "welcome" in reply["text"]


def test_without_a_date_the_reason_says_before() -> None:
    assert made(at=None)["reason"] == "You answered this before."
    assert made(at="soon")["reason"] == "You answered this before."


@pytest.mark.parametrize("change", [{"score": 0.79}, {"intent": "complaint"}, {"intent": None}, {"reply": " "}])
def test_what_is_not_near_or_of_another_intent_is_not_said_again(change: dict[str, Any]) -> None:
    meta = metadata(remembered=[{**EARLIER, **change}])
    assert draft("question", ASKED, meta=meta)["kind"] == "hand_over"


def test_an_article_that_answers_goes_first() -> None:
    assert "30 days" in made(evidence=[PASSAGE])["text"]


def test_what_calls_for_a_person_is_never_answered_from_memory() -> None:
    reply = made("question", escalate=["safety"])
    assert reply["kind"] == "hand_over" and reply["private"] and "dogs" not in reply["text"].lower()


def test_praise_and_chatter_stay_as_they_are() -> None:
    assert made("praise", intent="praise")["kind"] == "thanks"
    assert made("other", intent="other")["kind"] == "none"


def test_a_number_stays_only_where_an_article_says_it_too() -> None:
    reply = "Hello Maja. You can send it back within 30 days. The courier takes it from your door. It costs £99."
    near = {**PASSAGE, "score": 0.3}
    text = made(evidence=[near], reply=reply)["text"]
    assert "within 30 days" in text and "from your door" in text and "£99" not in text
    assert "30 days" not in made(reply=reply)["text"]


def test_too_little_left_is_nothing() -> None:
    assert (
        made(reply="Hi Maja, we have refunded £40 to your card. It arrives by Friday. Sorry again!")["kind"]
        == "hand_over"
    )


def test_the_best_reply_that_can_be_used_is_used() -> None:
    unusable = {**EARLIER, "id": "reply:8", "score": 0.95, "reply": "We sent yours on Monday."}
    reply = draft("question", ASKED, meta=metadata(remembered=[EARLIER, unusable]))
    assert {s["evidence"] for s in reply["sentences"] if s["role"] == "answer"} == {"reply:7"}


def test_of_several_near_replies_the_most_typical_is_said_with_its_own_day() -> None:
    nearest = {
        **EARLIER,
        "id": "reply:8",
        "score": 0.95,
        "typical": 0.2,
        "reply": "Ask the shop that you went to before.",
    }
    usual = {**EARLIER, "typical": 0.6}
    reply = draft("question", ASKED, meta=metadata(remembered=[nearest, usual]))
    assert {s["evidence"] for s in reply["sentences"] if s["role"] == "answer"} == {"reply:7"}
    assert reply["reason"] == "You answered this on 3 March 2026."


def test_a_typical_reply_that_is_not_near_enough_stays_unsaid() -> None:
    far = {**EARLIER, "id": "reply:8", "score": 0.7, "typical": 0.9}
    reply = draft("question", ASKED, meta=metadata(remembered=[far, EARLIER]))
    assert {s["evidence"] for s in reply["sentences"] if s["role"] == "answer"} == {"reply:7"}


@pytest.mark.parametrize(
    "broken", [3, [None], [{"id": "reply:1"}], [{**EARLIER, "score": "x"}], [{**EARLIER, "id": 4}]]
)
def test_broken_memory_still_gives_a_document(broken: Any) -> None:
    assert draft("question", ASKED, meta=metadata(remembered=broken))["kind"] == "hand_over"


def test_a_reply_from_memory_fits_the_channel() -> None:
    long = " ".join(["Dogs are welcome in all our shops."] * 30)
    meta = metadata(140, channel="x", remembered=[{**EARLIER, "reply": long}])
    assert len(draft("question", ASKED, meta=meta)["text"]) <= 140
