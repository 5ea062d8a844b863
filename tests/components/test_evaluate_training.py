"""The whole evaluation on invented comments, learned and tested by folds, with an encoder that needs no files."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import numpy as np
import pytest

from components.evaluation import __main__ as command
from components.evaluation import trials
from components.evaluation.evaluate import evaluate
from components.evaluation.exclusive import ExclusiveClassifier
from components.evaluation.printed import notes
from components.evaluation.report import page
from tests.components.conftest import EXAMPLES, SmallEncoder

HOSTILE = '<script>alert("x")</script><img src="https://tracker.example/a.png">'
ENDINGS = ["", " today", " here", " again", " please", " now"]


@pytest.fixture
def small(encoder: SmallEncoder, monkeypatch: pytest.MonkeyPatch) -> SmallEncoder:
    monkeypatch.setattr(trials, "Encoder", lambda *_, **__: encoder)
    return encoder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """120 comments in four labels of a team's own, on six pages."""
    names = {"question": "ask", "complaint": "moan", "praise": "kudos", "other": "talk"}
    path = tmp_path / "comments.csv"
    with path.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.writer(opened)
        writer.writerow(["text", "label", "page"])
        for label, texts in EXAMPLES.items():
            for text in texts:
                writer.writerows([text + end, names[label], f"page {place}"] for place, end in enumerate(ENDINGS))
        writer.writerow([HOSTILE, "moan", "page 0"])
    return path


def run(file: Path, group: str | None = None, folds: int = 3, mapping: tuple[str, ...] = ()):
    return evaluate(file, model=None, folds=folds, group=group, mapping=mapping, threads=1)


def test_any_labels_are_learned_and_tested(small, file):
    outcome = run(file)
    assert outcome.trial.classes == ["ask", "kudos", "moan", "talk"]
    assert np.allclose(outcome.trial.shares.sum(axis=1), 1)
    assert outcome.figures["macro_f1"] > 0.8  # what is tested differs from what was learned by its last word


def test_the_same_file_gives_the_same_figures(small, file):
    assert run(file).figures == run(file).figures


def test_a_second_run_encodes_nothing(small, file):
    run(file)
    small.encoded.clear()
    run(file)
    assert small.encoded == []


def test_no_group_is_on_both_sides_of_a_fold():
    groups = [f"g{number % 7}" for number in range(70)]
    labels = ["a" if number % 3 else "b" for number in range(70)]
    tested = []
    for known, unknown in trials.splits(labels, groups, 4):
        assert not {groups[row] for row in known} & {groups[row] for row in unknown}
        tested += list(unknown)
    assert sorted(tested) == list(range(70))


def test_with_groups_each_group_has_its_figures(small, file):
    outcome = run(file, group="page")
    assert outcome.by_group()["page 0"]["rows"] == 21
    assert json.loads(json.dumps(outcome.as_dict()))["groups"] == outcome.by_group()


def test_comments_that_repeat_each_other_are_said(small, file):
    assert not any("repeat the words" in note for note in notes(run(file)))
    with file.open("a", encoding="utf-8") as opened:
        opened.write("Rude  staff,moan,page 1\n")
    outcome = run(file)
    assert outcome.repeated == 1 and "1 of the comments repeat the words" in " ".join(notes(outcome))


def test_labels_can_be_put_together(small, file):
    assert run(file, mapping=("talk=rest", "ask=rest")).trial.classes == ["kudos", "moan", "rest"]


def test_two_labels_need_one_score_and_three_need_three(small):
    texts = [text + end for texts in EXAMPLES.values() for text in texts for end in ENDINGS]
    vectors = small.encode_layers(texts)
    for labels in (["a", "b"] * 60, ["a", "b", "c"] * 40):
        known = np.zeros((120, 0))
        shares = ExclusiveClassifier(texts, vectors, labels, known).shares(texts, vectors, known)
        assert shares.shape == (120, len(set(labels))) and np.allclose(shares.sum(axis=1), 1)


