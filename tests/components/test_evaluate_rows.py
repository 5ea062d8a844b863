"""What can be wrong with a labelled file, and what a person is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.evaluation.errors import EvaluationError
from components.evaluation.rows import check_enough, read_sample

GOOD = "text,label,page\nno refund yet,complaint,uk\nopen on sunday?,question,uk\nlovely,praise,fr\n"


@pytest.fixture
def write(tmp_path: Path):
    def write(content: str | bytes) -> Path:
        path = tmp_path / "comments.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write


def test_rows_are_read_with_their_line_and_group(write):
    rows = read_sample(write(GOOD), "page").rows
    assert [(row.line, row.label, row.group) for row in rows] == [
        (2, "complaint", "uk"), (3, "question", "uk"), (4, "praise", "fr"),
    ]  # fmt: skip


@pytest.mark.parametrize("mark", [";", "\t"])
def test_spreadsheets_of_other_countries_are_read(write, mark):
    assert len(read_sample(write(GOOD.replace(",", mark))).rows) == 3


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_what_spreadsheets_write_as_unicode_is_read(write, encoding):
    assert read_sample(write("Text , LABEL\nçok güzel,praise\n".encode(encoding))).rows[0].text == "çok güzel"


def test_a_text_over_several_lines_is_one_row(write):
    assert read_sample(write('text,label\n"one\ntwo",other\n')).rows[0].text == "one\ntwo"


def test_rows_without_text_or_label_are_counted_and_left_out(write):
    sample = read_sample(write(f"text,label\nhi,other\n  ,other\nhello,\nshort\n{'x' * 20_001},other\n"))
    assert [row.text for row in sample.rows] == ["hi"]
    assert sample.left_out == {"empty text": 1, "no label": 2, "over 20,000 characters": 1}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("comment,label\na,b\n", "no column named text; its columns are: comment, label"),
        ("text,kind\na,b\n", "no column named label"),
        ("", "no column named text; its columns are: none"),
        ("text,label\n", "no row with both"),
        ("text,label\n,complaint\n", "no row with both"),
        (GOOD.encode() + "caf\xe9,praise,uk\n".encode("latin-1"), f"not UTF-8 (byte {len(GOOD) + 3})"),
        (b"\xff\xfet\x00e", "not UTF-"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_line_that_says_why(write, content, says):
    with pytest.raises(EvaluationError) as error:
        read_sample(write(content))
    assert says in str(error.value) and "\n" not in str(error.value)


def test_a_missing_group_column_is_named(write):
    with pytest.raises(EvaluationError, match="no column named month"):
        read_sample(write(GOOD), "month")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(EvaluationError, match=r"none\.csv can't be read: No such file"):
        read_sample(tmp_path / "none.csv")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(EvaluationError, match="can't be read"):
        read_sample(tmp_path)


@pytest.mark.parametrize(
    ("labels", "groups", "folds", "says"),
    [
        (["a"] * 9, None, 0, "All 9 rows are labelled 'a'"),
        (["a", "b"] * 2, None, 5, "4 rows, fewer than the 5 folds"),
        (["a"] * 9 + ["b"], None, 5, "label 'b' is on one row only"),
        (["a", "b"] * 5, ["x", "y"] * 5, 3, "2 groups, fewer than the 3 folds"),
    ],
)
def test_too_little_to_measure_is_said(labels, groups, folds, says):
    with pytest.raises(EvaluationError) as error:
        check_enough(labels, groups, folds)
    assert says in str(error.value)
