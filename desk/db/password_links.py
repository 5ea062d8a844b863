"""The password_links table; of a link only its token's hash is kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

REMEMBERED: Final = timedelta(days=30)
"""How long a link that works no more is known, so that whoever follows it is told why."""


class PasswordLinkStore:
    """Reads and writes links to a new password within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def make(self, user_id: UUID, token_hash: bytes, made_by: str, now: datetime, expires_at: datetime) -> None:
        """A new link; the person's earlier ones work no more."""
        await self.end(user_id, now)
        await self._db.execute("DELETE FROM password_links WHERE expires_at < %s", (now - REMEMBERED,))
        await self._db.execute(
            "INSERT INTO password_links (token_hash, user_id, made_by, made_at, expires_at) VALUES (%s, %s, %s, %s, %s)",
            (token_hash, user_id, made_by, now, expires_at),
        )

    async def get(self, token_hash: bytes, *, lock: bool = False) -> dict[str, Any] | None:
        """The link as stored, with whom it is for: user_id, name, email, on, expires_at, used_at, ended_at."""
        query = (
            'SELECT l.user_id, u.name, u.email, u.disabled_at IS NULL AS "on", l.expires_at, l.used_at, l.ended_at'
            " FROM password_links l JOIN users u ON u.id = l.user_id WHERE l.token_hash = %s"
        )
        cursor = await self._db.execute(query + (" FOR UPDATE OF l" if lock else ""), (token_hash,))
        row = await cursor.fetchone()
        return dict(row) if row else None

    async def use(self, token_hash: bytes, now: datetime) -> None:
        """The link worked; it won't again."""
        await self._db.execute("UPDATE password_links SET used_at = %s WHERE token_hash = %s", (now, token_hash))

    async def end(self, user_id: UUID, now: datetime) -> None:
        """What is open of somebody's links works no more."""
        await self._db.execute(
            "UPDATE password_links SET ended_at = %s WHERE user_id = %s AND used_at IS NULL AND ended_at IS NULL",
            (now, user_id),
        )
