"""What /readyz says when parts are missing."""

import asyncio

import psycopg
import pytest

from desk.main import Desk
from desk.settings import read_settings


@pytest.fixture
async def empty(postgres, environment):
    """A desk on a database that nobody migrated."""
    async with await psycopg.AsyncConnection.connect(postgres, autocommit=True) as connection:
        await connection.execute('CREATE DATABASE "not_migrated"')
        url = psycopg.conninfo.make_conninfo(postgres, dbname="not_migrated")
        async with await psycopg.AsyncConnection.connect(url, autocommit=True) as other:
            await other.execute("CREATE EXTENSION vector")
        desk = Desk(read_settings({**environment, "DATABASE_URL": url}))
        await desk.database.open()
        yield desk
        await desk.database.close()
        await connection.execute('DROP DATABASE "not_migrated" WITH (FORCE)')


async def test_a_database_that_is_not_migrated_is_not_ready(empty):
    assert await empty.readiness() == {"database": False, "worker": False, "assistant": False}


async def test_many_who_ask_at_once_share_one_look(desk, monkeypatch):
    looks = []

    async def ready():
        looks.append(1)
        return True

    monkeypatch.setattr(desk.assistant, "ready", ready)
    answers = await asyncio.gather(*(desk.readiness() for _ in range(50)))
    assert len(looks) == 1
    assert all(answer["assistant"] for answer in answers)
    monkeypatch.setattr(desk, "_parts_until", 0.0)
    await desk.readiness()
    assert len(looks) == 2
