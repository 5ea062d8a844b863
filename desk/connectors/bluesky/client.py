"""Bluesky: mentions, replies and quotes by polling; replies as records under a key that is known beforehand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any, Final

import httpx

from desk.connectors.base import BaseConnector
from desk.connectors.bluesky.api import Api
from desk.connectors.bluesky.errors import GONE, error_of, inactive, name_of, pause
from desk.connectors.bluesky.facets import facets_of, handles_in
from desk.connectors.bluesky.fetching import PAGE, Place
from desk.connectors.bluesky.keys import record_key
from desk.connectors.bluesky.parse import REASONS, happenings
from desk.connectors.bluesky.posts import COLLECTION, Post, listed, mapping, post_of, string
from desk.connectors.bluesky.settings import BLUESKY, Own, own_of
from desk.connectors.calling import Answer
from desk.domain.comment import Comment
from desk.domain.incoming import Happening
from desk.domain.page import Connection
from desk.domain.platform import Account, Fetched, Found, PlatformError, Standing, Trouble
from desk.domain.reply import ApprovedReply, Outcome, Refused, Sent, Uncertain
from desk.ports.outside import Clock
from language.channels import length, limit_of

MAX_BYTES: Final = 3_000
MAX_MENTIONS: Final = 5
CLOSED: Final = (
    "The author limits who may answer this post, and Bluesky would show the account's answer to nobody. "
    "Dismiss the comment, or answer it in another place."
)
BLOCKED: Final = "The author and this account don't see each other's posts: one has blocked the other."
ODD_ID: Final = "This comment has no address of Bluesky, so Bluesky can't be told which post to answer."
_THREAD: Final = "app.bsky.feed.defs#"
_MAY_BE_THERE: Final = frozenset({400, 408, 409, 500, 502, 504})
_UNCERTAIN: Final = frozenset({408, 500, 502, 504})
_PASSING: Final = frozenset({Trouble.RATE, Trouble.AWAY})


class BlueskyConnector(BaseConnector):
    """An account on Bluesky."""

    platform = BLUESKY

    def __init__(self, client: httpx.AsyncClient, clock: Clock) -> None:
        self._api = Api(client, clock)

    def parse(self, body: bytes, connection: Connection) -> list[Happening]:
        """Pages of notifications."""
        return happenings(body, own_of(connection))

    async def fetch(self, connection: Connection, cursor: Mapping[str, Any] | None, now: datetime) -> Fetched:
        """A page of mentions, replies and quotes."""
        place = Place.of(cursor, now, self.platform.backfill)
        query: dict[str, Any] = {"limit": str(PAGE), "reasons": list(REASONS)}
        if place.page:
            query["cursor"] = place.page
        answer = await self._api.ask(connection, "app.bsky.notification.listNotifications", query)
        page = self._api.checked(answer)
        entries = listed(page.get("notifications"))
        kept = place.kept_of(entries)
        following, more = place.onward(entries, page.get("cursor"))
        wait = pause(answer, now)
        body = json.dumps({"notifications": kept}, ensure_ascii=False).encode()
        return Fetched((body,) if kept else (), following.kept, more and wait is None, wait)

    async def look(self, comment: Comment, connection: Connection) -> Standing:
        """Whether the post is there, its text, and what the page wrote in answer."""
        query = {"uri": comment.external_id, "depth": "1", "parentHeight": "0"}
        answer = await self._api.ask(connection, "app.bsky.feed.getPostThread", query)
        if name_of(answer) == "NotFound":
            return Standing(there=False)
        thread = mapping(self._api.checked(answer).get("thread"))
        if thread.get("$type") == f"{_THREAD}notFoundPost":
            return Standing(there=False)
        own = await self._own(connection)
        post = post_of(thread.get("post"), own)
        if post is None:  # blocked: it is there, but not to be seen
            return Standing()
        below = [post_of(mapping(one).get("post"), own) for one in listed(thread.get("replies"))]
        answers = [one for one in below if one is not None and one.own]
        first = min(answers, key=lambda one: one.at or self._api.now, default=None)
        return Standing(True, post.text, first.text if first else None, first.ref.uri if first else None)

    async def publish(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Outcome:
        """Create the reply's record; one that is there already is the same reply, sent before."""
        long = too_long(reply.text)
        if long is not None:
            return long
        if not comment.external_id.startswith("at://"):
            return Refused(ODD_ID, trouble=Trouble.REFUSED)
        try:
            found = await self._record(reply, comment, connection)
            if found.there:
                return Sent(found.external_id)
            post = await self._post(connection, comment.external_id)
            if post is None:
                return Refused(GONE, trouble=Trouble.REFUSED)
            if post.closed or post.blocked:
                return Refused(BLOCKED if post.blocked else CLOSED, trouble=Trouble.REFUSED)
            session = await self._api.session(connection)
            body = {
                "repo": session.did,
                "collection": COLLECTION,
                "rkey": record_key(reply),
                "record": await self._reply(reply, post, connection),
            }
            answer = await self._api.do(connection, "com.atproto.repo.createRecord", body)
            if not isinstance(answer, Answer):
                return answer
            return await self._outcome(answer, reply, comment, connection)
        except PlatformError as error:
            return Refused(error.reason, error.trouble in _PASSING, error.retry_after, error.trouble)

    async def find(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Found:
        """Look the reply up by its record's key."""
        try:
            return await self._record(reply, comment, connection)
        except PlatformError:
            return Found(None)

    async def account(self, connection: Connection) -> Account:
        """The account's handle and its lasting identifier."""
        told = await self._api.get(connection, "com.atproto.server.getSession", {})
        if told.get("active") is False:
            raise inactive(told.get("status"))
        session = await self._api.session(connection)
        handle = string(told.get("handle")) or session.handle
        return Account(f"@{handle}", config={"did": session.did, "handle": handle})

    async def _own(self, connection: Connection) -> Own:
        own = own_of(connection)
        if own.did:
            return own
        session = await self._api.session(connection)
        return Own(session.did, session.handle)

    async def _post(self, connection: Connection, uri: str) -> Post | None:
        """The post; None where it isn't there."""
        told = await self._api.get(connection, "app.bsky.feed.getPosts", {"uris": [uri]})
        own = await self._own(connection)
        return next((one for entry in listed(told.get("posts")) if (one := post_of(entry, own))), None)

    async def _record(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Found:
        """The record under the reply's key; None where another's stands there."""
        session = await self._api.session(connection)
        query = {"repo": session.did, "collection": COLLECTION, "rkey": record_key(reply)}
        answer = await self._api.ask(connection, "com.atproto.repo.getRecord", query)
        if name_of(answer) in ("RecordNotFound", "InvalidRequest") and answer.status in (400, 404):
            return Found(False)
        told = self._api.checked(answer)
        record = mapping(told.get("value"))
        parent = mapping(mapping(record.get("reply")).get("parent")).get("uri")
        is_it = record.get("text") == reply.text and parent == comment.external_id
        return Found(True, string(told.get("uri"))) if is_it else Found(None)

    async def _reply(self, reply: ApprovedReply, post: Post, connection: Connection) -> dict[str, Any]:
        dids = {post.handle.lower(): post.did} if post.handle and post.did else {}
        for handle in handles_in(reply.text)[:MAX_MENTIONS]:
            if handle not in dids:
                answer = await self._api.ask(connection, "com.atproto.identity.resolveHandle", {"handle": handle})
                did = string(mapping(answer.json).get("did")) if answer.ok else ""
                dids |= {handle: did} if did else {}
        facets = facets_of(reply.text, dids)
        return {
            "$type": COLLECTION,
            "text": reply.text,
            "createdAt": _moment(self._api.now),
            "reply": {"root": (post.root or post.ref).as_dict, "parent": post.ref.as_dict},
            **({"facets": facets} if facets else {}),
        }

    async def _outcome(self, answer: Answer, reply: ApprovedReply, comment: Comment, connection: Connection) -> Outcome:
        if answer.ok:
            uri = string(mapping(answer.json).get("uri"))
            return Sent(uri) if uri else Uncertain("Bluesky said yes without naming the reply; it may be there.")
        if answer.status in _MAY_BE_THERE:
            # A key that is taken already is answered with an error of the server's own.
            found = await self.find(reply, comment, connection)
            if found.there:
                return Sent(found.external_id)
        if answer.status in _UNCERTAIN:
            return Uncertain(f"Bluesky answered with an error of its own ({answer.status}); the reply may be there.")
        error = error_of(answer, self._api.now)
        return Refused(error.reason, error.trouble in _PASSING, error.retry_after, error.trouble)


def too_long(text: str) -> Refused | None:
    """The refusal of a reply that Bluesky doesn't take; None where it fits."""
    limit = limit_of("bluesky")
    size, weight = length(text, limit.counting), len(text.encode())
    if size <= limit.limit and weight <= MAX_BYTES:
        return None
    shown = f"{size} characters, and {limit.limit}" if size > limit.limit else f"{weight:,} bytes, and {MAX_BYTES:,}"
    return Refused(f"The reply has {shown} are taken. Shorten it and approve it again.", trouble=Trouble.REFUSED)


def _moment(at: datetime) -> str:
    utc = at.astimezone(timezone.utc)
    return utc.strftime("%Y-%m-%dT%H:%M:%S.") + f"{utc.microsecond // 1_000:03d}Z"
