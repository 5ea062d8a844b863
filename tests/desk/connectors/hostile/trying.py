"""A connector's parser given hostile bodies, one after the other, and what came of it."""

from __future__ import annotations

import signal
import time
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Final
from uuid import uuid4

import httpx

from desk.connectors.base import BaseConnector
from desk.connectors.registry import connectors
from desk.db.chat_posts import ChatPosts
from desk.db.database import Database
from desk.domain.incoming import Added, Edited, Malformed
from desk.domain.page import Connection
from desk.main import SystemClock
from desk.ports.platforms import Connector
from desk.simulators import email
from desk.simulators.registry import SIMULATORS
from desk.simulators.world import World
from tests.desk.connectors.hostile.judging import mistakes

SLOWEST_S: Final = 1.0
"""Seconds of a processor that one body may take."""
HUNG_S: Final = 20
AGAIN_EVERY: Final = 50


class Hung(BaseException):
    """A body took so long that it was given up."""


@dataclass
class Outcome:
    """What came of all bodies. ``findings``: by what is wrong, the smallest body that shows it."""

    bodies: int = 0
    malformed: int = 0
    happenings: int = 0
    comments: int = 0
    seconds: list[float] = field(default_factory=list)
    findings: dict[str, bytes] = field(default_factory=dict)

    def find(self, what: str, body: bytes) -> None:
        """Note what is wrong."""
        if what not in self.findings or len(body) < len(self.findings[what]):
            self.findings[what] = body


def parsers() -> dict[str, Connector]:
    """Every registered connector that reads bodies."""
    every = connectors(httpx.AsyncClient(), SystemClock(), "no key", ChatPosts(Database("")))
    return {name: one for name, one in every.items() if type(one).parse is not BaseConnector.parse}


def connection_of(platform: str) -> Connection:
    """A connection as the platform's simulator has it."""
    config, secrets = {"from_address": email.USER, "user": email.USER}, {}
    if platform in SIMULATORS:
        config, secrets = SIMULATORS[platform](World(SystemClock().now)).settings("https://platform.example")
    return Connection(uuid4(), "shop", platform, config, secrets)


def tried(connector: Connector, bodies: Iterable[bytes]) -> Outcome:
    """Each body parsed; only Malformed may be raised, in time, and what comes must be what its types promise."""
    outcome, connection = Outcome(), connection_of(connector.platform.id)
    with _watched():
        for body in bodies:
            _try(connector, connection, body, outcome)
    return outcome


def _try(connector: Connector, connection: Connection, body: bytes, outcome: Outcome) -> None:
    outcome.bodies += 1
    began = time.thread_time()
    signal.setitimer(signal.ITIMER_PROF, HUNG_S)
    try:
        found = connector.parse(body, connection)
    except Malformed as error:
        outcome.malformed += 1
        if not str(error):
            outcome.find("Malformed without a reason", body)
        return
    except (Exception, Hung) as error:
        outcome.find(_place(error), body)
        return
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        took = time.thread_time() - began
        outcome.seconds.append(took)
        if took > SLOWEST_S:
            outcome.find("slow", body)
    wrong = list(mistakes(found, connector.platform.channel))
    for mistake in wrong:
        outcome.find(mistake, body)
    if wrong:
        return
    outcome.happenings += len(found)
    outcome.comments += sum(isinstance(one, Added | Edited) for one in found)
    if outcome.bodies % AGAIN_EVERY == 0 and connector.parse(body, connection) != found:
        outcome.find("the same body read otherwise the second time", body)


def _place(error: BaseException) -> str:
    """Which error, and where in the desk it came up."""
    ours = [
        one
        for one in traceback.extract_tb(error.__traceback__)
        if "/desk/" in one.filename and "/tests/" not in one.filename
    ]
    where = (
        f" at {Path(ours[-1].filename).parent.name}/{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    )
    return f"{type(error).__name__}{where}"


@contextmanager
def _watched() -> Iterator[None]:
    """A body that hangs is given up after some time of the processor."""

    def give_up(number: int, frame: FrameType | None) -> None:
        raise Hung()

    before = signal.signal(signal.SIGPROF, give_up)
    try:
        yield
    finally:
        signal.signal(signal.SIGPROF, before)
