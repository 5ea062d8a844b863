"""A Bluesky server as documented: sessions that run out, records under keys, notifications the newest first, limits."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from desk.simulators.base import Call, Fault, Reply, Simulator
from desk.simulators.world import Happened, Post, World

DID: Final = "did:plc:shopshopshopshopshopshop"
PEOPLE: Final = "did:plc:peoplepeoplepeoplepeople"
HANDLE: Final = "shop.example"
POST: Final = "app.bsky.feed.post"
MOST: Final = 100
LOOKED_UP: Final = 25
WINDOW: Final = timedelta(hours=1)
_TID: Final = re.compile(r"[2-7a-j][2-7a-z]{12}")
_CID: Final = re.compile(r"b[a-z2-7]{20,}")
_DIGITS: Final = str.maketrans("0123456789", "abcdefghij")
_KINDS: Final = frozenset({"mention", "reply", "quote"})


class BlueskySimulator(Simulator):
    """The account's server, which also answers for the network.

    ``closed``: posts whose authors take no answers; ``blocked``: whose authors block the account; ``calls_left``: of the
    limit; ``sign_ins``: how often somebody signed in; ``revoked``: the app password was taken back; ``needs_code``: the
    password given is the account's own; ``status``: of an account that is not active; ``records``: what was created.
    """

    platform = "bluesky"

    def __init__(self, world: World) -> None:
        super().__init__(world)
        world.naming = lambda thread, number: f"at://{PEOPLE}/{POST}/{number.translate(_DIGITS).rjust(13, '3')}"
        self.closed: set[str] = set()
        self.blocked: set[str] = set()
        self.calls_left: int | None = None
        self.sign_ins = 0
        self.refreshed = 0
        self.revoked = False
        self.needs_code = False
        self.status: str | None = None
        self.records: dict[str, dict[str, Any]] = {}
        self.handles = {HANDLE: DID, "partner.example": PEOPLE}
        self._password = "abcd-efgh-ijkl-mnop"
        self._access: str | None = None
        self._refresh: str | None = None
        self._spent: set[str] = set()

    def settings(self, address: str) -> tuple[dict[str, Any], dict[str, str]]:
        """A connection of the simulated account, as connecting leaves it."""
        config = {"service": address, "identifier": HANDLE, "did": DID, "handle": HANDLE}
        return config, {"app_password": self._password}

    def expire(self) -> None:
        """The session's access token runs out."""
        if self._access:
            self._spent.add(self._access)

    def sign_out(self) -> None:
        """The session ends altogether."""
        self.expire()
        self._refresh = None

    def is_send(self, call: Call) -> bool:
        """Posts are created as records."""
        return call.path == "/xrpc/com.atproto.repo.createRecord"

    def answer(self, call: Call) -> Reply:
        """The procedures and queries that concern sessions, notifications and posts."""
        name = call.path.removeprefix("/xrpc/")
        if name in ("com.atproto.server.createSession", "com.atproto.server.refreshSession"):
            return self._sign_in(call.json) if name.endswith("createSession") else self._renew(call)
        refused = self._refused(call)
        if refused:
            return refused
        reply = self._answer(name, call)
        return Reply(reply.status, reply.body, {**reply.headers, **self._limit_headers()})

    def refusal(self, fault: Fault) -> Reply:
        """XRPC error documents."""
        if fault is Fault.TOKEN:
            return _error(401, "AccountTakedown", "Account has been taken down")
        if fault is Fault.PERMISSION:
            return _error(403, "Forbidden", "Forbidden")
        if fault is Fault.THROTTLED_WITH_HINT:
            return _error(429, "RateLimitExceeded", "Rate Limit Exceeded", self._limit_headers(left=0))
        if fault is Fault.THROTTLED:
            return _error(429, "RateLimitExceeded", "Rate Limit Exceeded")
        return _error(500, "InternalServerError", "Internal Server Error")

    def notifications(self, happened: Iterable[Happened]) -> dict[str, Any]:
        """A page about these happenings, the newest first."""
        return {"notifications": [self._notification(one.post) for one in happened][::-1]}

    def _sign_in(self, document: Any) -> Reply:
        given = document if isinstance(document, dict) else {}
        if self.calls_left is not None and self.calls_left <= 0:
            return self.refusal(Fault.THROTTLED_WITH_HINT)
        if self.needs_code:
            return _error(401, "AuthFactorTokenRequired", "A sign in code has been sent to your email address")
        known = given.get("identifier") in (HANDLE, DID) and given.get("password") == self._password
        if not known or self.revoked:
            return _error(401, "AuthenticationRequired", "Invalid identifier or password")
        if self.status in ("takendown", "suspended"):
            return _error(401, "AccountTakedown", "Account has been taken down")
        self.sign_ins += 1
        return self._session()

    def _renew(self, call: Call) -> Reply:
        if self._refresh is None or call.headers.get("authorization") != f"Bearer {self._refresh}" or self.revoked:
            return _error(400, "ExpiredToken", "Token has been revoked")
        self.refreshed += 1
        return self._session()

    def _session(self) -> Reply:
        number = self.sign_ins + self.refreshed
        now = self.world.now()
        self._access = _jwt("at+jwt", {"scope": "com.atproto.appPass", "jti": str(number)}, now, timedelta(hours=2))
        self._refresh = _jwt(
            "refresh+jwt", {"scope": "com.atproto.refresh", "jti": str(number)}, now, timedelta(days=60)
        )
        tokens = {"accessJwt": self._access, "refreshJwt": self._refresh}
        active: dict[str, Any] = {"active": self.status is None} | ({"status": self.status} if self.status else {})
        return Reply.of({**tokens, "did": DID, "handle": HANDLE, **active})

    def _refused(self, call: Call) -> Reply | None:
        token = call.headers.get("authorization", "").removeprefix("Bearer ")
        if not token:
            return _error(401, "AuthMissing", "Authentication Required")
        if token in self._spent:
            return _error(400, "ExpiredToken", "Token has expired")
        if token != self._access:
            return _error(400, "InvalidToken", "Token could not be verified")
        if self.calls_left is not None:
            if self.calls_left <= 0:
                return self.refusal(Fault.THROTTLED_WITH_HINT)
            self.calls_left -= 1
        return None

    def _limit_headers(self, left: int | None = None) -> dict[str, str]:
        if left is None:
            left = 2_999 if self.calls_left is None else self.calls_left
        return {
            "RateLimit-Limit": "3000",
            "RateLimit-Remaining": str(left),
            "RateLimit-Reset": str(int((self.world.now() + WINDOW).timestamp())),
            "RateLimit-Policy": "3000;w=300",
        }

    def _answer(self, name: str, call: Call) -> Reply:
        if name == "com.atproto.server.getSession":
            active: dict[str, Any] = {"active": self.status is None} | ({"status": self.status} if self.status else {})
            return Reply.of({"did": DID, "handle": HANDLE, **active})
        if name == "app.bsky.notification.listNotifications":
            return self._listed(call)
        if name == "app.bsky.feed.getPosts":
            post = self.world.there(call.query.get("uris", ""))
            return Reply.of({"posts": [self._view(post)] if post else []})
        if name == "app.bsky.feed.getPostThread":
            return self._thread(call.query.get("uri", ""))
        if name == "com.atproto.identity.resolveHandle":
            did = self.handles.get(call.query.get("handle", ""))
            return Reply.of({"did": did}) if did else _error(400, "InvalidRequest", "Unable to resolve handle")
        if name == "com.atproto.repo.getRecord":
            return self._record(call)
        if self.is_send(call) and call.method == "POST":
            return self._create(call.json)
        return _error(501, "MethodNotImplemented", "Method Not Implemented")

    def _listed(self, call: Call) -> Reply:
        limit = int(call.query.get("limit", "50"))
        if not 1 <= limit <= MOST:
            return _error(400, "InvalidRequest", "Error: limit must be from 1 to 100")
        told = [
            self._notification(self.world.posts[one.post.id])
            for one in self.world.told
            if one.kind == "added" and not one.post.own and self.world.there(one.post.id)
        ]
        told.sort(key=lambda one: str(one["indexedAt"]))
        if call.query.get("reasons"):
            told = [one for one in told if one["reason"] in _KINDS]
        start = int(call.query.get("cursor", "0"))
        page = told[::-1][start : start + limit]
        further = {"cursor": str(start + len(page))} if start + len(page) < len(told) else {}
        return Reply.of({"notifications": page, **further, "seenAt": _time(self.world.now())})

    def _thread(self, uri: str) -> Reply:
        post = self.world.there(uri)
        if post is None:
            return _error(400, "NotFound", f"Post not found: {uri}")
        if uri in self.blocked:
            blocked = {
                "$type": "app.bsky.feed.defs#blockedPost",
                "uri": uri,
                "blocked": True,
                "author": {"did": PEOPLE},
            }
            return Reply.of({"thread": blocked})
        replies = [self._in_thread(one) for one in self.world.under(uri)]
        return Reply.of({"thread": {**self._in_thread(post), "replies": replies}})

    def _in_thread(self, post: Post) -> dict[str, Any]:
        return {"$type": "app.bsky.feed.defs#threadViewPost", "post": self._view(post)}

    def _record(self, call: Call) -> Reply:
        uri = f"at://{call.query.get('repo')}/{call.query.get('collection')}/{call.query.get('rkey')}"
        post = self.world.there(uri)
        if post is None:
            return _error(400, "RecordNotFound", f"Could not locate record: {uri}")
        return Reply.of({"uri": uri, "cid": _cid(post), "value": self._value(post)})

    def _create(self, document: Any) -> Reply:
        body = document if isinstance(document, dict) else {}
        record, key = body.get("record"), body.get("rkey")
        if body.get("repo") not in (DID, HANDLE) or body.get("collection") != POST or not isinstance(record, dict):
            return _error(400, "InvalidRequest", "Input must have the properties repo, collection and record")
        wrong = _wrong(record, key)
        if wrong:
            return _error(400, "InvalidRequest", wrong)
        uri = f"at://{DID}/{POST}/{key}"
        if self.world.there(uri):
            return _error(500, "InternalServerError", "Internal Server Error")
        parent = record["reply"]["parent"]["uri"] if "reply" in record else None
        above = self.world.there(parent) if parent else None
        self.records[uri] = record
        post = self.world.write(
            record["text"],
            id=uri,
            thread=above.thread if above else "post-1",
            parent=parent,
            own=True,
            by_api=True,
        )
        return Reply.of({"uri": uri, "cid": _cid(post), "validationStatus": "valid"})

    def _notification(self, post: Post) -> dict[str, Any]:
        return {
            "uri": post.id,
            "cid": _cid(post),
            "author": _author(post),
            "reason": "reply" if post.parent else "mention",
            "record": self._value(post),
            "isRead": False,
            "indexedAt": _time(post.at),
            "labels": [],
        }

    def _view(self, post: Post) -> dict[str, Any]:
        author = _author(post)
        if post.id in self.blocked:
            author["viewer"] = {"muted": False, "blockedBy": True}
        return {
            "uri": post.id,
            "cid": _cid(post),
            "author": author,
            "record": self._value(post),
            "replyCount": len(self.world.under(post.id)),
            "indexedAt": _time(post.at),
            "viewer": {"replyDisabled": True} if post.id in self.closed else {},
        }

    def _value(self, post: Post) -> dict[str, Any]:
        if post.id in self.records:
            return self.records[post.id]
        record: dict[str, Any] = {"$type": POST, "text": post.text, "createdAt": _time(post.at), "langs": ["en"]}
        if not post.own and post.parent is None:
            feature = {"$type": "app.bsky.richtext.facet#mention", "did": DID}
            index = {"byteStart": 0, "byteEnd": len(HANDLE) + 1}
            record["text"] = f"@{HANDLE} {post.text}"
            record["facets"] = [{"index": index, "features": [feature]}]
        above = self.world.posts.get(post.parent or "")
        if above is not None:
            root = above
            while root.parent and root.parent in self.world.posts:
                root = self.world.posts[root.parent]
            record["reply"] = {"root": _ref(root), "parent": _ref(above)}
        return record


