"""LinkedIn: comments on an organisation's posts come by notifications, replies go out by the versioned REST API."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

import httpx

from desk.connectors.base import BaseConnector
from desk.connectors.calling import Answer, read, write
from desk.connectors.linkedin import signing
from desk.connectors.linkedin.answers import Said, answer_among, said_of
from desk.connectors.linkedin.errors import GONE, RECONNECT, error_of
from desk.connectors.linkedin.parse import ASKED_FOR, happenings, listed, notification_of, text_of, time_of, wordless
from desk.connectors.linkedin.urns import CommentUrn, comment_urn, encoded, organisation_urn
from desk.connectors.linkedin.window import Window
from desk.domain.comment import Comment
from desk.domain.incoming import Happening, Malformed
from desk.domain.page import Connection
from desk.domain.platform import (
    Account,
    Fetched,
    Field,
    Found,
    Handshake,
    Platform,
    PlatformError,
    Standing,
    Trouble,
)
from desk.domain.reply import ApprovedReply, Outcome, Refused, Sent, Uncertain
from desk.ports.outside import Clock

WHO: Final = "LinkedIn"
API: Final = "https://api.linkedin.com"
LOGIN: Final = "https://www.linkedin.com/oauth"
VERSION: Final = "202609"
MAX_REPLY: Final = 1_250
NOTIFICATIONS: Final = 50
COMMENTS: Final = 100
PAGES: Final = 20
"""At most so many pages of replies are read under one comment."""
A_LITTLE: Final = timedelta(minutes=5)
"""Their clock may be behind ours."""
_UNCERTAIN: Final = frozenset({408, 500, 502, 504})
_PASSING: Final = frozenset({Trouble.RATE, Trouble.AWAY})
_MONTH: Final = re.compile(r"20[0-9]{2}(?:0[1-9]|1[0-2])(?:\.[0-9]{2})?")

LINKEDIN: Final = Platform(
    "linkedin",
    "LinkedIn",
    "linkedin",
    fields=(
        Field(
            "organization",
            "Page number",
            "The number in the address of the page's admin view: linkedin.com/company/12345678/admin.",
        ),
        Field(
            "access_token",
            "Access token",
            "From the app's token generator, by a super admin of the page. It lasts 60 days.",
            secret=True,
        ),
        Field("client_id", "Client ID", "From the app's Auth tab; with it the desk knows when the token ends.", required=False),
        Field(
            "client_secret",
            "Client secret",
            "From the app's Auth tab. Needed for notifications, and to know when the token ends.",
            secret=True,
            required=False,
        ),
        Field("version", "API version", "A month such as 202609. LinkedIn serves each for about a year.", default=VERSION),
        Field(
            "signature",
            "What notifications are signed over",
            "“prefixed”: “hmacsha256=” and the body, as LinkedIn documents it; “body”: the body alone.",
            required=False,
            default=signing.DEFAULT,
            choices=tuple(signing.OVER),
        ),
        Field("api", "Address of the API", required=False, kind="url", default=API),
        Field("login", "Address of the sign-in service", required=False, kind="url", default=LOGIN),
    ),
    webhook=True,
    fetch_every=timedelta(minutes=20),
)  # fmt: skip


class LinkedinConnector(BaseConnector):
    """An organisation's page on LinkedIn."""

    platform = LINKEDIN

    def __init__(self, client: httpx.AsyncClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock

    def handshake(self, query: Mapping[str, str], connection: Connection) -> Handshake | None:
        """The code that LinkedIn sends, signed with the client secret."""
        answer = signing.challenge_answer(query.get("challengeCode", ""), _client_secret(connection))
        return Handshake(answer, "application/json") if answer else None

    def verified(self, headers: Mapping[str, str], body: bytes, connection: Connection) -> bool:
        """Whether ``X-LI-Signature`` is that of the body under the connection's scheme."""
        scheme = str(connection.config.get("signature") or signing.DEFAULT)
        header = headers.get(signing.HEADER, "")
        return signing.is_signed(body, header, _client_secret(connection), scheme)

    def parse(self, body: bytes, connection: Connection) -> list[Happening]:
        """Notifications, pushed or fetched, and comments read for their text."""
        return happenings(body, _page(connection))

    async def fetch(self, connection: Connection, cursor: Mapping[str, Any] | None, now: datetime) -> Fetched:
        """A page of notifications, and the comments that it names without their text."""
        window = Window.of(cursor, now, self.platform.backfill)
        page = await self._get(connection, _notifications(connection, window))
        try:
            entries = listed(page.json)
        except Malformed:
            raise _no_answer() from None
        bodies = [page.body]
        known: dict[str, Answer | None] = {}
        for entry in entries:
            notification = notification_of(entry)
            if notification is None or notification.comment is None or not notification.lacks:
                continue
            id = str(notification.comment)
            if id not in known:
                known[id] = await self._comment(connection, notification.comment)
            found = known[id]
            if found is not None:
                bodies.append(b'{"notification": %s, "comment": %s}' % (json.dumps(entry).encode(), found.body))
        more = _more(page.json, window.start, len(entries))
        return Fetched(tuple(bodies), window.after(len(entries)) if more else window.closed(), more)

    async def look(self, comment: Comment, connection: Connection) -> Standing:
        """Whether the comment is there, its text, and what the page wrote under it."""
        urn = comment_urn(comment.external_id)
        if urn is None:
            return Standing()
        found = await self._comment(connection, urn)
        if found is None:
            return Standing(there=False)
        said = said_of(found.json, urn)
        replies, _ = await self._replies(connection, said.top)
        answer = answer_among(replies, said, _page(connection))
        text = text_of(found.json) or wordless(found.json)
        return Standing(True, text, answer.text if answer else None, str(answer.urn) if answer else None)

    async def publish(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Outcome:
        """Post it under the comment, or under the top-level comment where that is a reply itself."""
        urn = comment_urn(comment.external_id)
        if urn is None:
            return Refused("This comment has no LinkedIn address, so nothing can be posted under it.")
        if len(reply.text) > MAX_REPLY:
            return Refused(
                f"LinkedIn takes at most {MAX_REPLY:,} characters; this reply has {len(reply.text):,}. Shorten it."
            )
        try:
            found = await self._comment(connection, urn)
            if found is None:
                return Refused(GONE)
            top = said_of(found.json, urn).top
            headers = _headers(connection)
        except PlatformError as error:
            return _refused(error)
        answer = await write(
            self._client,
            "POST",
            f"{_api(connection)}/rest/socialActions/{encoded(str(top))}/comments",
            WHO,
            headers=headers,
            json={
                "actor": _page(connection),
                "object": top.post,
                "parentComment": str(top),
                "message": {"text": reply.text},
            },
        )
        return self._outcome(answer, top, connection) if isinstance(answer, Answer) else answer

    async def find(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Found:
        """Look for the reply's text among what the page wrote since it was approved."""
        urn = comment_urn(comment.external_id)
        if urn is None:
            return Found(None)
        try:
            found = await self._comment(connection, urn)
            if found is None:
                return Found(False)
            replies, whole = await self._replies(connection, said_of(found.json, urn).top)
        except PlatformError:
            return Found(None)
        wanted, since = _normal(reply.text), reply.approved_at - A_LITTLE
        for one in replies:
            if one.actor == _page(connection) and one.at and one.at >= since and _normal(one.text) == wanted:
                return Found(True, str(one.urn))
        return Found(False if whole else None)

    async def account(self, connection: Connection) -> Account:
        """The page's name, and when the token ends where the app's client ID and secret are known."""
        page = _page(connection)
        if page is None:
            raise PlatformError(
                Trouble.MISSING,
                "“Page number” must be the number in the address of the page's admin view, such as 12345678.",
            )
        expires_at = await self._expiry(connection)
        kind, _, number = page.removeprefix("urn:li:").partition(":")
        answer = await self._get(connection, f"{kind}s/{number}")
        name = answer.json.get("localizedName") if isinstance(answer.json, dict) else None
        if not isinstance(name, str) or not name.strip():
            raise _no_answer()
        return Account(name, expires_at, {"organization": page})

    async def _expiry(self, connection: Connection) -> datetime | None:
        id, secret = str(connection.config.get("client_id") or "").strip(), _client_secret(connection)
        if not id or not secret:
            return None
        answer = await read(
            self._client,
            "POST",
            f"{_address(connection, 'login', LOGIN)}/v2/introspectToken",
            WHO,
            data={"client_id": id, "client_secret": secret, "token": _token(connection)},
        )
        if answer.status in (400, 401):
            raise PlatformError(
                Trouble.REFUSED,
                "LinkedIn doesn't know this client ID with this client secret. Copy both again from the app's Auth tab.",
            )
        if not answer.ok:
            raise error_of(answer, _version(connection), self._clock.now())
        if not isinstance(answer.json, dict):
            raise _no_answer()
        if answer.json.get("active") is not True:
            raise PlatformError(
                Trouble.TOKEN, f"This connection's LinkedIn token is no longer valid, or another app's. {RECONNECT}"
            )
        return _seconds(answer.json.get("expires_at"))

    async def _comment(self, connection: Connection, urn: CommentUrn) -> Answer | None:
        """The comment as LinkedIn has it; None where it isn't there."""
        answer = await self._ask(connection, f"socialActions/{encoded(urn.post)}/comments/{encoded(urn.number)}")
        if answer.status in (404, 410):
            return None
        if not isinstance(self._checked(answer, connection).json, dict):
            raise _no_answer()
        return answer

    async def _replies(self, connection: Connection, top: CommentUrn) -> tuple[list[Said], bool]:
        """What was written under a comment, oldest first, and whether that is all of it."""
        found: list[Said] = []
        start = 0
        for _ in range(PAGES):
            answer = await self._ask(
                connection, f"socialActions/{encoded(str(top))}/comments?start={start}&count={COMMENTS}"
            )
            if answer.status in (404, 410):
                break
            document = self._checked(answer, connection).json
            entries = document.get("elements") if isinstance(document, dict) else None
            if not isinstance(entries, list):
                raise _no_answer()
            found += [said_of(entry, top) for entry in entries if isinstance(entry, dict)]
            start += len(entries)
            if not _more(document, start - len(entries), len(entries), COMMENTS):
                break
        else:
            return _oldest_first(found), False
        return _oldest_first(found), True

    def _outcome(self, answer: Answer, top: CommentUrn, connection: Connection) -> Outcome:
        if answer.ok:
            document = answer.json if isinstance(answer.json, dict) else {}
            for value in (document.get("commentUrn"), document.get("$URN"), document.get("id")):
                posted = _posted(value, top)
                if posted:
                    return Sent(str(posted))
            posted = _posted(answer.headers.get("x-restli-id"), top)
            if posted:
                return Sent(str(posted))
            return Uncertain("LinkedIn said yes without naming the reply; it may be there.")
        if answer.status in (404, 410):
            return Refused(GONE)
        if answer.status in _UNCERTAIN:
            return Uncertain(f"LinkedIn answered with an error of its own ({answer.status}); the reply may be there.")
        return _refused(error_of(answer, _version(connection), self._clock.now()))

    async def _get(self, connection: Connection, path: str) -> Answer:
        return self._checked(await self._ask(connection, path), connection)

    async def _ask(self, connection: Connection, path: str) -> Answer:
        return await read(self._client, "GET", f"{_api(connection)}/rest/{path}", WHO, headers=_headers(connection))

    def _checked(self, answer: Answer, connection: Connection) -> Answer:
        if not answer.ok:
            raise error_of(answer, _version(connection), self._clock.now())
        return answer


def _notifications(connection: Connection, window: Window) -> str:
    return (
        "organizationalEntityNotifications?q=criteria"
        f"&organizationalEntity={encoded(_page(connection) or '')}"
        f"&actions=List({','.join(ASKED_FOR)})"
        f"&timeRange=(start:{window.since},end:{window.until})"
        f"&start={window.start}&count={NOTIFICATIONS}"
    )


def _more(document: Any, start: int, got: int, count: int = NOTIFICATIONS) -> bool:
    """Whether there is another page: by the total, by the link to it, or because this one is full."""
    paging = document.get("paging") if isinstance(document, dict) else None
    paging = paging if isinstance(paging, dict) else {}
    total, links = paging.get("total"), paging.get("links")
    linked = isinstance(links, list) and any(isinstance(one, dict) and one.get("rel") == "next" for one in links)
    return got > 0 and (linked or got >= count or (isinstance(total, int) and start + got < total))


def _headers(connection: Connection) -> dict[str, str]:
    return {
        "Authorization": f"Bearer {_token(connection)}",
        "LinkedIn-Version": _version(connection),
        "X-Restli-Protocol-Version": "2.0.0",
    }


def _token(connection: Connection) -> str:
    token = connection.secrets.get("access_token", "").strip()
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        raise PlatformError(Trouble.TOKEN, f"This connection's LinkedIn token is missing or garbled. {RECONNECT}")
    return token


def _client_secret(connection: Connection) -> str:
    return connection.secrets.get("client_secret", "").strip()


def _version(connection: Connection) -> str:
    version = str(connection.config.get("version") or VERSION).strip()
    if not _MONTH.fullmatch(version):
        raise PlatformError(
            Trouble.MISSING,
            "“API version” of this connection must be a year and a month, such as 202609. Set it in Settings, Connections.",
        )
    return version


def _page(connection: Connection) -> str | None:
    return organisation_urn(str(connection.config.get("organization", "")))


def _api(connection: Connection) -> str:
    return _address(connection, "api", API)


def _address(connection: Connection, name: str, default: str) -> str:
    return str(connection.config.get(name) or default).rstrip("/")


def _posted(value: Any, top: CommentUrn) -> CommentUrn | None:
    """The reply's URN under the post as the desk knows it, from its URN or its number."""
    if isinstance(value, str):
        named = comment_urn(value) or comment_urn(f"urn:li:comment:({top.post},{value})")
        return CommentUrn(top.post, named.number) if named else None
    return None


def _oldest_first(found: list[Said]) -> list[Said]:
    return sorted(found, key=lambda one: one.at.timestamp() if one.at else 0.0)


def _refused(error: PlatformError) -> Refused:
    return Refused(error.reason, error.trouble in _PASSING, error.retry_after, error.trouble)


def _no_answer() -> PlatformError:
    return PlatformError(Trouble.AWAY, "LinkedIn gave an answer that can't be read. It usually passes.")


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _seconds(value: Any) -> datetime | None:
    return time_of(value * 1_000) if isinstance(value, int) and not isinstance(value, bool) else None
