"""Replies in chats that also go by e-mail, since their reader has left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from desk.domain.letter import Due

_KEPT: Final = timedelta(days=3)
"""Who left so long ago is not written to any more."""


class ChatLetterStore:
    """Replies that their reader may not see otherwise; within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def take(self, now: datetime, away: timedelta, pages: Sequence[str] | None, limit: int) -> list[Due]:
        """Replies of these pages, None: of all, to visitors who left an address and are gone; each is given out once."""
        cursor = await self._db.execute(
            "UPDATE chat_messages m SET emailed_at = %(now)s FROM (SELECT m.id, v.email, v.page_id FROM chat_messages m"
            "  JOIN chat_conversations c ON c.id = m.conversation_id JOIN chat_visitors v ON v.id = c.visitor_id"
            "  WHERE m.from_page AND m.emailed_at IS NULL AND m.at > %(oldest)s AND v.email IS NOT NULL"
            "  AND v.seen_at < %(gone)s AND m.seq > c.seen_seq AND (%(pages)s::text[] IS NULL OR v.page_id = ANY(%(pages)s))"
            "  ORDER BY m.at LIMIT %(limit)s"
            "  FOR UPDATE OF m SKIP LOCKED) due WHERE m.id = due.id"
            " RETURNING m.id, m.text, due.email, due.page_id",
            {"now": now, "oldest": now - _KEPT, "gone": now - away, "limit": limit,
             "pages": None if pages is None else list(pages)},
        )  # fmt: skip
        return [Due(row["id"], row["page_id"], row["email"], row["text"]) async for row in cursor]

    async def put_back(self, message_id: UUID) -> None:
        """It certainly did not leave: it is given out again."""
        await self._db.execute("UPDATE chat_messages SET emailed_at = NULL WHERE id = %s", (message_id,))
