"""The written test lines: escalation as its patterns were made for, and training examples that stay apart from held-out ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from components.check_data import ROOT, Line, check, examples_in, held_out_in, main, words_of
from components.escalation_patterns import reasons_in

DATA = Path(__file__).parents[1] / "data"
ESCALATION = [json.loads(line) for line in (DATA / "escalation.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", ESCALATION, ids=lambda row: row["text"][:40])
def test_what_must_be_escalated_is_and_what_only_sounds_like_it_is_not(row):
    found = {reason.reason for reason in reasons_in(row["text"])}
    assert row["reason"] in found if row["reason"] != "none" else not found


def test_the_examples_have_nothing_wrong():
    report = check(examples_in(ROOT / "data" / "nlu"), held_out_in(DATA / "understanding.jsonl"))
    assert report.wrong == []
    assert report.count >= 4000 and len(report.by_industry) >= 18
    assert min(report.by_intent.values()) >= 500 and min(report.by_length.values()) >= 200


def line(text, intent="praise"):
    return Line(text, intent, "shop", words_of(text))


@pytest.mark.parametrize(
    ("lines", "tests", "said"),
    [
        ([line("Lovely bikes"), line("lovely bikes!!")], [], "twice"),
        ([line("Lovely bikes"), line("lovely bikes?", "question")], [], "praise and question"),
        ([line("I love the red bike you sold me"), line("I love the red bike you sold us me")], [], "nearly twice"),
        ([line("I love the red bike")], [line("i love the red bike!")], "also a test example"),
        ([line("I love the red bike you sold me")], [line("I love the red bike he sold me you")], "nearly a test"),
        ([line("Lovely bikes", "sale")], [], "unknown intent"),
    ],
)
def test_each_kind_of_wrong_is_said(lines, tests, said):
    assert [wrong for wrong in check(lines, tests).wrong if said in wrong]


def test_a_hard_pair_is_wanted():
    report = check([line("can you hear the road at night", "question"), line("you can hear the road at night")])
    assert report.wrong == [] and report.hard_pairs == 1


def test_the_command_fails_where_something_is_wrong(tmp_path, capsys):
    (tmp_path / "a.yml").write_text("nlu:\n- intent: praise\n  examples:\n  - text: good\n  - text: Good!\n")
    assert main([str(tmp_path)]) == 1
    assert "twice" in capsys.readouterr().out
