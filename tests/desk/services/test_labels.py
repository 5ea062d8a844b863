"""Texts on their way into training files, and the files themselves."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from uuid import UUID

import pytest
import yaml

from desk.domain.label_lessons import Labelled
from desk.ports.errors import LearningFailed
from desk.services.labels import as_yaml, masked
from desk.services.learning import without_others
from desk.services.trial import gold_rows, make_trial

DATA = Path(__file__).parents[2] / "data"
ODD = [
    'say "hi": {a: 1} # no comment',
    "- a list?",
    "| pipe > fold",
    "[link](to) {x} [y]{z}",
    "two\nlines\r\nand\u2028more\x85still",
    "tab\there",
    "null\x00 bell\x07 lone\ud800 bom\ufeff zero\u200bwidth",
    "emoji 🚲👍🏽",
    "yes",
    "---",
    "%percent",
    "'quote",
]


def labelled(number, text, intent="praise"):
    at = datetime(2026, 11, 1, tzinfo=timezone.utc)
    return Labelled(UUID(int=number), "shop", "api", "en", None, text, intent, "relabelled", "Ada", at, 0.5)


def read(text):
    blocks = yaml.safe_load(text)["nlu"]
    return {
        example["text"]: (block["intent"], example["metadata"]) for block in blocks for example in block["examples"]
    }


def test_any_text_survives_the_file():
    texts = [masked(text, None) for text in ODD]
    assert all("\n" not in text and text == text.strip() and "](" not in text for text in texts)
    found = read(as_yaml(labelled(number, text) for number, text in enumerate(texts)))
    assert list(found) == texts
    intent, about = found["yes"]
    assert intent == "praise"
    assert about == {"learned": "relabelled", "weight": 3.0, "at": "2026-11-01", "comment": str(UUID(int=8))}


def test_without_lessons_the_file_is_empty_and_valid():
    assert yaml.safe_load(as_yaml([])) == {"version": "3.1", "nlu": []}


def test_some_comments_are_taken_out_and_the_rest_stays():
    examples = [labelled(n, f"text {chr(97 + n)}", "praise" if n % 2 else "complaint") for n in range(6)]
    text = as_yaml(examples)
    kept = without_others(text, {str(one.comment) for one in examples if one.comment.int != 2})
    assert list(read(kept)) == [one for one in read(text) if one != "text c"]
    assert without_others(text, {str(one.comment) for one in examples}) == text


def test_nothing_learned_is_tried(tmp_path):
    held_out = [labelled(1, "Same words"), labelled(2, "other words")]
    trial = make_trial(held_out, [labelled(3, "same words!")], DATA, tmp_path)
    assert [row.text for row in trial.rows if row.kind == "decisions"] == ["other words"]
    assert sum(row.kind == "shipped" for row in trial.rows) == 660 and len(trial.to_escalate) == 240
    assert len(trial.texts) == 661 + len(trial.changed) + 240


def test_a_models_answers_are_told_apart(tmp_path):
    trial = make_trial([], [], DATA, tmp_path)
    answers = [{"shares": {"praise": 0.9, "other": 0.1}, "escalate": []} for _ in trial.texts]
    model = trial.model(answers)
    assert (model.kept, model.escalated) == (len(trial.changed), 0) and len(model.said) == 660
    answers[-1]["escalate"] = ["safety"]
    answers[660]["shares"] = {"praise": 0.1, "other": 0.9}
    model = trial.model(answers)
    assert (model.kept, model.escalated) == (len(trial.changed) - 1, 1)


def test_a_desks_own_examples(tmp_path):
    (tmp_path / "shop.jsonl").write_text('{"text": "lovely", "label": "praise", "page": "shop"}\n')
    assert [(row.text, row.intent, row.page) for row in gold_rows(tmp_path)] == [("lovely", "praise", "shop")]
    for bad in ('{"text": "x"}', '{"text": 1, "label": "praise"}', '{"text": "x", "label": "sale"}', "[]", "no json"):
        (tmp_path / "shop.jsonl").write_text(bad)
        with pytest.raises(LearningFailed, match=r"shop\.jsonl"):
            gold_rows(tmp_path)
