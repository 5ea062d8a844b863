"""The learning_runs table: who asked, how far it is, what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from psycopg import AsyncConnection
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from desk.domain.learning import Run

_COLUMNS: Final = (
    "id, state, asked_by, asked_at, started_at, ended_at, stage, detail, stages, cancelled_by, error, report, model_id"
)
_LOCK: Final = 7_265_283_123  # any fixed number: one learner at a time, on however many machines


class LearningStore:
    """Reads and writes runs within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def ask(self, by: str, at: datetime) -> UUID | None:
        """A new run, for whoever learns to take up; None where one is open already."""
        run_id = uuid4()
        cursor = await self._db.execute(
            "INSERT INTO learning_runs (id, state, asked_by, asked_at) VALUES (%s, 'asked', %s, %s)"
            " ON CONFLICT DO NOTHING",
            (run_id, by, at),
        )
        return run_id if cursor.rowcount == 1 else None

    async def hold(self) -> bool:
        """Be the only one who learns until the transaction ends, however it ends; False where another is."""
        row = await (await self._db.execute("SELECT pg_try_advisory_xact_lock(%s) AS got", (_LOCK,))).fetchone()
        return bool(row and row["got"])

    async def start(self, run_id: UUID, at: datetime) -> bool:
        """Take up a run that was asked for; False where it was cancelled or taken up before."""
        cursor = await self._db.execute(
            "UPDATE learning_runs SET state = 'running', started_at = %s WHERE id = %s AND state = 'asked'",
            (at, run_id),
        )
        return cursor.rowcount == 1

    async def stage(self, run_id: UUID, stage: str, detail: str | None, at: datetime) -> bool:
        """Say how far the run is; False where it is to stop."""
        cursor = await self._db.execute(
            "UPDATE learning_runs SET detail = %(detail)s, stages = CASE WHEN stage IS DISTINCT FROM %(stage)s"
            " THEN stages || %(entry)s ELSE stages END,"
            " stage_at = CASE WHEN stage IS DISTINCT FROM %(stage)s THEN %(at)s ELSE stage_at END, stage = %(stage)s"
            " WHERE id = %(id)s AND state = 'running' AND cancelled_by IS NULL",
            {
                "id": run_id,
                "stage": stage,
                "detail": detail,
                "at": at,
                "entry": Jsonb([{"stage": stage, "at": at.isoformat()}]),
            },
        )
        return cursor.rowcount == 1

    async def end(
        self,
        run_id: UUID,
        state: str,
        at: datetime,
        *,
        error: str | None = None,
        report: dict[str, Any] | None = None,
        model_id: UUID | None = None,
    ) -> None:
        """The run is over."""
        await self._db.execute(
            "UPDATE learning_runs SET state = %s, ended_at = %s, error = %s, report = %s, model_id = %s, detail = NULL"
            " WHERE id = %s AND state IN ('asked', 'running')",
            (state, at, error, Jsonb(report) if report is not None else None, model_id, run_id),
        )

    async def cancel(self, by: str, at: datetime) -> Run | None:
        """Stop the open run: at once where nobody has taken it up; None where there is none."""
        cursor = await self._db.execute(
            "UPDATE learning_runs SET cancelled_by = %s, state = CASE WHEN state = 'asked' THEN 'cancelled' ELSE state END,"
            " ended_at = CASE WHEN state = 'asked' THEN %s ELSE ended_at END"
            f" WHERE state IN ('asked', 'running') RETURNING {_COLUMNS}",
            (by, at),
        )
        row = await cursor.fetchone()
        return _run(row) if row else None

    async def abandon(self, at: datetime, error: str) -> int:
        """Runs that nobody works on any more have failed; to be asked by who holds the lock."""
        cursor = await self._db.execute(
            "UPDATE learning_runs SET ended_at = %s, state = CASE WHEN cancelled_by IS NULL THEN 'failed' ELSE 'cancelled' END,"
            " error = CASE WHEN cancelled_by IS NULL THEN %s END, detail = NULL WHERE state = 'running'",
            (at, error),
        )
        return cursor.rowcount

    async def open_run(self) -> Run | None:
        """The run that has not ended."""
        return await self._one("WHERE state IN ('asked', 'running')")

    async def run(self, run_id: UUID) -> Run | None:
        """One run."""
        return await self._one("WHERE id = %s", run_id)

    async def runs(self, limit: int) -> list[Run]:
        """The last runs, newest first."""
        cursor = await self._db.execute(
            f"SELECT {_COLUMNS} FROM learning_runs ORDER BY asked_at DESC, id LIMIT %s", (limit,)
        )
        return [_run(row) async for row in cursor]

    async def compared(self, until: Run, limit: int) -> list[Run]:
        """The last runs up to this one that compared two models, newest first."""
        cursor = await self._db.execute(
            f"SELECT {_COLUMNS} FROM learning_runs WHERE asked_at <= %s AND ended_at IS NOT NULL"
            " AND report -> 'figures' IS NOT NULL ORDER BY asked_at DESC, id LIMIT %s",
            (until.asked_at, limit),
        )
        return [_run(row) async for row in cursor]

    async def gathered_at(self) -> datetime | None:
        """When the newest run that did not fail took up what people had decided; None where there was none."""
        cursor = await self._db.execute(
            "SELECT max(coalesce(started_at, asked_at)) AS at FROM learning_runs WHERE state <> 'failed'"
        )
        row = await cursor.fetchone()
        return row["at"] if row else None

    async def _one(self, where: str, *values: Any) -> Run | None:
        row = await (await self._db.execute(f"SELECT {_COLUMNS} FROM learning_runs {where}", values)).fetchone()
        return _run(row) if row else None


def _run(row: dict[str, Any]) -> Run:
    return Run(**{**row, "stages": tuple(row["stages"])})
