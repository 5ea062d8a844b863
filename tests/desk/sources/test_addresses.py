import pytest

from desk.sources.addresses import MAX_SLUG, derived, id_of, same_host, slug


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/help/returns", "help-returns"),
        ("/help/returns/", "help-returns"),
        ("/help/returns.html#costs", "help-returns"),
        ("/help/index.html", "help"),
        ("/faq?id=12", "faq-id-12"),
        ("/articles/360001234-return-an-item", "articles-360001234"),
        ("/articles/360001234-send-it-back", "articles-360001234"),
        ("/news/2026-delivery", "news-2026-delivery"),
        ("/R%C3%BCckgabe", "rückgabe"),
        ("/", "help-example"),
    ],
)
def test_an_address_gives_a_stable_id(path, expected):
    assert id_of("https://help.example" + path) == expected


def test_long_names_are_cut_and_stay_apart():
    one, two = slug("a" * 500 + "b"), slug("a" * 500 + "c")
    assert one != two and len(one) <= MAX_SLUG + 9


def test_a_name_of_signs_only_still_has_an_id():
    assert slug("???") and slug("???") != slug("!!!")


def test_ids_made_up_for_one_page_stay_apart_from_another_page_s():
    assert (derived("returns", "shop"), derived("returns", None)) == ("shop-returns", "returns")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://a.example/", "https://A.example:443/x", True),
        ("https://a.example/", "https://www.a.example/", False),
        ("http://a.example:8000/", "http://a.example:8001/", False),
        ("http://a.example/", "http://a.example:8000/", False),
    ],
)
def test_http_and_https_are_one_host_other_names_and_ports_are_not(one, other, same):
    assert same_host(one, other) is same
