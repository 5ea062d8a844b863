"""Whatever is asked, a draft fits its channel and says only what its evidence says."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from actions.document import document_of
from actions.phrases import BOOKS
from language.channels import length
from language.names import first_name

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/reference/draft-document.schema.json").read_text())
VALID = jsonschema.Draft202012Validator(SCHEMA)
NUMBER = re.compile(r"\d[\d.,]*")
LINK = re.compile(r"https?://\S+")
URL = "https://help.example/articles/returns"
PASSAGE = {
    "id": "returns#1",
    "article": "returns",
    "title": "Return a bike",
    "heading": None,
    "kind": "article",
    "url": URL,
    "text": "You have **30 days**.\n\n1. Open [Account](https://x.example).\n2. Choose an item.\n3. Courier costs £35.",
    "answer": "Bikes can come back within 30 days. Shop returns are free; a courier costs £35.",
    "score": 0.8,
    "incident": False,
    "audience": {},
}


def understanding(intent: str, **changes: Any) -> dict[str, Any]:
    known: dict[str, Any] = {
        "intent": intent,
        "confidence": 0.9,
        "unsure": False,
        "question": 0.0,
        "complaint": 0.0,
        "praise": 0.0,
        "severity": 0,
        "language": "en",
        "escalate": [],
        "escalation": [],
        "model": "base.tar.gz",
    }
    if intent != "other":
        known[intent] = 0.9
    return {**known, **changes}


def metadata(
    limit: int = 2000, author: Any = "Anna Lee", evidence: Any = (), channel: str = "chat", **more: Any
) -> dict[str, Any]:
    return {
        "page": {"id": "p", "name": "P", "voice": {"sign_with": more.pop("sign_with", None), "language": "en-GB"}},
        "channel": {"name": channel, "limit": limit, "counting": "x" if channel == "x" else "characters"},
        "author": {"name": author},
        "thread": [],
        "post": None,
        "evidence": list(evidence),
        **more,
    }


def draft(
    intent: str, text: str = "Can I send a bike back?", *, comment: str = "c1", meta: Any = None, **changes: Any
) -> Any:
    document = document_of(comment, text, understanding(intent, **changes), metadata() if meta is None else meta)
    VALID.validate(document)
    return document["draft"]


COMBINATIONS = list(
    itertools.product(
        ("question", "complaint", "praise", "other"),
        (0, 1, 4),
        ([], [PASSAGE], [{**PASSAGE, "answer": None}], [{**PASSAGE, "score": 0.1}]),
        ((12, "chat"), (60, "chat"), (140, "x"), (280, "x"), (2000, "facebook")),
        (None, "Anna Lee", "xx_kev99"),
    )
)


@pytest.mark.parametrize("combination", range(0, len(COMBINATIONS)))
def test_every_combination_fits_and_is_supported(combination: int) -> None:
    intent, severity, evidence, (limit, channel), author = COMBINATIONS[combination]
    meta = metadata(limit, author, evidence, channel, sign_with="^AB" if combination % 2 else None)
    made = draft(intent, meta=meta, comment=f"c{combination}", severity=severity if intent == "complaint" else 0)
    said = made["text"]
    support = json.dumps(
        [[passage["text"], passage["answer"], passage["url"]] for passage in evidence], ensure_ascii=False
    )
    assert length(said, "x" if channel == "x" else "characters") <= limit
    for variant in (said, *(other["text"] for other in made["alternatives"])):
        assert length(variant, "x" if channel == "x" else "characters") <= limit
        assert all(number.strip(".,") in support for number in NUMBER.findall(variant))
        assert all(link in support for link in LINK.findall(variant))
    assert not re.search(r"[{}]|\bnull\b|\bNone\b|Hi ,|Hello ,|xx_kev99", said)
    assert " ".join(said.split()) == " ".join(sentence["text"] for sentence in made["sentences"])
    assert channel != "x" or "\n" not in said
    assert all(s["evidence"] for s in made["sentences"] if s["role"] in ("answer", "step", "source"))
    assert not [finding for finding in made["findings"] if finding["rule"] != "deflection"]


def test_a_question_with_evidence_is_answered_in_place_and_then_sourced() -> None:
    made = draft("question", meta=metadata(evidence=[PASSAGE]))
    assert made["kind"] == "answer"
    assert [sentence["role"] for sentence in made["sentences"]] == ["greeting", "answer", "answer", "source"]
    assert "30 days" in made["text"] and URL in made["text"] and "Anna" in made["text"]


def test_a_question_without_near_evidence_is_held_honestly() -> None:
    made = draft("question", meta=metadata(evidence=[{**PASSAGE, "score": 0.2}]))
    assert made["kind"] == "hand_over" and "30 days" not in made["text"]


def test_a_complaint_with_an_article_gets_its_remedy_and_one_without_is_acknowledged() -> None:
    assert draft("complaint", severity=2, meta=metadata(evidence=[PASSAGE]))["kind"] == "remedy"
    made = draft("complaint", severity=3)
    assert made["kind"] == "acknowledge" and not NUMBER.search(made["text"])


def test_praise_is_thanked_and_chatter_is_left_alone_with_a_reason() -> None:
    assert draft("praise")["kind"] == "thanks"
    made = draft("other")
    assert (made["kind"], made["text"]) == ("none", "") and made["reason"]


def test_what_must_be_escalated_gets_a_private_holding_reply_without_an_admission() -> None:
    made = draft("complaint", severity=4, escalate=["legal"], meta=metadata(evidence=[PASSAGE]))
    assert made["kind"] == "hand_over" and made["private"]
    assert not re.search(r"sorry|apolog|fault|mistake|30 days", made["text"], re.IGNORECASE)


def test_an_unsure_comment_is_handed_over_and_another_language_not_drafted() -> None:
    assert draft("question", unsure=True, meta=metadata(evidence=[PASSAGE]))["kind"] == "hand_over"
    assert draft("question", language="de", meta=metadata(evidence=[PASSAGE])) is None


def test_a_thread_that_was_answered_before_is_not_greeted_again() -> None:
    thread = [{"author": "P", "from_page": True, "text": "Hi Anna, which bike is it?"}]
    made = draft("question", meta=metadata(evidence=[PASSAGE], thread=thread))
    assert made["sentences"][0]["role"] == "answer"


def test_an_answer_that_differs_by_country_asks_which() -> None:
    near = [{**PASSAGE, "id": f"returns-{c}#1", "audience": {"country": c}} for c in ("UK", "US")]
    assert draft("question", meta=metadata(evidence=near))["kind"] == "clarify"
    assert draft("question", "Can I send a bike back in the UK?", meta=metadata(evidence=near))["kind"] == "answer"


def test_the_wording_stays_for_a_comment_and_varies_between_comments() -> None:
    assert draft("praise", comment="a")["text"] == draft("praise", comment="a")["text"]
    assert len({draft("praise", comment=str(number))["text"] for number in range(40)}) >= 4


@pytest.mark.parametrize(
    "broken",
    [{}, {"evidence": "x", "channel": 3, "author": [], "page": None, "thread": [1]}, {"evidence": [None, {"id": 3}]}],
)
def test_broken_metadata_still_gives_a_document(broken: dict[str, Any]) -> None:
    assert draft("question", meta=broken)["kind"] == "hand_over"


def test_no_text_and_no_understanding_give_a_document() -> None:
    assert draft("other", "")["kind"] == "none"
    document = document_of("c", "hello there", {}, {})
    VALID.validate(document)
    assert document["draft"]["kind"] == "hand_over"


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("Anna Lee", "Anna"),
        ("JOHN SMITH", "John"),
        ("Anna 🌸", "Anna"),
        ("Jean-Luc Petit", "Jean-Luc"),
        ("Søren", "Søren"),
        ("xx_kev99", None),
        ("null", None),
        (None, None),
        ("", None),
        ("KevFromLeeds", None),
        ("Dr Smith", None),
        ("kev", None),
        ("J", None),
        ("Fernhill Cycles Ltd", None),
        ("@anna", None),
        (5, None),
        ("https://a.example", None),
    ],
)
def test_only_a_plausible_first_name_is_used(author: Any, name: str | None) -> None:
    assert first_name(author) == name


def test_a_persons_label_counts_for_the_draft_but_not_as_what_was_understood() -> None:
    meta = {**metadata(evidence=[]), "label": "praise"}
    made = document_of("c1", "You people!", understanding("complaint", severity=3), meta)
    assert made["draft"]["kind"] == "thanks"
    assert made["understanding"]["intent"] == "complaint"


def test_the_nearest_sentences_follow_the_short_answer_each_with_the_passage_that_holds_it() -> None:
    near = ("It works there too.", "A courier for a frame costs £12.", "Bikes can come back within 30 days.")
    beside = {**PASSAGE, "id": "returns#3", "answer": None, "text": " ".join(near), "nearest": list(near)}
    made = draft("question", meta=metadata(evidence=[PASSAGE, beside]))
    told = [(one["text"], one["evidence"]) for one in made["sentences"] if one["role"] == "answer"]
    assert told == [
        ("Bikes can come back within 30 days.", "returns#1"),
        ("Shop returns are free; a courier costs £35.", "returns#1"),
        ("A courier for a frame costs £12.", "returns#3"),
    ]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("My parcel arrived soaked and the box was open.", True),
        ("I've been waiting for three weeks now!", True),
        ("Nice advert. Shame about the price.", False),
        ("This colour looks awful.", False),
    ],
)
def test_a_private_message_is_asked_for_only_where_there_is_a_case_to_look_at(text, asks):
    sentences = draft("complaint", text, severity=2)["sentences"]
    assert any(one["role"] == "ask" for one in sentences) == asks


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Smashing day out, thanks to the girl with the purple hair", "thanks_team"),
        ("Your driver was so patient with my mum", "thanks_team"),
        ("ok that worked!!! thank you so much", "thanks_solved"),
        ("I got it sorted this morning, great support", "thanks_solved"),
        ("Best coffee I ever had", "thanks"),
    ],
)
def test_thanks_take_up_what_the_comment_speaks_of(text, part):
    said = [one["text"] for one in draft("praise", text)["sentences"] if one["role"] == "thanks"]
    assert said and said[0] in getattr(BOOKS["neutral"], part)
