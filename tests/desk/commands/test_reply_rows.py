from datetime import datetime, timezone

import pytest

from desk.commands.reply_rows import AnsweredRow, read_answered
from desk.commands.rows import BadRow
from desk.domain.errors import Invalid

AT = datetime(2026, 3, 3, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("comment,reply,date,page\nOpen?,Yes.,2026-03-03,shop\n", "a.csv"),
        ("Page;Reply;Comment;At\nshop;Yes.;Open?;2026-03-03T00:00:00Z\n", "a.csv"),
        (
            '{"comment": "Open?", "reply": "Yes.", "date": "Tue, 03 Mar 2026 00:00:00 +0000", "page": "shop"}\n',
            "a.jsonl",
        ),
        ('{"text": "Open?", "reply": "Yes.", "at": "2026-03-03", "page": "shop"}', "-"),
    ],
)
def test_pairs_are_read_whatever_the_form(source, name):
    (row,) = read_answered(source, name)
    assert (row.comment, row.reply, row.at, row.page) == ("Open?", "Yes.", AT, "shop")


def test_date_and_page_may_be_missing():
    assert read_answered("comment,reply\nOpen?,Yes.\n") == [AnsweredRow(2, "Open?", "Yes.")]


def test_bad_rows_say_why_and_the_rest_goes_on():
    rows = read_answered("comment,reply,date\n,Yes.,\nOpen?,,\nOpen?,Yes.,soon\nOpen?,Yes.,\n")
    assert [row.reason for row in rows if isinstance(row, BadRow)] == [
        "the comment is empty",
        "the reply is empty",
        "the date 'soon' can't be read; write it as 2026-03-31",
    ]
    assert rows[-1] == AnsweredRow(5, "Open?", "Yes.")
    assert [type(row) for row in read_answered("{\n[1]\n", "a.jsonl")] == [BadRow, BadRow]


@pytest.mark.parametrize(
    ("header", "wanted"), [("comment,answer", "reply"), ("words,reply", "comment"), ("", "comment")]
)
def test_a_file_without_the_columns_is_refused(header, wanted):
    with pytest.raises(Invalid, match=f"no column named {wanted}"):
        read_answered(header + "\na,b\n", "a.csv")
