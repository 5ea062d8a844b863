"""Real PostgreSQL for every test here, and a real web process where a test asks for one."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest

from desk.db.migrate import migrate
from desk.main import Desk
from desk.settings import read_settings
from tests.integration.mail_server import obstacle, running

ROOT = Path(__file__).parents[2]
TABLES = (
    "pages",
    "users",
    "audit",
    "desk_settings",
    "articles",
    "sign_in_links",
    "sign_in_attempts",
    "procrastinate_jobs",
)


@pytest.fixture(scope="session")
def postgres(private_folder: Path) -> Iterator[str]:
    """The address of a PostgreSQL server: TEST_DATABASE_URL, else an embedded one for this run."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    from desk.supervisor import start

    with start(private_folder / "postgres", only=("postgres",)) as running:
        yield running.env["DATABASE_URL"]


@pytest.fixture(scope="session")
def database_url(postgres: str) -> str:
    """A new, migrated database, shared by the tests; each begins with its tables empty."""
    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    url = psycopg.conninfo.make_conninfo(postgres, dbname=name)
    asyncio.run(migrate(url))
    return url


@pytest.fixture(scope="session")
def environment(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a process of the desk is told in these tests."""
    port = free_port()
    return {
        **os.environ,
        "DATABASE_URL": database_url,
        "SHAREWELL_DATA": str(tmp_path_factory.mktemp("data")),
        "SHAREWELL_PORT": str(port),
        "SHAREWELL_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "ASSISTANT_URLS": f"http://127.0.0.1:{free_port()}",
        "SHAREWELL_LOG": "json",
        "DEMO": "0",
    }


@pytest.fixture
async def desk(environment: dict[str, str]) -> AsyncIterator[Desk]:
    """A wired desk in this process, on an empty database."""
    desk = Desk(read_settings(environment))
    await desk.open()
    async with desk.database.connection() as connection:
        await connection.execute(f"TRUNCATE {', '.join(TABLES)} CASCADE")
    yield desk
    await desk.close()


@pytest.fixture(scope="session")
def web_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the web process writes."""
    return tmp_path_factory.mktemp("web") / "web.log"


@pytest.fixture(scope="session")
def web(environment: dict[str, str], web_log: Path) -> Iterator[str]:
    """The address of a real web process."""
    with running_web(environment, web_log) as url:
        yield url


@contextmanager
def running_web(environment: dict[str, str], log: Path) -> Iterator[str]:
    """The address of a web process that is told this and runs for the block."""
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "desk", "web"], cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        url = environment["SHAREWELL_PUBLIC_URL"]
        try:
            wait_until(lambda: answers(url + "/healthz"), 30, lambda: log.read_text()[-3000:])
            yield url
        finally:
            process.terminate()
            process.wait(10)


def answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2).status_code == 200
    except httpx.HTTPError:
        return False


def wait_until(condition, seconds: float, explain=lambda: "") -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds} s: {explain()}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def mail_server(private_folder):
    reason = obstacle()
    if reason and os.environ.get("CI"):
        pytest.fail(f"The mail server {reason}.")
    if reason:
        pytest.skip(f"The mail server {reason}.")
    private_folder.chmod(0o711)  # the servers run as users of their own
    folder = private_folder / "mail"
    folder.mkdir()
    with running(folder) as server:
        yield server


@pytest.fixture
def mail(mail_server):
    mail_server.empty()
    return mail_server
