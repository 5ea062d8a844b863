"""The encoders table: whose vectors are whose, each encoder with an index of its own.

Vectors of different encoders are never compared. While a new encoder's vectors are being made, what has none of them yet
is found by its words alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from psycopg import AsyncConnection
from psycopg.rows import DictRow

TABLES: Final = ("search_keys", "remembered_replies")


class TextEncoder(Protocol):
    """Turns texts into vectors (n, dimension), float32, of length 1; ``identity`` is equal where vectors may be compared."""

    @property
    def identity(self) -> str:
        """What the database knows its vectors by."""
        ...

    @property
    def dimension(self) -> int:
        """How long its vectors are."""
        ...

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text."""
        ...


@dataclass(frozen=True)
class Space:
    """Where the vectors of one encoder lie: its number in the database and how long they are."""

    id: int
    dimension: int

    @property
    def indexed(self) -> str:
        """The expression that the index of this encoder's vectors is made of."""
        return f"embedding::vector({self.dimension})"


@dataclass(frozen=True)
class Placed:
    """A vector and the encoder it is from."""

    space: Space
    vector: np.ndarray


class EncoderStore:
    """Knows encoders within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def space_of(self, encoder: TextEncoder) -> Space:
        """The encoder's space, made with its indexes when the encoder is new to the database."""
        query = "SELECT id, dimension FROM encoders WHERE identity = %s"
        row = await (await self._db.execute(query, (encoder.identity,))).fetchone()
        if row is None:
            await self._db.execute(
                "INSERT INTO encoders (identity, dimension) VALUES (%s, %s) ON CONFLICT DO NOTHING",
                (encoder.identity, encoder.dimension),
            )
            row = await (await self._db.execute(query, (encoder.identity,))).fetchone()
            assert row is not None
            await self._index(Space(**row))
        return Space(**row)

    async def announce(self, space: Space) -> bool:
        """It is in use from now on; whether another was before."""
        in_use = await self.in_use()
        await self._db.execute("UPDATE encoders SET announced_at = clock_timestamp() WHERE id = %s", (space.id,))
        await self._index(space)
        return in_use is not None and in_use != space.id

    async def in_use(self) -> int | None:
        """The encoder that was announced last."""
        cursor = await self._db.execute("SELECT id FROM encoders ORDER BY announced_at DESC NULLS LAST, id LIMIT 1")
        row = await cursor.fetchone()
        return row["id"] if row else None

    async def drop_indexes_of_others(self, space: Space) -> None:
        """The indexes of other encoders that no vector is left of take no more room."""
        for table in TABLES:
            cursor = await self._db.execute(
                f"SELECT e.id FROM encoders e WHERE e.id <> %s AND to_regclass(%s || e.id) IS NOT NULL"
                f" AND NOT EXISTS (SELECT FROM {table} t WHERE t.encoder = e.id)",
                (space.id, f"{table}_embedding_"),
            )
            for row in await cursor.fetchall():
                await self._db.execute(f"DROP INDEX IF EXISTS {table}_embedding_{row['id']}")

    async def _index(self, space: Space) -> None:
        for table in TABLES:
            await self._db.execute(
                f"CREATE INDEX IF NOT EXISTS {table}_embedding_{space.id} ON {table}"
                f" USING hnsw (({space.indexed}) vector_cosine_ops) WHERE encoder = {space.id}"
            )
