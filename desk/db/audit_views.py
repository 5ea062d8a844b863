"""The reading side of the audit table."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from desk.domain.audit import AuditFilter
from desk.domain.errors import Invalid


class AuditViews:
    """Read-only queries within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def entries(
        self, which: AuditFilter, limit: int, cursor: str | None = None
    ) -> tuple[list[dict[str, Any]], str | None]:
        """The newest entries first, and where the next ones begin."""
        where, values = _where(which)
        if cursor:
            where.append("(at, id) < (%(before_at)s, %(before_id)s)")
            values |= _decoded(cursor)
        query = f"SELECT id, at, actor, action, subject, page_id, data FROM audit WHERE {' AND '.join(where)}"
        found = await self._db.execute(
            query + " ORDER BY at DESC, id DESC LIMIT %(limit)s", {**values, "limit": limit + 1}
        )
        rows = [dict(row) for row in await found.fetchall()]
        following = _encoded(rows[limit - 1]) if len(rows) > limit else None
        return rows[:limit], following

    async def every(self, which: AuditFilter) -> AsyncIterator[dict[str, Any]]:
        """All entries, the newest first, a few hundred at a time from the server."""
        where, values = _where(which)
        async with self._db.cursor(name="audit_export") as found:
            found.itersize = 500
            await found.execute(
                "SELECT at, actor, action, subject, page_id, data FROM audit"
                f" WHERE {' AND '.join(where)} ORDER BY at DESC, id DESC",
                values,
            )
            async for row in found:
                yield dict(row)

    async def choices(self) -> dict[str, list[str]]:
        """The actors and actions that occur, by name; at most 200 of each."""
        return {"actors": await self._distinct("actor"), "actions": await self._distinct("action")}

    async def _distinct(self, column: str) -> list[str]:
        """Each value with one step of the index, however many rows there are."""
        found = await self._db.execute(
            f"WITH RECURSIVE each AS ((SELECT {column} AS value FROM audit ORDER BY {column} LIMIT 1) UNION ALL"
            f" SELECT (SELECT {column} FROM audit WHERE {column} > each.value ORDER BY {column} LIMIT 1)"
            "  FROM each WHERE each.value IS NOT NULL)"
            " SELECT value FROM each WHERE value IS NOT NULL LIMIT 200"
        )
        return [row["value"] for row in await found.fetchall()]


def _where(which: AuditFilter) -> tuple[list[str], dict[str, Any]]:
    conditions = {
        "actor": ("actor = %(actor)s", which.actor),
        "action": ("action = %(action)s", which.action),
        "page": ("page_id = %(page)s", which.page),
        "since": ("at >= %(since)s", which.since),
        "until": ("at < %(until)s", which.until),
    }
    used = {name: (condition, value) for name, (condition, value) in conditions.items() if value is not None}
    where = [condition for condition, _ in used.values()]
    return where or ["true"], {name: value for name, (_, value) in used.items()}


def _encoded(row: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps([row["at"].isoformat(), row["id"]]).encode()).decode()


def _decoded(cursor: str) -> dict[str, Any]:
    try:
        at, number = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        return {"before_at": datetime.fromisoformat(at), "before_id": int(number)}
    except (ValueError, TypeError, OverflowError, RecursionError, binascii.Error):
        raise Invalid("The cursor is not one that this list gave out.") from None
