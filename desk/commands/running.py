"""What a command needs and is not running, it starts, for as long as the command takes."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import httpx
import psycopg

from desk.assistant.client import RasaAssistant
from desk.commands.output import say
from desk.settings import Settings, read_settings

Run = Callable[[Settings], Awaitable[int]]


def with_parts(settings: Settings, parts: Sequence[str], run: Run) -> int:
    """Run with the given processes up: those of a running desk where there is one, else started here."""
    missing = asyncio.run(_missing(settings, parts))
    if not missing:
        return asyncio.run(_run(run, settings))
    from desk.supervisor import start

    say(f"Starting {', '.join(missing)} …")
    with start(settings.data, only=tuple(missing)) as running:
        return asyncio.run(_run(run, read_settings({**os.environ, **running.env})))


def with_own_parts(data: Path, parts: Sequence[str], run: Run) -> int:
    """Run with processes of its own on data of its own, whatever else is up."""
    from desk.supervisor import start

    say(f"Starting {', '.join(parts)} …")
    with start(data, only=tuple(parts)) as running:
        return asyncio.run(_run(run, read_settings({**os.environ, **running.env})))


async def _run(run: Run, settings: Settings) -> int:
    return await run(settings)


async def _missing(settings: Settings, parts: Sequence[str]) -> list[str]:
    missing = []
    if "postgres" in parts and not await _database_answers(settings):
        missing.append("postgres")
    if {"assistant", "actions"} & set(parts):
        async with httpx.AsyncClient() as client:
            up = await RasaAssistant(client, settings.assistant_urls, settings.assistant_token).ready()
        if not up:
            missing += [part for part in ("actions", "assistant") if part in parts]
    if "worker" in parts and (missing or not await _worker_lives(settings)):
        missing.append("worker")
    return missing


async def _database_answers(settings: Settings) -> bool:
    if not settings.database_url:
        return False
    try:
        async with await psycopg.AsyncConnection.connect(settings.database_url, connect_timeout=2):
            return True
    except psycopg.OperationalError:
        return False


async def _worker_lives(settings: Settings) -> bool:
    async with await psycopg.AsyncConnection.connect(settings.database_url) as connection:
        cursor = await connection.execute(
            "SELECT EXISTS (SELECT FROM procrastinate_workers WHERE last_heartbeat > now() - interval '8 seconds')"
        )
        row = await cursor.fetchone()
        return bool(row and row[0])
