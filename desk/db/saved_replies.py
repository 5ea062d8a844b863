"""The saved_replies table."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.errors import UniqueViolation
from psycopg.rows import DictRow

from desk.domain.errors import Conflict
from desk.domain.saved_reply import SavedReply

_COLUMNS: Final = "id, page_id, title, text, shortcut, updated_at, updated_by"


class SavedReplyStore:
    """Reads and writes saved replies within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def listed(self, page_id: str | None) -> list[SavedReply]:
        """Those that this page sees, its own before shared ones with the same shortcut; None: all of them."""
        cursor = await self._db.execute(
            f"SELECT {_COLUMNS} FROM saved_replies WHERE %(page)s::text IS NULL OR page_id IS NULL OR page_id = %(page)s"
            " ORDER BY shortcut, page_id NULLS LAST",
            {"page": page_id},
        )
        return [SavedReply(**row) async for row in cursor]

    async def get(self, reply_id: UUID) -> SavedReply | None:
        """One by id."""
        row = await (
            await self._db.execute(f"SELECT {_COLUMNS} FROM saved_replies WHERE id = %s FOR UPDATE", (reply_id,))
        ).fetchone()
        return SavedReply(**row) if row else None

    async def put(self, reply: SavedReply) -> None:
        """Store a new one, or how it is to be; Conflict when its page has another with this shortcut."""
        try:
            await self._db.execute(
                f"INSERT INTO saved_replies ({_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (id) DO UPDATE SET"
                " page_id = excluded.page_id, title = excluded.title, text = excluded.text,"
                " shortcut = excluded.shortcut, updated_at = excluded.updated_at, updated_by = excluded.updated_by",
                (reply.id, reply.page_id, reply.title, reply.text, reply.shortcut, reply.updated_at, reply.updated_by),
            )
        except UniqueViolation:
            raise Conflict(
                f"Another saved reply has the shortcut {reply.shortcut!r} already; choose another."
            ) from None

    async def remove(self, reply_id: UUID) -> bool:
        """False when it was gone."""
        return (await self._db.execute("DELETE FROM saved_replies WHERE id = %s", (reply_id,))).rowcount == 1
