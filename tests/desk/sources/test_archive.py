import stat
import zipfile

import pytest

from desk.domain.errors import Invalid
from desk.sources import archive
from desk.sources.archive import read_archive
from tests.desk.sources.conftest import page


@pytest.fixture
def made(tmp_path):
    """Writes a zip of (name or ZipInfo, content) pairs."""

    def make(*entries, compression=zipfile.ZIP_DEFLATED):
        path = tmp_path / "export.zip"
        with zipfile.ZipFile(path, "w", compression) as file:
            for name, content in entries:
                file.writestr(name, content, compression)
        return path

    return make


def test_every_html_file_becomes_an_article_and_other_files_are_passed_over(made):
    path = made(
        ("2026-11-25/orders/returns.html", page("Returns")),
        ("2026-11-25/hours.htm", page("Hours")),
        ("2026-11-25/style.css", "p {}"),
        ("2026-11-25/.hidden/x.html", page()),
        ("__MACOSX/2026-11-25/hours.htm", b"\x00\x05"),
    )
    reading = read_archive(path, "shop")
    assert {id: a.title for id, a in reading.articles.items()} == {
        "shop-hours": "Hours",
        "shop-orders-returns": "Returns",
    }
    assert reading.left_out == []


def test_the_address_is_the_one_that_the_page_gives_as_its_own(made):
    link = "<link rel='canonical' href='https://a.example/returns'></head>"
    reading = read_archive(made(("a.html", page().replace("</head>", link)), ("b.html", page("Hours"))))
    assert (reading.articles["a"].url, reading.articles["b"].url) == ("https://a.example/returns", None)


@pytest.mark.parametrize(
    "name", ["../../etc/x.html", "/etc/x.html", "a/../../x.html", "..\\x.html", "C:\\x.html", "\\\\host\\x.html"]
)
def test_a_name_that_leads_out_of_the_zip_is_left_out(made, name, tmp_path):
    before = set(tmp_path.rglob("*"))
    path = made((name, page()), ("good.html", page()))
    reading = read_archive(path)
    assert list(reading.articles) == ["good"]
    (problem,) = reading.left_out
    assert "leads out" in problem.message
    assert set(tmp_path.rglob("*")) - before == {path}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("Rückgabe.html".encode(), "rückgabe"), ("返品.html".encode(), "返品"), (b"R\x81ckgabe.html", "rückgabe"),
     (b"\xff\xfe\xb1.html", None), (b"a b%2Fc?d#e.html", "a-b-2fc-d-e")],
)  # fmt: skip
def test_names_may_be_in_any_encoding(made, raw, expected):
    placeholder = "N" * len(raw)
    path = made((placeholder, page()))
    path.write_bytes(path.read_bytes().replace(placeholder.encode(), raw))
    reading = read_archive(path)
    (article_id,) = reading.articles
    assert article_id and expected in (None, article_id)


def test_a_zip_bomb_is_refused_before_anything_is_unpacked(made):
    with pytest.raises(Invalid, match="looks like a zip bomb"):
        read_archive(made(("good.html", page()), ("bomb.html", b"\x00" * 4_000_000)))


def test_a_zip_that_holds_too_much_in_all_is_refused(made, monkeypatch):
    monkeypatch.setattr(archive, "MAX_TOTAL", 300)
    with pytest.raises(Invalid, match="MB of HTML once unpacked"):
        read_archive(made(("a.html", page()), ("b.html", page())))


@pytest.mark.parametrize("limit", ["MAX_ENTRIES", "MAX_ARTICLES"])
def test_a_zip_of_too_many_files_is_refused(made, monkeypatch, limit):
    monkeypatch.setattr(archive, limit, 1)
    with pytest.raises(Invalid, match=r"holds 2 .*at most 1 are taken"):
        read_archive(made(("a.html", page()), ("b.html", page())))


def test_a_file_that_says_it_is_smaller_than_it_is_is_left_out(made):
    path = made(("a.html", page("Returns", "words " * 50)), ("b.html", page()))
    raw = bytearray(path.read_bytes())
    place = raw.index(b"PK\x01\x02") + 24
    raw[place : place + 4] = (10).to_bytes(4, "little")
    path.write_bytes(raw)
    reading = read_archive(path)
    assert list(reading.articles) == ["b"] and "can't be unpacked" in reading.left_out[0].message


def test_a_large_page_an_empty_one_and_a_link_are_left_out_by_name(made):
    link = zipfile.ZipInfo("link.html")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    large = "".join(f"<p>{number}</p>" for number in range(500_000))
    reading = read_archive(
        made((link, "/etc/passwd"), ("large.html", large), ("empty.html", ""), ("good.html", page()))
    )
    assert list(reading.articles) == ["good"]
    assert {one.id: one.message for one in reading.left_out} == {
        "link": "is a link, not a page", "large": "is larger than 5 MB", "empty": "holds no text"
    }  # fmt: skip


def test_two_files_with_one_id_are_not_mixed_up(made):
    reading = read_archive(made(("a-b.html", page("One")), ("a/b.html", page("Two"))))
    assert [a.title for a in reading.articles.values()] == ["One"]
    assert "has the id 'a-b' already" in reading.left_out[0].message


@pytest.mark.parametrize("raw", [b"", b"no zip", b"PK\x03\x04" + b"\x00" * 100])
def test_what_is_no_zip_is_a_clear_error(tmp_path, raw):
    path = tmp_path / "export.zip"
    path.write_bytes(raw)
    with pytest.raises(Invalid, match="is not a zip that can be read"):
        read_archive(path)


def test_a_zip_of_a_later_version_is_a_clear_error(made):
    path = made(("a.html", page()))
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 6] = 122
    path.write_bytes(raw)
    with pytest.raises(Invalid, match=r"can be read \(zip file version 12\.2\)"):
        read_archive(path)


def test_a_name_that_says_it_is_utf_8_and_is_not_is_a_clear_error(made):
    path = made(("\u00e9.html", page()))
    path.write_bytes(path.read_bytes().replace("\u00e9".encode(), b"\xff\xff"))
    with pytest.raises(Invalid, match="is not a zip that can be read"):
        read_archive(path)


def test_an_encrypted_file_is_left_out(made):
    path = made(("a.html", page()))
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    assert "is encrypted" in read_archive(path).left_out[0].message
