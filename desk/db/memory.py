"""What a page answered before to comments like one: the nearest by their sentence vectors."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any, Final

import numpy as np

from desk.db.database import Connection, Database
from desk.db.encoders import EncoderStore, Placed, Space, TextEncoder
from desk.domain.memory import Remembered
from language.reuse import NEAR, compared, scrubbed
from language.typical import AMONG, typical

MAX_QUERY: Final = 2_000
LISTED: Final = 100
"""How long a list of near comments the index walks with; longer finds more surely, and slower."""
CANDIDATES: Final = 40
"""How many near comments are looked at for different replies."""

# Nearest first by the index; a page with few replies among many is found by going on (pgvector's iterative scan).
_NEAREST: Final = """
WITH nearest AS MATERIALIZED (
    SELECT id, comment, reply, intent, decided_at, {embedding} <=> %(vector)s AS distance FROM remembered_replies
     WHERE encoder = {encoder} AND page_id = %(page)s ORDER BY {embedding} <=> %(vector)s LIMIT %(candidates)s
)
SELECT id, comment, reply, intent, decided_at, 1 - distance AS cosine FROM nearest
 ORDER BY distance, decided_at DESC NULLS LAST, id DESC
"""

FEW: Final = 5_000
"""Of a page with fewer replies than the index finds candidates, so many are compared one by one."""
# The index's graph doesn't lead surely to the few replies of a page among many of others: these are simply compared.
_EACH: Final = """
WITH own AS MATERIALIZED (
    SELECT id, comment, reply, intent, decided_at, embedding FROM remembered_replies
     WHERE encoder = {encoder} AND page_id = %(page)s LIMIT %(few)s
)
SELECT id, comment, reply, intent, decided_at, 1 - ({embedding} <=> %(vector)s) AS cosine FROM own
 ORDER BY {embedding} <=> %(vector)s, decided_at DESC NULLS LAST, id DESC LIMIT %(candidates)s
"""


class Memory:
    """Finds what a page answered before; the Recall of desk/ports/outside.py on PostgreSQL and a sentence encoder."""

    def __init__(self, database: Database, encoder: TextEncoder) -> None:
        self._database = database
        self._encoder = encoder
        self._space: Space | None = None

    async def vector_of(self, text: str) -> Placed:
        """What a comment is remembered by."""
        vector = await self._encoded(text)
        async with self._database.connection() as connection:
            return Placed(await self._space_on(connection), vector)

    async def find(self, page_id: str, text: str, *, limit: int = 3) -> list[Remembered]:
        """At most ``limit`` different replies of the page to the most similar comments, best first.

        Of those near enough to be said again the most typical come first: a reply that others resemble holds more surely
        than the one that happens to stand nearest.
        """
        values = {"page": page_id, "vector": await self._encoded(text), "candidates": CANDIDATES, "few": FEW}
        async with self._database.connection() as connection:
            await connection.execute(
                "SELECT set_config('hnsw.ef_search', %s, true), set_config('hnsw.iterative_scan', 'strict_order', true)",
                (str(LISTED),),
            )
            space = await self._space_on(connection)
            query = _NEAREST.format(embedding=space.indexed, encoder=space.id)
            rows = await (await connection.execute(query, values)).fetchall()
            if len(rows) < CANDIDATES:
                query = _EACH.format(embedding=space.indexed, encoder=space.id)
                rows = await (await connection.execute(query, values)).fetchall()
        found = [_remembered(row) for row in rows]
        among = found[:AMONG]
        shares = typical([one.reply for one in among], [one.score for one in among])
        told = [replace(one, typical=share) for one, share in zip(among, shares, strict=True)] + found[AMONG:]
        different: dict[str, Remembered] = {}
        for one in told:
            different.setdefault(one.reply, one)
        return sorted(different.values(), key=_order)[:limit]

    async def _encoded(self, text: str) -> np.ndarray:
        vectors = await asyncio.to_thread(self._encoder.encode, [searched(text)])
        return np.asarray(vectors[0])

    async def _space_on(self, connection: Connection) -> Space:
        if self._space is None:
            self._space = await EncoderStore(connection).space_of(self._encoder)
        return self._space


def _order(one: Remembered) -> tuple[bool, float, float]:
    near = one.score >= NEAR
    return not near, -one.typical if near else 0.0, -one.score


def searched(text: str) -> str:
    """What of a comment is turned into a vector, the same when it is remembered and when it is looked for."""
    return compared(scrubbed(text[:MAX_QUERY]))


def _remembered(row: dict[str, Any]) -> Remembered:
    score = min(max(float(row["cosine"]), 0.0), 1.0)
    return Remembered(f"reply:{row['id']}", row["comment"], row["reply"], row["intent"], score, row["decided_at"])
