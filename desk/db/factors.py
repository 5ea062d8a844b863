"""The second_factors and recovery_codes tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow


class FactorStore:
    """Reads and writes second factors within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def of(self, user_id: UUID, *, lock: bool = False) -> dict[str, Any] | None:
        """salt, confirmed_at, last_step; ``lock`` lets one code be judged at a time."""
        query = "SELECT salt, confirmed_at, last_step FROM second_factors WHERE user_id = %s"
        row = await (await self._db.execute(query + (" FOR UPDATE" if lock else ""), (user_id,))).fetchone()
        return {**row, "salt": bytes(row["salt"])} if row else None

    async def begin(self, user_id: UUID, salt: bytes) -> None:
        """A new one, not confirmed yet; it takes the place of another that wasn't."""
        await self._db.execute(
            "INSERT INTO second_factors (user_id, salt) VALUES (%(id)s, %(salt)s) ON CONFLICT (user_id) DO UPDATE"
            " SET salt = %(salt)s, made_at = now(), last_step = 0 WHERE second_factors.confirmed_at IS NULL",
            {"id": user_id, "salt": salt},
        )

    async def confirm(self, user_id: UUID, at: datetime) -> None:
        """From now on it is asked for."""
        await self._db.execute("UPDATE second_factors SET confirmed_at = %s WHERE user_id = %s", (at, user_id))

    async def took(self, user_id: UUID, step: int) -> None:
        """The code of this half minute was used."""
        await self._db.execute("UPDATE second_factors SET last_step = %s WHERE user_id = %s", (step, user_id))

    async def remove(self, user_id: UUID) -> bool:
        """Gone with its recovery codes; False where there was none."""
        cursor = await self._db.execute("DELETE FROM second_factors WHERE user_id = %s", (user_id,))
        return cursor.rowcount == 1

    async def set_recovery_codes(self, user_id: UUID, hashes: Sequence[bytes]) -> None:
        """These work from now on, the earlier ones don't."""
        await self._db.execute("DELETE FROM recovery_codes WHERE user_id = %s", (user_id,))
        await self._db.execute(
            "INSERT INTO recovery_codes (user_id, code_hash) SELECT %s, unnest(%s::bytea[])", (user_id, list(hashes))
        )

    async def use_recovery_code(self, user_id: UUID, code_hash: bytes) -> bool:
        """Whether it was an unused one; it is used now."""
        cursor = await self._db.execute(
            "UPDATE recovery_codes SET used_at = now() WHERE user_id = %s AND code_hash = %s AND used_at IS NULL",
            (user_id, code_hash),
        )
        return cursor.rowcount == 1

    async def recovery_codes_left(self, user_id: UUID) -> int:
        """How many are unused."""
        cursor = await self._db.execute(
            "SELECT count(*) AS n FROM recovery_codes WHERE user_id = %s AND used_at IS NULL", (user_id,)
        )
        row = await cursor.fetchone()
        return int(row["n"]) if row else 0

    async def everybody(self) -> list[dict[str, Any]]:
        """Every account that can sign in: id, name, email, role, since (None: no second factor)."""
        cursor = await self._db.execute(
            "SELECT u.id, u.name, u.email, u.role, f.confirmed_at AS since FROM users u"
            " LEFT JOIN second_factors f ON f.user_id = u.id WHERE u.disabled_at IS NULL ORDER BY u.name, u.id"
        )
        return [dict(row) for row in await cursor.fetchall()]
