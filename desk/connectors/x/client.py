"""X as the desk speaks to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

import httpx

from desk.connectors.base import BaseConnector
from desk.connectors.calling import Answer
from desk.connectors.x import parse as reading
from desk.connectors.x.api import Api, moment, segment
from desk.connectors.x.cost import cost_of
from desk.connectors.x.fetching import PAGE, SEARCHED, Place, has_posts, next_page, written_before
from desk.connectors.x.posts import Beside, Post, Unreadable, from_v2, id_of
from desk.connectors.x.problems import UNREADABLE, error_of, pause, problem_of, unexplained
from desk.connectors.x.sending import GONE, ODD_ID, forbidden, outcome_of, too_long
from desk.connectors.x.settings import Own, X, flag, own_of, setting
from desk.connectors.x.signing import HEADER, is_signed, webhook_signature
from desk.connectors.x.texts import comparable
from desk.domain.comment import Comment
from desk.domain.incoming import Happening
from desk.domain.page import Connection
from desk.domain.platform import Account, Fetched, Found, Handshake, Moderation, PlatformError, Standing, Trouble
from desk.domain.reply import ApprovedReply, Outcome, Refused, Sent, Uncertain
from desk.ports.outside import Clock

A_LITTLE: Final = timedelta(minutes=2)
MAX_PAGES: Final = 10
"""How many pages of the account's own posts are read to find one."""


