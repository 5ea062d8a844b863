"""The presence table: who has a comment open, as their browsers say every few seconds."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from desk.db.events import CHANNEL
from desk.domain.together import Mode, Present


class PresenceStore:
    """Reads and writes presence within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def beat(
        self, comment_id: UUID, user_id: UUID, tab: str, mode: Mode, at: datetime, since: datetime
    ) -> bool | None:
        """This tab still shows the comment; True where others don't know it yet, None where there is no such comment.

        ``since``: an older sign of life counts as none.
        """
        cursor = await self._db.execute(
            "WITH before AS (SELECT mode FROM presence WHERE comment_id = %(comment)s AND user_id = %(user)s"
            "  AND tab = %(tab)s AND at > %(since)s)"
            " INSERT INTO presence (comment_id, user_id, tab, mode, at)"
            " SELECT c.id, %(user)s, %(tab)s, %(mode)s, %(at)s FROM comments c WHERE c.id = %(comment)s"
            " ON CONFLICT (comment_id, user_id, tab) DO UPDATE SET mode = excluded.mode, at = excluded.at"
            " RETURNING (SELECT mode FROM before) IS DISTINCT FROM %(mode)s AS changed",
            {"comment": comment_id, "user": user_id, "tab": tab, "mode": mode.value, "at": at, "since": since},
        )
        row = await cursor.fetchone()
        return None if row is None else bool(row["changed"])

    async def leave(self, comment_id: UUID, user_id: UUID, tab: str) -> bool:
        """This tab shows something else now; False where it wasn't known to be here."""
        cursor = await self._db.execute(
            "DELETE FROM presence WHERE comment_id = %s AND user_id = %s AND tab = %s", (comment_id, user_id, tab)
        )
        return cursor.rowcount > 0

    async def present(self, comment_id: UUID, since: datetime) -> list[Present]:
        """Who showed a sign of life since then, each person once, by name."""
        cursor = await self._db.execute(
            "SELECT u.id, u.name, bool_or(p.mode = 'editing') AS edits FROM presence p JOIN users u ON u.id = p.user_id"
            " WHERE p.comment_id = %s AND p.at > %s GROUP BY u.id, u.name ORDER BY u.name, u.id",
            (comment_id, since),
        )
        return [Present(row["id"], row["name"], Mode.EDITING if row["edits"] else Mode.VIEWING) async for row in cursor]

    async def forget(self, before: datetime) -> None:
        """Drop signs of life older than that; whoever drops the same at this moment is not waited for."""
        await self._db.execute(
            "DELETE FROM presence WHERE ctid IN (SELECT ctid FROM presence WHERE at < %s FOR UPDATE SKIP LOCKED)",
            (before,),
        )

    async def announce(self, comment_id: UUID) -> None:
        """Tell every web process when this transaction commits. It is no event: nothing of it is kept."""
        await self._db.execute(
            "SELECT pg_notify(%s, json_build_object('comment', c.id, 'page', c.page_id, 'kind', 'presence')::text)"
            " FROM comments c WHERE c.id = %s",
            (CHANNEL, comment_id),
        )
