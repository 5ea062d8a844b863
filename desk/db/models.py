"""The models table: every trained model, which one serves, and how that came."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from desk.domain.learning import Model

_COLUMNS: Final = (
    "id, file, sha256, data_hash, code_version, learned, cut, state, made_at, figures, promoted_at, promoted_by"
)


class ModelStore:
    """Reads and writes models within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def lock(self) -> None:
        """Nobody else changes which model serves until the transaction ends."""
        await self._db.execute("LOCK TABLE models IN SHARE ROW EXCLUSIVE MODE")

    async def add(self, model: Model) -> None:
        """Keep a new one."""
        await self._db.execute(
            f"INSERT INTO models ({_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (
                *(model.id, model.file, model.sha256, model.data_hash, model.code_version, model.learned, model.cut),
                *(model.state, model.made_at, Jsonb(model.figures), model.promoted_at, model.promoted_by),
            ),
        )

    async def get(self, model_id: UUID) -> Model | None:
        """One model."""
        return await self._one("WHERE id = %s", model_id)

    async def champion(self) -> Model | None:
        """The one that serves."""
        return await self._one("WHERE state = 'champion'")

    async def listed(self, limit: int) -> list[Model]:
        """The newest, the champion among them however old it is."""
        cursor = await self._db.execute(
            f"SELECT {_COLUMNS} FROM models ORDER BY state = 'champion' DESC, made_at DESC, id LIMIT %s", (limit,)
        )
        return sorted([Model(**row) async for row in cursor], key=lambda model: model.made_at, reverse=True)

    async def before(self, model_id: UUID) -> Model | None:
        """The one that served before this one was promoted."""
        return await self._one(
            "WHERE id = (SELECT before FROM model_changes WHERE model_id = %s AND before IS NOT NULL"
            " AND kind <> 'rolled_back' ORDER BY id DESC LIMIT 1)",
            model_id,
        )

    async def put_in_service(self, model_id: UUID, kind: str, by: str, at: datetime) -> None:
        """It is the champion from now on; ``kind``: registered, promoted or rolled_back."""
        cursor = await self._db.execute("UPDATE models SET state = 'former' WHERE state = 'champion' RETURNING id")
        row = await cursor.fetchone()
        await self._db.execute(
            "UPDATE models SET state = 'champion', promoted_at = %s, promoted_by = %s WHERE id = %s",
            (at, by, model_id),
        )
        await self._db.execute(
            "INSERT INTO model_changes (kind, model_id, before, by, at) VALUES (%s, %s, %s, %s, %s)",
            (kind, model_id, row["id"] if row else None, by, at),
        )

    async def damaged(self, model_id: UUID) -> None:
        """Its file is not what it was, or can't be loaded; a champion stays one until another takes its place."""
        await self._db.execute("UPDATE models SET state = 'damaged' WHERE id = %s AND state <> 'champion'", (model_id,))

    async def _one(self, where: str, *values: Any) -> Model | None:
        row = await (await self._db.execute(f"SELECT {_COLUMNS} FROM models {where}", values)).fetchone()
        return Model(**row) if row else None
