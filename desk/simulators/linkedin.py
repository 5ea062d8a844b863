"""LinkedIn as documented: Rest.li 2.0, a version in a header, notifications kept for 60 days, daily limits."""

from __future__ import annotations

import hashlib
import hmac
import re
import zlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from desk.simulators.base import Call, Delivery, Fault, Reply, Simulator
from desk.simulators.world import Happened, Post, World

ORGANISATION: Final = "urn:li:organization:5590506"
BATCH: Final = 10
MOST: Final = 100
LONGEST: Final = 1_250
KEPT: Final = timedelta(days=60)
_COMMENTS: Final = re.compile(r"/rest/socialActions/([^/]+)/comments(?:/([^/]+))?")
_LIST: Final = re.compile(r"List\(([A-Z_,]*)\)")
_RANGE: Final = re.compile(r"\(start:(\d+)(?:,end:(\d+))?\)")


class LinkedinSimulator(Simulator):
    """An organisation's page. ``decorated``: notifications hold the comment's text; ``calls_left``: of today's limit.

    ``token``: active, expired or revoked; ``versions``: those that the API still serves.
    """

    platform = "linkedin"

    def __init__(self, world: World) -> None:
        super().__init__(world)
        world.naming = lambda thread, number: f"urn:li:comment:({activity(thread)},{number})"
        self.decorated = True
        self.calls_left: int | None = None
        self.token = "active"
        self.versions = frozenset({"202608", "202609"})
        self.expires_at = world.now() + timedelta(days=60)
        self._access = "AQX-simulated-token"
        self._client = ("78simulated", "simulated-client-secret")
        self._told_at: dict[int, datetime] = {}

    def settings(self, address: str) -> tuple[dict[str, Any], dict[str, str]]:
        """A connection of the simulated page."""
        return (
            {
                "organization": ORGANISATION,
                "client_id": self._client[0],
                "version": "202609",
                "signature": "prefixed",
                "api": address,
                "login": f"{address}/oauth",
            },
            {"access_token": self._access, "client_secret": self._client[1]},
        )

    def is_send(self, call: Call) -> bool:
        """Comments are created by POST."""
        return call.method == "POST" and call.path.startswith("/rest/socialActions/")

    def answer(self, call: Call) -> Reply:
        """The versioned REST API and the token inspector."""
        if (call.method, call.path) == ("POST", "/oauth/v2/introspectToken"):
            return self._introspected(call.form)
        refused = self._refused(call)
        if refused:
            return refused
        if call.path == "/rest/organizationalEntityNotifications" and call.query.get("q") == "criteria":
            return self._notifications(call.query)
        if call.path == f"/rest/organizations/{ORGANISATION.rpartition(':')[2]}":
            return Reply.of({"id": 5590506, "localizedName": "Simulated Company", "vanityName": "simulated-company"})
        found = _COMMENTS.fullmatch(call.path)
        if found and call.method == "GET":
            return self._read(found.group(1), found.group(2), call.query)
        if found and call.method == "POST" and not found.group(2):
            return self._create(found.group(1), call.json)
        return _error(404, 0, "RESOURCE_NOT_FOUND", "No virtual resource found")

    def refusal(self, fault: Fault) -> Reply:
        """Rest.li error documents."""
        if fault is Fault.TOKEN:
            return _error(
                401, 65601, "REVOKED_ACCESS_TOKEN", "The token used in the request has been revoked by the user"
            )
        if fault is Fault.PERMISSION:
            return _error(403, 100, "ACCESS_DENIED", "Not enough permissions to access: partnerApiSocialActions.CREATE")
        if fault is Fault.THROTTLED_WITH_HINT:
            return _daily_limit()
        if fault is Fault.THROTTLED:
            return Reply.of({"status": 429, "message": "Too many requests"}, 429)
        return Reply.of({"status": 500, "message": "Internal Server Error"}, 500)

    def deliveries(self, happened: Sequence[Happened]) -> list[Delivery]:
        """Signed batches of up to ten notifications."""
        told = [
            self._notification(number, one, one.post.edited_at or one.post.at) for number, one in enumerate(happened)
        ]
        return [self.delivery(told[start : start + BATCH]) for start in range(0, len(told), BATCH)]

    def delivery(self, notifications: list[dict[str, Any]]) -> Delivery:
        """One signed body with these notifications."""
        document = {"type": "ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS", "notifications": notifications}
        body = Reply.of(document).body
        signed = hmac.new(self._client[1].encode(), b"hmacsha256=" + body, hashlib.sha256).hexdigest()
        return Delivery(body, {"X-LI-Signature": signed, "Content-Type": "application/json"})

    def _refused(self, call: Call) -> Reply | None:
        if call.headers.get("authorization") != f"Bearer {self._access}":
            return _error(401, 65600, "INVALID_ACCESS_TOKEN", "Invalid access token")
        if self.token == "expired":
            return _error(401, 65602, "EXPIRED_ACCESS_TOKEN", "The token used in the request has expired")
        if self.token == "revoked":
            return self.refusal(Fault.TOKEN)
        if "linkedin-version" not in call.headers:
            return _error(400, 0, "VERSION_MISSING", "A version must be present.")
        if call.headers["linkedin-version"] not in self.versions:
            return _error(426, 0, "NONEXISTENT_VERSION", "Requested version is not active")
        if call.headers.get("x-restli-protocol-version") != "2.0.0":
            return _error(400, 0, "ILLEGAL_ARGUMENT", "Invalid query parameters passed to request")
        if self.calls_left is not None:
            if self.calls_left <= 0:
                return _daily_limit()
            self.calls_left -= 1
        return None

    def _introspected(self, form: Mapping[str, str]) -> Reply:
        if (form.get("client_id"), form.get("client_secret")) != self._client:
            return Reply.of({"error": "invalid_client", "error_description": "Client authentication failed"}, 401)
        if form.get("token") != self._access:
            return Reply.of({"active": False})
        return Reply.of(
            {
                "active": self.token == "active",
                "client_id": self._client[0],
                "status": self.token,
                "authorized_at": int((self.expires_at - timedelta(days=60)).timestamp()),
                "created_at": int((self.expires_at - timedelta(days=60)).timestamp()),
                "expires_at": int(self.expires_at.timestamp()),
                "scope": "r_organization_social,rw_organization_admin,w_organization_social",
                "auth_type": "3L",
            }
        )

    def _notifications(self, query: Mapping[str, str]) -> Reply:
        actions, span = _LIST.fullmatch(query.get("actions", "")), _RANGE.fullmatch(query.get("timeRange", "(start:0)"))
        if query.get("organizationalEntity") != ORGANISATION or span is None:
            return self.refusal(Fault.PERMISSION) if span else _error(400, 100, "ILLEGAL_ARGUMENT", "Bad timeRange")
        since = max(int(span.group(1)), _ms(self.world.now() - KEPT))
        until = int(span.group(2)) if span.group(2) else None
        wanted = set(actions.group(1).split(",")) if actions else None
        found = []
        for number, one in enumerate(self.world.told):
            at = self._told_at.setdefault(number, _time_of(one, self.world.now()))
            told = self._notification(number, one, at)
            if _ms(at) >= since and (until is None or _ms(at) < until) and (not wanted or told["action"] in wanted):
                found.append(told)
        return _page(found[::-1], query)

    def _notification(self, number: int, one: Happened, at: datetime) -> dict[str, Any]:
        post = one.post
        action = {"added": "ADMIN_COMMENT" if post.own else "COMMENT", "edited": "COMMENT_EDIT"}.get(
            one.kind, "COMMENT_DELETE"
        )
        told: dict[str, Any] = {
            "notificationId": 5_603_000_000 + number,
            "organizationalEntity": ORGANISATION,
            "subscriber": "urn:li:person:subscriber",
            "action": action,
            "sourcePost": activity(post.thread),
            "generatedActivity": post.id.replace("(urn:li:activity:", "(activity:"),
            "lastModifiedAt": _ms(at),
        }
        if self.decorated and one.kind != "removed":
            told["decoratedSourcePost"] = {
                "owner": ORGANISATION,
                "mediaCategory": "NONE",
                "text": "A post of the page",
                "entity": activity(post.thread).replace("activity", "share"),
            }
            told["decoratedGeneratedActivity"] = {
                "comment": {
                    "owner": _actor(post),
                    "text": post.text,
                    "entity": post.id,
                    "object": activity(post.thread),
                }
            }
        return told

    def _read(self, urn: str, number: str | None, query: Mapping[str, str]) -> Reply:
        if number is not None:
            post = self.world.there(f"urn:li:comment:({urn},{number})")
            return Reply.of(_comment(post)) if post else _no_comment()
        if urn.startswith("urn:li:comment:"):
            if self.world.there(urn) is None:
                return _no_comment()
            return _page([_comment(post) for post in self.world.under(urn)], query)
        found = [
            _comment(post)
            for post in self.world.posts.values()
            if activity(post.thread) == urn and post.parent is None and not post.gone
        ]
        return _page(found, query)

    def _create(self, urn: str, document: Any) -> Reply:
        if not isinstance(document, dict) or document.get("actor") != ORGANISATION:
            return self.refusal(Fault.PERMISSION)
        message, parent = document.get("message"), document.get("parentComment")
        text = message.get("text") if isinstance(message, dict) else None
        if not isinstance(text, str) or not text.strip() or len(text) > LONGEST:
            return _error(400, 0, "INVALID_ARGUMENT", "ERROR :: /message/text :: length is out of range")
        above = self.world.there(parent) if isinstance(parent, str) else None
        if above is None or urn not in (parent, activity(above.thread)):
            return _no_comment()
        if above.parent is not None:
            return _error(400, 0, "INVALID_ARGUMENT", "Comments nest one level deep")
        post = self.world.write(text.strip(), thread=above.thread, parent=above.id, own=True, by_api=True)
        return Reply.of(_comment(post), 201, {"x-restli-id": post.id.rpartition(",")[2].rstrip(")")})


