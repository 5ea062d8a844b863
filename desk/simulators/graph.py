"""What the simulated Graph API does alike for Facebook and Instagram: tokens, fields, lists, errors, limits."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from abc import abstractmethod
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from desk.simulators.base import Call, Delivery, Fault, Reply, Simulator
from desk.simulators.world import Post, World

VERSION: Final = "v25.0"
APP_ID: Final = "700800900"
APP_SECRET: Final = "an app secret for simulations"
TOKEN: Final = "EAABsimulatedPageToken"
VERIFY_TOKEN: Final = "a verify token for simulations"
MAX_LIMIT: Final = 100
KEPT_CALLS: Final = 1_000
_FIELD: Final = re.compile(r"[a-z_]+")
_ARGUMENT: Final = re.compile(r"\.([a-z_]+)\(([^)]*)\)")

Node = Mapping[str, Any]
"""An object: its fields by name, and its lists as functions of what is asked for."""


@dataclass(frozen=True)
class Asked:
    """One field that a call asks for, with the arguments and fields in its brackets."""

    name: str
    arguments: Mapping[str, str]
    fields: Sequence[Asked]


class GraphFailure(Exception):
    """The call ends in an error document."""

    def __init__(self, code: int, message: str, subcode: int = 0, status: int = 400) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.subcode = subcode
        self.status = status

    def reply(self, headers: Mapping[str, str] | None = None) -> Reply:
        """The documented shape of an error."""
        error: dict[str, Any] = {"message": self.message, "type": "OAuthException", "code": self.code}
        if self.subcode:
            error["error_subcode"] = self.subcode
        return Reply.of({"error": {**error, "fbtrace_id": "Simulated"}}, self.status, headers)


@dataclass
class TokenState:
    """What is known about the page's token. ``expires_at`` 0: never."""

    scopes: list[str]
    valid: bool = True
    kind: str = "PAGE"
    expires_at: int = 0


@dataclass
class Usage:
    """How much of the limits is spent, in percent."""

    percent: int = 1
    regain_minutes: int = 0

    def headers(self, business: str) -> dict[str, str]:
        """As each answer tells it."""
        spent = {"call_count": self.percent, "total_cputime": 1, "total_time": 1}
        report = {"type": "pages", **spent, "estimated_time_to_regain_access": self.regain_minutes}
        return {"X-Business-Use-Case-Usage": json.dumps({business: [report]}), "X-App-Usage": json.dumps(spent)}


@dataclass
class Subscribed:
    """Which of the page's changes are delivered to the app."""

    fields: list[str] = field(default_factory=list)


