import asyncio
from contextlib import asynccontextmanager
from types import SimpleNamespace

import pytest

from desk.ports.errors import DatabaseUnavailable
from desk.services.accounts import Account
from desk.web import stream as streaming
from desk.web.stream import BACKLOG, MARGIN, Broadcast, stream


class Browser:
    """A request for events, and what was sent to it; the log holds the events 1 to ``last``."""

    def __init__(self, *, seen="", last=0, sessions=()):
        self.headers = {"last-event-id": seen}
        self.cookies = {"sharewell_session": "token"}
        self.method = "GET"
        self.ctx = SimpleNamespace()
        self.sent = []
        self.ended = False
        self._last = last
        self._sessions = iter(sessions)
        self.app = SimpleNamespace(ctx=SimpleNamespace(desk=SimpleNamespace(uow=self._unit, accounts=self)))

    async def by_session(self, token):
        known = next(self._sessions, None)
        if isinstance(known, Exception):
            raise known
        return known

    async def events_after(self, last_id, limit):
        return [{"id": number} for number in range(max(last_id, 0) + 1, self._last + 1)][:limit]

    @asynccontextmanager
    async def _unit(self):
        yield SimpleNamespace(views=self)

    async def respond(self, **_):
        return self

    async def send(self, text):
        self.sent.append(text)

    async def eof(self):
        self.ended = True

    @property
    def ids(self):
        return [int(text.split()[1]) for text in self.sent if text.startswith("id: ")]


def broadcast():
    return Broadcast(lambda: None)


ADA = Account(None, "Ada", "ada@example.org", "viewer")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(streaming, "HEARTBEAT_S", 0.01)


async def test_a_browser_that_returns_also_gets_what_committed_late():
    browser = Browser(seen="1000", last=1010)
    await asyncio.wait_for(stream(browser, broadcast(), ADA), 5)
    assert browser.ids == list(range(1001 - MARGIN, 1011))


async def test_a_browser_that_missed_too_much_reads_everything_again():
    browser = Browser(seen="1", last=BACKLOG + MARGIN + 1)
    await asyncio.wait_for(stream(browser, broadcast(), ADA), 5)
    assert browser.ids == []
    assert any("event: reset" in text for text in browser.sent)


async def test_the_stream_ends_with_its_session_but_not_with_the_database():
    browser = Browser(sessions=[ADA, DatabaseUnavailable("away"), ADA])
    await asyncio.wait_for(stream(browser, broadcast(), ADA), 5)
    assert browser.ended
    assert browser.sent.count(": still here\n\n") == 3


async def test_a_stream_that_is_never_idle_ends_with_its_session_too():
    source = broadcast()
    browser = Browser(sessions=[ADA])

    async def busy():
        while True:
            source._hand_out({"id": 1})
            await asyncio.sleep(0)

    noise = asyncio.create_task(busy())
    await asyncio.wait_for(stream(browser, source, ADA), 5)
    noise.cancel()
    assert browser.ended
