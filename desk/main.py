"""The one place that wires the desk's parts together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timezone
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import structlog

from desk.assistant.client import RasaAssistant
from desk.connectors.api.client import ApiConnector
from desk.db.database import Database, SqlUnitOfWork
from desk.db.events import listen
from desk.db.jobs import Queue
from desk.db.migrate import is_current
from desk.db.search import HybridSearch
from desk.domain.page import Connection
from desk.ports import Connector, DatabaseUnavailable
from desk.services.accounts import Accounts
from desk.services.decide import Decisions
from desk.services.publish import Publishing
from desk.settings import ROOT, Settings
from desk.worker import DEAD_AFTER_S, register_tasks

if TYPE_CHECKING:
    from language.encoder import Encoder


class SystemClock:
    """The machine's clock, in UTC."""

    def now(self) -> datetime:
        """The current time."""
        return datetime.now(timezone.utc)


class Desk:
    """Everything wired; ``open`` before use, ``close`` at the end."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.console: Path = ROOT / "console" / "dist"
        self.clock = SystemClock()
        self.database = Database(settings.database_url)
        self.queue = Queue(settings.database_url)
        self.uow = SqlUnitOfWork(self.database, self.queue, _request_id)
        self.http = httpx.AsyncClient(limits=httpx.Limits(max_connections=64))
        self.assistant = RasaAssistant(self.http, settings.assistant_urls, settings.assistant_token)
        connectors: dict[str, Connector] = {"api": ApiConnector(self.http, self.clock, settings.signing_key)}
        self.publishing = Publishing(self.uow, self.clock, connectors)
        self.decisions = Decisions(self.uow, self.clock)
        self.accounts = Accounts(self.uow, self.clock)

    async def open(self) -> None:
        """Connect to the database."""
        await self.database.open()
        await self.queue.open()

    async def close(self) -> None:
        """Give everything back."""
        await self.queue.close()
        await self.database.close()
        await self.http.aclose()

    @lru_cache(maxsize=1)  # noqa: B019 - one desk lives as long as its process
    def encoder(self) -> Encoder:
        """The sentence encoder, loaded when it is first needed; takes a moment."""
        from language.encoder import Encoder

        return Encoder(self.settings.encoder)

    def prepare_worker(self) -> None:
        """Tell the queue how to do its jobs; loads the encoder."""
        search = HybridSearch(self.database, self.encoder())
        register_tasks(self.queue, self.uow, self.assistant, search, self.publishing, self.clock)

    async def api_connection(self, page_id: str) -> Connection:
        """The API connection of a page."""
        async with self.uow() as unit:
            return await unit.pages.api_connection(page_id)

    def changes(self) -> AsyncIterator[dict[str, Any] | None]:
        """Events as they are committed; None when some may have been missed."""
        return listen(self.settings.database_url)

    async def readiness(self) -> dict[str, bool]:
        """Which parts are up; all of them means that a comment posted now would be drafted."""
        database, assistant = await asyncio.gather(self._database_ready(), self.assistant.ready())
        return {**database, "assistant": assistant}

    async def _database_ready(self) -> dict[str, bool]:
        try:
            async with self.database.connection() as connection:
                cursor = await connection.execute(
                    "SELECT EXISTS (SELECT FROM procrastinate_workers"
                    " WHERE last_heartbeat > now() - make_interval(secs => %s)) AS alive",
                    (DEAD_AFTER_S,),
                )
                row = await cursor.fetchone()
        except DatabaseUnavailable:
            return {"database": False, "worker": False}
        return {"database": await is_current(self.settings.database_url), "worker": bool(row and row["alive"])}


def _request_id() -> str | None:
    return structlog.contextvars.get_contextvars().get("request_id")
