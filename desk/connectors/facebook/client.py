"""A Facebook Page: comments on its posts come in, approved replies and private replies go out."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from desk.connectors.facebook import parse as bodies
from desk.connectors.graph.calls import Graph, TooMany, next_of
from desk.connectors.graph.connector import (
    APP_FIELDS,
    GraphConnector,
    Named,
    account,
    account_id,
    done,
    matching,
    refused,
    sent,
    since,
    standing,
)
from desk.connectors.graph.rounds import Listed, Listing, Read
from desk.connectors.graph.usage import wait_of
from desk.connectors.graph.values import identifier, mapping, sequence, words, written
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

FACEBOOK: Final = Platform(
    "facebook",
    "Facebook",
    bodies.CHANNEL,
    fields=(Field("account_id", "Page ID", "On the page, About, Page transparency."), *APP_FIELDS),
    webhook=True,
    fetch_every=timedelta(minutes=15),
    private=True,
    pace=Pace(120, timedelta(hours=1)),
    moderation=frozenset({Moderation.HIDE, Moderation.UNHIDE}),
)
PRIVATE_WITHIN: Final = timedelta(days=7)
MAX_PRIVATE: Final = 2_000
TOO_LATE: Final = "Facebook takes private replies within seven days of the comment only. Reply in public instead."
NOT_PRIVATELY: Final = (
    "Facebook takes no private reply to this comment: it has had one already, its author takes no messages, or another "
    "page wrote it. Reply in public instead."
)
TOO_LONG: Final = f"A private reply can have {MAX_PRIVATE:,} characters; shorten it and approve it again."

POST: Final = "id,created_time,updated_time"
ANSWER: Final = "id,message,from{id},created_time"
COMMENT: Final = (
    "id,message,from{id,name},created_time,parent{id},permalink_url,attachment{type},can_comment,is_hidden,can_hide"
)
CONVERSATION: Final = "can_reply_privately,private_reply_conversation{messages.limit(20){id,message,from{id}}}"
PAGE_OF_COMMENTS: Final = 100


class FacebookConnector(GraphConnector):
    """The Connector of desk/ports/platforms.py for a Facebook Page."""

    platform = FACEBOOK
    permissions = (
        "pages_manage_engagement",
        "pages_read_engagement",
        "pages_read_user_content",
        "pages_messaging",
    )
    reads_with = frozenset({"pages_read_engagement", "pages_read_user_content"})

    def parse(self, body: bytes, connection: Connection) -> list[Happening]:
        """A delivery, or a post with comments."""
        return bodies.parse(body, account_id(connection))

    async def look(self, comment: Comment, connection: Connection) -> Standing:
        """Whether the comment is there, what it says now, and what the page wrote under it last."""
        graph = self._graph(connection)
        found = await self._read_comment(graph, comment.external_id, "message,created_time,from{name},parent{id}")
        if found is None:
            return Standing(there=False)
        text = words(found.get("message")) or None
        try:
            answer = await self._last_answer(graph, found, comment, connection)
        except TooMany:
            return Standing(True, text)
        return standing(text, answer, "message")

    async def publish(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Outcome:
        """Comment on the comment, or write to its author alone."""
        graph = self._graph(connection)
        if reply.private:
            return await self._publish_privately(graph, reply, comment, connection)
        outcome = sent(
            await graph.post(f"{comment.external_id}/comments", message=reply.text), "id", self.platform.name
        )
        if (
            isinstance(outcome, Refused)
            and outcome.trouble is Trouble.PERMISSION
            and await self._closed(graph, comment)
        ):
            return Refused(bodies.CLOSED)
        return outcome

    async def account(self, connection: Connection) -> Account:
        """The page, its token's end and permissions; its comments are delivered to the desk from then on."""
        graph = self._graph(connection)
        page_id = account_id(connection)
        expires_at = await self._token_end(graph)
        page = Named(mapping((await graph.get("me", fields="id,name")).json))
        if page.id != page_id:
            raise PlatformError(
                Trouble.MISSING,
                f"The token belongs to {page.name} ({page.id}), not to the page {page_id}. Take the token of the right "
                "page, or correct the page ID in Settings, Connections.",
            )
        await self._subscribe(graph, page_id, str(connection.config.get("app_id", "")))
        return account(page.name, expires_at, {"account_id": page.id})

    def _source(self, connection: Connection) -> FacebookPosts:
        return FacebookPosts(self._graph(connection), account_id(connection))

    async def _publish_privately(
        self, graph: Graph, reply: ApprovedReply, comment: Comment, connection: Connection
    ) -> Outcome:
        if len(reply.text) > MAX_PRIVATE:
            return Refused(TOO_LONG)
        try:
            found = await self._read_comment(graph, comment.external_id, "created_time,can_reply_privately")
        except PlatformError as error:
            return refused(error)
        if found is None:
            return Refused(graph.gone())
        at = written(found.get("created_time"))
        if at is not None and self._clock.now() - at > PRIVATE_WITHIN:
            return Refused(TOO_LATE)
        if found.get("can_reply_privately") is False:
            return Refused(NOT_PRIVATELY)
        answer = await graph.post(
            f"{account_id(connection)}/messages",
            recipient={"comment_id": comment.external_id},
            message={"text": reply.text},
        )
        return sent(answer, "message_id", self.platform.name)

    async def _closed(self, graph: Graph, comment: Comment) -> bool:
        """Whether it is this comment that takes no replies, and not the whole connection that may post none."""
        try:
            found = await graph.get(comment.external_id, fields="can_comment")
        except PlatformError:
            return False
        return found.json.get("can_comment") is False

    async def _find(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Found:
        graph = self._graph(connection)
        if reply.private:
            return await self._find_privately(graph, reply, comment, connection)
        found = await self._read_comment(graph, comment.external_id, "parent{id}")
        if found is None:
            return Found(None)
        parent = identifier(mapping(found.get("parent")).get("id"))
        for place in filter(None, (comment.external_id, parent)):
            async for answer in self._answers(graph, place, since(reply), connection):
                if matching(answer, "message", reply.text):
                    return Found(True, identifier(answer.get("id")))
        return Found(False)

    async def _find_privately(
        self, graph: Graph, reply: ApprovedReply, comment: Comment, connection: Connection
    ) -> Found:
        found = await self._read_comment(graph, comment.external_id, CONVERSATION)
        if found is None:
            return Found(None)
        messages = mapping(mapping(found.get("private_reply_conversation")).get("messages"))
        for message in map(mapping, sequence(messages.get("data"))):
            if self._is_own(message, connection) and matching(message, "message", reply.text):
                return Found(True, identifier(message.get("id")))
        return Found(False if found.get("can_reply_privately") is True else None)

    async def _hide(self, hidden: bool, comment: Comment, connection: Connection) -> Outcome:
        graph = self._graph(connection)
        found = await self._read_comment(graph, comment.external_id, "is_hidden,can_hide")
        if found is None:
            return Refused(graph.gone())
        if found.get("is_hidden") is hidden:
            return Sent(comment.external_id)
        if hidden and found.get("can_hide") is False:
            return Refused("Facebook doesn't let the page hide this comment. It can be deleted or reported there.")
        answer = await graph.post(comment.external_id, is_hidden="true" if hidden else "false")
        return done(answer, comment, self.platform.name)

    async def _last_answer(
        self, graph: Graph, found: Mapping[str, Any], comment: Comment, connection: Connection
    ) -> Mapping[str, Any] | None:
        """What the page wrote under the comment last; or beside it, with the author's name, where it is a reply."""
        async for answer in self._answers(graph, comment.external_id, None, connection):
            return answer
        parent, author = (mapping(found.get(key)) for key in ("parent", "from"))
        if not parent or not (named := words(author.get("name")).casefold()):
            return None
        since = written(found.get("created_time"))
        async for answer in self._answers(graph, str(identifier(parent.get("id"))), since, connection):
            if named in words(answer.get("message")).casefold():
                return answer
        return None

    def _answers(
        self, graph: Graph, place: str, since: datetime | None, connection: Connection
    ) -> AsyncIterator[Mapping[str, Any]]:
        return self._own(
            graph,
            f"{place}/comments",
            since,
            connection,
            newest_first=True,
            fields=ANSWER,
            order="reverse_chronological",
            limit=PAGE_OF_COMMENTS,
        )

    def _is_own(self, entry: Mapping[str, Any], connection: Connection) -> bool:
        return bodies.is_by(entry, account_id(connection))


class FacebookPosts:
    """The page's posts and the comments on them, as a Source of rounds."""

    def __init__(self, graph: Graph, page_id: str) -> None:
        self._graph = graph
        self._page_id = page_id

    async def posts(self, after: str | None) -> Listing:
        """One page of the page's feed."""
        more = {"after": after} if after else {}
        answer = await self._graph.get(f"{self._page_id}/feed", fields=POST, limit=100, **more)
        listed = [mapping(one) for one in sequence(answer.json.get("data"))]
        posts = tuple(
            Listed(id, written(one.get("created_time")), written(one.get("updated_time")))
            for one in listed
            if (id := identifier(one.get("id")))
        )
        return Listing(posts, next_of(answer.json), wait_of(answer.headers))

    async def comments(self, item: str, after: str | None, since: datetime) -> Read:
        """The post with one page of its comments since then, those on comments among them, oldest first."""
        which = f".filter(stream).order(chronological).since({int(since.timestamp())}).limit({PAGE_OF_COMMENTS})"
        more = f".after({after})" if after else ""
        fields = f"id,message,permalink_url,comments{which}{more}{{{COMMENT}}}"
        try:
            answer = await self._graph.get(item, fields=fields)
        except PlatformError as error:
            if error.trouble is not Trouble.MISSING:
                raise
            return Read(None, None)
        comments = mapping(answer.json.get("comments"))
        if not sequence(comments.get("data")):
            return Read(None, None, wait=wait_of(answer.headers))
        kept = {**answer.json, "comments": {"data": comments["data"]}}
        return Read(json.dumps(kept).encode(), next_of(comments), wait=wait_of(answer.headers))