def _wrong(record: dict[str, Any], key: Any) -> str | None:
    """What the lexicon of app.bsky.feed.post has against a record."""
    text, reply = record.get("text"), record.get("reply")
    if not isinstance(key, str) or not _TID.fullmatch(key):
        return "Invalid record key for a record whose key is a tid"
    if record.get("$type") != POST or not isinstance(text, str) or not isinstance(record.get("createdAt"), str):
        return "Invalid app.bsky.feed.post record: Record must have the properties text and createdAt"
    if len(text.encode()) > 3_000:
        return "Invalid app.bsky.feed.post record: Record/text must not be longer than 3000 bytes"
    if reply is not None and not all(_is_ref(reply.get(which)) for which in ("root", "parent")):
        return "Invalid app.bsky.feed.post record: Record/reply must have the properties root and parent"
    for facet in record.get("facets", []):
        start, end = facet["index"]["byteStart"], facet["index"]["byteEnd"]
        if not 0 <= start < end <= len(text.encode()) or not facet["features"]:
            return "Invalid app.bsky.feed.post record: Record/facets are out of range"
    return None


def _is_ref(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and str(value.get("uri", "")).startswith("at://")
        and _CID.fullmatch(str(value.get("cid"))) is not None
    )


def _author(post: Post) -> dict[str, Any]:
    if post.own:
        return {"did": DID, "handle": HANDLE, "displayName": "The Shop", "viewer": {"muted": False, "blockedBy": False}}
    viewer = {"muted": False, "blockedBy": False}
    return {"did": PEOPLE, "handle": f"{post.author_id}.example", "displayName": post.author, "viewer": viewer}


def _ref(post: Post) -> dict[str, str]:
    return {"uri": post.id, "cid": _cid(post)}


def _cid(post: Post) -> str:
    """A CIDv1 of dag-cbor and sha-256, of what stands for the record's bytes."""
    digest = hashlib.sha256(f"{post.id} {post.text}".encode("utf-8", "surrogatepass")).digest()
    return "b" + base64.b32encode(b"\x01\x71\x12\x20" + digest).decode().lower().rstrip("=")


def _jwt(kind: str, claims: dict[str, str], now: datetime, lasts: timedelta) -> str:
    """A token in the form of a real one; its signature is none."""
    issued = int(now.timestamp())
    payload = {**claims, "sub": DID, "iat": issued, "exp": issued + int(lasts.total_seconds()), "aud": "did:web:pds"}
    parts = (json.dumps({"typ": kind, "alg": "HS256"}), json.dumps(payload), "simulated")
    return ".".join(base64.urlsafe_b64encode(part.encode()).decode().rstrip("=") for part in parts)


def _time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1_000:03d}Z"


def _error(status: int, name: str, words: str, headers: dict[str, str] | None = None) -> Reply:
    return Reply.of({"error": name, "message": words}, status, headers)
