"""The deliveries table: raw bodies as platforms gave them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from desk.domain.delivery import NewDelivery, StoredDelivery


class DeliveryStore:
    """Reads and writes deliveries within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def add(self, deliveries: Sequence[NewDelivery]) -> int:
        """Store them, webhooks that are there already once; how many were new."""
        cursor = await self._db.execute(
            "INSERT INTO deliveries (connection_id, source, received_at, digest, body)"
            " SELECT * FROM unnest(%s::uuid[], %s::text[], %s::timestamptz[], %s::bytea[], %s::bytea[])"
            " ON CONFLICT (connection_id, digest) WHERE source = 'webhook' DO NOTHING",
            (
                [one.connection_id for one in deliveries],
                [one.source for one in deliveries],
                [one.received_at for one in deliveries],
                [one.digest for one in deliveries],
                [one.body for one in deliveries],
            ),
        )
        return cursor.rowcount

    async def take(self, limit: int) -> list[StoredDelivery]:
        """The oldest that nobody has read, held until the transaction ends; others take others."""
        cursor = await self._db.execute(
            "SELECT id, connection_id, source, received_at, body FROM deliveries WHERE state = 'pending'"
            " ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED",
            (limit,),
        )
        return [StoredDelivery(**{**row, "body": bytes(row["body"])}) async for row in cursor]

    async def done(self, delivery_id: int, at: datetime, note: str | None) -> None:
        """It was read; ``note`` says what of it was left out."""
        await self._db.execute(
            "UPDATE deliveries SET state = 'done', processed_at = %s, error = %s WHERE id = %s", (at, note, delivery_id)
        )

    async def failed(self, delivery_id: int, at: datetime, error: str) -> None:
        """It can't be read; it is kept."""
        await self._db.execute(
            "UPDATE deliveries SET state = 'failed', processed_at = %s, error = %s WHERE id = %s",
            (at, error, delivery_id),
        )

    async def replay(self, connection_id: UUID | None, *, all_kept: bool = False) -> int:
        """Read again what failed, or with ``all_kept`` all that is still kept; how many."""
        cursor = await self._db.execute(
            "UPDATE deliveries SET state = 'pending', processed_at = NULL, error = NULL"
            " WHERE (state = 'failed' OR (%(all)s AND state = 'done'))"
            " AND (%(connection)s::uuid IS NULL OR connection_id = %(connection)s)",
            {"all": all_kept, "connection": connection_id},
        )
        return cursor.rowcount
