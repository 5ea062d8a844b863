"""The proposals table: what people who may not approve would reply."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow


class ProposalStore:
    """Reads and writes proposals within one transaction; each person has at most one for a comment."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def put(self, comment_id: UUID, by_id: UUID, text_version: int, text: str, at: datetime) -> bool:
        """Store somebody's newest wording; False where it is what they proposed already."""
        cursor = await self._db.execute(
            "INSERT INTO proposals AS p (comment_id, by_id, text_version, text, at) VALUES (%s, %s, %s, %s, %s)"
            " ON CONFLICT (comment_id, by_id) DO UPDATE"
            " SET text_version = excluded.text_version, text = excluded.text, at = excluded.at"
            " WHERE (p.text_version, p.text) <> (excluded.text_version, excluded.text)",
            (comment_id, by_id, text_version, text, at),
        )
        return cursor.rowcount == 1

    async def remove(self, comment_id: UUID, by_id: UUID) -> bool:
        """Somebody takes theirs back; whether there was one."""
        cursor = await self._db.execute(
            "DELETE FROM proposals WHERE comment_id = %s AND by_id = %s", (comment_id, by_id)
        )
        return cursor.rowcount == 1

    async def shown(self, comment_id: UUID) -> dict[str, Any] | None:
        """The newest one as the console shows it: by, at, text, outdated."""
        cursor = await self._db.execute(
            "SELECT u.name AS by, p.at, p.text, p.text_version <> c.text_version AS outdated FROM proposals p"
            " JOIN users u ON u.id = p.by_id JOIN comments c ON c.id = p.comment_id"
            " WHERE p.comment_id = %s ORDER BY p.at DESC LIMIT 1",
            (comment_id,),
        )
        return await cursor.fetchone()
