"""The chat_files table: what visitors sent along, kept in the database as everything else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from desk.domain.chat import ChatFile


class ChatFileStore:
    """Reads and writes files within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def add(self, conversation_id: UUID, file: ChatFile, body: bytes, at: datetime) -> bool:
        """Store it for a message that is yet to come; False when the conversation is gone."""
        cursor = await self._db.execute(
            "INSERT INTO chat_files (id, conversation_id, name, type, size, body, uploaded_at)"
            " SELECT %s, id, %s, %s, %s, %s, %s FROM chat_conversations WHERE id = %s",
            (file.id, file.name, file.type, file.size, body, at, conversation_id),
        )
        return cursor.rowcount == 1

    async def unsent(self, conversation_id: UUID, file_ids: Sequence[UUID]) -> list[ChatFile]:
        """Those of the files that this conversation holds and no message carries."""
        cursor = await self._db.execute(
            "SELECT id, name, type, size FROM chat_files WHERE conversation_id = %s AND id = ANY(%s)"
            " AND message_id IS NULL ORDER BY uploaded_at, id FOR UPDATE",
            (conversation_id, list(file_ids)),
        )
        return [ChatFile(**row) async for row in cursor]

    async def held(self, conversation_id: UUID) -> tuple[int, int]:
        """How many files a conversation holds, and how many bytes."""
        cursor = await self._db.execute(
            "SELECT count(*) AS files, coalesce(sum(size), 0) AS bytes FROM chat_files WHERE conversation_id = %s",
            (conversation_id,),
        )
        row = await cursor.fetchone()
        return (row["files"], row["bytes"]) if row else (0, 0)

    async def open(self, file_id: UUID) -> tuple[ChatFile, bytes] | None:
        """A file and what is in it."""
        return await self._open("id = %s", file_id)

    async def open_of(self, comment_id: UUID, file_id: UUID) -> tuple[ChatFile, bytes] | None:
        """The same, if it came with this comment."""
        return await self._open(
            "id = %s AND message_id IN (SELECT id FROM chat_messages WHERE comment_id = %s)", file_id, comment_id
        )

    async def _open(self, where: str, *values: object) -> tuple[ChatFile, bytes] | None:
        query = f"SELECT id, name, type, size, body FROM chat_files WHERE {where}"
        row = await (await self._db.execute(query, values)).fetchone()
        return (ChatFile(row["id"], row["name"], row["type"], row["size"]), bytes(row["body"])) if row else None
