"""Mastodon: mentions by polling, replies by POST /api/v1/statuses under the reply's own idempotency key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import quote

import httpx

from desk.connectors.base import BaseConnector
from desk.connectors.calling import Answer, read, write
from desk.connectors.mastodon.errors import GONE, UNREADABLE, error_of, nearly_spent, until_reset
from desk.connectors.mastodon.fetching import PAGE, Place, linked
from desk.connectors.mastodon.parse import MENTION, happenings
from desk.connectors.mastodon.settings import (
    MASTODON,
    MENTION_ROOM,
    Own,
    most_characters,
    own_of,
    per_link,
)
from desk.connectors.mastodon.statuses import Status, id_of, listed, mapping, status_of, string
from desk.connectors.mastodon.text import comparable
from desk.domain.comment import Comment
from desk.domain.incoming import Happening
from desk.domain.page import Connection
from desk.domain.platform import Account, Fetched, Found, PlatformError, Standing, Trouble
from desk.domain.reply import ApprovedReply, Outcome, Refused, Sent, Uncertain
from desk.ports.outside import Clock
from language.channels import LIMITS, LINK_WEIGHT, length, mentions, web_links

WHO: Final = "The Mastodon server"
ANCESTORS: Final = 20
PAGES: Final = 10
"""So many pages of the account's own posts are read to find one."""
A_LITTLE: Final = timedelta(minutes=5)
"""Their clock may be behind ours."""
_MAY_HAVE_ACTED: Final = frozenset({408, 500, 502, 504})
_PASSING: Final = frozenset({Trouble.RATE, Trouble.AWAY})


