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

from desk.db.scope import condition_within
from desk.domain.audit import AuditFilter
from desk.domain.errors import Invalid
from desk.domain.roles import EVERY_PAGE, PageScope


class AuditViews:
    """Read-only queries within one transaction.

    ``scope``: only entries about these pages, and those about no page.
    """

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def entries(
        self, which: AuditFilter, limit: int, cursor: str | None = None, *, scope: PageScope = EVERY_PAGE
    ) -> tuple[list[dict[str, Any]], str | None]:
        """The newest entries first, and where the next ones begin."""
        where, values = _where(which, scope)
        if cursor:
            where.append("(at, id) < (%(before_at)s, %(before_id)s)")
            values |= _decoded(cursor)
        query = f"SELECT id, at, actor, action, subject, page_id, data FROM audit WHERE {' AND '.join(where)}"
        found = await self._db.execute(
            query + " ORDER BY at DESC, id DESC LIMIT %(limit)s", {**values, "limit": limit + 1}
        )
        rows = [_within(row, scope) for row in await found.fetchall()]
        following = _encoded(rows[limit - 1]) if len(rows) > limit else None
        return rows[:limit], following

    async def every(self, which: AuditFilter, *, scope: PageScope = EVERY_PAGE) -> AsyncIterator[dict[str, Any]]:
        """All entries, the newest first, a few hundred at a time from the server."""
        where, values = _where(which, scope)
        async with self._db.cursor(name="audit_export") as found:
            found.itersize = 500
            await found.execute(
                "SELECT at, actor, action, subject, page_id, data FROM audit"
                f" WHERE {' AND '.join(where)} ORDER BY at DESC, id DESC",
                values,
            )
            async for row in found:
                yield _within(row, scope)

    async def choices(self, scope: PageScope = EVERY_PAGE) -> dict[str, list[str]]:
        """The actors and actions that occur, by name; at most 200 of each."""
        return {"actors": await self._distinct("actor", scope), "actions": await self._distinct("action", scope)}

    async def _distinct(self, column: str, scope: PageScope) -> list[str]:
        """Each value with one step of the index, however many rows there are."""
        seen, pages = condition_within(scope, "page_id", shared=True)
        found = await self._db.execute(
            f"WITH RECURSIVE each AS ((SELECT {column} AS value FROM audit WHERE {seen} ORDER BY {column} LIMIT 1)"
            f" UNION ALL SELECT (SELECT {column} FROM audit WHERE {column} > each.value AND {seen}"
            f"  ORDER BY {column} LIMIT 1) FROM each WHERE each.value IS NOT NULL)"
            " SELECT value FROM each WHERE value IS NOT NULL LIMIT 200",
            pages,
        )
        return [row["value"] for row in await found.fetchall()]


def _where(which: AuditFilter, scope: PageScope) -> tuple[list[str], dict[str, Any]]:
    seen, pages = condition_within(scope, "page_id", shared=True)
    conditions = {
        "actor": ("actor = %(actor)s", which.actor),
        "action": ("action = %(action)s", which.action),
        "page": ("page_id = %(page)s", which.page),
        "since": ("at >= %(since)s", which.since),
        "until": ("at < %(until)s", which.until),
    }
    used = {name: (condition, value) for name, (condition, value) in conditions.items() if value is not None}
    where = [seen, *(condition for condition, _ in used.values())]
    return where, {**pages, **{name: value for name, (_, value) in used.items()}}


def _within(row: dict[str, Any], scope: PageScope) -> dict[str, Any]:
    """An entry about a person may name pages: only those of the scope."""
    named = row["data"].get("pages")
    if scope.everything or not isinstance(named, dict):
        return dict(row)
    return {**row, "data": {**row["data"], "pages": {page: role for page, role in named.items() if page in scope}}}


def _encoded(row: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps([row["at"].isoformat(), row["id"]]).encode()).decode()


def _decoded(cursor: str) -> dict[str, Any]:
    try:
        at, number = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        return {"before_at": datetime.fromisoformat(at), "before_id": int(number)}
    except (ValueError, TypeError, OverflowError, RecursionError, binascii.Error):
        raise Invalid("The cursor is not one that this list gave out.") from None
