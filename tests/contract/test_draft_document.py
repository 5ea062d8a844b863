"""The JSON between desk and assistant: recorded documents keep to the schema, and the schema to what is promised.

Runs in both environments: needs only jsonschema.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

ROOT = Path(__file__).parents[2]
SCHEMA: dict[str, Any] = json.loads((ROOT / "docs" / "reference" / "draft-document.schema.json").read_text("utf-8"))
DOCUMENTS = {
    path.stem: json.loads(path.read_text("utf-8"))
    for path in sorted((ROOT / "tests/contract/documents").glob("*.json"))
}
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

WORDING = {"by": "offline", "model": "invented-1", "ms": None, "tokens": None, "reason": "Why."}


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_recorded_document_keeps_to_the_schema(name: str) -> None:
    VALIDATOR.validate(DOCUMENTS[name])


@pytest.mark.parametrize("name", [name for name, document in DOCUMENTS.items() if document["draft"]])
def test_every_wording_of_a_draft_is_the_sum_of_its_sentences_and_points_at_its_own_words(name: str) -> None:
    draft = DOCUMENTS[name]["draft"]
    assert (draft["kind"] == "none") == (draft["text"] == "")
    assert draft["reason"] or draft["kind"] != "none"
    for wording in (draft, *draft["alternatives"], *draft["runners_up"]):
        text = wording["text"]
        assert " ".join(text.split()) == " ".join(sentence["text"] for sentence in wording["sentences"])
        assert all(text[one["start"] : one["end"]] == one["text"] for one in wording["findings"])
        assert all(s["evidence"] for s in wording["sentences"] if s["role"] in ("answer", "step", "source"))


@pytest.mark.parametrize("name", [name for name, document in DOCUMENTS.items() if document["draft"]])
def test_a_draft_that_leaves_it_to_a_person_says_what_it_is_about(name: str) -> None:
    draft = DOCUMENTS[name]["draft"]
    assert bool(draft["summary"]) == (draft["kind"] in ("acknowledge", "hand_over"))
    assert len({one["article"] for one in draft["runners_up"]}) == len(draft["runners_up"])


def test_every_case_worth_recording_is_recorded() -> None:
    kinds = {document["draft"]["kind"] for document in DOCUMENTS.values() if document["draft"]}
    assert kinds >= {"answer", "clarify", "remedy", "acknowledge", "hand_over", "thanks", "correct", "none"}
    assert any(document["draft"] is None for document in DOCUMENTS.values())
    assert any(document["understanding"]["escalation"] for document in DOCUMENTS.values())
    labels = {
        one["label"] for document in DOCUMENTS.values() for one in (document["draft"] or {}).get("alternatives", ())
    }
    assert labels >= {"Shorter", "Warmer", "More formal", "Without the model"}
    assert any(one["rule"] == "voice" for one in DOCUMENTS["answer"]["draft"]["findings"])
    drafts = [document["draft"] for document in DOCUMENTS.values() if document["draft"]]
    assert any(draft["hide"] for draft in drafts) and any(draft["runners_up"] for draft in drafts)
    worded = [document["draft"].get("wording") for document in DOCUMENTS.values() if document["draft"]]
    assert {wording and wording["by"] for wording in worded} == {None, "model", "offline"}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda document: document.pop("draft"),
        lambda document: document.update(extra=1),
        lambda document: document.update(version=2),
        lambda document: document["understanding"].update(intent="rant"),
        lambda document: document["understanding"].update(confidence=1.2),
        lambda document: document["understanding"].update(severity=5),
        lambda document: document["draft"].update(kind="sell"),
        lambda document: document["draft"]["sentences"][0].update(role="pitch"),
        lambda document: document["draft"]["sentences"][0].pop("evidence"),
        lambda document: document["draft"].pop("hide"),
        lambda document: document["draft"].update(hide={"reason": "Why.", "found": []}),
        lambda document: document["draft"].update(hide={"reason": "Why.", "found": ["07700 900123"]}),
        lambda document: document["draft"].update(summary=3),
        lambda document: document["draft"].update(runners_up=[{"article": "a", "title": "A", "text": "B."}]),
        lambda document: document["draft"]["alternatives"][0].pop("sentences"),
        lambda document: document["draft"].pop("reading_grade"),
        lambda document: document["draft"]["alternatives"][0].update(label="Louder"),
        lambda document: document["draft"].update(wording={"by": "model"}),
        lambda document: document["draft"].update(wording={**WORDING, "by": "a person"}),
        lambda document: document["draft"].update(wording={**WORDING, "tokens": -1}),
    ],
)
def test_a_spoilt_document_is_refused(spoil: Callable[[dict[str, Any]], Any]) -> None:
    document = copy.deepcopy(DOCUMENTS["answer"])
    spoil(document)
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(document)
