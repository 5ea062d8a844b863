"""The training examples: nothing said twice, and apart from the held-out ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.check_data import ROOT, Line, check, examples_in, held_out_in, main, words_of

DATA = Path(__file__).parents[1] / "data"


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
