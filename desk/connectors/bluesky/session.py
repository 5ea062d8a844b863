"""Sessions: one for each connection, kept in memory, for Bluesky allows few sign-ins (30 in five minutes, 300 a day)."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import httpx

from desk.connectors.bluesky.errors import UNREADABLE, error_of, inactive
from desk.connectors.bluesky.settings import service_of
from desk.connectors.calling import Answer, read
from desk.domain.page import Connection
from desk.domain.platform import PlatformError, Trouble
from desk.ports.outside import Clock

WHO: Final = "Bluesky"
_SPENT: Final = frozenset({400, 401, 403})


@dataclass(frozen=True)
class Session:
    """Tokens of a signed-in account. ``credentials``: a digest of what it was signed in with."""

    access: str
    refresh: str
    did: str
    handle: str
    credentials: bytes


class Sessions:
    """The sessions of all connections. Nobody signs in twice at once."""

    def __init__(self, client: httpx.AsyncClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._known: dict[UUID, Session] = {}
        self._locks: dict[UUID, asyncio.Lock] = {}

    async def of(self, connection: Connection) -> Session:
        """The connection's session; it is signed in where there is none, or other credentials are given now."""
        async with self._lock(connection):
            session = self._known.get(connection.id)
            if session is None or session.credentials != _digest(connection):
                session = await self._sign_in(connection)
            return session

    async def renewed(self, connection: Connection, spent: Session) -> Session:
        """A session in place of one that is no longer accepted."""
        async with self._lock(connection):
            session = self._known.get(connection.id)
            if session is not None and session is not spent:
                return session
            self._known.pop(connection.id, None)
            answer = await self._call(
                connection, "refreshSession", headers={"Authorization": f"Bearer {spent.refresh}"}
            )
            if answer.status in _SPENT:
                return await self._sign_in(connection)
            return self._kept(connection, answer)

    def _lock(self, connection: Connection) -> asyncio.Lock:
        return self._locks.setdefault(connection.id, asyncio.Lock())

    async def _sign_in(self, connection: Connection) -> Session:
        credentials = {
            "identifier": str(connection.config.get("identifier") or "").strip().removeprefix("@"),
            "password": connection.secrets.get("app_password", "").strip(),
        }
        return self._kept(connection, await self._call(connection, "createSession", json=credentials))

    async def _call(self, connection: Connection, what: str, **options: Any) -> Answer:
        address = f"{service_of(connection)}/xrpc/com.atproto.server.{what}"
        return await read(self._client, "POST", address, WHO, **options)

    def _kept(self, connection: Connection, answer: Answer) -> Session:
        if not answer.ok:
            raise error_of(answer, self._clock.now())
        told = answer.json if isinstance(answer.json, dict) else {}
        if told.get("active") is False:
            raise inactive(told.get("status"))
        values = [told.get(name) for name in ("accessJwt", "refreshJwt", "did", "handle")]
        access, refresh, did, handle = (value if isinstance(value, str) else "" for value in values)
        if not access or not refresh or not did:
            raise PlatformError(Trouble.AWAY, UNREADABLE)
        session = Session(access, refresh, did, handle, _digest(connection))
        self._known[connection.id] = session
        return session


def _digest(connection: Connection) -> bytes:
    parts = (
        service_of(connection),
        str(connection.config.get("identifier") or ""),
        connection.secrets.get("app_password", ""),
    )
    return hashlib.sha256("\0".join(parts).encode()).digest()
