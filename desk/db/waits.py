"""What comes back by itself: snoozed comments and reminders; and what a person puts first."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from desk.db.comments import comment_of
from desk.domain.together import Colleague, Due


class WaitStore:
    """Reads and writes within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def snooze(self, comment_id: UUID, until: datetime | None, by: UUID | None) -> None:
        """Put the comment off, or bring it back."""
        await self._db.execute(
            "UPDATE comments SET snoozed_until = %s, snoozed_by = %s, version = version + 1 WHERE id = %s",
            (until, by, comment_id),
        )

    async def snoozed_until(self, comment_id: UUID) -> datetime | None:
        """Until when the comment is put off."""
        cursor = await self._db.execute("SELECT snoozed_until FROM comments WHERE id = %s", (comment_id,))
        row = await cursor.fetchone()
        return row["snoozed_until"] if row else None

    async def remind(self, comment_id: UUID, user_id: UUID, at: datetime | None) -> None:
        """Remind this person of the comment at a time, once; None: don't."""
        if at is None:
            await self._db.execute(
                "DELETE FROM reminders WHERE comment_id = %s AND user_id = %s", (comment_id, user_id)
            )
            return
        await self._db.execute(
            "INSERT INTO reminders (comment_id, user_id, at) VALUES (%s, %s, %s)"
            " ON CONFLICT (comment_id, user_id) DO UPDATE SET at = excluded.at",
            (comment_id, user_id, at),
        )

    async def woken(self, now: datetime, limit: int) -> list[Due]:
        """Bring back those whose time has come: for their assignee, else for whoever put them off.

        One that is being changed at this moment is left to the next look.
        """
        cursor = await self._db.execute(
            "WITH due AS (SELECT id, coalesce(assignee_id, snoozed_by) AS for_id FROM comments"
            "  WHERE snoozed_until <= %s ORDER BY snoozed_until LIMIT %s FOR UPDATE SKIP LOCKED),"
            " back AS (UPDATE comments c SET snoozed_until = NULL, snoozed_by = NULL FROM due WHERE c.id = due.id"
            "  RETURNING c.*, due.for_id)"
            " SELECT back.*, u.id AS user_id, u.name AS user_name, u.role AS user_role FROM back"
            " LEFT JOIN users u ON u.id = back.for_id AND u.disabled_at IS NULL",
            (now, limit),
        )
        return [_due(row) async for row in cursor]

    async def reminded(self, now: datetime, limit: int) -> list[Due]:
        """Take the reminders whose time has come; each is given out once."""
        cursor = await self._db.execute(
            "WITH due AS (SELECT comment_id, user_id FROM reminders WHERE at <= %s ORDER BY at LIMIT %s"
            "  FOR UPDATE SKIP LOCKED),"
            " taken AS (DELETE FROM reminders r USING due"
            "  WHERE r.comment_id = due.comment_id AND r.user_id = due.user_id RETURNING r.comment_id, r.user_id)"
            " SELECT c.*, u.id AS user_id, u.name AS user_name, u.role AS user_role FROM taken"
            " JOIN comments c ON c.id = taken.comment_id"
            " LEFT JOIN users u ON u.id = taken.user_id AND u.disabled_at IS NULL",
            (now, limit),
        )
        return [_due(row) async for row in cursor]

    async def escalate(self, comment_id: UUID, by: UUID, weight: int, why: str) -> None:
        """Put the comment among the escalations, which come first; ``weight`` is at least an escalation's."""
        await self._db.execute(
            "UPDATE comments SET escalated = true, escalated_by = %(by)s, urgency = greatest(urgency, %(weight)s),"
            " why_here = %(why)s, snoozed_until = NULL, snoozed_by = NULL, version = version + 1 WHERE id = %(id)s",
            {"id": comment_id, "by": by, "weight": weight, "why": why},
        )

    async def is_escalated(self, comment_id: UUID) -> bool:
        """Whether a person escalated it already."""
        cursor = await self._db.execute("SELECT escalated_by FROM comments WHERE id = %s", (comment_id,))
        row = await cursor.fetchone()
        return bool(row and row["escalated_by"])


def _due(row: DictRow) -> Due:
    to = Colleague(row["user_id"], row["user_name"], row["user_role"]) if row["user_id"] else None
    return Due(comment_of(row), to)
