"""A WordPress blog with one post and more, as its core REST API is documented; the texts are shown as they were written."""

from __future__ import annotations

import base64
import html
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any, Final

from desk.simulators.base import Call, Fault, Reply, Simulator
from desk.simulators.world import PAGE_AUTHOR, Post, World

USER: Final = "editor"
USER_ID: Final = 2
PASSWORD: Final = "abcd EFGH 1234 ijkl MNOP 5678"
API: Final = "/wp-json/"
MAX_PAGE: Final = 100
STATUSES: Final = frozenset({"approved", "hold", "spam", "trash"})
FLOOD: Final = timedelta(seconds=15)
HOST: Final = "https://platform.example"


class WordPressSimulator(Simulator):
    """``moderates``: the user may moderate. ``held``: new replies wait. ``closed``: posts without further comments."""

    platform = "wordpress"

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.address = HOST
        self.moderates = True
        self.held = False
        self.plain_permalinks = False
        self.api_off = False
        self.closed: set[int] = set()
        self.status: dict[str, str] = {}
        self._posts: list[str] = []
        self._last_reply: datetime | None = None

    def settings(self, address: str) -> tuple[dict[str, Any], dict[str, str]]:
        """What is filled in when connecting."""
        self.address = address.rstrip("/")
        return {"url": f"{self.address}/", "user": USER}, {"password": PASSWORD}

    def is_send(self, call: Call) -> bool:
        """A new comment."""
        return call.method == "POST" and self._route(call) == "/wp/v2/comments"

    def refusal(self, fault: Fault) -> Reply:
        """WordPress itself has no rate limit; its hosts answer 429."""
        if fault is Fault.TOKEN:
            return _error(401, "incorrect_password")
        if fault is Fault.PERMISSION:
            return _error(403, "rest_cannot_create")
        if fault is Fault.SERVER:
            return _error(500, "internal_server_error")
        hint = {"retry-after": "90"} if fault is Fault.THROTTLED_WITH_HINT else {}
        return Reply(429, b"<html>Too Many Requests</html>", {"content-type": "text/html", **hint})

    def answer(self, call: Call) -> Reply:
        """The home page, or a route of the API."""
        route = self._route(call)
        if route is None:
            link = {} if self.api_off else {"link": f'<{self._root()}>; rel="https://api.w.org/"'}
            return Reply(200, b"<!doctype html><title>A blog</title>", {"content-type": "text/html", **link})
        if self.api_off:
            return Reply(404, b"<html>Not found</html>", {"content-type": "text/html"})
        user = self._user(call)
        if user is None:
            return _error(401, "incorrect_password")
        if route == "/":
            return Reply.of({"name": "The Shop Blog", "namespaces": ["oembed/1.0", "wp/v2"]})
        if route == "/wp/v2/users/me":
            return Reply.of({"id": USER_ID, "name": "Ellen Editor"}) if user else _error(401, "rest_not_logged_in")
        if route == "/wp/v2/comments":
            return self._create(call, user) if call.method == "POST" else self._several(call, user)
        id = route.removeprefix("/wp/v2/comments/")
        if id == route:
            return _error(404, "rest_no_route")
        return self._one(call, id, user)

    def entry(self, post: Post) -> dict[str, Any]:
        """A comment as the API gives it, its post and the comment above it embedded."""
        entry = self._plain(post)
        number = self._number(post.thread)
        link = f"{self.address}/post-{number}/"
        up = {"id": number, "link": link, "title": {"rendered": f"Post {number}"}, "author": 1,
              "excerpt": {"rendered": "<p>We are open from nine to five.</p>\n", "protected": False}}  # fmt: skip
        entry["_embedded"] = {"up": [up]}
        if post.parent in self.world.posts:
            entry["_embedded"]["in-reply-to"] = [self._plain(self.world.posts[post.parent])]
        return entry

    def _plain(self, post: Post) -> dict[str, Any]:
        at = post.at.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")
        number = self._number(post.thread)
        paragraphs = html.escape(post.text, quote=False).split("\n\n")
        return {
            "id": int(post.id),
            "post": number,
            "parent": int(post.parent or 0),
            "author": USER_ID if post.author_id == PAGE_AUTHOR else 0,
            "author_name": "Ellen Editor" if post.author_id == PAGE_AUTHOR else post.author,
            "date": at,
            "date_gmt": at,
            "content": {"rendered": "".join("<p>{}</p>\n".format(one.replace("\n", "<br />\n")) for one in paragraphs)},
            "link": f"{self.address}/post-{number}/#comment-{post.id}",
            "status": self._status(post),
            "type": "comment",
        }

    def _several(self, call: Call, user: str) -> Reply:
        query = call.query
        status, size = query.get("status", "approve"), int(query.get("per_page", "10"))
        if not 1 <= size <= MAX_PAGE:
            return _error(400, "rest_invalid_param")
        if status != "approve" and not (user and self.moderates):
            return _error(403 if user else 401, "rest_forbidden_param")
        wanted = {"all": {"approved", "hold"}, "approve": {"approved"}}.get(status, {status})
        found = [post for post in self.world.posts.values() if not post.gone and self._status(post) in wanted]
        if "parent" in query:
            found = [post for post in found if post.parent == query["parent"]]
        if "after" in query:
            after = datetime.fromisoformat(query["after"].replace("Z", "+00:00"))
            found = [post for post in found if post.at > after]
        found.sort(key=lambda post: (post.at, int(post.id)), reverse=query.get("order", "desc") == "desc")
        start = size * (int(query.get("page", "1")) - 1)
        pages = -(-len(found) // size)
        headers = {"x-wp-total": str(len(found)), "x-wp-totalpages": str(pages)}
        return Reply.of([self.entry(post) for post in found[start : start + size]], headers=headers)

    def _one(self, call: Call, id: str, user: str) -> Reply:
        post = self.world.there(id)
        if post is None:
            return _error(404, "rest_comment_invalid_id")
        if call.method == "POST":
            status = _field(call, "status")
            if not (user and self.moderates):
                return _error(403 if user else 401, "rest_cannot_edit")
            if status not in STATUSES:
                return _error(400, "rest_invalid_param")
            if status == self._status(post):
                return _error(500, "rest_comment_failed_edit")
            self.status[id] = status
        elif self._status(post) != "approved" and not (user and self.moderates):
            return _error(403 if user else 401, "rest_cannot_read")
        return Reply.of(self.entry(post))

    def _create(self, call: Call, user: str) -> Reply:
        if not user:
            return _error(401, "rest_comment_login_required")
        text, parent = html.unescape(str(_field(call, "content") or "")), str(_field(call, "parent") or "")
        number = _field(call, "post")
        if not isinstance(number, int) or not 1 <= number <= len(self._posts):
            return _error(403, "rest_comment_invalid_post_id")
        if number in self.closed:
            return _error(403, "rest_comment_closed")
        if not text.strip():
            return _error(400, "rest_comment_content_invalid")
        if any(post.text == text and self._status(post) != "trash" for post in self.world.under(parent) if post.own):
            return _error(409, "comment_duplicate")
        now = self.world.now()
        if not self.moderates and self._last_reply and now - self._last_reply < FLOOD:
            return _error(400, "comment_flood")
        self._last_reply = now
        post = self.world.write(text, thread=self._posts[number - 1], parent=parent or None, own=True, by_api=True)
        if self.held:
            self.status[post.id] = "hold"
        return Reply.of(self.entry(post), 201)

    def _status(self, post: Post) -> str:
        return self.status.get(post.id, "hold" if post.hidden else "approved")

    def _number(self, thread: str) -> int:
        if thread not in self._posts:
            self._posts.append(thread)
        return self._posts.index(thread) + 1

    def _root(self) -> str:
        return f"{self.address}/index.php?rest_route=/" if self.plain_permalinks else f"{self.address}{API}"

    def _route(self, call: Call) -> str | None:
        if "rest_route" in call.query:
            return call.query["rest_route"]
        if self.plain_permalinks or not call.path.startswith(API):
            return None
        return "/" + call.path.removeprefix(API)

    def _user(self, call: Call) -> str | None:
        """Who asks; empty for nobody in particular, None for a wrong password."""
        given = call.headers.get("authorization")
        if given is None:
            return ""
        right = {base64.b64encode(f"{USER}:{word}".encode()).decode() for word in (PASSWORD, PASSWORD.replace(" ", ""))}
        return USER if given.removeprefix("Basic ") in right else None


def _field(call: Call, name: str) -> Any:
    document = call.json
    return document.get(name) if isinstance(document, Mapping) else None


def _error(status: int, code: str) -> Reply:
    return Reply.of({"code": code, "message": "The words are for people.", "data": {"status": status}}, status)
