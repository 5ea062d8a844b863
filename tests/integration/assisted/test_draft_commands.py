"""`draft --articles` and `evaluate drafts --articles`: a folder of articles, no desk, one draft a comment."""

from __future__ import annotations

import json

import pytest

from desk.cli import parser
from desk.domain.errors import Invalid
from desk.settings import read_settings

RETURNS = """---
id: returns
title: Returning a lamp
url: https://lamps.example/returns
answer: You can return a lamp within 45 days of delivery.
questions:
  - How long do I have to return a lamp?
---
Keep the box. Returning is free.
"""
COMMENTS = [
    {"id": "1", "text": "How long do I have to return a lamp?", "channel": "facebook", "author": "Ada", "articles": ["returns"],
     "must": ["45 days"], "must_not": ["30 days"], "kind": "answer"},
    {"id": "2", "text": "Who won the football last night?", "articles": []},
    {"id": "3", "text": "Where?", "channel": "smoke signals", "articles": []},
    {"id": "4"},
]  # fmt: skip


@pytest.fixture
def run(private_folder, tmp_path, capsys):
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "returns.md").write_text(RETURNS)
    (articles / "broken.md").write_text("---\ntitle: [\n---\n")
    file = tmp_path / "comments.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in COMMENTS))

    def run(*typed: str, folder=articles):
        arguments = parser().parse_args([*typed, str(file), "--articles", str(folder)])
        status = arguments.run(arguments, read_settings({"SHAREWELL_DATA": str(private_folder / "drafting")}))
        return status, *capsys.readouterr()

    return run


@pytest.mark.slow
def test_each_comment_gets_a_draft_from_the_folder_and_bad_rows_are_named(run):
    status, out, told = run("draft")
    first, second = (json.loads(line) for line in out.splitlines())
    assert (first["id"], first["draft"]["kind"]) == ("1", "answer")
    assert "45 days" in first["draft"]["text"] and "Ada" in first["draft"]["text"].splitlines()[0]
    assert first["evidence"][0]["article"] == "returns"
    assert (second["id"], second["draft"]["kind"] in ("hand_over", "none")) == ("2", True)
    assert status != 0
    assert "smoke signals" in told and "broken.md" in told


@pytest.mark.slow
def test_the_figures_compare_drafts_with_what_was_expected(run):
    status, out, told = run("evaluate", "drafts", "--json")
    report = json.loads(out)
    assert report["first"] == {"share": 1.0, "of": 1}
    assert report["must_said"] == {"share": 1.0, "of": 1}
    assert report["must_not_said"]["share"] == 0.0
    assert report["answered_where_nothing_answers"] == {"share": 0.0, "of": 1}
    assert status != 0 and "smoke signals" in told  # two rows could not be judged


@pytest.mark.parametrize("command", [("draft",), ("evaluate", "drafts")])
def test_a_folder_that_cannot_be_used_is_said_at_once(run, tmp_path, command):
    with pytest.raises(Invalid, match="is not a folder"):
        run(*command, folder=tmp_path / "missing")
