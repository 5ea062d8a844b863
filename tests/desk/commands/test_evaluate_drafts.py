"""What `evaluate drafts` makes of drafts whose right answer is known."""

from __future__ import annotations

import argparse

import pytest

from desk.commands.evaluate_drafts import Drafted, drafts, figures
from desk.commands.rows import Row
from desk.domain.errors import Invalid
from desk.settings import read_settings


def drafted(
    right=("returns",), found=("returns", "repairs"), said="You have 30 days.", kind="answer", **more
) -> Drafted:
    row = Row(1, "How long do I have?", {})
    told = {"must": (), "must_not": (), "expected": None, **more}
    return Drafted(row, frozenset(right), told["must"], told["must_not"], told["expected"], tuple(found), said, kind)


def share(rows, name):
    return figures(rows)[name]["share"]


def test_the_right_article_first_and_among_three_count_only_where_one_answers():
    rows = [
        drafted(),
        drafted(found=("repairs", "returns")),
        drafted(found=("a", "b", "c", "returns")),
        drafted(right=()),
    ]
    assert figures(rows)["first"] == {"share": pytest.approx(1 / 3, abs=1e-4), "of": 3}
    assert share(rows, "among_three") == pytest.approx(2 / 3, abs=1e-4)


def test_answers_where_nothing_answers_are_counted_apart():
    rows = [drafted(right=()), drafted(right=(), kind="hand_over"), drafted(right=(), kind=None), drafted()]
    assert figures(rows)["answered_where_nothing_answers"] == {"share": pytest.approx(1 / 3, abs=1e-4), "of": 3}


def test_every_fact_that_must_be_said_has_to_stand_there_whatever_its_case_and_markup():
    fine = drafted(said="You have **30 DAYS**, and it’s free.", must=("30 days", "it's free"))
    half = drafted(said="You have 30 days.", must=("30 days", "free"))
    held_back = drafted(said="We're checking.", must=("30 days",), kind="hand_over")
    report = figures([fine, half, held_back])
    assert report["must_said"] == {"share": pytest.approx(1 / 3, abs=1e-4), "of": 3}
    assert report["must_said_where_answered"] == {"share": 0.5, "of": 2}


def test_what_must_not_be_said_counts_as_soon_as_one_is():
    rows = [drafted(must_not=("60 days", "30 days")), drafted(must_not=("60 days",)), drafted()]
    assert figures(rows)["must_not_said"] == {"share": 0.5, "of": 2}


def test_no_draft_is_the_kind_none():
    rows = [drafted(kind=None, expected="none"), drafted(kind="answer", expected="clarify")]
    assert share(rows, "kind_as_expected") == 0.5


def test_shares_of_nothing_are_no_number():
    assert figures([])["first"] == {"share": None, "of": 0}


@pytest.mark.parametrize("lines", ["", "\n\n", '{"text": "Hello"}\n', '{"articles": ["a"]}\n', "not json\n"])
def test_a_file_without_a_comment_to_judge_is_said_to_have_none(tmp_path, lines):
    file = tmp_path / "comments.jsonl"
    file.write_text(lines)
    with pytest.raises(Invalid, match=r"`articles`|no comment|no rows|empty"):
        drafts(argparse.Namespace(file=str(file)), read_settings({"SHAREWELL_DATA": str(tmp_path)}))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(Invalid, match=r"nowhere\.jsonl"):
        drafts(
            argparse.Namespace(file=str(tmp_path / "nowhere.jsonl")), read_settings({"SHAREWELL_DATA": str(tmp_path)})
        )
