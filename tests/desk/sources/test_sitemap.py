"""Many pages by a sitemap, fetched from a real server."""

import gzip

import pytest

from desk.domain.errors import Invalid
from desk.sources import sitemap as module
from desk.sources.sitemap import is_sitemap, parsed
from desk.sources.web import read_sitemap
from tests.desk.sources.conftest import index, sitemap


def left_out(reading):
    return {one.where.rpartition("/")[2]: one.message for one in reading.left_out}


def test_every_page_of_a_sitemap_becomes_an_article_in_order_one_request_each(site, fetcher):
    for name in ("a", "b", "c"):
        site.article(f"/{name}", name.upper())
    reading = read_sitemap(fetcher, site.sitemap("/c", "/a", "/b", "/a"))
    assert list(reading.articles) == ["c", "a", "b"] and reading.complete
    assert site.asked == ["/robots.txt", "/sitemap.xml", "/c", "/a", "/b"]


def test_what_can_not_be_read_is_left_out_with_its_id_and_the_rest_goes_on(site, fetcher):
    site.article("/good")
    site.put("/failing", status=500)
    site.put("/manual.pdf", b"%PDF", type="application/pdf")
    site.put("/empty", "<html></html>")
    reading = read_sitemap(fetcher, site.sitemap("/gone", "/failing", "/manual.pdf", "/empty", "/good"))
    assert list(reading.articles) == ["good"]
    assert {(one.id, one.gone) for one in reading.left_out} == {
        ("gone", True), ("failing", False), ("manual-pdf", False), ("empty", False)
    }  # fmt: skip


def test_pages_on_another_host_are_left_out_without_a_request(site, other_site, fetcher):
    site.article("/a")
    reading = read_sitemap(fetcher, site.sitemap("/a", other_site.url + "/b", "ftp://x.example/c"))
    assert list(reading.articles) == ["a"] and len(reading.left_out) == 2
    assert "another host" in left_out(reading)["b"]
    assert other_site.asked == []


def test_a_page_that_redirects_to_another_host_is_left_out(site, other_site, fetcher):
    site.redirect("/a", other_site.article("/b"))
    reading = read_sitemap(fetcher, site.sitemap("/a"))
    assert "another host" in left_out(reading)["a"] and other_site.asked == []


def test_two_addresses_that_lead_to_one_page_are_one_article(site, fetcher):
    site.article("/new")
    site.redirect("/old", "/new")
    reading = read_sitemap(fetcher, site.sitemap("/new", "/old"))
    assert list(reading.articles) == ["new"] and reading.left_out == []


def test_what_robots_txt_disallows_is_not_fetched(site, fetcher):
    site.put("/robots.txt", "User-agent: *\nDisallow: /private/\nDisallow: /*/search", type="text/plain")
    site.article("/a")
    reading = read_sitemap(fetcher, site.sitemap("/private/b", "/en/search", "/a"))
    assert list(reading.articles) == ["a"]
    assert left_out(reading)["b"] == left_out(reading)["search"] == "robots.txt asks not to fetch it"
    assert "/private/b" not in site.asked and "/en/search" not in site.asked


def test_the_time_that_robots_txt_asks_for_is_left_between_requests(site, fetcher, pauses):
    site.put("/robots.txt", "User-agent: Sharewell\nCrawl-delay: 2\n", type="text/plain")
    site.article("/a")
    site.article("/b")
    read_sitemap(fetcher, site.sitemap("/a", "/b"))
    assert len(pauses) == 3 and all(1 < pause <= 2 for pause in pauses)


@pytest.mark.parametrize(("status", "fetched"), [(404, True), (403, True), (500, False)])
def test_without_robots_txt_all_is_allowed_but_one_that_fails_stops_the_import(site, fetcher, status, fetched):
    site.put("/robots.txt", status=status)
    site.article("/a")
    address = site.sitemap("/a")
    if fetched:
        assert list(read_sitemap(fetcher, address).articles) == ["a"]
    else:
        with pytest.raises(Invalid, match=r"robots.txt answers 500 .* no page is fetched"):
            read_sitemap(fetcher, address)
        assert site.asked == ["/robots.txt"]


def test_an_index_leads_to_its_sitemaps_gzipped_or_not(site, fetcher):
    for name in ("a", "b"):
        site.article(f"/{name}")
    site.sitemap("/a", at="/one.xml")
    site.put("/two.xml.gz", gzip.compress(sitemap(site.url + "/b").encode()), type="application/gzip")
    start = site.put("/sitemap_index.xml", index(site.url + "/one.xml", site.url + "/two.xml.gz"), type="text/xml")
    assert list(read_sitemap(fetcher, start).articles) == ["a", "b"]


