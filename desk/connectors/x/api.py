"""Calls to the API of X, signed for the account."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote

import httpx

from desk.connectors.calling import Answer, read, write
from desk.connectors.x.problems import UNREADABLE, error_of
from desk.connectors.x.settings import flag, setting
from desk.connectors.x.signing import Signed
from desk.domain.page import Connection
from desk.domain.platform import PlatformError, Trouble
from desk.domain.reply import Refused, Uncertain
from desk.ports.outside import Clock

WHO: Final = "X"
_FIELDS: Final = (
    "attachments,author_id,conversation_id,created_at,edit_history_tweet_ids,entities,in_reply_to_user_id,note_tweet,"
    "referenced_tweets,reply_settings,text"
)


class Api:
    """One connection's way to X. Raises PlatformError where it has no credentials."""

    def __init__(self, client: httpx.AsyncClient, clock: Clock, connection: Connection) -> None:
        self._client = client
        self._clock = clock
        self._connection = connection
        self._auth = Signed(connection.secrets)
        self._base = f"{setting(connection, 'api_url').rstrip('/')}/{setting(connection, 'api_version').strip('/')}"

    async def ask(self, path: str, query: Mapping[str, str]) -> Answer:
        """Read; whatever the status. Raises PlatformError where there is no whole answer."""
        return await read(self._client, "GET", self._base + path, WHO, params=dict(query), auth=self._auth)

    async def get(self, path: str, query: Mapping[str, str]) -> Answer:
        """Read a document. Raises PlatformError for anything else."""
        answer = await self.ask(path, query)
        if not answer.ok:
            raise error_of(answer, self._clock.now())
        if not isinstance(answer.json, dict):
            raise PlatformError(Trouble.AWAY, UNREADABLE)
        return answer

    async def post(self, path: str, document: Mapping[str, Any]) -> Answer | Refused | Uncertain:
        """Write."""
        return await write(self._client, "POST", self._base + path, WHO, json=dict(document), auth=self._auth)

    async def put(self, path: str, document: Mapping[str, Any]) -> Answer | Refused | Uncertain:
        """Change."""
        return await write(self._client, "PUT", self._base + path, WHO, json=dict(document), auth=self._auth)

    def fields(self, *, history: bool = False) -> dict[str, str]:
        """What posts are asked with. ``history``: with their other versions."""
        expansions = ["attachments.media_keys", "edit_history_tweet_ids" if history else "author_id"]
        if flag(self._connection, "context") and not history:
            expansions.append("referenced_tweets.id")
        return {
            "tweet.fields": _FIELDS,
            "expansions": ",".join(expansions),
            "user.fields": "name,public_metrics,username",
            "media.fields": "type",
        }


def segment(value: str) -> str:
    """A value as one segment of a path."""
    return quote(value, safe="")


def moment(at: datetime) -> str:
    """A time as X wants it."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
