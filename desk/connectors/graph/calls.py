"""Calls to the Graph API with a connection's token: in a header, and with the proof that the app makes them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any, Final
from urllib.parse import quote

import httpx

from desk.connectors.calling import Answer, read, write
from desk.connectors.graph.errors import GONE, RECONNECT, failure_of
from desk.connectors.graph.signature import proof
from desk.connectors.graph.values import mapping, sequence
from desk.domain.page import Connection
from desk.domain.platform import PlatformError, Trouble
from desk.domain.reply import Refused, Uncertain

API: Final = "https://graph.facebook.com"
VERSION: Final = "v25.0"
_APP_REASONS: Final = {
    Trouble.TOKEN: "The app ID or the app secret is wrong. Compare both with the app's basic settings, and correct them in "
    "Settings, Connections.",
    Trouble.REFUSED: "The token isn't one of this app. Make one with the app whose ID and secret stand in Settings, "
    "Connections.",
}


class TooMany(Exception):
    """A list is longer than the desk looks through."""


class Graph:
    """The API as one connection sees it. ``get`` raises PlatformError; ``post`` answers, or says how it ended."""

    def __init__(self, client: httpx.AsyncClient, connection: Connection, who: str) -> None:
        self._client = client
        self._who = who
        config = connection.config
        self._base = f"{str(config.get('api_url') or API).rstrip('/')}/{config.get('api_version') or VERSION}"
        self._app_id = str(config.get("app_id", ""))
        self._app_secret = connection.secrets.get("app_secret", "").strip()
        self._token = connection.secrets.get("token", "").strip()

    async def get(self, path: str, **params: Any) -> Answer:
        """Read what is at a path; the answer's ``json`` is an object."""
        return await self._get(path, self._token, params)

    async def debug(self) -> Mapping[str, Any]:
        """What the platform knows about the connection's token. It wants that token as a parameter."""
        try:
            answer = await self._get("debug_token", f"{self._app_id}|{self._app_secret}", {"input_token": self._token})
        except PlatformError as error:
            raise PlatformError(
                error.trouble, _APP_REASONS.get(error.trouble, error.reason), error.retry_after
            ) from None
        return mapping(mapping(answer.json).get("data"))

    async def pages(self, path: str, at_most: int, **params: Any) -> AsyncIterator[list[Mapping[str, Any]]]:
        """The pages of a list, one after the other; raises TooMany where it has more than ``at_most``."""
        after: str | None = None
        for _ in range(at_most):
            answer = await self.get(path, **params, **({"after": after} if after else {}))
            found = mapping(answer.json)
            yield [mapping(one) for one in sequence(found.get("data"))]
            after = next_of(found)
            if after is None:
                return
        raise TooMany()

    async def post(self, path: str, **body: Any) -> Answer | Refused | Uncertain:
        """Change something; anything but an answered yes is the outcome. A mapping in the body goes as JSON."""
        try:
            options = self._options(self._token, {})
        except PlatformError as error:
            return Refused(error.reason, trouble=error.trouble)
        options |= {"json": body} if any(isinstance(one, dict) for one in body.values()) else {"data": body}
        answer = await write(self._client, "POST", self._url(path), self._who, **options)
        if not isinstance(answer, Answer):
            return answer
        failed = failure_of(answer, self._who)
        if failed is None:
            return answer
        if answer.ok and not failed.code:
            return Uncertain(f"{self._who}'s answer can't be read; it may be there.")
        return failed.outcome()

    def gone(self) -> str:
        """That a comment is no longer there, in words."""
        return GONE.format(who=self._who)

    async def _get(self, path: str, token: str, params: Mapping[str, Any]) -> Answer:
        answer = await read(self._client, "GET", self._url(path), self._who, **self._options(token, params))
        failed = failure_of(answer, self._who)
        if failed is not None:
            raise failed.raised()
        return answer

    def _options(self, token: str, params: Mapping[str, Any]) -> dict[str, Any]:
        if not token or not token.isascii() or not token.isprintable():
            raise PlatformError(
                Trouble.TOKEN, f"This connection has no token that {self._who} could accept. {RECONNECT}"
            )
        signed = {**params, "appsecret_proof": proof(token, self._app_secret)}
        return {"headers": {"Authorization": f"Bearer {token}"}, "params": signed}

    def _url(self, path: str) -> str:
        return f"{self._base}/{quote(path, safe='/_')}"


def next_of(found: Mapping[str, Any]) -> str | None:
    """Where the next page of a list begins; None where it is the last.

    The address that the platform gives for it holds the token, so only its cursor is used.
    """
    paging = mapping(found.get("paging"))
    after = mapping(paging.get("cursors")).get("after")
    return after if paging.get("next") and isinstance(after, str) and after else None
