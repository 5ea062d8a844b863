"""The first_approvals table: what one person approved where two must."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from desk.domain.second_approval import FirstApproval


class FirstApprovalStore:
    """Reads and writes first approvals within one transaction; there is at most one a comment."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def get(self, comment_id: UUID) -> FirstApproval | None:
        """What the first person approved."""
        cursor = await self._db.execute(
            "SELECT comment_id, text_version, text, by_id, at, draft_id, private FROM first_approvals"
            " WHERE comment_id = %s",
            (comment_id,),
        )
        row = await cursor.fetchone()
        return FirstApproval(**row) if row else None

    async def put(self, first: FirstApproval) -> None:
        """Store it in place of an earlier one."""
        await self._db.execute(
            "INSERT INTO first_approvals (comment_id, text_version, text, by_id, at, draft_id, private)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (comment_id) DO UPDATE SET"
            " text_version = excluded.text_version, text = excluded.text, by_id = excluded.by_id, at = excluded.at,"
            " draft_id = excluded.draft_id, private = excluded.private",
            (first.comment_id, first.text_version, first.text, first.by_id, first.at, first.draft_id, first.private),
        )

    async def remove(self, comment_id: UUID) -> bool:
        """It holds no more; whether there was one."""
        cursor = await self._db.execute("DELETE FROM first_approvals WHERE comment_id = %s", (comment_id,))
        return cursor.rowcount == 1

    async def judged(self, comment_id: UUID) -> tuple[str | None, int]:
        """The comment's intent, None where nobody has read it yet, and its severity."""
        cursor = await self._db.execute("SELECT intent, severity FROM comments WHERE id = %s", (comment_id,))
        row = await cursor.fetchone()
        return (row["intent"], row["severity"]) if row else (None, 0)

    async def shown(self, comment_id: UUID, reader_id: UUID) -> dict[str, Any] | None:
        """As the console shows it to a reader: by, at, text, private, mine."""
        cursor = await self._db.execute(
            "SELECT u.name AS by, f.at, f.text, f.private, f.by_id = %s AS mine FROM first_approvals f"
            " JOIN users u ON u.id = f.by_id JOIN comments c ON c.id = f.comment_id AND c.text_version = f.text_version"
            " WHERE f.comment_id = %s",
            (reader_id, comment_id),
        )
        return await cursor.fetchone()