class GraphSimulator(Simulator):
    """One page's token on the Graph API."""

    page_id: str
    page_name = "Corner Shop"
    scopes: Sequence[str]

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.token = TokenState(list(self.scopes))
        self.usage = Usage()
        self.subscribed = Subscribed()
        self.closed: set[str] = set()
        self.unhideable: set[str] = set()
        self.calls: deque[Call] = deque(maxlen=KEPT_CALLS)

    @abstractmethod
    def node(self, id: str) -> Node | None:
        """What has this id; None where nothing has."""

    @abstractmethod
    def change(self, path: Sequence[str], form: Mapping[str, Any]) -> Any:
        """Do a POST."""

    def settings(self, address: str) -> tuple[dict[str, Any], dict[str, str]]:
        """What every connection of the app needs."""
        config = {"app_id": APP_ID, "api_url": address, "api_version": VERSION}
        return config, {"app_secret": APP_SECRET, "token": TOKEN, "verify_token": VERIFY_TOKEN}

    def answer(self, call: Call) -> Reply:
        """Check the caller, then do it."""
        self.calls.append(call)
        headers = self.usage.headers(self.page_id)
        try:
            version, *path = call.path.strip("/").split("/")
            if version != VERSION:
                raise GraphFailure(2635, "You are calling a version of the Graph API that there isn't.")
            if path == ["debug_token"]:
                return Reply.of(self._debug(call), headers=headers)
            self._check(call)
            if call.method == "POST":
                return Reply.of(self.change(path, posted(call)), headers=headers)
            return Reply.of(self._read(path, call.query), headers=headers)
        except GraphFailure as failure:
            return failure.reply(headers)

    def refusal(self, fault: Fault) -> Reply:
        """The documented errors."""
        hint = Usage(100, 12).headers(self.page_id)
        return {
            Fault.THROTTLED: GraphFailure(32, "Page request limit reached", status=403).reply(),
            Fault.THROTTLED_WITH_HINT: GraphFailure(80001, "Too many calls to this Page account").reply(hint),
            Fault.TOKEN: GraphFailure(190, f"Malformed access token {TOKEN}", 463).reply(),
            Fault.PERMISSION: GraphFailure(200, "Permissions error", status=403).reply(),
            Fault.SERVER: GraphFailure(2, "Service temporarily unavailable", status=500).reply(),
        }[fault]

    def delivery(self, document: Any) -> Delivery:
        """A signed body."""
        body = json.dumps(document).encode()
        digest = hmac.new(APP_SECRET.encode(), body, hashlib.sha256).hexdigest()
        return Delivery(body, {"Content-Type": "application/json", "X-Hub-Signature-256": f"sha256={digest}"})

    def target(self, id: str) -> Post:
        """A comment that is there."""
        post = self.world.there(id)
        if post is None:
            raise _nothing(id)
        return post

    def author(self, post: Post, page: str) -> dict[str, str]:
        """Who wrote it, by id."""
        return {"id": page if post.own else post.author_id}

    def threads(self) -> dict[str, list[Post]]:
        """All comments that are there, by what they are on, the newest thread first."""
        found: dict[str, list[Post]] = {}
        for post in self.world.posts.values():
            found.setdefault(post.thread, []).append(post)
        return dict(sorted(found.items(), key=lambda item: item[1][0].at, reverse=True))

    def listed(self, nodes: Sequence[Node], asked: Asked) -> dict[str, Any]:
        """A page of a list. The address of the next one holds the token, as the platform's does."""
        limit = int(asked.arguments.get("limit", 25))
        if not 0 < limit <= MAX_LIMIT:
            raise GraphFailure(100, "(#100) The parameter limit must be between 1 and 100")
        start = _offset(asked.arguments.get("after"))
        end = start + limit
        paging: dict[str, Any] = {"cursors": {"before": _cursor(start), "after": _cursor(end)}}
        if end < len(nodes):
            paging["next"] = f"https://graph.facebook.com/{VERSION}/next?access_token={TOKEN}&after={_cursor(end)}"
        return {"data": [picked(node, asked.fields) for node in nodes[start:end]], "paging": paging}

    def subscribe(self, path: Sequence[str], form: Mapping[str, Any]) -> dict[str, bool]:
        """Deliver the page's changes to the app."""
        if "pages_manage_metadata" not in self.token.scopes:
            raise GraphFailure(200, "(#200) Requires pages_manage_metadata permission", status=403)
        fields = form.get("subscribed_fields", "")
        self.subscribed.fields = fields if isinstance(fields, list) else str(fields).split(",")
        return {"success": True}

    def _read(self, path: Sequence[str], query: Mapping[str, str]) -> Any:
        fields = asked_of(query.get("fields", "id"))
        node = self.node(self.page_id if path[0] == "me" else path[0])
        if node is None:
            raise _nothing(path[0])
        if path[1:] == ["subscribed_apps"]:
            app = {"id": APP_ID, "name": "Desk", "subscribed_fields": self.subscribed.fields}
            return {"data": [app] if self.subscribed.fields else []}
        if len(path) == 1:
            return picked(node, fields)
        edge = node.get(path[1])
        if not callable(edge):
            raise GraphFailure(100, f"(#100) Tried accessing nonexisting field ({path[1]})")
        return edge(Asked(path[1], query, fields))

    def _check(self, call: Call) -> None:
        given = {**call.query, **posted(call)}
        token = call.headers.get("authorization", f"Bearer {given.get('access_token')}")
        if token != f"Bearer {TOKEN}" or not self.token.valid:
            raise GraphFailure(190, "Invalid OAuth access token - Cannot parse access token", status=401)
        if given.get("appsecret_proof") != _proof(TOKEN):
            raise GraphFailure(100, "Invalid appsecret_proof provided in the API argument")

    def _debug(self, call: Call) -> Any:
        if call.headers.get("authorization") != f"Bearer {APP_ID}|{APP_SECRET}":
            raise GraphFailure(190, "Invalid OAuth access token signature.")
        if call.query.get("input_token") != TOKEN:
            return {"data": {"error": {"code": 190, "message": "Malformed"}, "is_valid": False, "scopes": []}}
        token = self.token
        about = {"app_id": APP_ID, "type": token.kind, "application": "Desk", "profile_id": self.page_id}
        times = {"expires_at": token.expires_at, "data_access_expires_at": 0}
        return {"data": {**about, **times, "is_valid": token.valid, "scopes": list(token.scopes)}}