class MastodonConnector(BaseConnector):
    """An account on Mastodon."""

    platform = MASTODON

    def __init__(self, client: httpx.AsyncClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock

    def parse(self, body: bytes, connection: Connection) -> list[Happening]:
        """Pages of notifications."""
        return happenings(body, own_of(connection))

    async def fetch(self, connection: Connection, cursor: Mapping[str, Any] | None, now: datetime) -> Fetched:
        """A page of mentions, with what was said before each reply among them that is new."""
        place = Place.of(cursor, now, self.platform.backfill)
        filtered = str(connection.config.get("filtered") or "true")
        query = {"types[]": MENTION, "limit": str(PAGE), "include_filtered": filtered, **place.query}
        page = self._checked(await self._ask(connection, "v1/notifications", query))
        if not isinstance(page.json, list):
            raise PlatformError(Trouble.AWAY, UNREADABLE)
        entries = place.kept_of(page.json)
        ancestors: dict[str, Any] = {}
        last = page
        for entry in entries:
            status = mapping(mapping(entry).get("status"))
            id = id_of(status.get("id"))
            if id is None or not status.get("in_reply_to_id") or id_of(entry.get("id")) in place.recent:
                continue
            if nearly_spent(last):
                break
            last = await self._ask(connection, f"v1/statuses/{quote(id, safe='')}/context")
            if last.status not in (404, 410):
                ancestors[id] = listed(mapping(self._checked(last).json).get("ancestors"))[:ANCESTORS]
        following, more = place.onward(page.json, page.headers.get("link", ""))
        body = json.dumps({"notifications": entries, "ancestors": ancestors}, ensure_ascii=False).encode()
        wait = until_reset(last, now) if nearly_spent(last) else None
        return Fetched((body,) if entries else (), following.kept, more and wait is None, wait)

    async def look(self, comment: Comment, connection: Connection) -> Standing:
        """Whether the post is there, its text, and what the page wrote in answer."""
        own = await self._own(connection)
        status = await self._status(connection, comment.external_id, own)
        if status is None:
            return Standing(there=False)
        answer = await self._ask(connection, f"v1/statuses/{quote(status.id, safe='')}/context")
        if answer.status in (404, 410):
            return Standing(there=False)
        below = listed(mapping(self._checked(answer).json).get("descendants"))
        for one in (status_of(entry, own) for entry in below):
            if one is not None and one.own and one.parent == status.id:
                return Standing(True, status.text, one.text, one.id)
        return Standing(True, status.text)

    async def publish(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Outcome:
        """Post it in answer, seen by those who see the post; a private one by its author alone."""
        try:
            own = await self._own(connection)
            status = await self._status(connection, comment.external_id, own)
        except PlatformError as error:
            return _refused(error)
        if status is None:
            return Refused(GONE, trouble=Trouble.REFUSED)
        text = addressed(reply.text, status.acct)
        most, size = most_characters(connection), _size(text, per_link(connection))
        if size > most:
            return Refused(
                f"With the mention of its author the reply counts {size:,} characters; this server takes {most:,}. "
                "Shorten it and approve it again.",
                trouble=Trouble.REFUSED,
            )
        answer = await write(
            self._client,
            "POST",
            f"{_api(connection)}/v1/statuses",
            WHO,
            headers={**_headers(connection), "Idempotency-Key": str(reply.id)},
            json={
                "status": text,
                "in_reply_to_id": status.id,
                "visibility": "direct" if reply.private else status.visibility,
            },
        )
        return self._outcome(answer) if isinstance(answer, Answer) else answer

    async def find(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Found:
        """Look for the reply's text among what the account posted since it was approved."""
        wanted, since = comparable(reply.text), reply.approved_at - A_LITTLE
        try:
            own = await self._own(connection)
            before: str | None = None
            for _ in range(PAGES):
                query = {"limit": str(PAGE), "exclude_reblogs": "true", **({"max_id": before} if before else {})}
                page = await self._ask(connection, f"v1/accounts/{quote(own.account_id, safe='')}/statuses", query)
                if not isinstance(self._checked(page).json, list):
                    return Found(None)
                posted = [one for entry in page.json if (one := status_of(entry, own))]
                for one in posted:
                    # The parent is None where the post that was answered has been removed since.
                    is_answer = one.parent in (comment.external_id, None)
                    if is_answer and one.at and one.at >= since and comparable(one.text) == wanted:
                        return Found(True, one.id)
                before = linked(page.headers.get("link", ""), "next", "max_id")
                if before is None or not posted or any(one.at and one.at < since for one in posted[-1:]):
                    return Found(False)
        except PlatformError:
            return Found(None)
        return Found(None)

    async def account(self, connection: Connection) -> Account:
        """The account's name, and the limits of its server."""
        told = mapping(self._checked(await self._ask(connection, "v1/accounts/verify_credentials")).json)
        id, username = id_of(told.get("id")), string(told.get("username"))
        if id is None or not username:
            raise PlatformError(Trouble.AWAY, UNREADABLE)
        server = await self._ask(connection, "v2/instance")
        limits = mapping(mapping(mapping(server.json).get("configuration")).get("statuses")) if server.ok else {}
        most = _number(limits.get("max_characters")) or LIMITS["mastodon"].limit
        return Account(
            f"@{username}@{_host(connection)}",
            config={
                "account_id": id,
                "username": username,
                "max_characters": most,
                "characters_reserved_per_url": _number(limits.get("characters_reserved_per_url")) or LINK_WEIGHT,
                "reply_limit": max(most - MENTION_ROOM, most // 2),
            },
        )

    async def _own(self, connection: Connection) -> Own:
        own = own_of(connection)
        if own.account_id:
            return own
        told = (await self.account(connection)).config
        return Own(told["account_id"], told["username"])

    async def _status(self, connection: Connection, id: str, own: Own) -> Status | None:
        """The post; None where it isn't there (any more) for the account."""
        answer = await self._ask(connection, f"v1/statuses/{quote(id, safe='')}")
        if answer.status in (404, 410):
            return None
        status = status_of(self._checked(answer).json, own)
        if status is None:
            raise PlatformError(Trouble.AWAY, UNREADABLE)
        return status

    def _outcome(self, answer: Answer) -> Outcome:
        if answer.ok:
            id = id_of(mapping(answer.json).get("id"))
            return Sent(id) if id else Uncertain(f"{WHO} said yes without naming the reply; it may be there.")
        if answer.status in (404, 410):
            return Refused(GONE, trouble=Trouble.REFUSED)
        if answer.status in _MAY_HAVE_ACTED:
            return Uncertain(f"{WHO} answered with an error of its own ({answer.status}); the reply may be there.")
        return _refused(error_of(answer, self._clock.now()))

    async def _ask(self, connection: Connection, path: str, query: Mapping[str, str] | None = None) -> Answer:
        return await read(
            self._client, "GET", f"{_api(connection)}/{path}", WHO, headers=_headers(connection), params=query
        )

    def _checked(self, answer: Answer) -> Answer:
        if not answer.ok:
            raise error_of(answer, self._clock.now())
        if answer.json is None:
            raise PlatformError(Trouble.AWAY, UNREADABLE)
        return answer


def addressed(text: str, acct: str) -> str:
    """The text with its author mentioned, for only who is mentioned is told of a reply."""
    if not acct or acct.lower() in (name.lower() for name in mentions(text)):
        return text
    return f"@{acct} {text}"


def _size(text: str, reserved: int) -> int:
    return length(text, LIMITS["mastodon"].counting) + (reserved - LINK_WEIGHT) * web_links(text)


def _refused(error: PlatformError) -> Refused:
    return Refused(error.reason, error.trouble in _PASSING, error.retry_after, error.trouble)


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10_000_000 else None


def _api(connection: Connection) -> str:
    return f"{str(connection.config.get('instance') or '').rstrip('/')}/api"


def _host(connection: Connection) -> str:
    return httpx.URL(_api(connection)).host


def _headers(connection: Connection) -> dict[str, str]:
    return {"Authorization": f"Bearer {connection.secrets.get('access_token', '')}"}
