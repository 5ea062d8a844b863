"""An Instagram professional account: comments on its media come in, approved replies go out."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from desk.connectors.graph.calls import Graph, TooMany, next_of
from desk.connectors.graph.connector import (
    APP_FIELDS,
    GraphConnector,
    Named,
    account,
    account_id,
    done,
    matching,
    sent,
    since,
    standing,
)
from desk.connectors.graph.rounds import Listed, Listing, Read
from desk.connectors.graph.usage import wait_of
from desk.connectors.graph.values import identifier, mapping, sequence, words, written
from desk.connectors.instagram import parse as bodies
from desk.domain.comment import Comment
from desk.domain.incoming import Happening
from desk.domain.page import Connection
from desk.domain.platform import (
    Account,
    Field,
    Found,
    Moderation,
    Pace,
    Platform,
    PlatformError,
    Standing,
    Trouble,
)
from desk.domain.reply import ApprovedReply, Outcome, Refused, Sent

INSTAGRAM: Final = Platform(
    "instagram",
    "Instagram",
    bodies.CHANNEL,
    fields=(
        Field("account_id", "Account ID", "The Instagram account's number; the guide says where it stands."),
        *APP_FIELDS,
    ),
    webhook=True,
    fetch_every=timedelta(minutes=15),
    pace=Pace(60, timedelta(hours=1)),
    moderation=frozenset({Moderation.HIDE, Moderation.UNHIDE}),
)
NOT_LINKED: Final = (
    "The page of this token has no Instagram professional account, or another one. Link the account in the page's "
    "settings, Linked accounts, or correct the account ID in Settings, Connections."
)
NOT_TAKEN: Final = (
    "Look at the comment there: Instagram takes no reply on a live video, to a hidden comment, or with many hashtags or "
    "links."
)

MEDIUM: Final = "id,timestamp,comments_count"
ABOUT: Final = "id,caption,permalink,media_product_type"
COMMENT: Final = "id,text,timestamp,username,from,user,parent_id,hidden"
PAGE_OF_COMMENTS: Final = 50
REPLIES: Final = f"replies.limit({PAGE_OF_COMMENTS})"
_REPLIES_OF: Final = "replies:"


class InstagramConnector(GraphConnector):
    """The Connector of desk/ports/platforms.py for an Instagram professional account."""

    platform = INSTAGRAM
    permissions = ("instagram_basic", "instagram_manage_comments", "pages_read_engagement")
    reads_with = frozenset({"instagram_basic", "instagram_manage_comments"})

    def parse(self, body: bytes, connection: Connection) -> list[Happening]:
        """A delivery, or a medium with comments."""
        return bodies.parse(body, account_id(connection), _username(connection))

    async def look(self, comment: Comment, connection: Connection) -> Standing:
        """Whether the comment is there, what it says now, and what the account answered to it."""
        graph = self._graph(connection)
        found = await self._read_comment(graph, comment.external_id, "text,parent_id,timestamp,username")
        if found is None:
            return Standing(there=False)
        text, parent = words(found.get("text")) or None, identifier(found.get("parent_id"))
        after = written(found.get("timestamp")) if parent else None
        last: Mapping[str, Any] | None = None
        try:
            async for answer in self._replies(graph, parent or comment.external_id, after, connection):
                newer = last is None or str(answer.get("timestamp")) >= str(last.get("timestamp"))
                if newer and (parent is None or _names(answer, found)):
                    last = answer
        except TooMany:
            return Standing(True, text)
        return standing(text, last, "text")

    async def publish(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Outcome:
        """Reply to the comment; a reply to a reply lands under the comment that began the thread."""
        graph = self._graph(connection)
        answer = await graph.post(f"{comment.external_id}/replies", message=reply.text)
        outcome = sent(answer, "id", self.platform.name)
        if isinstance(outcome, Refused) and outcome.trouble is None and not outcome.passing:
            return Refused(f"{outcome.reason} {NOT_TAKEN}")
        return outcome

    async def account(self, connection: Connection) -> Account:
        """The account, its token's end and permissions; its comments are delivered to the desk from then on."""
        graph = self._graph(connection)
        expires_at = await self._token_end(graph)
        me = mapping((await graph.get("me", fields="id,name,instagram_business_account{id,username}")).json)
        page, linked = Named(me), mapping(me.get("instagram_business_account"))
        if identifier(linked.get("id")) != account_id(connection):
            raise PlatformError(Trouble.MISSING, NOT_LINKED)
        await self._subscribe(graph, page.id, str(connection.config.get("app_id", "")))
        username = words(linked.get("username"), 200)
        config = {"account_id": account_id(connection), "page_id": page.id, "username": username}
        return account(f"@{username}" if username else page.name, expires_at, config)

    def _source(self, connection: Connection) -> InstagramMedia:
        return InstagramMedia(self._graph(connection), account_id(connection))

    async def _find(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Found:
        graph = self._graph(connection)
        found = await self._read_comment(graph, comment.external_id, "parent_id")
        if found is None:
            return Found(None)
        top = identifier(found.get("parent_id")) or comment.external_id
        async for answer in self._replies(graph, top, since(reply), connection):
            if matching(answer, "text", reply.text):
                return Found(True, identifier(answer.get("id")))
        return Found(False)

    async def _hide(self, hidden: bool, comment: Comment, connection: Connection) -> Outcome:
        graph = self._graph(connection)
        found = await self._read_comment(graph, comment.external_id, "hidden")
        if found is None:
            return Refused(graph.gone())
        if found.get("hidden") is hidden:
            return Sent(comment.external_id)
        answer = await graph.post(comment.external_id, hide="true" if hidden else "false")
        return done(answer, comment, self.platform.name)

    def _replies(
        self, graph: Graph, comment_id: str, since: datetime | None, connection: Connection
    ) -> AsyncIterator[Mapping[str, Any]]:
        fields = "id,text,timestamp,username,from,user"
        return self._own(graph, f"{comment_id}/replies", since, connection, fields=fields, limit=PAGE_OF_COMMENTS)

    def _is_own(self, entry: Mapping[str, Any], connection: Connection) -> bool:
        return bodies.is_by(entry, account_id(connection), _username(connection))


class InstagramMedia:
    """The account's media and the comments on them, as a Source of rounds.

    A medium doesn't tell when it was last commented on, but how often; and no list of comments begins at a time, so what
    is too old is left out here.
    """

    def __init__(self, graph: Graph, account_id: str) -> None:
        self._graph = graph
        self._account_id = account_id

    async def posts(self, after: str | None) -> Listing:
        """One page of the account's media."""
        more = {"after": after} if after else {}
        answer = await self._graph.get(f"{self._account_id}/media", fields=MEDIUM, limit=100, **more)
        posts = tuple(
            Listed(id, written(one.get("timestamp")), count=_count(one.get("comments_count")))
            for one in map(mapping, sequence(answer.json.get("data")))
            if (id := identifier(one.get("id")))
        )
        return Listing(posts, next_of(answer.json), wait_of(answer.headers))

    async def comments(self, item: str, after: str | None, since: datetime) -> Read:
        """A medium, or a comment with more replies than fitted, and one page of what hangs under it."""
        more = f".after({after})" if after else ""
        try:
            if item.startswith(_REPLIES_OF):
                fields = f"id,media{{{ABOUT}}},{REPLIES}{more}{{{COMMENT}}}"
                answer = await self._graph.get(item.removeprefix(_REPLIES_OF), fields=fields)
                return _read(
                    mapping(answer.json.get("media")), [answer.json], answer.json.get("replies"), answer, since
                )
            fields = f"{ABOUT},comments.limit({PAGE_OF_COMMENTS}){more}{{{COMMENT},{REPLIES}{{{COMMENT}}}}}"
            answer = await self._graph.get(item, fields=fields)
        except PlatformError as error:
            if error.trouble is not Trouble.MISSING:
                raise
            return Read(None, None)
        comments = mapping(answer.json.get("comments"))
        tops = [mapping(one) for one in sequence(comments.get("data"))]
        return _read(answer.json, tops, comments, answer, since)


def _read(
    medium: Mapping[str, Any], tops: Sequence[Mapping[str, Any]], paged: Any, answer: Any, since: datetime
) -> Read:
    is_of_replies = "media" in answer.json
    comments = [*(() if is_of_replies else map(_alone, tops)), *_replies(tops)]
    fresh = [one for one in comments if (at := written(one.get("timestamp"))) is None or at >= since]
    kept = {key: value for key, value in medium.items() if key != "comments"}
    body = json.dumps({**kept, "comments": {"data": fresh}}).encode() if fresh else None
    further = () if is_of_replies else tuple(_further(tops))
    return Read(body, next_of(mapping(paged)), further, wait_of(answer.headers))


def _names(answer: Mapping[str, Any], comment: Mapping[str, Any]) -> bool:
    """Whether an answer in a thread of many is to this reply: the app puts the name that it answers before it."""
    named = {word.strip(".,:;!?").casefold() for word in words(answer.get("text")).split()}
    return f"@{words(comment.get('username'), 200)}".casefold() in named


def _alone(comment: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key: value for key, value in comment.items() if key != "replies"}


def _replies(tops: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for top in tops:
        for reply in map(mapping, sequence(mapping(top.get("replies")).get("data"))):
            yield {**reply, "parent_id": reply.get("parent_id") or top.get("id")}


def _further(tops: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Comments with more replies than came along."""
    for top in tops:
        if next_of(mapping(top.get("replies"))) and (id := identifier(top.get("id"))):
            yield f"{_REPLIES_OF}{id}"


def _count(value: Any) -> int | None:
    """How many comments a medium has; where it doesn't say, they are read each time."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _username(connection: Connection) -> str | None:
    username = connection.config.get("username")
    return username if isinstance(username, str) and username else None
