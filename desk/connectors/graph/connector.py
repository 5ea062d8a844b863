"""What a Facebook Page and an Instagram account do alike."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final

import httpx

from desk.connectors.base import BaseConnector
from desk.connectors.calling import Answer
from desk.connectors.graph import rounds, signature
from desk.connectors.graph.calls import API, VERSION, Graph, TooMany
from desk.connectors.graph.errors import RECONNECT
from desk.connectors.graph.values import identifier, mapping, name, same, sequence, unix, words, written
from desk.domain.comment import Comment
from desk.domain.page import Connection
from desk.domain.platform import (
    Account,
    Fetched,
    Field,
    Found,
    Handshake,
    Moderation,
    PlatformError,
    Standing,
    Trouble,
)
from desk.domain.reply import ApprovedReply, Outcome, Refused, Sent, Uncertain
from desk.ports.outside import Clock

CLOCKS_DIFFER: Final = timedelta(minutes=2)
MAX_LISTS: Final = 10
"""How many pages of answers are looked through under one comment."""
WEBHOOK_PERMISSION: Final = "pages_manage_metadata"
NO_PAGE_TOKEN: Final = (
    "This is a person's token or the app's, not a page's. Take the page's own and reconnect the page in Settings, "
    "Connections."
)

APP_FIELDS: Final = (
    Field("app_id", "App ID", "On developers.facebook.com, your app, App settings, Basic."),
    Field("app_secret", "App secret", "Beside the app ID. Deliveries are checked with it.", secret=True),
    Field("token", "Page access token", "A token of the page that doesn't expire; the guide says how to get it.", secret=True),
    Field("verify_token", "Verify token", "Make one up, and give the same to the app's webhook settings.", secret=True),
    Field("api_url", "API address", "Only for a proxy.", required=False, kind="url", default=API),
    Field("api_version", "API version", "Such as v25.0.", required=False, default=VERSION),
)  # fmt: skip


class GraphConnector(BaseConnector):
    """One app, one page token. A platform says which fields and paths are its own."""

    permissions: ClassVar[tuple[str, ...]]
    """Without these it can't work at all."""
    reads_with: ClassVar[frozenset[str]]
    """Without these comments look as if they weren't there."""

    def __init__(self, client: httpx.AsyncClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock

    def handshake(self, query: Mapping[str, str], connection: Connection) -> Handshake | None:
        """Echo the challenge to whoever knows the verify token."""
        return signature.handshake(query, connection)

    def verified(self, headers: Mapping[str, str], body: bytes, connection: Connection) -> bool:
        """Whether the app's secret signed it."""
        return signature.verified(headers, body, connection)

    async def fetch(self, connection: Connection, cursor: Mapping[str, Any] | None, now: datetime) -> Fetched:
        """Go through the posts for new comments, and for answers to comments."""
        return await rounds.fetch(self._source(connection), cursor, now, self.platform.backfill)

    async def find(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Found:
        """Look for the reply's text among the page's own answers since it was approved."""
        try:
            return await self._find(reply, comment, connection)
        except (PlatformError, TooMany):
            return Found(None)

    async def moderate(self, what: Moderation, comment: Comment, connection: Connection) -> Outcome:
        """Hide the comment from everybody but its author and their friends, or show it again."""
        if what not in self.platform.moderation:
            return await super().moderate(what, comment, connection)
        try:
            return await self._hide(what is Moderation.HIDE, comment, connection)
        except PlatformError as error:
            return refused(error)

    def _source(self, connection: Connection) -> rounds.Source:
        raise NotImplementedError

    async def _find(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Found:
        raise NotImplementedError

    async def _hide(self, hidden: bool, comment: Comment, connection: Connection) -> Outcome:
        raise NotImplementedError

    def _graph(self, connection: Connection) -> Graph:
        return Graph(self._client, connection, self.platform.name)

    async def _read_comment(self, graph: Graph, comment_id: str, fields: str) -> Mapping[str, Any] | None:
        """The comment as it is; None where it is gone.

        The platform says the same of a comment that a token may no longer see, and that must not close comments.
        """
        try:
            return mapping((await graph.get(comment_id, fields=fields)).json)
        except PlatformError as error:
            if error.trouble is not Trouble.MISSING:
                raise
            await self._expect(graph, self.reads_with)
            return None

    async def _token_end(self, graph: Graph) -> datetime | None:
        """When the token ends, None: never; raises PlatformError where it isn't a page's or may do too little."""
        token = await self._expect(graph, self.permissions)
        if token.get("type") not in (None, "PAGE"):
            raise PlatformError(Trouble.TOKEN, NO_PAGE_TOKEN)
        ends = [unix(token.get(key)) for key in ("expires_at", "data_access_expires_at") if token.get(key)]
        return min((end for end in ends if end), default=None)

    async def _expect(self, graph: Graph, permissions: Iterable[str]) -> Mapping[str, Any]:
        token = await graph.debug()
        if token.get("is_valid") is False:
            raise PlatformError(
                Trouble.TOKEN, f"{self.platform.name} no longer accepts this connection's token. {RECONNECT}"
            )
        missing = sorted(set(permissions) - _scopes(token)) if "scopes" in token else []
        if missing:
            raise PlatformError(
                Trouble.PERMISSION,
                f"{self.platform.name} doesn't let this connection do what it needs; it lacks {', '.join(missing)}. "
                "Reconnect the page in Settings, Connections, and grant every permission that is asked for.",
            )
        return token

    async def _subscribe(self, graph: Graph, page_id: str, app_id: str) -> None:
        """Have the page's changes delivered to the app's webhook, if they aren't already."""
        found = mapping((await graph.get(f"{page_id}/subscribed_apps")).json)
        apps = [mapping(one) for one in sequence(found.get("data"))]
        ours = next((one for one in apps if identifier(one.get("id")) == app_id), None)
        fields = [str(one) for one in sequence(mapping(ours).get("subscribed_fields"))]
        if "feed" in fields:
            return
        outcome = await graph.post(f"{page_id}/subscribed_apps", subscribed_fields=",".join([*fields, "feed"]))
        if isinstance(outcome, Answer):
            return
        trouble = (outcome.trouble if isinstance(outcome, Refused) else Trouble.AWAY) or Trouble.REFUSED
        raise PlatformError(
            trouble,
            f"The page's comments can't be delivered to the desk. {outcome.reason}"
            + (f" The app needs {WEBHOOK_PERMISSION}." if trouble is Trouble.PERMISSION else ""),
        )

    async def _own(
        self,
        graph: Graph,
        path: str,
        since: datetime | None,
        connection: Connection,
        *,
        newest_first: bool = False,
        **params: Any,
    ) -> AsyncIterator[Mapping[str, Any]]:
        """What the page itself wrote in a list of comments, at or after ``since``."""
        async for page in graph.pages(path, MAX_LISTS, **params):
            for one in page:
                at = written(one.get("created_time") or one.get("timestamp"))
                if since is not None and at is not None and at < since:
                    if newest_first:
                        return
                elif self._is_own(one, connection):
                    yield one

    def _is_own(self, entry: Mapping[str, Any], connection: Connection) -> bool:
        raise NotImplementedError


class Named:
    """Who a page token speaks for."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        self.id = identifier(found.get("id")) or ""
        self.name = name(found.get("name")) or self.id


def account(called: str, expires_at: datetime | None, config: Mapping[str, Any]) -> Account:
    """The account, with what is worth keeping about it."""
    return Account(called, expires_at, {key: value for key, value in config.items() if value})


def account_id(connection: Connection) -> str:
    """The platform's id of the page or account; deliveries are told apart by it."""
    return str(connection.config.get("account_id", ""))


def refused(error: PlatformError) -> Refused:
    """Nothing was sent, because of this."""
    passing = error.trouble in (Trouble.RATE, Trouble.AWAY)
    return Refused(
        error.reason, passing, error.retry_after, None if error.trouble is Trouble.REFUSED else error.trouble
    )


def sent(answer: Answer | Refused | Uncertain, key: str, who: str) -> Outcome:
    """The id that the platform gave to what was posted; without one nobody knows whether it was."""
    if not isinstance(answer, Answer):
        return answer
    id = identifier(answer.json.get(key))
    return Sent(id) if id else Uncertain(f"{who}'s answer holds no id; the reply may be there.")


def done(answer: Answer | Refused | Uncertain, comment: Comment, who: str) -> Outcome:
    """What became of changing a comment."""
    if not isinstance(answer, Answer):
        return answer
    if answer.json.get("success") is True:
        return Sent(comment.external_id)
    return Uncertain(f"{who} doesn't say whether it was done; look at the comment there.")


def matching(entry: Mapping[str, Any], key: str, text: str) -> bool:
    """Whether an entry of a list has this text."""
    return same(words(entry.get(key)), text)


def standing(text: str | None, answer: Mapping[str, Any] | None, key: str) -> Standing:
    """A comment that is there, with the page's answer to it."""
    if answer is None:
        return Standing(True, text)
    return Standing(True, text, words(answer.get(key)), identifier(answer.get("id")))


def since(reply: ApprovedReply) -> datetime:
    """From when on a reply may have been posted."""
    return reply.approved_at - CLOCKS_DIFFER


def _scopes(token: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(one for one in sequence(token.get("scopes")) if isinstance(one, str))
