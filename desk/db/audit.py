"""The append side of the audit table; desk/db/audit_views.py reads it."""

from __future__ import annotations

from typing import Any

from psycopg import AsyncConnection
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb


class AuditStore:
    """Appends to the audit log within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def append(
        self, actor: str, action: str, subject: str, page_id: str | None = None, data: dict[str, Any] | None = None
    ) -> None:
        """Who did what to what; ``data`` holds no secret."""
        await self._db.execute(
            "INSERT INTO audit (actor, action, subject, page_id, data) VALUES (%s, %s, %s, %s, %s)",
            (actor, action, subject, page_id, Jsonb(data or {})),
        )
