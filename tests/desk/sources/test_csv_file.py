from datetime import date

import pytest

from desk.commands.rows import read_source
from desk.domain.errors import Invalid
from desk.sources.csv_file import read_csv


def read(text, page_id=None):
    return read_csv(text, "help.csv", page_id)


def test_every_column_finds_its_place():
    reading = read(
        "id,title,text,url,topic,answer,questions,country,product,valid_from,valid_until,incident\n"
        '7,Returns,"Send it back, soon.",https://a.example/7,orders,Thirty days.,How? | When?,UK,Swift,'
        "2026-01-01,2026-12-31,yes\n"
    )
    (article,) = reading.articles.values()
    assert (article.id, article.title, article.body, article.answer) == (
        "7",
        "Returns",
        "Send it back, soon.",
        "Thirty days.",
    )
    assert (article.questions, article.audience) == (("How?", "When?"), {"country": "UK", "product": "Swift"})
    assert (article.valid_from, article.valid_until) == (date(2026, 1, 1), date(2026, 12, 31))
    assert article.incident and article.url == "https://a.example/7" and article.topic == "orders"


@pytest.mark.parametrize("body", ["text", "body", "content", "Content"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_text_s_column_and_the_separator_may_vary(body, separator):
    reading = read(f"Title{separator}{body}\nReturn an item{separator}Send it back.\n", "shop")
    assert list(reading.articles) == ["shop-return-an-item"]


def test_html_in_a_text_becomes_markdown():
    (article,) = read("title,body\nReturns,<p>Send it <b>back</b>.</p><ul><li>Soon</li></ul>\n").articles.values()
    assert article.body == "Send it **back**.\n\n- Soon"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("a,T,x,31.12.2026,,", "`valid_from` is '31.12.2026'; it must be a date such as 2026-09-30"),
        ("a,T,x,2026-02-30,,", "`valid_from` is '2026-02-30'"),
        ("a,T,x,2026-05-01,2026-04-01,", "is after `valid_until`"),
        ("a,T,x,,,maybe", "`incident` is 'maybe'; it must be yes or no"),
        ("a,,x,,,", "The title is empty"),
        ("a,T,,,,", "The article's text is empty"),
        ("b,T,x,,,", "another one has the id 'b' already"),
        ("a,T,x, y,,,,", "more columns than the header"),
    ],
)
def test_a_bad_row_is_left_out_with_its_line_and_the_rest_goes_on(row, says):
    reading = read(f"id,title,text,valid_from,valid_until,incident\nb,B,bb,,,\n{row}\nc,C,cc,,,\n")
    assert list(reading.articles) == ["b", "c"]
    (problem,) = reading.left_out
    assert problem.where == "line 3" and says in problem.message


@pytest.mark.parametrize("header", ["", "text", "title", "question,reply", "title,text,text"])
def test_a_header_that_can_not_be_used_is_a_clear_error(header):
    with pytest.raises(Invalid, match=r"help\.csv (needs a column title|has more than one column)"):
        read(header + "\na,b,c\n")


def test_a_file_in_windows_1252_is_a_clear_error_that_says_what_to_do(tmp_path):
    path = tmp_path / "help.csv"
    path.write_bytes("title,text\nCafé,Bien sûr.\n".encode("cp1252"))
    with pytest.raises(Invalid, match=r"is not UTF-8 .* iconv -f WINDOWS-1252"):
        read_source(str(path))


def test_empty_rows_are_passed_over():
    assert read("title,text\n\n,\nT,x\n").left_out == []
