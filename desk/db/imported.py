"""The imported_history table: what other systems handled before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from desk.domain.imported import Imported, ImportedMonth

_COLUMNS: Final = "page_id, source, key, channel, intent, has_comment, has_reply, commented_at, replied_at"
_TIMED: Final = "has_comment AND replied_at >= commented_at"


class ImportedStore:
    """Writes and counts within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def known(self, page_id: str, source: str, keys: Sequence[bytes]) -> Mapping[bytes, bool]:
        """Those of the keys that were imported before, each with whether its reply was."""
        cursor = await self._db.execute(
            "SELECT key, has_reply FROM imported_history WHERE page_id = %s AND source = %s AND key = ANY(%s)",
            (page_id, source, list(keys)),
        )
        return {bytes(row["key"]): row["has_reply"] async for row in cursor}

    async def add_many(self, found: Sequence[Imported]) -> int:
        """Store each once; of a comment that is there without its reply, the reply is noted. How many were new or noted."""
        cursor = await self._db.execute(
            f"INSERT INTO imported_history ({_COLUMNS})"
            " SELECT * FROM unnest(%s::text[], %s::text[], %s::bytea[], %s::text[], %s::text[], %s::boolean[], %s::boolean[],"
            " %s::timestamptz[], %s::timestamptz[])"
            " ON CONFLICT (page_id, source, key) DO UPDATE SET has_reply = true, replied_at = EXCLUDED.replied_at"
            " WHERE EXCLUDED.has_reply AND NOT imported_history.has_reply",
            [
                [getattr(one, name.strip()) for one in found]
                for name in _COLUMNS.split(",")
            ],
        )  # fmt: skip
        return cursor.rowcount

    async def months(self, pages: Sequence[str]) -> list[ImportedMonth]:
        """What there is for these pages by month, newest first; what has no date comes last."""
        cursor = await self._db.execute(
            "SELECT date_trunc('month', coalesce(commented_at, replied_at) AT TIME ZONE 'UTC')::date AS month,"
            " count(*) FILTER (WHERE has_comment) AS comments,"
            " count(*) FILTER (WHERE has_comment AND has_reply) AS answered,"
            " count(*) FILTER (WHERE NOT has_comment) AS replies_alone,"
            " percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM replied_at - commented_at))"
            f" FILTER (WHERE {_TIMED}) AS median_s FROM imported_history WHERE page_id = ANY(%s)"
            " GROUP BY 1 ORDER BY 1 DESC NULLS LAST LIMIT 120",
            (list(pages),),
        )
        return [ImportedMonth(**row) async for row in cursor]

    async def totals(self, pages: Sequence[str]) -> dict[str, Any]:
        """Over all of it: ``sources``, ``intents`` and ``median_s``."""
        cursor = await self._db.execute(
            "SELECT source, count(*) AS count, max(imported_at) AS imported_at FROM imported_history"
            " WHERE page_id = ANY(%s) GROUP BY 1 ORDER BY 1",
            (list(pages),),
        )
        sources = await cursor.fetchall()
        cursor = await self._db.execute(
            "SELECT intent, count(*) AS count FROM imported_history WHERE page_id = ANY(%s) AND has_comment"
            " GROUP BY 1 ORDER BY 2 DESC, 1",
            (list(pages),),
        )
        intents = await cursor.fetchall()
        cursor = await self._db.execute(
            "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM replied_at - commented_at)) AS median_s"
            f" FROM imported_history WHERE page_id = ANY(%s) AND {_TIMED}",
            (list(pages),),
        )
        row = await cursor.fetchone()
        return {"sources": sources, "intents": intents, "median_s": row["median_s"] if row else None}
