from datetime import date, datetime

import pytest

from desk.domain.errors import Invalid
from desk.services.knowledge import article_of, read_article, read_folder


def test_front_matter_becomes_the_article_s_keys():
    article = read_article(
        "---\nid: returns\ntitle: Return an item\nurl: https://a.example/r\nquestions: [How?]\naudience: {country: UK}\n"
        "incident: true\nvalid_from: 2026-01-01\nvalid_until: 2026-12-31\n---\nSend it back.",
        default_id="file",
    )
    assert (article.id, article.title, article.body) == ("returns", "Return an item", "Send it back.")
    assert (article.questions, article.audience, article.incident) == (("How?",), {"country": "UK"}, True)
    assert (article.valid_from, article.valid_until) == (date(2026, 1, 1), date(2026, 12, 31))


def test_without_front_matter_the_first_heading_and_the_file_s_name_do():
    article = read_article("# Return an item\n\nSend it back.", default_id="returns")
    assert (article.id, article.title) == ("returns", "Return an item")


@pytest.mark.parametrize(
    ("meta", "says"),
    [
        ({"valid_from": "30.9.2026"}, "`valid_from` is '30.9.2026'"),
        ({"valid_from": "2026-13-01"}, "`valid_from` is"),
        ({"valid_from": date(2026, 2, 1), "valid_until": date(2026, 1, 1)}, "is after `valid_until`"),
        ({"url": "javascript:alert(1)"}, "`url` must start with https://"),
        ({"questions": "one"}, "`questions` must be a list"),
        ({"audience": ["UK"]}, "`audience` must be a mapping"),
        ({"title": "x" * 301}, "The title has 301 characters"),
    ],
)
def test_a_key_that_can_not_be_used_is_named(meta, says):
    with pytest.raises(Invalid, match=says):
        article_of({"title": "T", **meta}, "text", default_id="a")


def test_a_time_of_day_with_a_date_is_passed_over():
    article = article_of({"title": "T", "valid_from": datetime(2026, 1, 1, 10, 0)}, "text", default_id="a")
    assert type(article.valid_from) is date


def test_files_that_can_not_be_read_are_left_out_and_the_rest_goes_on(tmp_path):
    for name, raw in {
        "a.md": b"# A\n\ntext", "b.md": "# Café".encode("cp1252"), "c.md": b"---\ntitle: [\n---\nx", "d.md": b"no title",
        "e.md": b"---\nid: a\n---\n# Another A\n\ntext",
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(raw)
    reading = read_folder(tmp_path)
    assert list(reading.articles) == ["a"]
    said = {one.where.rpartition("/")[2]: one.message for one in reading.left_out}
    assert set(said) == {"b.md", "c.md", "d.md", "e.md"}
    assert "not UTF-8" in said["b.md"] and "no title" in said["d.md"] and "the id 'a' already" in said["e.md"]
