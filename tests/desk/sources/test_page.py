"""One page, fetched from a real server."""

import codecs

import pytest

from desk.domain.errors import Invalid
from desk.sources import fetch
from desk.sources.fetch import Fetcher, Unfetched, new_client
from desk.sources.web import read_page
from tests.desk.sources.conftest import page


def only(reading):
    (article,) = reading.articles.values()
    return article


def test_a_page_becomes_an_article_with_an_id_from_its_address(site, fetcher):
    address = site.article("/hc/en-gb/articles/360001-return-an-item", "Return an item", "You have thirty days.")
    article = only(read_page(fetcher, address, "shop"))
    assert (article.id, article.title, article.body) == (
        "shop-hc-en-gb-articles-360001", "Return an item", "You have thirty days."
    )  # fmt: skip
    assert (article.url, article.page_id) == (address, "shop")


@pytest.mark.parametrize("status", [404, 410, 403, 500])
def test_a_page_that_is_not_there_is_a_clear_error(site, fetcher, status):
    address = site.put("/gone", status=status)
    with pytest.raises(Invalid, match=f"/gone answers {status}"):
        read_page(fetcher, address)


def test_a_server_that_is_not_there_is_a_clear_error(fetcher):
    with pytest.raises(Invalid, match="can't be reached"):
        read_page(fetcher, "http://127.0.0.1:1/page")


def test_a_redirect_on_the_same_host_is_followed_and_the_id_stays_that_of_the_address_named(site, fetcher):
    site.article("/new", "Returns")
    article = only(read_page(fetcher, site.redirect("/old", "/new")))
    assert (article.id, article.url) == ("old", site.url + "/new")


def test_a_redirect_to_another_host_is_not_followed_but_named(site, other_site, fetcher):
    target = other_site.article("/returns")
    with pytest.raises(Invalid, match="redirects to another host; to import that, name it: " + target):
        read_page(fetcher, site.redirect("/returns", target))
    assert other_site.asked == []


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "javascript:alert(1)", "http://[", "data:,x"]
)
def test_a_redirect_to_what_is_no_web_address_is_an_error(site, fetcher, target):
    with pytest.raises(Invalid, match=r"redirects to no web address|can't be reached"):
        read_page(fetcher, site.redirect("/a", target))


def test_redirects_in_a_circle_end(site, fetcher):
    site.redirect("/a", "/b")
    with pytest.raises(Invalid, match="redirects more than 5 times"):
        read_page(fetcher, site.redirect("/b", "/a"))
    assert len(site.asked) == fetch.MAX_REDIRECTS + 1


@pytest.mark.parametrize("type", ["application/pdf", "application/json", "image/png", ""])
def test_what_is_not_html_is_not_read(site, fetcher, type):
    with pytest.raises(Invalid, match=r"is .*, not text/html"):
        read_page(fetcher, site.put("/file", page(), type=type))


def test_a_huge_page_is_left_when_the_limit_is_reached(site, fetcher):
    with pytest.raises(Invalid, match="is larger than 5 MB"):
        read_page(fetcher, site.put("/huge", b"<p>" + b"words " * 1_000_000))


def test_a_small_answer_that_unpacks_to_a_huge_page_is_left_too(site, fetcher):
    import gzip

    bomb = gzip.compress(b"<p>" + b"words " * 5_000_000)
    with pytest.raises(Invalid, match="is larger than 5 MB"):
        read_page(fetcher, site.put("/bomb", bomb, Content_Encoding="gzip"))


def test_a_page_that_comes_too_slowly_is_left(site):
    now = iter(range(0, 10_000, 40))
    with new_client() as client, pytest.raises(Unfetched, match="takes longer than 60 seconds"):
        Fetcher(client, clock=lambda: next(now)).get(site.put("/slow", b"<p>" + b"words " * 200_000))


@pytest.mark.parametrize(
    ("raw", "type"),
    [
        (page("Café", "Bien sûr – ça va: 5 €.").encode("utf-8"), "text/html; charset=utf-8"),
        (page("Café", "Bien sûr – ça va: 5 €.").encode("utf-8"), "text/html"),
        (page("Café", "Bien sûr – ça va: 5 €.").encode("utf-8"), "text/html; charset=iso-8859-1"),
        (codecs.BOM_UTF8 + page("Café", "Bien sûr – ça va: 5 €.").encode("utf-8"), "text/html; charset=windows-1252"),
        (page("Café", "Bien sûr – ça va: 5 €.").encode("cp1252"), "text/html; charset=windows-1252"),
        (page("Café", "Bien sûr – ça va: 5 €.").encode("cp1252"), "text/html; charset=iso-8859-1"),
        (page("Café", "Bien sûr – ça va: 5 €.").encode("cp1252"), "text/html; charset=utf-8"),
        (page("Café", "Bien sûr – ça va: 5 €.").encode("cp1252"), "text/html; charset=no-such"),
        (page("Café", "Bien sûr – ça va: 5 €.").encode("cp1252"), "text/html; charset=unicode_escape"),
        (page("Café", "Bien sûr – ça va: 5 €.").encode("utf-16"), "text/html"),
        (page("Café", "Bien sûr – ça va: 5 €.").replace("<head>", '<head><meta charset="cp850">').replace("€", "¢")
         .replace("–", "-").encode("cp850"), "text/html"),
    ],
)  # fmt: skip
def test_accents_survive_whatever_the_page_says_of_its_encoding(site, fetcher, raw, type):
    article = only(read_page(fetcher, site.put("/cafe", raw, type=type)))
    assert article.title == "Café"
    assert "Bien sûr" in article.body and "ça va: 5" in article.body and "�" not in article.body


def test_a_japanese_page_is_read_by_what_it_declares(site, fetcher):
    raw = page("返品について", "三十日以内にお送りください。").encode("shift_jis")
    assert only(read_page(fetcher, site.put("/ja", raw, type="text/html; charset=Shift_JIS"))).title == "返品について"


@pytest.mark.parametrize(
    "html",
    ["", "   ", "<html><body></body></html>", "<html><head><title>App</title></head><body><div id=root></div><script>x()</script></body></html>"],
)  # fmt: skip
def test_an_empty_page_is_a_clear_error(site, fetcher, html):
    with pytest.raises(Invalid, match="holds no text"):
        read_page(fetcher, site.put("/empty", html))


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://shop.example/a", "https://", "http://[", "gopher://x/"]
)
def test_only_http_and_https_are_taken(fetcher, address):
    with pytest.raises(Invalid, match="not a web address"):
        read_page(fetcher, address)


def test_a_password_in_an_address_is_not_taken_as_it_would_be_kept_with_the_article(fetcher):
    with pytest.raises(Invalid, match="password"):
        read_page(fetcher, "https://ada:secret@shop.example/")


def test_a_site_that_is_busy_is_asked_once_more_after_the_time_it_names(site, fetcher, pauses):
    with pytest.raises(Invalid, match="answers 503"):
        read_page(fetcher, site.put("/busy", status=503, Retry_After="7"))
    assert (pauses, site.asked) == ([7.0], ["/busy", "/busy"])
