"""Alternatives are the same reply in other words, each fit to be sent."""

from __future__ import annotations

from typing import Any

import pytest

from language.channels import length
from language.tone import check
from tests.actions.test_compose import PASSAGE, draft, metadata

COMMENTS = [f"c{number}" for number in range(12)]


def made(
    intent: str, text: str = "Can I send a bike back?", *, evidence: Any = (), voice: Any = None, **changes: Any
) -> Any:
    meta = metadata(changes.pop("limit", 2000), evidence=evidence, channel=changes.pop("channel", "facebook"))
    meta["page"]["voice"] = voice or {}
    return draft(intent, text, meta=meta, **changes)


def by_label(reply: dict[str, Any]) -> dict[str, Any]:
    return {other["label"]: other for other in reply["alternatives"]}


def test_an_answer_comes_shorter_warmer_and_more_formal_with_the_same_facts() -> None:
    reply = made("question", evidence=[PASSAGE])
    others = by_label(reply)
    assert list(others) == ["Shorter", "Warmer", "More formal"]
    facts = [one for one in reply["sentences"] if one["role"] == "answer"]
    for other in others.values():
        assert [one for one in other["sentences"] if one["role"] == "answer"] == facts
    assert len(others["Shorter"]["text"]) < len(reply["text"])
    assert others["More formal"]["text"].startswith(("Dear", "Hello", "Good day"))


@pytest.mark.parametrize(("formality", "missing"), [("formal", "More formal"), ("neutral", None), ("casual", None)])
def test_what_the_page_is_already_is_not_offered(formality: str, missing: str | None) -> None:
    for comment in COMMENTS:
        assert missing not in by_label(
            made("question", evidence=[PASSAGE], voice={"formality": formality}, comment=comment)
        )


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("My order still hasn't arrived and nobody says why", "order"),
        ("My kettle stopped working after a week", "product"),
        ("Your shop is so rude", None),
        ("My order was dispatched on Monday and has not arrived", None),
    ],
)
def test_a_question_comes_first_where_the_comment_leaves_something_open(text: str, asks: str | None) -> None:
    for comment in COMMENTS:
        other = by_label(made("complaint", text, severity=2, comment=comment)).get("Ask first")
        assert (other is not None) == (asks is not None), (text, other)
        if other is not None and asks is not None:
            assert asks in other["text"] and other["text"].count("?") == 1
            assert [one["role"] for one in other["sentences"]] == ["greeting", "apology", "ask"]


def test_a_named_product_is_not_asked_for() -> None:
    details = [{"kind": "product", "start": 3, "end": 10, "text": "Wren 20"}]
    assert "Ask first" not in by_label(made("complaint", "My Wren 20 stopped working", severity=2, details=details))
    near = [{**PASSAGE, "id": f"{name}#1", "audience": {"product": name}} for name in ("Wren 16", "Wren 20")]
    assert "Ask first" not in by_label(made("question", "What tyres does the Wren 20 take?", evidence=near))
    assert made("question", "What tyres does it take?", evidence=near)["kind"] == "clarify"
    worn = made("complaint", "The tyres are worn through", severity=2, evidence=near)
    assert "product" in by_label(worn)["Ask first"]["text"]


def test_the_country_is_asked_for_where_articles_differ_and_none_is_named() -> None:
    near = [{**PASSAGE, "id": f"{name}#1", "audience": {"country": name}} for name in ("UK", "US")]
    text = "You took the wrong amount for sending the frame back"
    assert "country" in by_label(made("complaint", text, severity=1, evidence=near))["Ask first"]["text"]
    assert "Ask first" not in by_label(made("complaint", text + " to the UK", severity=1, evidence=near))


def test_praise_and_escalations_are_never_asked() -> None:
    assert "Ask first" not in by_label(made("praise", "My order arrived, lovely!"))
    for reason in ("legal", "safety", "self-harm"):
        assert "Ask first" not in by_label(made("complaint", "My order never arrived", severity=4, escalate=[reason]))


def test_an_escalation_is_not_made_warm_and_distress_not_formal() -> None:
    assert "Warmer" not in by_label(made("complaint", severity=4, escalate=["legal"]))
    assert set(by_label(made("complaint", severity=4, escalate=["self-harm"]))) <= {"Warmer"}


def test_each_differs_fits_and_has_its_own_findings_and_sentences() -> None:
    for comment in COMMENTS:
        for limit, channel in ((140, "x"), (280, "x"), (2000, "facebook")):
            reply = made("complaint", "It broke. #sad", severity=3, limit=limit, channel=channel, comment=comment)
            texts = [reply["text"], *(other["text"] for other in reply["alternatives"])]
            assert len(set(texts)) == len(texts)
            for other in reply["alternatives"]:
                assert length(other["text"], "x" if channel == "x" else "characters") <= limit
                found = [one.as_dict() for one in check(other["text"], comment="It broke. #sad")]
                assert other["findings"] == found
                assert " ".join(other["text"].split()) == " ".join(one["text"] for one in other["sentences"])


def test_what_would_cost_a_fact_is_left_out() -> None:
    answer = "Bikes can come back within 30 days. Shop returns are free; a courier costs £35."
    reply = made("question", evidence=[PASSAGE], limit=len(answer) + 4)
    assert reply["text"] == answer and all(answer in other["text"] for other in reply["alternatives"])
