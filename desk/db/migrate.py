"""Bring the database up to date: numbered SQL files, each applied once, under a lock."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import psycopg
from procrastinate.schema import SchemaManager
from psycopg.rows import DictRow

MIGRATIONS: Final = Path(__file__).parent / "migrations"
_LOCK: Final = 7_265_283_101  # any fixed number: one migration at a time, on however many machines


class DatabaseTooNew(Exception):
    """The database was migrated by a newer Sharewell; update this one."""


async def migrate(url: str) -> list[str]:
    """Apply what is missing; returns the names applied. Safe to run twice and side by side."""
    applied = []
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        await connection.execute("SELECT pg_advisory_lock(%s)", (_LOCK,))
        await connection.execute(
            "CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, applied_at timestamptz DEFAULT now())"
        )
        done = {row[0] async for row in await connection.execute("SELECT name FROM migrations")}
        files = sorted(MIGRATIONS.glob("*.sql"))
        unknown = done - {file.stem for file in files} - {"queue"}
        if unknown:
            raise DatabaseTooNew(
                f"The database holds migrations this version doesn't know: {', '.join(sorted(unknown))}."
            )
        if "queue" not in done:
            async with connection.transaction():
                await connection.execute(SchemaManager.get_schema().encode())
                await connection.execute("INSERT INTO migrations (name) VALUES ('queue')")
            applied.append("queue")
        for file in files:
            if file.stem in done:
                continue
            async with connection.transaction():
                await connection.execute(file.read_bytes())
                await connection.execute("INSERT INTO migrations (name) VALUES (%s)", (file.stem,))
            applied.append(file.stem)
    return applied


async def is_current(connection: psycopg.AsyncConnection[DictRow]) -> bool:
    """Whether every migration of this version has been applied."""
    table = await (await connection.execute("SELECT to_regclass('migrations') IS NOT NULL AS there")).fetchone()
    if table is None or not table["there"]:
        return False
    done = {row["name"] async for row in await connection.execute("SELECT name FROM migrations")}
    return {"queue", *(file.stem for file in MIGRATIONS.glob("*.sql"))} <= done
