"""The shadow tables: runs of a model beside the one that serves, and what both said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from desk.db.scope import condition_within
from desk.domain.roles import PageScope
from desk.domain.shadow import Counts, Differing, Reading, Shadow, Unread

_COLUMNS: Final = "id, model_id, champion_id, state, hours, asked_by, asked_at, started_at, until, ended_at, stopped_by, why, failures"
_OPEN: Final = "state IN ('asked', 'running')"
_STANDING: Final = "c.text <> '' AND c.deleted_at IS NULL AND c.cleared_at IS NULL AND c.forgotten_at IS NULL"
# Understood as the text stands now.
_UNREAD: Final = f"""
SELECT c.id AS comment, c.text, c.text_version, c.understanding ->> 'intent' AS intent,
       coalesce((c.understanding ->> 'confidence')::real, 0) AS share
  FROM comments c
 WHERE c.received_at >= %(since)s AND c.understanding ->> 'intent' IS NOT NULL AND {_STANDING}
   AND EXISTS (SELECT FROM drafts d WHERE d.comment_id = c.id AND d.text_version = c.text_version)
   AND NOT EXISTS (SELECT FROM shadow_readings r WHERE r.shadow_id = %(shadow)s AND r.comment_id = c.id
                      AND r.text_version = c.text_version)
 ORDER BY c.received_at, c.id LIMIT %(limit)s
