"""X as its API v2 and its Account Activity webhooks are documented (docs.x.com), with one account on it."""

from __future__ import annotations

import hashlib
import hmac
import html
import json
import re
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any, Final
from urllib.parse import unquote, urlencode
from zlib import crc32

from authlib.oauth1.rfc5849.signature import verify_hmac_sha1
from authlib.oauth1.rfc5849.wrapper import OAuth1Request

from desk.simulators.base import Call, Delivery, Fault, Reply, Simulator
from desk.simulators.world import Happened, Post, World
from language.channels import fits

USER_ID: Final = "730000001"
HANDLE: Final = "demo_shop"
NAME: Final = "Demo Shop"
_PROBLEMS: Final = "https://api.twitter.com/2/problems/"
_WINDOW: Final = timedelta(minutes=15)
_LIMITS: Final = {"mentions": 300, "search": 300, "tweets": 900, "tweet": 900, "me": 75, "post": 100, "hidden": 50}
_SHORT: Final = 280
_LINK: Final = re.compile(r"https?://\S+")
_FIELDS: Final = "tweet.fields"
_V1_TIME: Final = "%a %b %d %H:%M:%S +0000 %Y"


class XSimulator(Simulator):
    """One account on X and those who write to it.

    ``unaddressed``: posts that don't mention the account. ``quoting``: posts that quote one of its own. ``closed``:
    posts under which it may not answer. ``protected``: posts it isn't shown. ``searches``: whether the plan has search.
    ``capped``: whether the month's posts are used up. ``credits``: whether anything is paid for.
    """

    platform = "x"

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.plan = "self-serve"
        self.unaddressed: set[str] = set()
        self.quoting: dict[str, str] = {}
        self.closed: set[str] = set()
        self.protected: set[str] = set()
        self.searches = True
        self.capped = False
        self.credits = True
        self.calls: dict[str, int] = {}
        self._address = "https://api.x.com"
        self._secrets = {
            "consumer_key": "a consumer key",
            "consumer_secret": "a consumer secret",
            "access_token": f"{USER_ID}-token",
            "access_secret": "an access secret",
        }
        self.limits = dict(_LIMITS)
        self._windows: dict[str, datetime] = {}
        self._nonces: set[str] = set()
        self._versions: dict[str, list[tuple[str, str]]] = {}
        self._edits = 0

    def settings(self, address: str) -> tuple[dict[str, Any], dict[str, str]]:
        """The account's keys and tokens, and what X told of it when it was connected."""
        self._address = address.rstrip("/")
        config = {"api_url": self._address, "plan": self.plan, "user_id": USER_ID, "username": HANDLE}
        return config, dict(self._secrets)

    def is_send(self, call: Call) -> bool:
        """Whether it is POST /2/tweets."""
        return call.method == "POST" and call.path.endswith("/2/tweets")

    def refusal(self, fault: Fault) -> Reply:
        """As a problem document."""
        if fault is Fault.THROTTLED:
            return _problem(429, "Too Many Requests")
        if fault is Fault.THROTTLED_WITH_HINT:
            return _problem(429, "Too Many Requests", headers=self._rate("post", spent=True))
        if fault is Fault.TOKEN:
            return _problem(401, "Unauthorized")
        if fault is Fault.PERMISSION:
            return _problem(403, "Forbidden", "oauth1-permissions")
        return _problem(500, "Internal Server Error")

    def answer(self, call: Call) -> Reply:
        """The API, for calls that are signed for the account, within its limits."""
        self._note_edits()
        if not self._is_signed(call):
            return _problem(401, "Unauthorized")
        path = call.path.partition("/2/")[2]
        for method, pattern, name, handle in self._routes():
            match = re.fullmatch(pattern, path)
            if match and call.method == method:
                self._count(name)
                if self.calls[name] > self.limits[name]:
                    return _problem(429, "Too Many Requests", headers=self._rate(name, spent=True))
                if not self.credits:
                    return _problem(402, "CreditsDepleted", "credits")
                if self.capped and name != "me":
                    return _problem(429, "UsageCapExceeded", "usage-capped", period="Monthly", scope="Product")
                reply = handle(call, *match.groups())
                return replace(reply, headers={**reply.headers, **self._rate(name)})
        return _problem(404, "Not Found")

    def deliveries(self, happened: Sequence[Happened]) -> list[Delivery]:
        """What the account's subscription to Account Activity delivers."""
        self._note_edits()
        documents: list[dict[str, Any]] = []
        written: list[dict[str, Any]] = []
        for one in happened:
            if one.kind == "removed":
                status = {"id": one.post.id, "user_id": _user_id(one.post)}
                documents.append(
                    {"for_user_id": USER_ID, "tweet_delete_events": [{"status": status, "timestamp_ms": "1"}]}
                )
            else:
                written.append(self._v1(one.post, one.post.text))
        if written:
            documents.insert(0, {"for_user_id": USER_ID, "user_has_blocked": False, "tweet_create_events": written})
        return [self._signed(json.dumps(document, ensure_ascii=False).encode()) for document in documents]

    def _signed(self, body: bytes) -> Delivery:
        digest = hmac.new(self._secrets["consumer_secret"].encode(), body, hashlib.sha256).digest()
        return Delivery(body, {"x-twitter-webhooks-signature": "sha256=" + b64encode(digest).decode()})

    def _routes(self) -> list[tuple[str, str, str, Callable[..., Reply]]]:
        return [
            ("GET", r"users/me", "me", self._me),
            ("GET", r"users/(\d+)/mentions", "mentions", self._mentions),
            ("GET", r"users/(\d+)/tweets", "tweets", self._own_posts),
            ("GET", r"tweets/search/recent", "search", self._search),
            ("GET", r"tweets/(\d+)", "tweet", self._one),
            ("POST", r"tweets", "post", self._post),
            ("PUT", r"tweets/(\d+)/hidden", "hidden", self._hide),
        ]

    def _me(self, call: Call) -> Reply:
        return Reply.of({"data": {"id": USER_ID, "name": NAME, "username": HANDLE}})

    def _mentions(self, call: Call, user_id: str) -> Reply:
        if user_id != USER_ID:
            return _problem(404, "Not Found Error", "resource-not-found")
        return self._listed(call, [post for post in self._others() if self._addresses(post)], "pagination_token")

    def _own_posts(self, call: Call, user_id: str) -> Reply:
        if user_id != USER_ID:
            return _problem(404, "Not Found Error", "resource-not-found")
        mine = [post for post in self.world.posts.values() if post.own and not post.gone]
        return self._listed(call, mine, "pagination_token")

    def _search(self, call: Call) -> Reply:
        if not self.searches:
            return _problem(403, "Client Forbidden", "client-forbidden", reason="client-not-enrolled")
        query = call.query.get("query", "")
        start = _time(call.query.get("start_time"))
        if not query or len(query) > 512 or (start and start < self.world.now() - timedelta(days=7)):
            return _problem(400, "Invalid Request", "invalid-request")
        under = re.search(r"conversation_id:(\d+)", query)
        if under and f"from:{HANDLE}" in query:
            found = [post for post in self.world.posts.values() if post.own and self._thread(post) == under[1]]
        elif "is:quote" in query and f"x.com/{HANDLE}/status" in query:
            found = [post for post in self._others() if post.id in self.quoting]
        else:
            found = []
        return self._listed(call, [post for post in found if not post.gone], "next_token")

    def _listed(self, call: Call, posts: list[Post], token_name: str) -> Reply:
        size = call.query.get("max_results", "10")
        if not size.isdigit() or not 5 <= int(size) <= 100:
            return _problem(400, "Invalid Request", "invalid-request")
        since, start = int(call.query.get("since_id", "0")), _time(call.query.get("start_time"))
        fresh = sorted(
            (
                post
                for post in posts
                if int(self._latest(post)[0]) > since and (start is None or since or post.at >= start)
            ),
            key=lambda post: (post.at, int(self._latest(post)[0])),
            reverse=True,
        )
        token = call.query.get(token_name, "p0")
        if not re.fullmatch(r"p\d+", token):
            return _problem(400, "Invalid Request", "invalid-request")
        begin = int(token[1:])
        page = fresh[begin : begin + int(size)]
        meta: dict[str, Any] = {"result_count": len(page)}
        if page:
            ids = [self._latest(post)[0] for post in page]
            meta |= {"newest_id": max(ids, key=int), "oldest_id": min(ids, key=int)}
        if begin + int(size) < len(fresh):
            meta["next_token"] = f"p{begin + int(size)}"
        if not page:
            return Reply.of({"meta": meta})
        entries = [self._v2(post, _asked(call), self._latest(post)) for post in page]
        return Reply.of({"data": entries, "includes": self._includes(page, call), "meta": meta})

    def _one(self, call: Call, id: str) -> Reply:
        first = self._first(id)
        post = self.world.there(first)
        if post is None:
            return Reply.of({"errors": [self._about(id, "Not Found Error", "resource-not-found")]})
        if first in self.protected:
            return Reply.of({"errors": [self._about(id, "Authorization Error", "not-authorized-for-resource")]})
        versions = self._all_versions(post)
        asked = _asked(call)
        document: dict[str, Any] = {
            "data": self._v2(post, asked, next(version for version in versions if version[0] == id))
        }
        if "edit_history_tweet_ids" in call.query.get("expansions", ""):
            others = [self._v2(post, asked, version) for version in versions if version[0] != id]
            document["includes"] = {"tweets": others}
        return Reply.of(document)

    def _post(self, call: Call) -> Reply:
        document = call.json if isinstance(call.json, dict) else {}
        text, reply = document.get("text"), document.get("reply") or {}
        if not isinstance(text, str) or not text or not fits(text, "x"):
            return _problem(400, "Invalid Request", "invalid-request")
        first = self._first(str(reply.get("in_reply_to_tweet_id")))
        parent = self.world.there(first)
        mine = [post for post in self.world.posts.values() if post.own and not post.gone]
        may = self.plan != "self-serve" or (parent and (self._addresses(parent) or first in self.quoting))
        if parent is None or first in self.closed or not may or any(post.text == text for post in mine):
            return _problem(403, "Forbidden")
        posted = self.world.write(text, thread=parent.thread, parent=parent.id, own=True, by_api=True)
        return Reply.of({"data": {"id": posted.id, "text": text, "edit_history_tweet_ids": [posted.id]}}, 201)

    def _hide(self, call: Call, id: str) -> Reply:
        document = call.json if isinstance(call.json, dict) else {}
        if self.world.there(id) is None:
            return _problem(404, "Not Found Error", "resource-not-found")
        if not isinstance(document.get("hidden"), bool):
            return _problem(400, "Invalid Request", "invalid-request")
        return Reply.of({"data": {"hidden": self.world.hide(id, document["hidden"]).hidden}})

    def _is_signed(self, call: Call) -> bool:
        scheme, _, fields = call.headers.get("authorization", "").partition(" ")
        if scheme != "OAuth":
            return False
        told = {
            name.strip(): unquote(value.strip('"'))
            for name, _, value in (field.partition("=") for field in fields.split(","))
        }
        fresh = told.get("oauth_nonce", "") not in self._nonces
        self._nonces.add(told.get("oauth_nonce", ""))
        url = f"{self._address.removesuffix('/')}/2/{call.path.partition('/2/')[2]}"
        if call.query:
            url += "?" + urlencode(call.query)
        request = OAuth1Request(call.method, url, headers={"Authorization": call.headers["authorization"]})
        request.client = _Secret(self._secrets["consumer_secret"])
        request.credential = _Secret(self._secrets["access_secret"])
        known = (told.get("oauth_consumer_key"), told.get("oauth_token")) == (
            self._secrets["consumer_key"],
            self._secrets["access_token"],
        )
        return known and fresh and told.get("oauth_signature_method") == "HMAC-SHA1" and verify_hmac_sha1(request)

    def _count(self, name: str) -> None:
        """One call more in the window that began with the first."""
        now = self.world.now()
        if now >= self._windows.setdefault(name, now + _WINDOW):
            self._windows[name] = now + _WINDOW
            self.calls[name] = 0
        self.calls[name] = self.calls.get(name, 0) + 1

    def _rate(self, name: str, spent: bool = False) -> dict[str, str]:
        left = 0 if spent else max(self.limits[name] - self.calls.get(name, 0), 0)
        return {
            "x-rate-limit-limit": str(self.limits[name]),
            "x-rate-limit-remaining": str(left),
            "x-rate-limit-reset": str(int(self._windows.get(name, self.world.now() + _WINDOW).timestamp())),
        }

    def _others(self) -> list[Post]:
        return [post for post in self.world.posts.values() if not post.own and not post.gone]

    def _addresses(self, post: Post) -> bool:
        return not post.own and post.id not in self.unaddressed and post.id not in self.quoting

    def _note_edits(self) -> None:
        """Each edit makes a new id."""
        for happened in self.world.told[self._edits :]:
            if happened.kind == "edited":
                self._versions.setdefault(happened.post.id, []).append((self.world.next_id(), happened.post.text))
        self._edits = len(self.world.told)

    def _all_versions(self, post: Post) -> list[tuple[str, str]]:
        first = next(one.post.text for one in self.world.told if one.post.id == post.id and one.kind == "added")
        return [(post.id, first), *self._versions.get(post.id, [])]

    def _latest(self, post: Post) -> tuple[str, str]:
        return self._all_versions(post)[-1]

    def _first(self, id: str) -> str:
        return next((first for first, later in self._versions.items() if any(one[0] == id for one in later)), id)

    def _thread(self, post: Post) -> str:
        return str(crc32(post.thread.encode()))

    def _text(self, post: Post, text: str) -> str:
        """As X shows it: with the mention that addresses it, and escaped."""
        parent = self.world.posts.get(post.parent or "")
        if post.own and parent is not None:
            text = f"@{_username(parent)} {text}"
        elif self._addresses(post):
            text = f"@{HANDLE} {text}"
        if post.id in self.quoting:
            text = f"{text} https://t.co/{post.id}"
        for number, link in enumerate(_LINK.findall(text)):
            if not link.startswith("https://t.co/"):
                text = text.replace(link, f"https://t.co/{post.id}L{number}")
        return html.escape(text, quote=False)

    def _links(self, post: Post, text: str) -> list[dict[str, Any]]:
        links = [
            {"url": f"https://t.co/{post.id}L{number}", "expanded_url": link}
            for number, link in enumerate(_LINK.findall(text))
        ]
        if post.id in self.quoting:
            quoted = f"https://x.com/{HANDLE}/status/{self.quoting[post.id]}"
            links.append({"url": f"https://t.co/{post.id}", "expanded_url": quoted})
        return links

    def _v2(self, post: Post, asked: Callable[[str], bool], version: tuple[str, str]) -> dict[str, Any]:
        id, said = version
        text = self._text(post, said)
        mentions = [{"id": USER_ID, "username": HANDLE}] if self._addresses(post) else []
        entities = {"mentions": mentions, "urls": self._links(post, said)}
        refers = [{"type": "replied_to", "id": post.parent}] if post.parent else []
        if post.id in self.quoting:
            refers.append({"type": "quoted", "id": self.quoting[post.id]})
        whole = {
            "author_id": _user_id(post),
            "conversation_id": self._thread(post),
            "created_at": post.at.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "entities": entities,
            "referenced_tweets": refers,
            "reply_settings": "mentionedUsers" if post.id in self.closed else "everyone",
        }
        if len(text) > _SHORT:
            whole["note_tweet"] = {"text": text, "entities": entities}
            text = text[: _SHORT - 1] + "…"
        history = [one[0] for one in self._all_versions(post)]
        return {
            "id": id,
            "text": text,
            "edit_history_tweet_ids": history,
            **{name: value for name, value in whole.items() if value and asked(name)},
        }

    def _v1(self, post: Post, said: str) -> dict[str, Any]:
        versions = self._all_versions(post)
        id = next((version for version, text in versions if text == said), post.id)
        text = self._text(post, said)
        mentions = [{"id_str": USER_ID, "screen_name": HANDLE}] if self._addresses(post) else []
        entities = {"user_mentions": mentions, "urls": self._links(post, said)}
        document: dict[str, Any] = {
            "created_at": post.at.astimezone(timezone.utc).strftime(_V1_TIME),
            "id": int(id),
            "id_str": id,
            "text": text,
            "user": {
                "id_str": _user_id(post),
                "name": NAME if post.own else post.author,
                "screen_name": _username(post),
                "followers_count": 12,
            },
            "in_reply_to_status_id_str": post.parent,
            "entities": entities,
            "edit_history": {
                "initial_tweet_id": post.id,
                "edit_tweet_ids": [version for version, _ in versions if int(version) <= int(id)],
            },
        }
        if len(text) > _SHORT:
            document |= {
                "text": text[:139] + "…",
                "truncated": True,
                "extended_tweet": {"full_text": text, "entities": entities},
            }
        if post.id in self.quoting:
            document["quoted_status"] = {"id_str": self.quoting[post.id], "text": "", "user": {"id_str": USER_ID}}
        return document

    def _includes(self, page: Sequence[Post], call: Call) -> dict[str, Any]:
        expansions = call.query.get("expansions", "").split(",")
        includes: dict[str, Any] = {}
        if "author_id" in expansions:
            users = {_user_id(post): post for post in page}
            includes["users"] = [
                {
                    "id": id,
                    "name": NAME if post.own else post.author,
                    "username": _username(post),
                    "public_metrics": {"followers_count": 12},
                }
                for id, post in users.items()
            ]
        if "referenced_tweets.id" in expansions:
            ids = {self.quoting.get(post.id) or post.parent for post in page}
            known = [post for id in ids if id and (post := self.world.there(id))]
            includes["tweets"] = [self._v2(post, _asked(call), self._latest(post)) for post in known]
        return includes

    def _about(self, id: str, title: str, kind: str) -> dict[str, Any]:
        return {"resource_type": "tweet", "resource_id": id, "value": id, "title": title, "type": _PROBLEMS + kind}


class _Secret:
    """A secret as Authlib's check asks for it."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def get_client_secret(self) -> str:
        return self._secret

    def get_oauth_token_secret(self) -> str:
        return self._secret


def _problem(status: int, title: str, kind: str = "", headers: dict[str, str] | None = None, **more: Any) -> Reply:
    document = {"title": title, "detail": title, "type": _PROBLEMS + kind if kind else "about:blank", "status": status}
    return Reply.of({**document, **more}, status, headers)


def _asked(call: Call) -> Callable[[str], bool]:
    names = call.query.get(_FIELDS, "").split(",")
    return lambda name: name in names


def _user_id(post: Post) -> str:
    return USER_ID if post.own else str(crc32(post.author_id.encode()))


def _username(post: Post) -> str:
    return HANDLE if post.own else re.sub(r"\W", "_", post.author, flags=re.ASCII)[:15]


def _time(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value.replace("Z", "+00:00")) if value else None