def test_a_sitemap_gzipped_on_its_way_is_read_too(site, fetcher):
    site.article("/a")
    raw = gzip.compress(sitemap(site.url + "/a").encode())
    start = site.put("/sitemap.xml", raw, type="text/xml", Content_Encoding="gzip")
    assert list(read_sitemap(fetcher, start).articles) == ["a"]


def test_sitemaps_that_name_each_other_are_read_once(site, fetcher):
    site.article("/a")
    site.sitemap("/a", at="/pages.xml")
    one, two = site.url + "/one.xml", site.url + "/two.xml"
    site.put("/one.xml", index(two, one, site.url + "/pages.xml"), type="text/xml")
    site.put("/two.xml", index(one, two), type="text/xml")
    assert list(read_sitemap(fetcher, one).articles) == ["a"]
    assert sorted(site.asked) == ["/a", "/one.xml", "/pages.xml", "/robots.txt", "/two.xml"]


def test_an_index_that_never_ends_does(site, fetcher, monkeypatch):
    monkeypatch.setattr(module, "MAX_SITEMAPS", 3)
    for number in range(9):
        site.put(f"/{number}.xml", index(f"{site.url}/{number + 1}.xml"), type="text/xml")
    reading = read_sitemap(fetcher, site.url + "/0.xml")
    assert site.asked == ["/robots.txt", "/0.xml", "/1.xml", "/2.xml"] and not reading.complete


def test_a_sitemap_within_an_index_that_fails_makes_the_reading_doubtful(site, fetcher):
    site.article("/a")
    site.sitemap("/a", at="/one.xml")
    start = site.put("/i.xml", index(site.url + "/one.xml", site.url + "/none.xml"), type="text/xml")
    reading = read_sitemap(fetcher, start)
    assert list(reading.articles) == ["a"]
    assert [(one.id, one.gone) for one in reading.left_out] == [(None, False)]


def test_no_more_pages_than_asked_for_are_read_and_the_rest_is_said(site, fetcher):
    for name in ("a", "b", "c"):
        site.article(f"/{name}")
    reading = read_sitemap(fetcher, site.sitemap("/a", "/b", "/c"), most=2)
    assert (list(reading.articles), reading.complete) == (["a", "b"], False)
    assert read_sitemap(fetcher, site.sitemap("/a", "/b"), most=2).complete


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("<html><body>Not found</body></html>", "begins with <html>"),
        ("", "can't be read|can be read"),
        ("<urlset><url><loc>http://", "can be read"),
        ('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><urlset><url><loc>&b;</loc></url></urlset>', "document type"),
        (gzip.compress(b"<urlset></urlset>")[:-6], "cut off"),
        (b"\x1f\x8bnonsense", "gzip"),
    ],
)  # fmt: skip
def test_what_is_no_sitemap_is_a_clear_error(site, fetcher, body, says):
    with pytest.raises(Invalid, match=says):
        read_sitemap(fetcher, site.put("/sitemap.xml", body, type="text/xml"))


def test_a_gzip_file_that_grows_beyond_measure_is_stopped(monkeypatch):
    monkeypatch.setattr(module, "MAX_SITEMAP", 100_000)
    with pytest.raises(Invalid, match=r"larger than 0.1 MB once unpacked"):
        parsed(gzip.compress(b" " * 10_000_000))


def test_the_addresses_of_pictures_and_translations_are_no_pages():
    file = parsed(
        b'<urlset xmlns:image="i" xmlns:xhtml="x"><url><loc> https://a.example/p </loc>'
        b'<xhtml:link href="https://a.example/fr/p"/><image:image><image:loc>https://a.example/p.png</image:loc>'
        b"</image:image></url></urlset>"
    )
    assert file.pages == ["https://a.example/p"]


@pytest.mark.parametrize(
    ("address", "is_one"),
    [("https://a.example/sitemap.xml", True), ("https://a.example/hc/sitemap", True), ("https://a.example/s.xml.gz", True),
     ("https://a.example/hc/articles/1", False), ("https://a.example/", False)],
)  # fmt: skip
def test_a_sitemap_is_known_by_its_address(address, is_one):
    assert is_sitemap(address) is is_one