def test_what_the_shipped_model_knows_is_learned_from(small):
    texts, labels = [f"word{index}" for index in range(120)], ["a", "b"] * 60
    known = np.array([[3.0 if label == "a" else -3.0] for label in labels])
    classifier = ExclusiveClassifier(texts, small.encode_layers(texts), labels, known)
    unseen = ["quite new"] * 2
    shares = classifier.shares(unseen, small.encode_layers(unseen), np.array([[3.0], [-3.0]]))
    assert shares[0, 0] > 0.9 and shares[1, 1] > 0.9


def test_logits_stay_finite():
    sure = {"understanding": {"question": 0.0, "complaint": 1.0, "praise": 0.5}}
    assert np.allclose(trials.known_of([sure]), [[-6.9, 6.9, 0]], atol=0.01)


def test_a_label_that_a_fold_has_not_seen_has_no_share(small, file):
    with file.open("a", encoding="utf-8") as opened:
        opened.write("rare one,rare,page 1\nrare two,rare,page 2\n")
    outcome = run(file)
    assert outcome.count("rare") == 2 and np.allclose(outcome.trial.shares.sum(axis=1), 1)


def test_the_report_is_one_page_that_loads_and_runs_nothing(small, file):
    html = page(run(file, group="page"))
    assert html.count("<svg") == 3 and "<script" not in html and "<img" not in html and "data:" not in html
    assert all(link.startswith("#") for link in re.findall(r'(?:href|src)="([^"]*)"', html))
    ids = re.findall(r'\bid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    for words in ("surest mistakes", "macro-F1", "calibration error", "page 5", "By page"):
        assert words in html


def test_a_comment_is_text_in_the_report(small, file):
    outcome = run(file)
    outcome.trial.shares[-1] = [1, 0, 0, 0]  # so that the hostile comment is among the mistakes
    html = page(outcome)
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;" in html and HOSTILE not in html


def test_the_surest_mistakes_come_first(small, file):
    outcome = run(file)
    outcome.trial.shares[:2] = [[0, 0, 0.2, 0.8], [0, 0, 1, 0]]
    found = outcome.mistakes(5)
    assert [share for *_, share in found] == sorted((share for *_, share in found), reverse=True)
    assert found[0][1:] == ("ask", "moan", 1.0)


def test_the_command_prints_tables_and_writes_the_report(small, file, tmp_path, capsys):
    assert command.main([str(file), "--train", "--folds", "3", "--report", str(tmp_path / "a" / "b")]) == 0
    out, err = capsys.readouterr()
    assert "macro-F1" in out and "moan" in out and "report:" in err
    assert (tmp_path / "a" / "b" / "evaluation.html").is_file()


def test_the_command_prints_one_json_line(small, file, capsys):
    with file.open("a", encoding="utf-8") as opened:
        opened.write(",moan,page 1\n")
    assert command.main([str(file), "--train", "--folds", "3", "--json"]) == 3
    out, err = capsys.readouterr()
    assert "1 rows left out: empty text" in err
    figures = json.loads(out)
    assert figures["left_out"] == {"empty text": 1} and figures["rows"] == 121 and figures["folds"] == 3
    assert figures["macro_f1"]["low"] <= figures["macro_f1"]["value"] <= figures["macro_f1"]["high"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--train", "--folds", "1"], "at least 2"),
        (["--train", "--folds", "500"], "fewer than the 500 folds"),
        (["--train", "--group", "month"], "no column named month"),
        (["--train", "--map", "moan"], "old=new"),
        (["--model", "m.tar.gz", "--folds", "3"], "--folds goes with --train"),
        (["--model", "m.tar.gz"], "--map old=complaint"),
        (["--model", "m.tar.gz", "--map", "moan=complaint"], "There is no model m.tar.gz"),
        ([], "--model, or use --train"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_1(small, file, capsys, arguments, says):
    assert command.main([str(file), *arguments]) == 1
    out, err = capsys.readouterr()
    lines = [line for line in err.splitlines() if line.startswith("sharewell:")]
    assert len(lines) == 1 and says in lines[0] and not out


def test_a_report_that_cannot_be_written_is_said(small, file, tmp_path, capsys):
    (tmp_path / "taken").write_text("a file, not a folder")
    assert command.main([str(file), "--train", "--folds", "3", "--report", str(tmp_path / "taken")]) == 1
    assert "report can't be written" in capsys.readouterr().err
