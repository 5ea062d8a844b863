"""A Mastodon server as documented: bearer tokens with scopes, Link headers, idempotency keys, limits by the clock."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from desk.simulators.base import Call, Fault, Reply, Simulator
from desk.simulators.world import Happened, Post, World

ACCOUNT_ID: Final = "109348684441234567"
USERNAME: Final = "shop"
MOST: Final = 80
WINDOW: Final = timedelta(minutes=5)
KEPT: Final = timedelta(hours=1)
"""How long an idempotency key is remembered."""
SCOPES: Final = frozenset({"read", "write:statuses"})
_PATH: Final = re.compile(r"/api/v1/(statuses|accounts)/([^/]+)(?:/(context|statuses))?")
_LINK: Final = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,:;!?')\]]")
_NAMES: Final = re.compile(r"@([\w.-]*\w)(?:@([\w.-]*\w))?")


class MastodonSimulator(Simulator):
    """An account on one server, and people of other servers who mention it.

    ``visibility``: of a post, where it isn't public; ``wordless``: posts with an attachment only; ``filtered``: posts whose
    mentions the account's policy holds back; ``calls_left``: of the limit; ``scopes``: of the token; ``most``: how long a post may be; ``v2``: whether the server has /api/v2/instance.
    """

    platform = "mastodon"

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.visibility: dict[str, str] = {}
        self.wordless: dict[str, str] = {}
        self.filtered: set[str] = set()
        self.calls_left: int | None = None
        self.scopes = SCOPES
        self.most = 500
        self.v2 = True
        self.revoked = False
        self._token = "simulated-access-token"
        self._keys: dict[str, tuple[datetime, str]] = {}

    def settings(self, address: str) -> tuple[dict[str, Any], dict[str, str]]:
        """A connection of the simulated account, as connecting leaves it."""
        config = {
            "instance": address,
            "account_id": ACCOUNT_ID,
            "username": USERNAME,
            "max_characters": self.most,
            "characters_reserved_per_url": 23,
        }
        return config, {"access_token": self._token}

    def is_send(self, call: Call) -> bool:
        """Statuses are created by POST."""
        return (call.method, call.path.rstrip("/")) == ("POST", "/api/v1/statuses")

    def answer(self, call: Call) -> Reply:
        """The part of the REST API that concerns mentions and statuses; a slash at an address's end changes nothing."""
        call = replace(call, path=call.path.rstrip("/"))
        if call.path == "/api/v2/instance":
            return Reply.of(self._instance()) if self.v2 else _error(404, "Not Found")
        refused = self._refused(call)
        if refused:
            return refused
        reply = self._answer(call)
        return Reply(reply.status, reply.body, {**reply.headers, **self._limit_headers()})

    def refusal(self, fault: Fault) -> Reply:
        """Mastodon's error documents: an ``error`` in words."""
        if fault is Fault.TOKEN:
            return _error(401, "The access token is invalid")
        if fault is Fault.PERMISSION:
            return _error(403, "This action is outside the authorized scopes")
        if fault is Fault.THROTTLED_WITH_HINT:
            return _error(429, "Too many requests", self._limit_headers(left=0))
        if fault is Fault.THROTTLED:
            return _error(429, "Too many requests")
        return _error(500, "We're sorry, but something went wrong on our end.")

    def notifications(self, happened: Iterable[Happened]) -> list[dict[str, Any]]:
        """The mentions behind these happenings as the API shows them, the newest first."""
        return [self._notification(5_000 + number, one.post) for number, one in enumerate(happened)][::-1]

    def _answer(self, call: Call) -> Reply:
        if call.path == "/api/v1/accounts/verify_credentials":
            return Reply.of({**_account(None), "source": {"privacy": "public", "note": ""}})
        if call.path == "/api/v1/notifications":
            return self._page(call, [one for one in self._mentions() if self._is_asked_for(call, one)])
        if self.is_send(call):
            return self._create(call)
        found = _PATH.fullmatch(call.path)
        if call.method != "GET" or found is None:
            return _error(404, "Record not found")
        kind, id, what = found.groups()
        if kind == "accounts":
            own = [post for post in self.world.posts.values() if post.own and not post.gone]
            shown = [self._status(post) for post in own[::-1]] if id == ACCOUNT_ID and what == "statuses" else None
            return self._page(call, shown) if shown is not None else _error(404, "Record not found")
        post = self.world.there(id)
        if post is None or what == "statuses":
            return _error(404, "Record not found")
        return Reply.of(self._context(post) if what == "context" else self._status(post))

    def _refused(self, call: Call) -> Reply | None:
        if self.revoked or call.headers.get("authorization") != f"Bearer {self._token}":
            return self.refusal(Fault.TOKEN)
        if self.calls_left is not None:
            if self.calls_left <= 0:
                return self.refusal(Fault.THROTTLED_WITH_HINT)
            self.calls_left -= 1
        wanted = {"write", "write:statuses"} if call.method == "POST" else {"read"}
        return None if wanted & self.scopes else self.refusal(Fault.PERMISSION)

    def _limit_headers(self, left: int | None = None) -> dict[str, str]:
        if left is None:
            left = 299 if self.calls_left is None else self.calls_left
        return {
            "X-RateLimit-Limit": "300",
            "X-RateLimit-Remaining": str(left),
            "X-RateLimit-Reset": _time(self.world.now() + WINDOW),
        }

    def _mentions(self) -> list[dict[str, Any]]:
        told = [
            self._notification(5_000 + number, self.world.posts[one.post.id])
            for number, one in enumerate(self.world.told)
            if one.kind == "added" and not one.post.own and self.world.there(one.post.id)
        ]
        return told[::-1]

    def _is_asked_for(self, call: Call, notification: dict[str, Any]) -> bool:
        is_held_back = notification["status"]["id"] in self.filtered and call.query.get("include_filtered") != "true"
        return call.query.get("types[]") in (None, notification["type"]) and not is_held_back

    def _page(self, call: Call, entries: Sequence[dict[str, Any]]) -> Reply:
        """Newest first; ``min_id`` takes the page next to it, ``max_id`` and ``since_id`` the newest."""
        limit = min(max(int(call.query.get("limit", "40")), 1), MOST)
        low, high = call.query.get("min_id") or call.query.get("since_id"), call.query.get("max_id")
        between = [
            one
            for one in entries
            if (low is None or int(one["id"]) > int(low)) and (high is None or int(one["id"]) < int(high))
        ]
        page = between[-limit:] if "min_id" in call.query else between[:limit]
        if not page:
            return Reply.of([])
        base = f"https://{call.headers.get('host', 'platform.example')}{call.path}?limit={limit}"
        links = [
            f'<{base}&max_id={page[-1]["id"]}>; rel="next"',
            f'<{base}&min_id={page[0]["id"]}>; rel="prev"',
        ]
        return Reply.of(page, headers={"Link": ", ".join(links)})

    def _create(self, call: Call) -> Reply:
        document = call.json if isinstance(call.json, dict) else call.form
        key = call.headers.get("idempotency-key")
        known = self._keys.get(key) if key else None
        if known and self.world.now() - known[0] < KEPT and self.world.there(known[1]):
            return Reply.of(self._status(self.world.posts[known[1]]))
        text, parent = document.get("status"), document.get("in_reply_to_id")
        if not isinstance(text, str) or not text.strip():
            return _error(422, "Validation failed: Text can't be blank")
        if _counted(text) > self.most:
            return _error(422, f"Validation failed: Text character limit of {self.most} exceeded")
        if document.get("visibility", "public") not in ("public", "unlisted", "private", "direct"):
            return _error(422, "Validation failed: Visibility is not included in the list")
        above = self.world.there(str(parent)) if parent else None
        if parent and above is None:
            return _error(404, "The post you are trying to reply to does not appear to exist.")
        post = self.world.write(
            text, thread=above.thread if above else "post-1", parent=above.id if above else None, own=True, by_api=True
        )
        self.visibility[post.id] = str(document.get("visibility", "public"))
        if key:
            self._keys[key] = (self.world.now(), post.id)
        return Reply.of(self._status(post))

    def _context(self, post: Post) -> dict[str, Any]:
        above: list[Post] = []
        while (parent := self.world.there((above[0] if above else post).parent or "")) is not None:
            above.insert(0, parent)
        below: list[Post] = []
        waiting = self.world.under(post.id)
        while waiting:
            below.append(waiting.pop(0))
            waiting = [*self.world.under(below[-1].id), *waiting]
        return {"ancestors": [*map(self._status, above)], "descendants": [*map(self._status, below)]}

    def _notification(self, number: int, post: Post) -> dict[str, Any]:
        return {
            "id": str(number),
            "type": "mention",
            "created_at": _time(post.at),
            "group_key": f"ungrouped-{number}",
            "account": _account(post),
            "status": self._status(post),
        }

    def _status(self, post: Post) -> dict[str, Any]:
        account = _account(None if post.own else post)
        media = self.wordless.get(post.id)
        parent = self.world.there(post.parent or "")
        return {
            "id": post.id,
            "created_at": _time(post.at),
            "edited_at": _time(post.edited_at) if post.edited_at else None,
            "in_reply_to_id": parent.id if parent else None,
            "in_reply_to_account_id": None,
            "sensitive": False,
            "spoiler_text": "",
            "visibility": self.visibility.get(post.id, "public"),
            "language": "en",
            "uri": f"https://remote.example/users/{account['username']}/statuses/{post.id}",
            "url": f"https://remote.example/@{account['username']}/{post.id}",
            "content": _content(post) if not media else _content(post, ""),
            "account": account,
            "mentions": [] if post.own else [{"id": ACCOUNT_ID, "username": USERNAME, "acct": USERNAME, "url": ""}],
            "media_attachments": [{"id": "1", "type": media, "url": "", "description": None}] if media else [],
            "tags": [],
            "emojis": [],
        }

    def _instance(self) -> dict[str, Any]:
        return {
            "domain": "platform.example",
            "title": "A simulated server",
            "version": "4.5.0",
            "configuration": {
                "statuses": {
                    "max_characters": self.most,
                    "max_media_attachments": 4,
                    "characters_reserved_per_url": 23,
                }
            },
            "api_versions": {"mastodon": 7},
        }