def activity(thread: str) -> str:
    """The URN of a thread's post."""
    return f"urn:li:activity:{thread if thread.isdigit() else 7_000_000_000_000_000_000 + zlib.crc32(thread.encode())}"


def _comment(post: Post) -> dict[str, Any]:
    return {
        "actor": _actor(post),
        "commentUrn": post.id,
        "$URN": post.id,
        "id": post.id.rpartition(",")[2].rstrip(")"),
        "object": activity(post.thread),
        "message": {"attributes": [], "text": post.text},
        "created": {"actor": _actor(post), "time": _ms(post.at)},
        "lastModified": {"actor": _actor(post), "time": _ms(post.edited_at or post.at)},
        **({"parentComment": post.parent} if post.parent else {}),
    }


def _actor(post: Post) -> str:
    return ORGANISATION if post.own else f"urn:li:person:{post.author_id}"


def _page(found: list[dict[str, Any]], query: Mapping[str, str]) -> Reply:
    start = int(query.get("start", "0"))
    count = min(int(query.get("count", "10")), MOST)
    links = [{"rel": "next", "href": f"?start={start + count}&count={count}"}] if start + count < len(found) else []
    return Reply.of(
        {"paging": {"start": start, "count": count, "links": links}, "elements": found[start : start + count]}
    )


def _time_of(one: Happened, now: datetime) -> datetime:
    return {"added": one.post.at, "edited": one.post.edited_at}.get(one.kind) or now


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1_000)


def _error(status: int, service_error_code: int, code: str, message: str) -> Reply:
    document = {"status": status, "code": code, "message": message}
    return Reply.of({**document, "serviceErrorCode": service_error_code} if service_error_code else document, status)


def _no_comment() -> Reply:
    return _error(404, 0, "NOT_FOUND", "Comment not found")


def _daily_limit() -> Reply:
    return _error(429, 101, "TOO_MANY_REQUESTS", "Resource level throttle APPLICATION DAY limit for calls is reached.")
