"""Calls of the AT Protocol (XRPC) in a connection's session, which is renewed where it has run out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import httpx

from desk.connectors.bluesky.errors import EXPIRED, INVALID, UNREADABLE, error_of, name_of
from desk.connectors.bluesky.session import WHO, Session, Sessions
from desk.connectors.bluesky.settings import service_of
from desk.connectors.calling import Answer, read, write
from desk.domain.page import Connection
from desk.domain.platform import PlatformError, Trouble
from desk.domain.reply import Refused, Uncertain
from desk.ports.outside import Clock

_NOT_ACCEPTED: Final = frozenset({EXPIRED, INVALID})
Query = Mapping[str, str | Sequence[str]]


class Api:
    """Queries and procedures, each by its name."""

    def __init__(self, client: httpx.AsyncClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._sessions = Sessions(client, clock)

    async def session(self, connection: Connection) -> Session:
        """The session of a connection."""
        return await self._sessions.of(connection)

    async def ask(self, connection: Connection, name: str, query: Query) -> Answer:
        """A query; whatever it answers. Raises PlatformError where there is no answer or no session."""
        session = await self._sessions.of(connection)
        answer = await self._ask(connection, session, name, query)
        if name_of(answer) in _NOT_ACCEPTED:
            answer = await self._ask(connection, await self._sessions.renewed(connection, session), name, query)
        return answer

    async def get(self, connection: Connection, name: str, query: Query) -> dict[str, Any]:
        """What a query that goes well answers."""
        return self.checked(await self.ask(connection, name, query))

    async def do(self, connection: Connection, name: str, body: Mapping[str, Any]) -> Answer | Refused | Uncertain:
        """A procedure. A token that has run out is refused before anything is done, so it is repeated then."""
        session = await self._sessions.of(connection)
        answer = await self._do(connection, session, name, body)
        if isinstance(answer, Answer) and name_of(answer) in _NOT_ACCEPTED:
            answer = await self._do(connection, await self._sessions.renewed(connection, session), name, body)
        return answer

    def checked(self, answer: Answer) -> dict[str, Any]:
        """The document of an answer. Raises PlatformError where it is none of success."""
        if not answer.ok:
            raise error_of(answer, self._clock.now())
        if not isinstance(answer.json, dict):
            raise PlatformError(Trouble.AWAY, UNREADABLE)
        return answer.json

    @property
    def now(self) -> datetime:
        """The time."""
        return self._clock.now()

    async def _ask(self, connection: Connection, session: Session, name: str, query: Query) -> Answer:
        return await read(
            self._client, "GET", _address(connection, name), WHO, headers=_headers(session), params=dict(query)
        )

    async def _do(
        self, connection: Connection, session: Session, name: str, body: Mapping[str, Any]
    ) -> Answer | Refused | Uncertain:
        return await write(
            self._client, "POST", _address(connection, name), WHO, headers=_headers(session), json=dict(body)
        )


def _address(connection: Connection, name: str) -> str:
    return f"{service_of(connection)}/xrpc/{name}"


def _headers(session: Session) -> dict[str, str]:
    return {"Authorization": f"Bearer {session.access}"}