def posted(call: Call) -> dict[str, Any]:
    """What a call posts: a JSON body, or a form in which objects and lists are JSON."""
    if isinstance(call.json, dict):
        return call.json
    return {name: _decoded(value) for name, value in call.form.items()}


def asked_of(text: str) -> list[Asked]:
    """The fields of a call, such as ``id,comments.limit(5){id,from{id}}``."""
    found, rest = _fields(text)
    if rest:
        raise GraphFailure(2500, f"Syntax error at character {len(text) - len(rest)}: {rest[:20]}")
    return found


def picked(node: Node, fields: Sequence[Asked]) -> dict[str, Any]:
    """The fields that were asked for, and the id; a field without a value is left out."""
    found: dict[str, Any] = {"id": node["id"]} if "id" in node else {}
    for asked in fields:
        if asked.name not in node:
            raise GraphFailure(100, f"(#100) Tried accessing nonexisting field ({asked.name})")
        value = node[asked.name]
        if callable(value):
            value = value(asked)
        elif isinstance(value, dict) and asked.fields:
            value = picked(value, asked.fields)
        if value is not None:
            found[asked.name] = value
    return found


def iso(at: datetime) -> str:
    """A time as the API writes it."""
    return at.strftime("%Y-%m-%dT%H:%M:%S+0000")


def edge(nodes: Callable[[Asked], Sequence[Node]], listed: Callable[[Sequence[Node], Asked], Any]) -> Any:
    """A list of a node, worked out when it is asked for; left out of the node where it is empty."""

    def read(asked: Asked) -> Any:
        return listed(nodes(asked), asked)

    return read


def _decoded(value: str) -> Any:
    try:
        return json.loads(value) if value[:1] in ("{", "[") else value
    except ValueError:
        return value


def _fields(text: str) -> tuple[list[Asked], str]:
    found: list[Asked] = []
    while match := _FIELD.match(text):
        text = text[match.end() :]
        arguments: dict[str, str] = {}
        inner: list[Asked] = []
        while argument := _ARGUMENT.match(text):
            arguments[argument[1]] = argument[2]
            text = text[argument.end() :]
        if text.startswith("{"):
            inner, text = _fields(text[1:])
            if not text.startswith("}"):
                return found, text or "}"
            text = text[1:]
        found.append(Asked(match[0], arguments, inner))
        if not text.startswith(","):
            break
        text = text[1:]
    return found, text


def _nothing(id: str) -> GraphFailure:
    return GraphFailure(100, f"Unsupported request. Object with ID '{id}' does not exist, or can't be loaded.", 33)


def _cursor(offset: int) -> str:
    return base64.urlsafe_b64encode(f"at:{offset}".encode()).decode().rstrip("=")


def _offset(cursor: str | None) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().removeprefix("at:"))
    except ValueError:
        raise GraphFailure(100, "(#100) Invalid cursors values") from None


def _proof(token: str) -> str:
    return hmac.new(APP_SECRET.encode(), token.encode(), hashlib.sha256).hexdigest()
