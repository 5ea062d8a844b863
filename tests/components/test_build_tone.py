"""The tone check learns from labelled replies, the same from the same, and says which row is bad."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from components.build_tone import DATA, write
from components.tone import examples
from components.tone.examples import LEARNED
from components.tone.training import Terms, fit, held_out, truth_of
from language.tone_learned import store


@pytest.fixture(scope="module")
def sentences() -> list[examples.Sentence]:
    """Every labelled sentence of the repository."""
    return examples.read(DATA)


def test_every_learned_rule_has_examples_and_sentences_that_only_look_like_them(
    sentences: list[examples.Sentence],
) -> None:
    held = truth_of(sentences).sum(axis=0)
    assert dict(zip(LEARNED, held >= 100, strict=True)) == dict.fromkeys(LEARNED, True)
    assert sum(not one.labels for one in sentences) > 1000


def test_what_is_trained_and_stored_scores_as_the_training_did(
    sentences: list[examples.Sentence], tmp_path: Path
) -> None:
    some = [one for one in sentences if one.row % 4 == 0]
    write(some, tmp_path / "tone")
    scorer = store.load(tmp_path / "tone")
    terms = Terms(some)
    weights, offsets = fit(terms, terms.rows(some), truth_of(some))
    expected = terms.rows(some[:50]) @ weights + offsets
    scored = [scorer.logits(one.reply)[one.number] for one in some[:50]]
    assert np.allclose(scored, expected, atol=1e-3)


def test_unseen_sentences_of_a_rule_score_above_the_others(sentences: list[examples.Sentence]) -> None:
    logits, truth = held_out(sentences), truth_of(sentences)
    for column, rule in enumerate(LEARNED):
        positive = truth[:, column] == 1
        assert np.median(logits[positive, column]) > np.quantile(logits[~positive, column], 0.8), rule


@pytest.mark.parametrize(
    "row", ["{", '{"text": "a"}', json.dumps({"text": "a", "findings": [{"rule": "upsell", "start": 0, "end": 9}]})]
)
def test_a_bad_row_is_named(row: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f'{{"text": "fine", "findings": []}}\n{row}\n')
    with pytest.raises(ValueError, match=r"a\.jsonl, line 2"):
        examples.read(tmp_path)