def _account(post: Post | None) -> dict[str, Any]:
    """Whoever wrote the post; None: the page."""
    username = post.author_id if post else USERNAME
    return {
        "id": f"2{sum(post.author_id.encode()):05d}" if post else ACCOUNT_ID,
        "username": username,
        "acct": f"{username}@remote.example" if post else USERNAME,
        "display_name": post.author if post else "The Shop",
        "url": f"https://remote.example/@{username}",
        "followers_count": 12,
    }


def _content(post: Post, text: str | None = None) -> str:
    """The text as HTML; others address the page, whose name Mastodon shows without its server."""
    shown = html.escape(post.text if text is None else text, quote=False)
    shown = _LINK.sub(_shortened, shown)
    shown = _NAMES.sub(_mention, shown) if post.own else shown
    lines = shown.replace("\n", "<br />")
    return f"<p>{lines}</p>" if post.own else f"<p>{_mention(_NAMES.match('@' + USERNAME))} {lines}</p>"


def _mention(found: re.Match[str] | None) -> str:
    name = found.group(1) if found else ""
    return (
        f'<span class="h-card" translate="no"><a href="https://remote.example/@{name}" class="u-url mention">'
        f"@<span>{name}</span></a></span>"
    )


def _shortened(found: re.Match[str]) -> str:
    address = found.group()
    scheme, _, rest = address.partition("://")
    return (
        f'<a href="{address}" rel="nofollow noopener"><span class="invisible">{scheme}://</span>'
        f'<span class="ellipsis">{rest[:30]}</span><span class="invisible">{rest[30:]}</span></a>'
    )


def _counted(text: str) -> int:
    return len(_NAMES.sub(r"@\1", _LINK.sub("x" * 23, text)))


def _time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1_000:03d}Z"


def _error(status: int, words: str, headers: dict[str, str] | None = None) -> Reply:
    return Reply.of({"error": words}, status, headers)
