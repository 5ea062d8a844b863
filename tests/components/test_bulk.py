"""Batches through a model's graph say what Rasa's own parsing says, and one bad line stops nothing."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from components.bulk import BATCH, ModelMissing, Pipeline, Sharing, answers
from components.model_name import loading
from tests.components.conftest import EXAMPLES, UNSEEN

TEXTS = [text for texts in EXAMPLES.values() for text in texts]
ODD = [
    *UNSEEN,
    "WHERE IS IT???",
    "@shop hi",
    "Ça marche très bien, merci !",
    "a\n\nb",
    '{"text": 1}',
    "\ud800",
    "1 2 3",
]

CHANCES = ("confidence", "question", "complaint", "praise")


class FakePipeline:
    """Understands any text but those with the word broken."""

    def __init__(self) -> None:
        self.batches: list[int] = []

    def understand(self, texts: list[str]) -> list[dict[str, Any]]:
        self.batches.append(len(texts))
        if any("broken" in text for text in texts):
            raise ValueError("no")
        return [{"intent": text} for text in texts]


def asked(pipeline: Any, lines: list[str]) -> list[dict[str, Any]]:
    return [answer for batch in answers(pipeline, lines) for answer in batch]


def test_shares_come_with_what_is_understood():
    class Parsing(FakePipeline):
        def with_shares(self, texts):
            return [{"intent": text, "shares": {"praise": 1.0}} for text in texts]

    (answer,) = asked(Sharing(Parsing()), [json.dumps({"text": "one"})])
    assert answer == {"understanding": {"intent": "one", "shares": {"praise": 1.0}}}


def test_answers_keep_the_order_of_lines_over_batches():
    lines = [json.dumps({"text": str(number)}) for number in range(2 * BATCH + 3)]
    pipeline = FakePipeline()
    assert [answer["understanding"]["intent"] for answer in asked(pipeline, lines)] == [
        str(number) for number in range(2 * BATCH + 3)
    ]
    assert pipeline.batches == [BATCH, BATCH, 3]


@pytest.mark.parametrize("bad", ["", "no json", "[]", '{"text": 5}', "{}", json.dumps({"text": "broken"})])
def test_a_bad_line_has_an_error_and_the_others_their_answers(bad):
    given = asked(FakePipeline(), [json.dumps({"text": "one"}), bad, json.dumps({"text": "two"})])
    assert [set(answer) for answer in given] == [{"understanding"}, {"error"}, {"understanding"}]
    assert [given[0]["understanding"]["intent"], given[2]["understanding"]["intent"]] == ["one", "two"]


def test_a_model_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(ModelMissing, match=r"no model .*none\.tar\.gz"):
        Pipeline(tmp_path / "none.tar.gz")


def test_a_damaged_model_is_named(tmp_path: Path):
    (tmp_path / "bad.tar.gz").write_bytes(b"no archive")
    with pytest.raises(ModelMissing, match=r"bad\.tar\.gz can't be loaded"):
        Pipeline(tmp_path / "bad.tar.gz")


@pytest.fixture(scope="module")
def model() -> Path:
    from components.encoder_featurizer import home

    models = sorted((home() / "models").glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        pytest.skip("no model has been trained here: run ./sharewell setup")
    return models[-1]


@pytest.mark.slow
def test_a_batch_says_what_rasa_says_of_each_text_alone(model: Path):
    from rasa.core.agent import Agent

    texts = [*TEXTS, *ODD, *(f"{text} and {other}" for text, other in zip(TEXTS, reversed(TEXTS), strict=True))]
    assert len(texts) >= 50
    batch = Pipeline(model).parse(texts)
    with loading(model.name):  # as components.server has Rasa say it
        agent = Agent.load(str(model))
    for text, answer in zip(texts, batch, strict=True):
        alone = asyncio.run(agent.parse_message(text))
        assert without_chances(answer) == without_chances(alone), text[:80]
        for name in CHANCES:
            # Sums of 32-bit numbers over a batch and over one text may differ in the last digit that is shown.
            assert answer["understanding"][name] == pytest.approx(alone["understanding"][name], abs=2e-4), text[:80]


def without_chances(answer: dict[str, Any]) -> dict[str, Any]:
    """All that is understood but the chances."""
    return {name: value for name, value in answer["understanding"].items() if name not in CHANCES}
