"""`evaluate answers` on invented questions: what is wrong with a file, the figures, and the page."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from components.evaluation import trials
from components.evaluation.answers import __main__ as command
from components.evaluation.answers import evaluate as evaluation
from components.evaluation.answers.printed import notes
from components.evaluation.answers.report import page
from tests.components.conftest import SmallEncoder
from tests.components.test_answering import OTHER, QUESTIONS

HOSTILE = '<script>alert("x")</script><img src="https://tracker.example/a.png"> when do you open'
QUERIES = [
    ("do you open on monday", "opening"),
    ("how long is your warranty", "warranty"),
    ("which card do you take", "payment"),
    ("where is the parcel", "delivery"),
    ("return a jacket", "returns"),
    ("the dog laughed by the sea", "nothing"),
    ("zebra", "nothing"),
    (HOSTILE, "returns"),
]


@pytest.fixture(autouse=True)
def small(encoder: SmallEncoder, monkeypatch: pytest.MonkeyPatch) -> SmallEncoder:
    monkeypatch.setattr(trials, "Encoder", lambda *_, **__: encoder)
    monkeypatch.setattr(evaluation, "read_texts", lambda: OTHER)
    return encoder


def write(path: Path, rows: list[tuple[str, str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as opened:
        csv.writer(opened).writerows([("text", "label"), *rows])
    return path


@pytest.fixture
def train(tmp_path: Path) -> Path:
    return write(tmp_path / "examples.csv", [(text, label) for label, texts in QUESTIONS.items() for text in texts])


@pytest.fixture
def queries(tmp_path: Path) -> Path:
    return write(tmp_path / "queries.csv", QUERIES)


def run(train: Path, queries: Path, *more: str) -> int:
    return command.main([f"--train={train}", f"--test={queries}", "--none=nothing", *more])


def test_the_command_prints_figures_and_writes_the_report(train, queries, tmp_path, capsys):
    assert run(train, queries, "--report", str(tmp_path / "a" / "b")) == 0
    out, err = capsys.readouterr()
    assert "MCC over all queries" in out and "warranty" in out and "report:" in err
    assert (tmp_path / "a" / "b" / "evaluation.html").is_file()


def test_the_command_prints_one_json_line(train, queries, capsys):
    assert run(train, queries, "--json") == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["out_of_scope"] == 2 and figures["out_of_scope_recall"]["value"] == 1.0
    assert figures["mcc"]["low"] <= figures["mcc"]["value"] <= figures["mcc"]["high"] <= 1.0
    assert figures["mcc"]["value"] <= figures["best_in_hindsight"]["mcc"]
    assert {row["label"]: row["examples"] for row in figures["by_label"]} == {
        **dict.fromkeys(QUESTIONS, 4), "nothing": 0,
    }  # fmt: skip


def test_the_same_files_give_the_same_figures(train, queries):
    first, second = (evaluation.evaluate(train, queries, "nothing", 1) for _ in range(2))
    assert first.figures == second.figures and first.found.threshold == second.found.threshold


def test_the_test_file_does_not_move_the_threshold(train, queries, tmp_path):
    other = write(tmp_path / "others.csv", [("zebra", "nothing"), ("zebra crossing", "opening")])
    first, second = (evaluation.evaluate(train, file, "nothing", 1) for file in (queries, other))
    assert first.found.threshold == second.found.threshold


def test_where_nothing_is_answered_there_is_no_share_of_right_answers(train, tmp_path, capsys):
    queries = write(tmp_path / "zebras.csv", [("zebra", "nothing")])
    assert run(train, queries) == 0
    assert re.search(r"answers that are right +–\n", capsys.readouterr().out)


def test_examples_of_what_nothing_answers_are_learned_from(train, queries, tmp_path):
    rows = [(text, label) for label, texts in QUESTIONS.items() for text in texts]
    taught = write(tmp_path / "taught.csv", [*rows, ("do you open a bank account", "nothing"), ("lion", "nothing")])
    outcome = evaluation.evaluate(taught, queries, "nothing", 1)
    assert outcome.unanswered == 2 and "nothing" not in outcome.examples
    assert outcome.found.threshold != evaluation.evaluate(train, queries, "nothing", 1).found.threshold


def test_a_label_without_examples_is_said(train, tmp_path):
    queries = write(tmp_path / "strange.csv", [*QUERIES, ("gift voucher", "vouchers")])
    outcome = evaluation.evaluate(train, queries, "nothing", 1)
    assert any("no example" in note and "vouchers (1)" in note for note in notes(outcome))


def test_rows_without_text_or_label_are_left_out_with_exit_code_3(train, queries, capsys):
    with queries.open("a", encoding="utf-8") as opened:
        opened.write(",opening\nhello,\n")
    assert run(train, queries, "--json") == 3
    out, err = capsys.readouterr()
    assert json.loads(out)["left_out"] == {"empty text": 1, "no label": 1} and "1 rows left out" in err


@pytest.mark.parametrize(
    ("which", "content", "says"),
    [
        ("train", b"question,label\na,b\n", "no column named text"),
        ("train", b"text,answer\na,b\n", "no column named label"),
        ("train", b"", "no column named text; its columns are: none"),
        ("train", b"text,label\n", "no row with both"),
        ("train", b"text,label\none,a\ntwo,a\n", "all examples are labelled 'a'"),
        ("train", b"text,label\none,a\ntwo,b\n", "no label has two different examples"),
        ("train", b"text,label\none,nothing\n", "no answer to find"),
        ("train", "text,label\ncaf\xe9,a\n".encode("latin-1"), "not UTF-8"),
        ("test", b"text,answer\na,b\n", "no column named label"),
        ("test", b"text,label\n", "no row with both"),
        ("test", b"text,label\nwhen do you open,opening\n", "labelled 'nothing', as --none says; its labels are: opening"),
        ("test", "text,label\ncaf\xe9,a\n".encode("latin-1"), "not UTF-8"),
    ],
)  # fmt: skip
def test_a_bad_file_is_one_line_and_exit_code_1(train, queries, which, content, says, capsys):
    (train if which == "train" else queries).write_bytes(content)
    assert run(train, queries) == 1
    out, err = capsys.readouterr()
    lines = [line for line in err.splitlines() if line.startswith("sharewell:")]
    assert len(lines) == 1 and says in lines[0] and not out


def test_a_file_that_is_not_there_is_one_line(train, tmp_path, capsys):
    assert run(train, tmp_path / "nowhere.csv") == 1
    assert "can't be read" in capsys.readouterr().err


def test_a_report_that_cannot_be_written_is_said(train, queries, tmp_path, capsys):
    (tmp_path / "taken").write_text("a file, not a folder")
    assert run(train, queries, "--report", str(tmp_path / "taken")) == 1
    assert "report can't be written" in capsys.readouterr().err


def test_the_report_is_one_page_that_loads_and_runs_nothing(train, queries):
    html = page(evaluation.evaluate(train, queries, "nothing", 1))
    assert html.count("<svg") == 1 and "<script" not in html and "<img" not in html and "data:" not in html
    assert all(link.startswith("#") for link in re.findall(r'(?:href|src)="([^"]*)"', html))
    for words in ("surest mistakes", "MCC over all queries", "What is taken for what", "&lt;script&gt;alert("):
        assert words in html
