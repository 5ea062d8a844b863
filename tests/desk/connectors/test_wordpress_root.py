import httpx
import pytest

from desk.connectors.wordpress.root import discover, endpoint
from desk.domain.platform import PlatformError, Trouble

LINK = {
    "link": '<https://blog.example/feed>; rel="alternate", <https://blog.example/wp-json/>; rel="https://api.w.org/"'
}
INDEX = {"name": "Blog", "namespaces": ["wp/v2"]}


async def root_of(address, pages):
    """The root that is found where these pages are; and what was asked for."""
    asked = []

    def handle(request):
        asked.append(request)
        found = pages.get(str(request.url), httpx.Response(404, text="<html>no</html>"))
        return found(request) if callable(found) else found

    async with httpx.AsyncClient(transport=httpx.MockTransport(handle)) as client:
        try:
            return await discover(client, address)
        finally:
            assert not any("authorization" in request.headers for request in asked)


def moved(to):
    return httpx.Response(301, headers={"location": to})


async def test_the_header_says_where_it_is():
    assert await root_of("https://blog.example", {"https://blog.example": httpx.Response(200, headers=LINK)}) == (
        "https://blog.example/wp-json/"
    )


async def test_plain_permalinks_and_a_folder():
    link = {"link": '<https://a.example/blog/index.php?rest_route=/>; rel="https://api.w.org/"'}
    root = await root_of("https://a.example/blog/", {"https://a.example/blog/": httpx.Response(200, headers=link)})
    assert root == "https://a.example/blog/index.php?rest_route=/"
    url = endpoint(root, "wp/v2/comments").copy_merge_params({"page": 2})
    assert dict(url.params) == {"rest_route": "/wp/v2/comments", "page": "2"}
    assert str(endpoint("https://a.example/blog/wp-json/", "wp/v2/comments")) == (
        "https://a.example/blog/wp-json/wp/v2/comments"
    )


async def test_without_the_header_the_page_says_it():
    page = "<head><link rel='https://api.w.org/' href='https://blog.example/index.php?rest_route=/&#038;a=1' /></head>"
    found = await root_of("https://blog.example", {"https://blog.example": httpx.Response(200, text=page)})
    assert found == "https://blog.example/index.php?rest_route=/&a=1"


@pytest.mark.parametrize("where", ["https://blog.example/wp-json/", "https://blog.example?rest_route=%2F"])
async def test_where_nothing_says_it_the_usual_places_are_tried(where):
    pages = {"https://blog.example": httpx.Response(200, text="<html>"), where: httpx.Response(200, json=INDEX)}
    assert await root_of("https://blog.example", pages) == where


async def test_http_leads_to_https_and_www_is_the_same_blog():
    pages = {
        "http://blog.example/": moved("https://blog.example/"),
        "https://blog.example/": moved("https://www.blog.example/"),
        "https://www.blog.example/": httpx.Response(200, headers=LINK),
    }
    assert await root_of("http://blog.example/", pages) == "https://blog.example/wp-json/"


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (moved("https://other.example/"), "https://other.example"),
        (moved("http://blog.example/x"), "http://blog.example"),
        (moved(""), "leads to"),
        (httpx.Response(200, headers={"link": '<https://evil.example/>; rel="https://api.w.org/"'}), "another host"),
        (httpx.Response(200, text="a page of somebody else"), "no WordPress REST API"),
        (httpx.Response(404, text="nothing"), "no WordPress REST API"),
    ],
)
async def test_no_other_host_is_followed(first, said):
    with pytest.raises(PlatformError) as raised:
        await root_of("https://blog.example/", {"https://blog.example/": first})
    assert (
        raised.value.trouble is Trouble.MISSING and said in raised.value.reason and "Connections" in raised.value.reason
    )


async def test_a_password_never_travels_without_https():
    link = {"link": '<http://blog.example/wp-json/>; rel="https://api.w.org/"'}
    with pytest.raises(PlatformError) as raised:
        await root_of("http://blog.example/", {"http://blog.example/": httpx.Response(200, headers=link)})
    assert raised.value.trouble is Trouble.PERMISSION and "https" in raised.value.reason


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "wordpress", "10.1.2.3", "[::1]:81"])
async def test_but_within_a_private_network_it_may(host):
    link = {"link": f'<http://{host}/wp-json/>; rel="https://api.w.org/"'}
    assert await root_of(f"http://{host}/", {f"http://{host}/": httpx.Response(200, headers=link)}) == (
        f"http://{host}/wp-json/"
    )


@pytest.mark.parametrize(
    "address",
    [
        "",
        "blog.example",
        "ftp://blog.example",
        "https://",
        "https://u:p@blog.example",
        "http://[",
        "https://a:99999999",
    ],
)
async def test_what_is_no_address_is_said_to_be_none(address):
    with pytest.raises(PlatformError) as raised:
        await root_of(address, {})
    assert raised.value.trouble is Trouble.MISSING and "https://blog.example.com/" in raised.value.reason


@pytest.mark.parametrize(("status", "trouble"), [(503, Trouble.AWAY), (429, Trouble.RATE), (403, Trouble.PERMISSION)])
async def test_a_blog_that_does_not_answer_properly_is_not_taken_for_none(status, trouble):
    with pytest.raises(PlatformError) as raised:
        await root_of("https://blog.example/", {"https://blog.example/": httpx.Response(status)})
    assert raised.value.trouble is trouble