"""
_READ: Final = f"""
FROM shadow_readings r JOIN comments c ON c.id = r.comment_id AND c.text_version = r.text_version
WHERE r.shadow_id = %(shadow)s AND {_STANDING}
"""


class ShadowStore:
    """Reads and writes within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def ask(self, model_id: UUID, champion_id: UUID, hours: int, by: str, at: datetime) -> UUID | None:
        """A new run, for a worker to take up; None where one is open already."""
        shadow_id = uuid4()
        cursor = await self._db.execute(
            "INSERT INTO shadow_runs (id, model_id, champion_id, state, hours, asked_by, asked_at)"
            " VALUES (%s, %s, %s, 'asked', %s, %s, %s) ON CONFLICT DO NOTHING",
            (shadow_id, model_id, champion_id, hours, by, at),
        )
        return shadow_id if cursor.rowcount == 1 else None

    async def open_run(self) -> Shadow | None:
        """The one that has not ended."""
        return await self._one(f"WHERE {_OPEN}")

    async def latest(self) -> Shadow | None:
        """The one that was asked for last."""
        return await self._one("ORDER BY asked_at DESC LIMIT 1")

    async def hold(self, shadow_id: UUID, holder: UUID, at: datetime, until: datetime) -> Shadow | None:
        """Be the worker that reads, until then; None where another is, or where it has ended."""
        cursor = await self._db.execute(
            "UPDATE shadow_runs SET state = 'running', holder = %(holder)s, held_until = %(until)s,"
            " started_at = coalesce(started_at, %(at)s),"
            " until = coalesce(until, %(at)s + make_interval(hours => hours))"
            f" WHERE id = %(id)s AND {_OPEN}"
            " AND (holder IS NULL OR holder = %(holder)s OR held_until < %(at)s)"
            f" RETURNING {_COLUMNS}",
            {"id": shadow_id, "holder": holder, "at": at, "until": until},
        )
        row = await cursor.fetchone()
        return Shadow(**row) if row else None

    async def let_go(self, holder: UUID) -> None:
        """Another worker may read."""
        await self._db.execute("UPDATE shadow_runs SET holder = NULL, held_until = NULL WHERE holder = %s", (holder,))

    async def end(
        self, shadow_id: UUID, state: str, at: datetime, why: str | None = None, by: str | None = None
    ) -> bool:
        """It is over; False where it was already."""
        cursor = await self._db.execute(
            "UPDATE shadow_runs SET state = %s, ended_at = %s, why = %s, stopped_by = %s, holder = NULL,"
            f" held_until = NULL WHERE id = %s AND {_OPEN}",
            (state, at, why, by, shadow_id),
        )
        return cursor.rowcount == 1

    async def end_by_change(self, champion_id: UUID, at: datetime) -> None:
        """Another model serves from now on: there is nothing left to compare."""
        await self._db.execute(
            "UPDATE shadow_runs SET state = 'ended', ended_at = %(at)s, holder = NULL, held_until = NULL, why ="
            " CASE WHEN model_id = %(id)s THEN 'The model serves now.' ELSE 'Another model serves now.' END"
            f" WHERE {_OPEN} AND champion_id <> %(id)s",
            {"id": champion_id, "at": at},
        )

    async def failed_once(self, shadow_id: UUID) -> int:
        """The model could not read; how often in a row."""
        cursor = await self._db.execute(
            "UPDATE shadow_runs SET failures = failures + 1 WHERE id = %s RETURNING failures", (shadow_id,)
        )
        row = await cursor.fetchone()
        return int(row["failures"]) if row else 0

    async def unread(self, shadow: Shadow, limit: int) -> list[Unread]:
        """The oldest comments since it began that the challenger has not read as they are now."""
        given = {"shadow": shadow.id, "since": shadow.started_at, "limit": limit}
        return [Unread(**row) async for row in await self._db.execute(_UNREAD, given)]

    async def keep(self, shadow_id: UUID, readings: Sequence[Reading], at: datetime) -> None:
        """What both said; of a comment that was edited, what they say of the new text."""
        for one in readings:
            await self._db.execute(
                "INSERT INTO shadow_readings (shadow_id, comment_id, text_version, at, champion, champion_share,"
                " challenger, challenger_share) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
                " ON CONFLICT (shadow_id, comment_id) DO UPDATE SET text_version = excluded.text_version,"
                " at = excluded.at, champion = excluded.champion, champion_share = excluded.champion_share,"
                " challenger = excluded.challenger, challenger_share = excluded.challenger_share",
                (
                    *(shadow_id, one.comment, one.text_version, at, one.champion, one.champion_share),
                    *(one.challenger, one.challenger_share),
                ),
            )
        await self._db.execute("UPDATE shadow_runs SET failures = 0 WHERE id = %s", (shadow_id,))

    async def counts(self, shadow_id: UUID, scope: PageScope) -> Counts:
        """How often both were of one mind, as far as the comments are still there."""
        condition, values = condition_within(scope, "c.page_id")
        cursor = await self._db.execute(
            "SELECT count(*) FILTER (WHERE r.challenger = r.champion) AS agree,"
            " count(*) FILTER (WHERE r.challenger <> r.champion) AS differ,"
            f" count(*) FILTER (WHERE r.challenger IS NULL) AS unreadable {_READ} AND {condition}",
            {"shadow": shadow_id, **values},
        )
        row = await cursor.fetchone()
        return Counts(**row) if row else Counts()

    async def differing(self, shadow_id: UUID, scope: PageScope, limit: int) -> list[Differing]:
        """The newest comments on which they differ, as far as they are still there."""
        condition, values = condition_within(scope, "c.page_id")
        given: dict[str, Any] = {"shadow": shadow_id, "limit": limit, **values}
        cursor = await self._db.execute(
            "SELECT c.id AS comment, c.page_id AS page, c.channel, c.text, c.author, c.received_at, r.champion,"
            f" r.champion_share, r.challenger, r.challenger_share {_READ} AND r.challenger <> r.champion"
            f" AND {condition} ORDER BY c.received_at DESC, c.id LIMIT %(limit)s",
            given,
        )
        return [Differing(**row) async for row in cursor]

    async def drop_old(self, kept: int) -> None:
        """Forget all but the newest runs."""
        await self._db.execute(
            f"DELETE FROM shadow_runs WHERE NOT {_OPEN}"
            " AND id NOT IN (SELECT id FROM shadow_runs ORDER BY asked_at DESC LIMIT %s)",
            (kept,),
        )

    async def _one(self, rest: str) -> Shadow | None:
        row = await (await self._db.execute(f"SELECT {_COLUMNS} FROM shadow_runs {rest}")).fetchone()
        return Shadow(**row) if row else None
