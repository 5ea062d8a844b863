"""The desk_settings table: what is set for the whole desk."""

from __future__ import annotations

from typing import Any

from psycopg import AsyncConnection
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb


class DeskSettingStore:
    """Reads and writes within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def get(self, key: str) -> Any:
        """The value as it was put; None where nothing was."""
        row = await (await self._db.execute("SELECT value FROM desk_settings WHERE key = %s", (key,))).fetchone()
        return row["value"] if row else None

    async def put(self, key: str, value: Any) -> None:
        """Replace the value."""
        await self._db.execute(
            "INSERT INTO desk_settings (key, value) VALUES (%s, %s) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, Jsonb(value)),
        )
