"""Who looks after a comment: colleagues, assignees, turns."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from desk.domain.together import TURN_ROLES, Colleague

# The role on the page where one is given, else the account's own.
_COLLEAGUES: Final = (
    "SELECT u.id, u.name, coalesce(r.role, u.role) AS role, u.away FROM users u"
    " LEFT JOIN page_roles r ON r.user_id = u.id AND r.page_id = %(page)s"
    " WHERE u.disabled_at IS NULL AND coalesce(r.role, u.role) <> 'none'"
)


class AssignmentStore:
    """Reads and writes within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def colleagues(self, page_id: str | None) -> list[Colleague]:
        """Everybody who may see the page (None: who has an account), by name, with their role there."""
        cursor = await self._db.execute(_COLLEAGUES + " ORDER BY lower(u.name), u.id", {"page": page_id})
        return [Colleague(**row) async for row in cursor]

    async def colleague(self, user_id: UUID, page_id: str) -> Colleague | None:
        """One of them; None for somebody who has no account, left, or may not see the page."""
        cursor = await self._db.execute(_COLLEAGUES + " AND u.id = %(user)s", {"page": page_id, "user": user_id})
        row = await cursor.fetchone()
        return Colleague(**row) if row else None

    async def away(self, user_id: UUID) -> bool:
        """Whether new comments pass this person by."""
        row = await (await self._db.execute("SELECT away FROM users WHERE id = %s", (user_id,))).fetchone()
        return bool(row and row["away"])

    async def set_away(self, user_id: UUID, away: bool) -> None:
        """Whether new comments pass this person by."""
        await self._db.execute("UPDATE users SET away = %s WHERE id = %s", (away, user_id))

    async def assignee(self, comment_id: UUID) -> UUID | None:
        """Who looks after the comment."""
        cursor = await self._db.execute("SELECT assignee_id FROM comments WHERE id = %s", (comment_id,))
        row = await cursor.fetchone()
        return row["assignee_id"] if row else None

    async def assign(self, comment_id: UUID, user_id: UUID | None, *, bump: bool) -> None:
        """Give the comment to somebody, or to nobody; ``bump`` its version where people may have it open."""
        await self._db.execute(
            "UPDATE comments SET assignee_id = %s, version = version + %s WHERE id = %s",
            (user_id, int(bump), comment_id),
        )

    async def next_in_turn(self, page_id: str) -> Colleague | None:
        """Whose turn it is on this page, and from now on no longer is; None where everybody is away.

        Waits for another transaction that takes a turn there: its choice counts. Whoever is new or was away gets one
        comment first and is in line after that, not everything until they have caught up.
        """
        cursor = await self._db.execute(
            "INSERT INTO rotations AS r (page_id, turn) VALUES (%s, 1)"
            " ON CONFLICT (page_id) DO UPDATE SET turn = r.turn + 1 RETURNING turn",
            (page_id,),
        )
        rotation = await cursor.fetchone()
        assert rotation is not None
        cursor = await self._db.execute(
            f"SELECT c.* FROM ({_COLLEAGUES}) c LEFT JOIN turns t ON t.user_id = c.id AND t.page_id = %(page)s"
            " WHERE NOT c.away AND c.role = ANY(%(roles)s) ORDER BY t.turn NULLS FIRST, c.name, c.id LIMIT 1",
            {"page": page_id, "roles": list(TURN_ROLES)},
        )
        row = await cursor.fetchone()
        if row is None:
            return None
        await self._db.execute(
            "INSERT INTO turns (page_id, user_id, turn) VALUES (%s, %s, %s)"
            " ON CONFLICT (page_id, user_id) DO UPDATE SET turn = excluded.turn",
            (page_id, row["id"], rotation["turn"]),
        )
        return Colleague(**row)
