"""To which page something belongs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

_PAGE_OF: Final = {
    "article": "SELECT page_id FROM articles WHERE id = %s",
    "gap": "SELECT page_id FROM gaps WHERE id = %s",
    "saved reply": "SELECT page_id FROM saved_replies WHERE id = %s",
    "connection": "SELECT page_id FROM connections WHERE id = %s",
}


class BelongingStore:
    """Read-only look-ups within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def pages_of_comments(self, comment_ids: Sequence[UUID]) -> dict[UUID, str]:
        """The page of each comment; those that don't exist are missing."""
        cursor = await self._db.execute("SELECT id, page_id FROM comments WHERE id = ANY(%s)", (list(comment_ids),))
        return {row["id"]: row["page_id"] async for row in cursor}

    async def page_of(self, what: str, value: str | UUID) -> tuple[bool, str | None]:
        """Whether there is such a thing, deleted or not, and its page, None for one that all pages share."""
        row = await (await self._db.execute(_PAGE_OF[what], (value,))).fetchone()
        return (False, None) if row is None else (True, row["page_id"])
