"""`evaluate replies` replays in order, compares fairly, and says what is wrong with a file."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from actions.phrases import BOOKS
from actions.remembered import NEAR as DESK_NEAR
from components.evaluation.chrf import chrf
from components.evaluation.errors import EvaluationError
from components.evaluation.replay import HOLDING, NEAR, replay
from components.evaluation.reply_curves import curves_of
from components.evaluation.reply_printed import printed
from components.evaluation.reply_report import write_report
from components.evaluation.reply_rows import Answered, read_answered


class WordVectors:
    """An encoder without a model: each word has a direction of its own."""

    def encode(self, texts):
        vectors = np.full((len(texts), 384), 1e-3, dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                vectors[row, sum(map(ord, word.strip(".,?!"))) % 384] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def row(comment: str, reply: str, company: str = "shop") -> Answered:
    return Answered(comment, reply, company, None)


DOGS = row("can dogs come in", "Hi Maja, dogs are welcome in every shop. Jonas")
BREAD = row("do you bake bread", "We bake fresh bread every morning here.")


def test_what_the_desk_does_is_what_is_replayed() -> None:
    assert HOLDING in BOOKS["neutral"].holding and NEAR == DESK_NEAR


@pytest.mark.parametrize(
    ("said", "sent", "score"),
    # From sacrebleu 2.6.0: CHRF().sentence_score(said, [sent]).score
    [
        ("The cat sat on the mat.", "The cat is on the mat.", 67.17273),
        ("We open at nine.", "We open at nine tomorrow.", 56.64893),
        ("abc", "xyz", 0.0),
        ("same", "same", 100.0),
        ("", "nothing said", 0.0),
        ("a", "ab", 55.55556),
    ],
)
def test_chrf_is_that_of_sacrebleu(said: str, sent: str, score: float) -> None:
    assert chrf(said, sent) == pytest.approx(score, abs=1e-4)


def test_a_comment_is_drafted_from_earlier_ones_of_its_own_company_only() -> None:
    replayed = replay([DOGS, BREAD, row(*_text(DOGS), "other"), row("can dogs come in", "Yes.")], WordVectors())
    assert replayed.sizes.tolist() == [0, 1, 0, 2]
    assert replayed.near.tolist() == [False, False, False, True]
    assert replayed.found.tolist() == [False, True, False, True]


def _text(pair: Answered) -> tuple[str, str]:
    return pair.comment, pair.reply


def test_memory_is_nearer_to_what_was_sent_and_grows_with_its_share() -> None:
    rows = [DOGS, BREAD] * 40
    curves = curves_of(replay(rows, WordVectors()), Path("a.csv"), 1, {})
    for name in ("chrf", "cosine"):
        figures = curves.whole.figures[name]
        assert figures["memory"].low > figures["none"].high and figures["gain"].low > 0
        assert curves.growth[name].value > 0
        assert curves.shares[-1].figures[name]["memory"].value == figures["memory"].value
    assert sum(point.rows for point in curves.grown) == curves.whole.rows == 80


def test_without_anything_alike_memory_is_as_none() -> None:
    rows = [row(f"word{number}", "It is £4.") for number in range(30)]
    figures = curves_of(replay(rows, WordVectors()), Path("a.csv"), 1, {}).whole.figures["chrf"]
    assert figures["gain"].value == 0


def test_the_report_quotes_nobody_and_loads_nothing(tmp_path: Path) -> None:
    curves = curves_of(replay([DOGS, BREAD] * 15, WordVectors()), Path("a.csv"), 1, {})
    text = write_report(curves, tmp_path / "new").read_text(encoding="utf-8")
    assert text.count("<svg") == 4 and "dogs" not in text and "<script" not in text and 'xlink:href="http' not in text
    assert "nan" not in json.dumps(curves.as_dict()).lower()
    assert "30 comments of a.csv" in printed(curves)


def written(tmp_path: Path, text: str, name: str = "a.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_columns_may_be_called_as_exports_call_them(tmp_path: Path) -> None:
    lines = "".join(f"Shop\tcan dogs come in {n} &amp; out\tYes, always {n}.\n" for n in range(20))
    rows, left_out = read_answered(written(tmp_path, "Company\tConsumer\tReply\n" + lines + "Shop\t\tNo\nShop\tHm\t\n"))
    assert rows[0] == Answered("can dogs come in 0 & out", "Yes, always 0.", "Shop", None)
    assert len(rows) == 20 and left_out == {"no comment": 1, "no reply": 1}


def test_rows_are_put_in_order_of_time_where_all_have_one(tmp_path: Path) -> None:
    lines = [{"comment": f"c{n}", "reply": "Yes.", "date": f"2026-03-{30 - n:02}"} for n in range(20)]
    path = written(tmp_path, "\n".join(map(json.dumps, lines)) + "\nnot json\n", "a.jsonl")
    rows, left_out = read_answered(path)
    assert [rows[0].comment, rows[-1].comment] == ["c19", "c0"] and left_out == {"not JSON": 1}
    lines[3]["date"] = "some day"
    assert read_answered(written(tmp_path, "\n".join(map(json.dumps, lines)), "a.jsonl"))[0][0].comment == "c0"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("comment,answer\na,b\n", "no column named reply; its columns are: comment, answer"),
        ("words,reply\na,b\n", "no column named comment or consumer"),
        ("comment,reply\na,b\n", "has 1 rows with a comment and a reply; at least 20"),
        ("", "no column named comment"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(EvaluationError, match=message):
        read_answered(written(tmp_path, text))


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="can't be read"):
        read_answered(tmp_path / "none.csv")