class XConnector(BaseConnector):
    """Mentions by polling or webhook, replies by POST /2/tweets."""

    platform = X

    def __init__(self, client: httpx.AsyncClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock

    def handshake(self, query: Mapping[str, str], connection: Connection) -> Handshake | None:
        """X checks that whoever answers holds the app's secret."""
        token, secret = query.get("crc_token"), connection.secrets.get("consumer_secret")
        if not token or not secret:
            return None
        signature = webhook_signature(token.encode("utf-8", "replace"), secret)
        return Handshake(json.dumps({"response_token": signature}), "application/json")

    def verified(self, headers: Mapping[str, str], body: bytes, connection: Connection) -> bool:
        """By the app's secret."""
        return is_signed(body, headers.get(HEADER), connection.secrets.get("consumer_secret"))

    def parse(self, body: bytes, connection: Connection) -> list[Happening]:
        """What a page of posts or a delivery tells."""
        return reading.parse(body, own_of(connection), setting(connection, "plan"))

    async def fetch(self, connection: Connection, cursor: Mapping[str, Any] | None, now: datetime) -> Fetched:
        """A page of mentions, and one of quotes where those are wanted."""
        api, own = Api(self._client, self._clock, connection), await self._own(connection)
        known = cursor or {}
        mentions, place = await next_page(
            api,
            f"/users/{segment(own.user_id)}/mentions",
            api.fields(),
            Place.of(known.get("mentions")),
            now,
            "pagination_token",
            self.platform.backfill,
        )
        pages, places = [mentions], {"mentions": place}
        if flag(connection, "quotes"):
            places["quotes"] = Place.of(known.get("quotes"))
            try:
                quotes, places["quotes"] = await self._quotes(api, own, places["quotes"], now)
                pages.append(quotes)
            except PlatformError:
                # New mentions must not wait for a search that fails; with none, its failure is what there is to tell.
                if not has_posts(mentions):
                    raise
        return Fetched(
            tuple(page.body for page in pages if page.ok and has_posts(page)),
            {name: place.kept for name, place in places.items()},
            more=any(place.page for place in places.values()),
            wait=max((wait for page in pages if (wait := pause(page, now)) is not None), default=None),
        )

    async def _quotes(self, api: Api, own: Own, place: Place, now: datetime) -> tuple[Answer, Place]:
        earliest = now - SEARCHED
        if (place.since_id and written_before(place.since_id, earliest)) or (place.start or "9") < moment(earliest):
            place = Place()
        address = f"{own.username}/status"
        query = f'(url:"x.com/{address}" OR url:"twitter.com/{address}") is:quote -is:retweet -from:{own.username}'
        return await next_page(
            api, "/tweets/search/recent", {**api.fields(), "query": query}, place, now, "next_token", SEARCHED
        )

    async def look(self, comment: Comment, connection: Connection) -> Standing:
        """Whether the post is there, its text where it was ever changed, and what the account wrote under it."""
        if not _is_id(comment.external_id):
            return Standing()
        api, own = Api(self._client, self._clock, connection), await self._own(connection)
        there, post = await self._post(api, own, comment.external_id)
        if post is None:
            return Standing(there)
        answer = await self._answer(api, own, post)
        changed = post.text if len(post.versions) > 1 else None
        return Standing(True, changed, answer.text if answer else None, answer.versions[0] if answer else None)

    async def _post(self, api: Api, own: Own, id: str) -> tuple[bool | None, Post | None]:
        """The latest version of a post; without one, whether it is gone (False) or not shown to us (None)."""
        answer = await api.ask(f"/tweets/{segment(id)}", api.fields(history=True))
        document = answer.json if isinstance(answer.json, dict) else {}
        # Beside a post there may be errors about what was asked to come with it.
        kind = "" if document.get("data") else problem_of(answer)
        if answer.status == 404 or (answer.ok and kind == "resource-not-found"):
            return False, None
        if kind == "not-authorized-for-resource":
            return None, None
        if not answer.ok:
            raise error_of(answer, self._clock.now())
        beside = Beside.of(document.get("includes"))
        try:
            post = from_v2(document.get("data"), beside, own)
            for other in beside.tweets.values():
                version = from_v2(other, beside, own)
                if version.id == post.versions[-1]:
                    post = version
        except Unreadable:
            raise PlatformError(Trouble.AWAY, UNREADABLE) from None
        return True, post

    async def _answer(self, api: Api, own: Own, post: Post) -> Post | None:
        """The account's first answer to a post; None too where the plan has no search."""
        query = {"query": f"conversation_id:{post.thread or post.versions[0]} from:{own.username}", "max_results": PAGE}
        try:
            answer = await api.get("/tweets/search/recent", {**api.fields(), **query})
        except PlatformError as error:
            if error.trouble in (Trouble.PERMISSION, Trouble.REFUSED):
                return None
            raise
        answers = [one for one in _posts(answer, own) if one.parent in post.versions]
        return answers[-1] if answers else None

    async def publish(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Outcome:
        """Post the reply under the comment."""
        if not _is_id(comment.external_id):
            return Refused(ODD_ID, trouble=Trouble.REFUSED)
        if (refused := too_long(reply.text)) is not None:
            return refused
        try:
            api = Api(self._client, self._clock, connection)
            answer_to = await self._latest_id(api, comment, connection)
        except PlatformError as error:
            passing = error.trouble in (Trouble.RATE, Trouble.AWAY)
            return Refused(error.reason, passing, error.retry_after, error.trouble)
        if answer_to is None:
            return Refused(GONE, trouble=Trouble.REFUSED)
        answer = await api.post("/tweets", {"text": reply.text, "reply": {"in_reply_to_tweet_id": answer_to}})
        if isinstance(answer, Refused | Uncertain):
            return answer
        if unexplained(answer):
            return await self._why_not(api, reply, comment, connection)
        return outcome_of(answer, self._clock.now())

    async def _latest_id(self, api: Api, comment: Comment, connection: Connection) -> str | None:
        """The id to answer to: a post that was edited is answered in its latest version."""
        if comment.edited_at is None:
            return comment.external_id
        _, post = await self._post(api, own_of(connection), comment.external_id)
        return post.versions[-1] if post is not None else None

    async def _why_not(self, api: Api, reply: ApprovedReply, comment: Comment, connection: Connection) -> Outcome:
        """X says the same for words it had before, a post that is gone, and a conversation that is closed: look which."""
        try:
            own = await self._own(connection)
            mine, _ = await self._own_posts(api, own, {}, 1)
            same = [one for one in mine if comparable(one.text) == comparable(reply.text)]
            under = next((one for one in same if one.parent == comment.external_id), None)
            if under is not None:
                return Sent(under.versions[0])
            there, _ = await self._post(api, own, comment.external_id)
        except PlatformError:
            there, same = None, []
        return forbidden(said_before=bool(same), gone=there is False)

    async def find(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Found:
        """Among the account's own posts since the approval."""
        since = {"start_time": moment(reply.approved_at - A_LITTLE)}
        try:
            api, own = Api(self._client, self._clock, connection), await self._own(connection)
            mine, whole = await self._own_posts(api, own, since, MAX_PAGES)
            parents = {comment.external_id}
            if comment.edited_at is not None:
                _, post = await self._post(api, own, comment.external_id)
                parents |= set(post.versions) if post else set()
        except PlatformError:
            return Found(None)
        for one in mine:
            if one.parent in parents and comparable(one.text) == comparable(reply.text):
                return Found(True, one.versions[0])
        return Found(False if whole else None)

    async def _own_posts(self, api: Api, own: Own, since: Mapping[str, str], pages: int) -> tuple[list[Post], bool]:
        """The account's own posts, newest first, and whether these are all."""
        query = {**api.fields(), "expansions": "author_id", "exclude": "retweets", "max_results": PAGE, **since}
        posts: list[Post] = []
        for _ in range(pages):
            answer = await api.get(f"/users/{segment(own.user_id)}/tweets", query)
            posts += _posts(answer, own)
            meta = answer.json.get("meta")
            following = id_of(meta.get("next_token")) if isinstance(meta, dict) else None
            if following is None:
                return posts, isinstance(meta, dict)
            query["pagination_token"] = following
        return posts, False

    async def account(self, connection: Connection) -> Account:
        """Whom the keys and tokens speak for."""
        api = Api(self._client, self._clock, connection)
        answer = await api.get("/users/me", {"user.fields": "name,username"})
        data = answer.json.get("data")
        id = id_of(data.get("id")) if isinstance(data, dict) else None
        username = id_of(data.get("username")) if isinstance(data, dict) else None
        if id is None or username is None:
            raise (
                error_of(answer, self._clock.now())
                if answer.json.get("errors")
                else PlatformError(Trouble.AWAY, UNREADABLE)
            )
        name = data.get("name")
        shown = f"{name} (@{username})" if isinstance(name, str) and name else f"@{username}"
        return Account(shown, config={"user_id": id, "username": username})

    def price(self, text: str, connection: Connection) -> str | None:
        """By the prices of the plan, as the connection names them."""
        return cost_of(text, connection)

    async def moderate(self, what: Moderation, comment: Comment, connection: Connection) -> Outcome:
        """Hide a reply under one of the account's own posts, or show it again."""
        if what not in self.platform.moderation:
            return await super().moderate(what, comment, connection)
        if not _is_id(comment.external_id):
            return Refused(ODD_ID, trouble=Trouble.REFUSED)
        hidden = what is Moderation.HIDE
        try:
            api = Api(self._client, self._clock, connection)
        except PlatformError as error:
            return Refused(error.reason, trouble=error.trouble)
        answer = await api.put(f"/tweets/{segment(comment.external_id)}/hidden", {"hidden": hidden})
        if isinstance(answer, Refused | Uncertain):
            return answer
        data = answer.json.get("data") if isinstance(answer.json, dict) else None
        if answer.ok and isinstance(data, dict) and data.get("hidden") is hidden:
            return Sent()
        if unexplained(answer):
            return Refused("X hides only replies in conversations that the account began.", trouble=Trouble.REFUSED)
        return outcome_of(answer, self._clock.now())

    async def _own(self, connection: Connection) -> Own:
        own = own_of(connection)
        if own.user_id and own.username:
            return own
        told = (await self.account(connection)).config
        return Own(told["user_id"], told["username"])


def _posts(answer: Answer, own: Own) -> list[Post]:
    document = answer.json
    beside = Beside.of(document.get("includes"))
    posts = []
    for entry in document["data"] if isinstance(document.get("data"), list) else []:
        try:
            posts.append(from_v2(entry, beside, own))
        except Unreadable:
            continue
    return posts


def _is_id(value: str) -> bool:
    return value.isascii() and value.isdigit()
