"""The saved_views table: filters of the queue under a name."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID, uuid4

from psycopg import AsyncConnection
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from desk.domain.errors import Conflict, NotFound

MOST: Final = 50


class SavedViewStore:
    """Reads and writes saved views within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def of(self, person_id: UUID) -> list[dict[str, Any]]:
        """A person's own and those that are shared, the oldest first."""
        cursor = await self._db.execute(
            "SELECT id, name, query, shared, owner_id = %(person)s AS mine FROM saved_views"
            " WHERE shared OR owner_id = %(person)s ORDER BY created_at, id",
            {"person": person_id},
        )
        return [dict(row) async for row in cursor]

    async def add(self, person_id: UUID, name: str, query: dict[str, str], *, shared: bool) -> dict[str, Any]:
        """A new one; Conflict when somebody keeps too many."""
        cursor = await self._db.execute(
            "INSERT INTO saved_views (id, owner_id, name, query, shared)"
            " SELECT %(id)s, %(person)s, %(name)s, %(query)s, %(shared)s"
            " WHERE (SELECT count(*) FROM saved_views WHERE owner_id = %(person)s) < %(most)s"
            " RETURNING id, name, query, shared, true AS mine",
            {
                "id": uuid4(),
                "person": person_id,
                "name": name,
                "query": Jsonb(query),
                "shared": shared,
                "most": MOST,
            },
        )
        row = await cursor.fetchone()
        if row is None:
            raise Conflict(f"You keep {MOST} views already; delete one first.")
        return dict(row)

    async def owner(self, view_id: UUID) -> tuple[UUID, bool] | None:
        """Whose it is, and whether everybody sees it, which stays so until the transaction ends; None where there is none."""
        cursor = await self._db.execute("SELECT owner_id, shared FROM saved_views WHERE id = %s FOR UPDATE", (view_id,))
        row = await cursor.fetchone()
        return (row["owner_id"], row["shared"]) if row else None

    async def change(self, person_id: UUID, view_id: UUID, *, name: str | None, shared: bool | None) -> dict[str, Any]:
        """Another name, or for others or no longer; what is None stays."""
        cursor = await self._db.execute(
            "UPDATE saved_views SET name = coalesce(%(name)s, name), shared = coalesce(%(shared)s, shared)"
            " WHERE id = %(id)s RETURNING id, name, query, shared, owner_id = %(person)s AS mine",
            {"id": view_id, "person": person_id, "name": name, "shared": shared},
        )
        row = await cursor.fetchone()
        if row is None:
            raise NotFound("There is no such view.")
        return dict(row)

    async def delete(self, view_id: UUID) -> None:
        """It is kept no more."""
        await self._db.execute("DELETE FROM saved_views WHERE id = %s", (view_id,))
