"""What the tone check learned finds what patterns miss, drops what they get wrong, and may be absent."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pytest

from language import tone
from language.tone_learned import store
from language.tone_learned.scorer import Learned, Scorer
from language.tone_rules import RULES
from language.tone_rules.reply import read

NEWS = "It rains today. Your basket feels so lonely without one."


def scorer(rule: str, weights: dict[str, float], mark: float = 1.0, floor: float = -1.0) -> Scorer:
    """A scorer of one rule with these weights; every term is equally rare."""
    terms = list(weights)
    column = np.array([[weights[term]] for term in terms], dtype=np.float32)
    ones, zero = np.ones(len(terms), dtype=np.float32), np.zeros(1)
    return Scorer(Learned([rule], terms, ["your"], column, zero, ones, zero + mark, zero + floor))


BASKET = {"=basket": 3.0, "=rains": -3.0, "=lonely": 0.5}


def test_a_sentence_past_its_mark_is_a_finding_that_says_why_as_the_rule_does() -> None:
    [finding] = tone.check(NEWS, scorer=scorer("call-to-buy", BASKET))
    [rule] = [rule for rule in RULES if rule.name == "call-to-buy"]
    assert "basket" in finding.text and "rains" not in finding.text
    assert finding.text == NEWS[finding.start : finding.end]
    assert (finding.why, finding.instead) == (rule.why, rule.instead)


def test_what_the_comment_asked_for_is_not_found() -> None:
    assert tone.check(NEWS, comment="Which one should I buy?", scorer=scorer("call-to-buy", BASKET)) == []


def test_a_pattern_is_dropped_where_examples_speak_against_it() -> None:
    reply = "We guarantee it arrives on Friday."
    assert tone.check(reply, scorer=None)
    assert tone.check(reply, scorer=scorer("unsupported-promise", {"=friday": -5.0})) == []


def test_what_a_pattern_found_is_not_found_twice() -> None:
    reply = "We guarantee it arrives on Friday."
    found = tone.check(reply, scorer=scorer("unsupported-promise", {"=friday": 5.0}))
    assert found == tone.check(reply, scorer=None)


def test_personal_data_may_be_asked_for_in_private_here_too() -> None:
    told = scorer("personal-data", {"=basket": 5.0})
    assert tone.check(NEWS, scorer=told)
    assert tone.check(NEWS, public=False, scorer=told) == []


def test_what_was_saved_scores_as_before(tmp_path: Path) -> None:
    before = scorer("call-to-buy", BASKET)
    store.save(before.learned, tmp_path)
    reply = read(NEWS, True, "")
    assert np.array_equal(store.load(tmp_path).logits(reply), before.logits(reply))


def test_without_anything_learned_the_patterns_stand_alone_and_the_log_says_so_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SHAREWELL_HOME", str(tmp_path))
    store.installed.cache_clear()
    try:
        with caplog.at_level(logging.WARNING):
            assert tone.check("Please DM us.") == tone.check("Please DM us.", scorer=None) != []
        assert [record.message.count("./sharewell setup") for record in caplog.records] == [1]
    finally:
        store.installed.cache_clear()


def test_damaged_numbers_are_one_clear_error(tmp_path: Path) -> None:
    store.save(scorer("call-to-buy", BASKET).learned, tmp_path)
    (tmp_path / "tone.json").write_text('{"rules": []')
    with pytest.raises(store.ToneMissing, match=r"can.t be read"):
        store.load(tmp_path)


@pytest.mark.parametrize("reply", ["", "   ", "…", "a " * 5000, "Call us. " * 2000])
def test_any_text_is_scored(reply: str) -> None:
    assert np.isfinite(scorer("call-to-buy", BASKET).logits(read(reply, True, ""))).all()
