"""Questions that tell whether a process does its work; each answers within a few seconds."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import psycopg

TIMEOUT_S: Final = 4.0

# Seconds since the process was started -> whether it is ready.
Probe = Callable[[float], Awaitable[bool]]


def http_probe(host: str, port: int, path: str, token: str = "") -> Probe:
    """Ready when a GET is answered with 200; a token is sent as a bearer."""

    async def probe(_age: float) -> bool:
        try:
            return await asyncio.wait_for(_get(reachable(host), port, path, token), TIMEOUT_S) == 200
        except (OSError, asyncio.TimeoutError, ValueError):
            return False

    return probe


def postgres_probe(url: Callable[[], str]) -> Probe:
    """Ready when a query is answered."""

    async def probe(_age: float) -> bool:
        return await _query(url(), "SELECT 1") is not None

    return probe


def worker_probe(url: Callable[[], str]) -> Probe:
    """Ready when a worker has given a sign of life on the queue since this one was started."""

    async def probe(age: float) -> bool:
        since = min(max(age, 0.2), 15.0)
        query = (
            "SELECT EXISTS (SELECT FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s))"
        )
        return await _query(url(), query, (since,)) is True

    return probe


def reachable(host: str) -> str:
    """The address to ask a server at that listens on `host`."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)


async def _get(host: str, port: int, path: str, token: str) -> int:
    reader, writer = await asyncio.open_connection(host, port)
    try:
        authorization = f"Authorization: Bearer {token}\r\n" if token else ""
        request = f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n{authorization}Connection: close\r\n\r\n"
        writer.write(request.encode("ascii"))
        status_line = await reader.readline()
        return int(status_line.split()[1]) if status_line.startswith(b"HTTP/1.") else 0
    except IndexError:
        return 0
    finally:
        writer.close()


async def _query(url: str, query: str, parameters: tuple[float, ...] = ()) -> object:
    try:
        connection = await psycopg.AsyncConnection.connect(url, autocommit=True, connect_timeout=3)
        async with connection:
            row = await (await connection.execute(query.encode(), parameters)).fetchone()
            return row[0] if row else None
    except (psycopg.Error, OSError):
        return None
