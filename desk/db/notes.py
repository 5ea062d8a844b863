"""The notes table: what people wrote on a comment for colleagues."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from desk.domain.together import Note


class NoteStore:
    """Reads and writes notes within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def add(self, note: Note) -> bool:
        """Store it once; False when there is one with this id."""
        cursor = await self._db.execute(
            "INSERT INTO notes (id, comment_id, author_id, text, mentions, at) VALUES (%s, %s, %s, %s, %s, %s)"
            " ON CONFLICT (id) DO NOTHING",
            (note.id, note.comment_id, note.author_id, note.text, list(note.mentions), note.at),
        )
        return cursor.rowcount == 1

    async def get(self, note_id: UUID) -> Note | None:
        """One note by id."""
        cursor = await self._db.execute(
            "SELECT id, comment_id, author_id, text, mentions, at FROM notes WHERE id = %s", (note_id,)
        )
        row = await cursor.fetchone()
        return Note(**{**row, "mentions": tuple(row["mentions"])}) if row else None

    async def of(self, comment_id: UUID) -> list[dict[str, Any]]:
        """The comment's notes, oldest first: {id, author, text, mentions: [{id, name}], at}."""
        cursor = await self._db.execute(
            "SELECT n.id, a.name AS author, n.text, n.at,"
            " coalesce((SELECT json_agg(json_build_object('id', u.id, 'name', u.name) ORDER BY m.place)"
            "  FROM unnest(n.mentions) WITH ORDINALITY AS m (id, place) JOIN users u ON u.id = m.id), '[]') AS mentions"
            " FROM notes n JOIN users a ON a.id = n.author_id WHERE n.comment_id = %s ORDER BY n.at, n.id",
            (comment_id,),
        )
        return [dict(row) async for row in cursor]
