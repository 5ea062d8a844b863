"""The embedded PostgreSQL under the supervisor, in a folder with a space and in one with a long name."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from desk.supervisor import Running, start
from desk.supervisor.postgres import find_cluster
from tests.desk.supervisor.conftest import alive, eventually


def answer(running: Running, query: bytes) -> object:
    with psycopg.connect(running.database_url, autocommit=True) as connection:
        row = connection.execute(query).fetchone()
        return row[0] if row else None


def answers(running: Running) -> bool:
    try:
        return answer(running, b"SELECT 1") == 1
    except psycopg.OperationalError:
        return False


def postmaster(running: Running) -> int:
    return int((running.data / "postgres" / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])


@pytest.fixture
def data() -> Iterator[Path]:
    """A folder outside pytest's own, which every session closes again for the user that PostgreSQL runs as."""
    with tempfile.TemporaryDirectory(prefix="sharewell ") as folder:
        yield Path(folder) / "some data"


def test_what_was_committed_survives_kill_9(data: Path) -> None:
    with start(data, only=("postgres",)) as running:
        with psycopg.connect(running.database_url, autocommit=True) as connection:
            connection.execute("CREATE TABLE kept (word text)")
            connection.execute("INSERT INTO kept VALUES ('yes')")
        before = postmaster(running)
        os.kill(before, signal.SIGKILL)
        assert eventually(lambda: running.process("postgres")["restarts"] >= 1 and answers(running), 30)
        assert answer(running, b"SELECT word FROM kept") == "yes"


def test_the_database_is_utf8_up_to_date_and_stops_with_the_block(data: Path) -> None:
    with start(data, only=("postgres",)) as running:
        assert answer(running, b"SHOW server_encoding") == "UTF8"
        assert answer(running, "SELECT upper('é')".encode()) == "É"
        assert answer(running, b"SELECT count(*) > 0 FROM migrations") is True
        pid = postmaster(running)
    assert not alive(pid)


def test_a_killed_supervisor_takes_postgres_along_and_the_next_one_goes_on(data: Path) -> None:
    running = start(data, only=("postgres",))
    pid = postmaster(running)
    os.kill(running.pid, signal.SIGKILL)
    running.stop()
    with start(data, only=("postgres",)) as again:
        assert not alive(pid)
        assert answers(again)


def test_a_long_path_gets_its_socket_elsewhere(tmp_path: Path) -> None:
    short = find_cluster(tmp_path / ("x" * 120)).socket_folder
    assert len(os.fsencode(short / ".s.PGSQL.5432.lock")) < 104
