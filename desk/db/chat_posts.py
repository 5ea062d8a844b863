"""Approved replies as messages of a conversation."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from desk.db.chat import announce
from desk.db.database import Database
from desk.domain.chat import FIRST_NAME


class ChatPosts:
    """What the chat connector posts to; see desk/ports/chat.py."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def post(self, reply_id: UUID, comment_id: UUID, text: str, shown_as: str, at: datetime) -> bool:
        """Store the reply as a message once; False when its conversation is gone."""
        async with self._database.connection() as connection:
            if await _is_there(connection, reply_id):
                return True
            cursor = await connection.execute(
                "UPDATE chat_conversations c SET last_seq = last_seq + 1, read_seq = greatest(read_seq, m.seq)"
                " FROM chat_messages m WHERE m.comment_id = %s AND NOT m.from_page AND c.id = m.conversation_id"
                " RETURNING c.id, c.last_seq",
                (comment_id,),
            )
            row = await cursor.fetchone()
            if row is None:
                return False
            if await _is_there(connection, reply_id):  # another worker was faster while this one waited
                await connection.rollback()
                return True
            await connection.execute(
                "INSERT INTO chat_messages (conversation_id, seq, id, from_page, text, author, at, comment_id)"
                " SELECT %(conversation)s, %(seq)s, %(id)s, true, %(text)s, CASE WHEN %(shown)s"
                " THEN split_part(u.name, ' ', 1) ELSE p.name END, %(at)s, c.id FROM comments c"
                " JOIN pages p ON p.id = c.page_id LEFT JOIN replies r ON r.id = %(id)s"
                " LEFT JOIN users u ON u.id = r.approved_by WHERE c.id = %(comment)s",
                {
                    "conversation": row["id"],
                    "seq": row["last_seq"],
                    "id": reply_id,
                    "text": text,
                    "shown": shown_as == FIRST_NAME,
                    "at": at,
                    "comment": comment_id,
                },
            )
            await announce(connection, row["id"], "message")
            await announce(connection, row["id"], "read")
            return True

    async def is_posted(self, reply_id: UUID) -> bool:
        """Whether the reply is a message."""
        async with self._database.connection() as connection:
            return await _is_there(connection, reply_id)

    async def is_open(self, comment_id: UUID) -> bool:
        """Whether the conversation that the comment came from is still there."""
        async with self._database.connection() as connection:
            cursor = await connection.execute(
                "SELECT EXISTS (SELECT FROM chat_messages WHERE comment_id = %s AND NOT from_page) AS there",
                (comment_id,),
            )
            row = await cursor.fetchone()
            return bool(row and row["there"])


async def _is_there(connection: AsyncConnection[DictRow], reply_id: UUID) -> bool:
    cursor = await connection.execute(
        "SELECT EXISTS (SELECT FROM chat_messages WHERE id = %s AND from_page) AS there", (reply_id,)
    )
    row = await cursor.fetchone()
    return bool(row and row["there"])
