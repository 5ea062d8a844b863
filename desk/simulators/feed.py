"""A blog's comment feed as WordPress makes it: RSS 2.0, newest first, in pages, asked for conditionally."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from email.utils import format_datetime
from html import escape
from typing import Any, Final

from desk.simulators.base import Call, Fault, Reply, Simulator
from desk.simulators.world import Happened, Post, World

PATH: Final = "/comments/feed/"
OWN: Final = "The Shop"
BLOG: Final = "https://blog.example"
_NAMESPACES: Final = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:atom="http://www.w3.org/2005/Atom"'
)


class FeedSimulator(Simulator):
    """``shown``: entries a page; ``moved``: where it redirects, with which status; ``gone``: 410 for good."""

    platform = "feed"

    def __init__(self, world: World) -> None:
        super().__init__(world)
        world.naming = lambda thread, number: f"{BLOG}/?p={_number(thread)}#comment-{number}"
        self.shown = 50
        self.moved: tuple[int, str] | None = None
        self.gone = False
        self.asked = 0
        self._login = ("reader", "simulated-password")

    def settings(self, address: str) -> tuple[dict[str, Any], dict[str, str]]:
        """A connection to the simulated blog."""
        user, password = self._login
        return {"feed": f"{address}{PATH}", "own_names": f"{OWN}, Somebody Else", "user": user}, {"password": password}

    def is_send(self, call: Call) -> bool:
        """Nothing can be posted."""
        return False

    def answer(self, call: Call) -> Reply:
        """The feed, or why not."""
        self.asked += 1
        if call.method != "GET" or call.path != PATH:
            return Reply(404, b"<!DOCTYPE html><title>Page not found</title>", {"content-type": "text/html"})
        expected = base64.b64encode(":".join(self._login).encode()).decode()
        if call.headers.get("authorization") != f"Basic {expected}":
            return self.refusal(Fault.TOKEN)
        if self.gone:
            return Reply(410)
        if self.moved:
            return Reply(self.moved[0], headers={"location": self.moved[1]})
        page = int(call.query.get("paged", "1"))
        posts = self._newest_first()
        part = posts[(page - 1) * self.shown : page * self.shown]
        if page > 1 and not part:
            return Reply(404, b"<!DOCTYPE html><title>Page not found</title>", {"content-type": "text/html"})
        body = self.document(part)
        changed = max((post.edited_at or post.at for post in posts), default=self.world.now())
        headers = {
            "content-type": "application/rss+xml; charset=UTF-8",
            "etag": f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"',
            "last-modified": format_datetime(changed, usegmt=True),
        }
        if call.headers.get("if-none-match") == headers["etag"]:
            return Reply(304, headers=headers)
        return Reply(200, body, headers)

    def refusal(self, fault: Fault) -> Reply:
        """A blog has no error documents: the status says it all."""
        if fault is Fault.TOKEN:
            return Reply(401, headers={"www-authenticate": 'Basic realm="blog"'})
        if fault is Fault.PERMISSION:
            return Reply(403, b"<html>Forbidden</html>")
        if fault is Fault.THROTTLED_WITH_HINT:
            return Reply(429, headers={"retry-after": "120"})
        return Reply(429 if fault is Fault.THROTTLED else 500)

    def body_about(self, happened: Sequence[Happened]) -> bytes:
        """A feed with these comments alone."""
        return self.document([one.post for one in happened])

    def document(self, posts: Sequence[Post]) -> bytes:
        """The feed with these comments."""
        items = "".join(self._item(post) for post in posts)
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {_NAMESPACES}><channel>'
            f"<title>Comments for A Simulated Blog</title><link>{BLOG}</link><description/>"
            f"<generator>https://wordpress.org/?v=6.8</generator>{items}</channel></rss>"
        ).encode()

    def _item(self, post: Post) -> str:
        author = OWN if post.own else post.author
        html = "<p>" + escape(post.text, quote=False).replace("\n", "<br />\n") + "</p>\n"
        if post.parent:
            above = self.world.posts[post.parent]
            lead = f'In reply to <a href="{escape(_link(above))}">{escape(above.author)}</a>.'
            html = f"<p>{lead}</p>\n{html}"
        return (
            f"<item><title>Comment on {escape(post.thread)} by {escape(author)}</title><link>{escape(_link(post))}</link>"
            f"<dc:creator><![CDATA[{author}]]></dc:creator><pubDate>{format_datetime(post.at)}</pubDate>"
            f'<guid isPermaLink="false">{escape(post.id)}</guid><description><![CDATA[{_cdata(post.text[:100])}]]>'
            f"</description><content:encoded><![CDATA[{_cdata(html)}]]></content:encoded></item>"
        )

    def _newest_first(self) -> list[Post]:
        there = [post for post in self.world.posts.values() if not post.gone and not post.hidden]
        return sorted(there, key=lambda post: post.at, reverse=True)


def _number(thread: str) -> str:
    return re.sub(r"\D", "", thread) or "1"


def _link(post: Post) -> str:
    return f"{BLOG}/{post.thread}/#{post.id.rpartition('#')[2]}"


def _cdata(text: str) -> str:
    return text.replace("]]>", "]]]]><![CDATA[>")
