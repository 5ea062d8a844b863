"""What the settings show of a page's connections: its tokens, its webhook, and how it is."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from psycopg import AsyncConnection
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb


class ConnectionStore:
    """Reads and writes within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def tokens(self, page_id: str) -> list[dict[str, Any]]:
        """The tokens of a page that work: id, name, created_at, last_used_at; the newest first."""
        cursor = await self._db.execute(
            "SELECT id, name, created_at, last_used_at FROM api_tokens WHERE page_id = %s AND revoked_at IS NULL"
            " ORDER BY created_at DESC, id",
            (page_id,),
        )
        return [dict(row) for row in await cursor.fetchall()]

    async def add_token(self, page_id: str, name: str, token_hash: bytes) -> UUID:
        """A token with which a machine speaks for this page; only its hash is kept."""
        token_id = uuid4()
        await self._db.execute(
            "INSERT INTO api_tokens (id, name, page_id, token_hash) VALUES (%s, %s, %s, %s)",
            (token_id, name, page_id, token_hash),
        )
        return token_id

    async def revoke_token(self, page_id: str, token_id: UUID) -> str | None:
        """It stops working; its name, or None when the page has no such token (any more)."""
        cursor = await self._db.execute(
            "UPDATE api_tokens SET revoked_at = now() WHERE id = %s AND page_id = %s AND revoked_at IS NULL"
            " RETURNING name",
            (token_id, page_id),
        )
        row = await cursor.fetchone()
        return row["name"] if row else None

    async def of(self, page_id: str) -> list[dict[str, Any]]:
        """A page's connections with their health: platform, config, last_test, received_at, sent_at, error, error_at."""
        cursor = await self._db.execute(
            "SELECT n.id, n.platform, n.config, n.last_test, c.received_at, s.sent_at, e.error, e.error_at"
            " FROM connections n"
            " LEFT JOIN LATERAL (SELECT received_at FROM comments WHERE connection_id = n.id"
            "  ORDER BY received_at DESC LIMIT 1) c ON true"
            " LEFT JOIN LATERAL (SELECT r.sent_at FROM replies r JOIN comments rc ON rc.id = r.comment_id"
            "  WHERE r.page_id = n.page_id AND r.state = 'sent' AND rc.connection_id = n.id"
            "  ORDER BY r.sent_at DESC LIMIT 1) s ON true"
            " LEFT JOIN LATERAL (SELECT r.error, r.approved_at AS error_at FROM replies r"
            "  JOIN comments rc ON rc.id = r.comment_id WHERE r.page_id = n.page_id AND r.error IS NOT NULL"
            "  AND r.state <> 'cancelled' AND rc.connection_id = n.id"
            "  ORDER BY r.approved_at DESC LIMIT 1) e ON true"
            " WHERE n.page_id = %s ORDER BY n.platform",
            (page_id,),
        )
        return [dict(row) for row in await cursor.fetchall()]

    async def note_test(self, connection_id: UUID, result: dict[str, Any]) -> None:
        """How a test delivery ended: {at, ok, message}."""
        await self._db.execute("UPDATE connections SET last_test = %s WHERE id = %s", (Jsonb(result), connection_id))
