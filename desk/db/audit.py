"""The audit table: who changed pages, people, tokens and settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from psycopg import AsyncConnection
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb


class AuditStore:
    """Appends within one transaction: what is undone was never noted."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def append(self, actor: str, action: str, subject: str, page_id: str | None, data: Mapping[str, Any]) -> None:
        """``actor`` did ``action`` ("member.role_changed") to ``subject``; ``data``: what before, what after."""
        await self._db.execute(
            "INSERT INTO audit (actor, action, subject, page_id, data) VALUES (%s, %s, %s, %s, %s)",
            (actor, action, subject, page_id, Jsonb(dict(data))),
        )
