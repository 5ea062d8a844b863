"""A website on the loopback address that answers what a test says."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from desk.sources.fetch import Fetcher, new_client


class Site:
    """Paths and what is there; ``asked`` lists the requests in order."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []

    def put(self, path, body=b"", status=200, type="text/html; charset=utf-8", **headers):
        raw = body.encode() if isinstance(body, str) else body
        self.pages[path] = (status, {"Content-Type": type, **headers}, raw)
        return self.url + path

    def article(self, path, title="Returns", text="You have thirty days."):
        return self.put(path, page(title, text))

    def sitemap(self, *paths, at="/sitemap.xml"):
        return self.put(at, sitemap(*(path if "://" in path else self.url + path for path in paths)), type="text/xml")

    def redirect(self, path, to, status=301):
        return self.put(path, status=status, Location=to)


def page(title="Returns", text="You have thirty days.") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{title} | Hollow Oak</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<main><h1>{title}</h1><p>{text}</p></main><footer>Hollow Oak, all rights reserved</footer></body></html>"
    )


def sitemap(*addresses: str) -> str:
    inner = "".join(f"<url><loc>{address}</loc><lastmod>2026-11-01</lastmod></url>" for address in addresses)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</urlset>'


def index(*addresses: str) -> str:
    inner = "".join(f"<sitemap><loc>{address}</loc></sitemap>" for address in addresses)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</sitemapindex>'


@pytest.fixture
def site() -> Iterator[Site]:
    with Serving() as one:
        yield one


@pytest.fixture
def other_site() -> Iterator[Site]:
    with Serving() as one:
        yield one


class Serving:
    def __enter__(self) -> Site:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                outer.site.asked.append(self.path)
                status, headers, body = outer.site.pages.get(self.path, (404, {"Content-Type": "text/html"}, b"no"))
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the client has read enough
                    self.wfile.write(body)

            def log_message(self, *arguments):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.site = Site(f"http://127.0.0.1:{self.server.server_port}")
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()
        return self.site

    def __exit__(self, *error) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


class Pauses(list):
    """Notes how long it was asked to wait, and waits not at all."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@pytest.fixture
def fetcher(pauses) -> Iterator[Fetcher]:
    with new_client() as client:
        yield Fetcher(client, pauses)
