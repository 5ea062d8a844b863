"""The pages, connections and api_tokens tables."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from psycopg import AsyncConnection
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from desk.domain.errors import Conflict, NotFound
from desk.domain.page import Connection, Page


class PageStore:
    """Reads and writes pages within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def get(self, page_id: str, *, lock: bool = False) -> Page | None:
        """One page; ``lock`` keeps others from changing it until the transaction ends."""
        query = "SELECT id, name, settings FROM pages WHERE id = %s" + (" FOR NO KEY UPDATE" if lock else "")
        row = await (await self._db.execute(query, (page_id,))).fetchone()
        return Page(**row) if row else None

    async def change(self, page: Page) -> None:
        """Its new name and settings."""
        await self._db.execute(
            "UPDATE pages SET name = %s, settings = %s WHERE id = %s", (page.name, Jsonb(page.settings), page.id)
        )

    async def all(self) -> list[Page]:
        """Every page, by name."""
        cursor = await self._db.execute("SELECT id, name, settings FROM pages ORDER BY name")
        return [Page(**row) async for row in cursor]

    async def add(self, page: Page) -> None:
        """A new page with its API connection; Conflict when the id is taken."""
        cursor = await self._db.execute(
            "INSERT INTO pages (id, name, settings) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            (page.id, page.name, Jsonb(page.settings)),
        )
        if cursor.rowcount != 1:
            raise Conflict(f"There is already a page with the id {page.id!r}.")
        await self._db.execute(
            "INSERT INTO connections (id, page_id, platform) VALUES (%s, %s, 'api')", (uuid4(), page.id)
        )

    async def connection(self, connection_id: UUID) -> Connection:
        """One connection; NotFound when it is gone."""
        cursor = await self._db.execute(
            "SELECT id, page_id, platform, config, secrets FROM connections WHERE id = %s", (connection_id,)
        )
        row = await cursor.fetchone()
        if row is None:
            raise NotFound("This connection does not exist.")
        sealed = bytes(row["secrets"]) if row["secrets"] is not None else None
        return Connection(row["id"], row["page_id"], row["platform"], row["config"], sealed=sealed)

    async def api_connection(self, page_id: str) -> Connection:
        """The page's API connection; NotFound for an unknown page."""
        cursor = await self._db.execute(
            "SELECT id, page_id, platform, config FROM connections WHERE page_id = %s AND platform = 'api'", (page_id,)
        )
        row = await cursor.fetchone()
        if row is None:
            raise NotFound(f"There is no page with the id {page_id!r}.")
        return Connection(**row)

    async def configure(self, connection_id: UUID, config: dict[str, Any]) -> None:
        """Replace a connection's configuration."""
        await self._db.execute("UPDATE connections SET config = %s WHERE id = %s", (Jsonb(config), connection_id))

    async def add_token(self, page_id: str, name: str, token_hash: bytes) -> None:
        """A token with which a machine speaks for this page; only its hash is kept."""
        await self._db.execute(
            "INSERT INTO api_tokens (id, name, page_id, token_hash) VALUES (%s, %s, %s, %s)",
            (uuid4(), name, page_id, token_hash),
        )

    async def page_of_token(self, token_hash: bytes) -> str | None:
        """The page a token speaks for; None for an unknown or revoked one. Notes, once a minute, that it is in use."""
        cursor = await self._db.execute(
            "SELECT page_id, coalesce(last_used_at < now() - interval '1 minute', true) AS stale FROM api_tokens"
            " WHERE token_hash = %s AND revoked_at IS NULL",
            (token_hash,),
        )
        row = await cursor.fetchone()
        if row is not None and row["stale"]:
            await self._db.execute("UPDATE api_tokens SET last_used_at = now() WHERE token_hash = %s", (token_hash,))
        return row["page_id"] if row else None
