"""Beside a draft stand those of the next articles, made and checked as it is."""

from __future__ import annotations

from typing import Any

from tests.actions.asked import draft, metadata, passage

BACK = passage("Lamps come back within 30 days.", "back", "Send a lamp back")
SWAP = passage("A shade can be swapped once.", "swap", "Swap a shade", score=0.5)
CARE = passage("Wipe it with a dry cloth.", "care", "Clean a lamp", score=0.3)
HELP = passage("Ask in any shop.", "help", "Get help", score=0.2)
FAR = passage("We like lamps.", "far", "About us", score=0.01)
BESIDE = passage("Bring the receipt.", "back", "Send a lamp back", id="back#1", answer=None)
ALL = (BACK, BESIDE, SWAP, CARE, HELP, FAR)


def articles(made: dict[str, Any]) -> list[str]:
    return [one["article"] for one in made["runners_up"]]


def test_the_second_and_third_article_give_drafts_of_their_own():
    made = draft("How do I return it?", metadata(*ALL), "question")
    assert made["kind"] == "answer" and articles(made) == ["swap", "care"]
    first = made["runners_up"][0]
    assert set(first) == {"article", "title", "kind", "text", "sentences", "findings"}
    assert first["title"] == "Swap a shade" and first["kind"] == "answer"
    assert "A shade can be swapped once." in first["text"] and "30 days" not in first["text"]
    assert [one["evidence"] for one in first["sentences"] if one["role"] == "answer"] == ["swap#0"]


def test_a_draft_that_holds_back_shows_the_best_three():
    unsure = [{**one, "score": one["score"] * 0.5} for one in ALL]
    assert articles(draft("How do I return it?", metadata(*unsure), "question")) == ["back", "swap", "care"]
    made = draft("It broke", metadata(*unsure), "complaint")
    assert made["kind"] == "acknowledge" and articles(made) == ["back", "swap", "care"]
    assert {one["kind"] for one in made["runners_up"]} == {"remedy"}
    assert articles(draft("It", metadata(*ALL), "question", unsure=True)) == ["back", "swap", "care"]


def test_escalations_unknown_languages_and_what_needs_no_article_have_none():
    for escalate in (["safety"], ["legal"], ["press"]):
        assert articles(draft("It burnt", metadata(*ALL), "complaint", escalate=escalate)) == []
    assert articles(draft("How do I return it?", metadata(*ALL), "question", language="und")) == []
    assert draft("Wie geht das?", metadata(*ALL), "question", language="de") is None
    assert articles(draft("Lovely", metadata(*ALL), "praise")) == []
    assert articles(draft("lol", metadata(*ALL))) == []


def test_an_article_that_hardly_answers_is_none():
    assert articles(draft("How do I return it?", metadata(BACK, FAR), "question")) == []


def test_every_wording_beside_the_draft_is_checked_like_it():
    sells = passage("Buy now and save, our best offer ever!", "sale", "Sale", score=0.6)
    made = draft("How do I return it?", metadata(BACK, sells), "question")
    assert [finding["text"] for finding in made["runners_up"][0]["findings"]]
    for other in made["alternatives"]:
        assert set(other) == {"label", "text", "sentences", "findings"}
        assert all(sentence["text"] in other["text"] for sentence in other["sentences"])
