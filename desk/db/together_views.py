"""What colleagues see of each other at one comment, and what its author wrote before."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from psycopg import AsyncConnection, sql
from psycopg.rows import DictRow

from desk.db.notes import NoteStore

EARLIER: Final = 10
EXCERPT: Final = 400
# By the platform's id of the author where it gives one, else by name among those that have none. Each is one index.
_EARLIER: Final = (
    "SELECT c.id, left(c.text, {excerpt}) AS excerpt, c.language, c.received_at AS at, c.state,"
    " (SELECT left(r.text, {excerpt}) FROM replies r WHERE r.comment_id = c.id"
    "  AND r.state IN ('approved', 'sending', 'sent', 'unknown')) AS reply_excerpt"
    " FROM comments c WHERE c.connection_id = %(connection)s AND {same}"
    " AND (c.received_at, c.id) < (%(at)s, %(id)s) AND c.deleted_at IS NULL"
    " ORDER BY c.received_at DESC, c.id DESC LIMIT {most}"
)
_BY_ID: Final = "c.author_id = %(author_id)s"
_BY_NAME: Final = "c.author_id IS NULL AND c.author = %(author)s"


class TogetherViews:
    """Read-only queries within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def of(self, comment: dict[str, Any]) -> dict[str, Any]:
        """All of it for a row of the comments table: {assignee, reminders, notes, earlier}."""
        return {
            **await self.standing(comment["id"]),
            "notes": await NoteStore(self._db).of(comment["id"]),
            "earlier": await self.earlier(comment),
        }

    async def standing(self, comment_id: UUID) -> dict[str, Any]:
        """Who looks after the comment and who waits for what: {assignee, reminders: [{id, name, at}]}."""
        cursor = await self._db.execute(
            "SELECT u.id, u.name FROM comments c JOIN users u ON u.id = c.assignee_id WHERE c.id = %s", (comment_id,)
        )
        assignee = await cursor.fetchone()
        cursor = await self._db.execute(
            "SELECT u.id, u.name, r.at FROM reminders r JOIN users u ON u.id = r.user_id"
            " WHERE r.comment_id = %s ORDER BY r.at",
            (comment_id,),
        )
        return {"assignee": assignee, "reminders": await cursor.fetchall()}

    async def earlier(self, comment: dict[str, Any]) -> list[dict[str, Any]]:
        """The author's comments before this one on the same connection, newest first, at most ten."""
        if comment["author_id"] is None and comment["author"] is None:
            return []
        query = sql.SQL(_EARLIER).format(
            excerpt=sql.Literal(EXCERPT),
            most=sql.Literal(EARLIER),
            same=sql.SQL(_BY_NAME if comment["author_id"] is None else _BY_ID),
        )
        cursor = await self._db.execute(
            query,
            {
                "connection": comment["connection_id"],
                "author_id": comment["author_id"],
                "author": comment["author"],
                "at": comment["received_at"],
                "id": comment["id"],
            },
        )
        return [dict(row) async for row in cursor]
