"""What happens in chats reaches the browsers that are connected, and a slow one holds nobody up."""

import asyncio
from datetime import datetime, timedelta, timezone
from types import SimpleNamespace
from uuid import uuid4

import pytest

from desk.domain.chat import ChatMessage, Marks
from desk.domain.chat_errors import TooFast
from desk.web.widget import feed as feeds
from desk.web.widget import stream as streams
from desk.web.widget.feed import STATE, Feed

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=timezone.utc)


class Changes:
    """What the database announces."""

    def __init__(self):
        self.queue = asyncio.Queue()

    async def __call__(self):
        while True:
            yield await self.queue.get()


@pytest.fixture
async def changes():
    return Changes()


@pytest.fixture
async def working():
    return set()


@pytest.fixture
async def feed(changes, working):
    async def alive(visitors, families):
        return working & set(families)

    feed = Feed(changes, alive)
    feed.start()
    yield feed
    await feed.stop()


def open_one(feed, conversation=None, family=None, network="n"):
    return feed.subscribed(conversation or uuid4(), uuid4(), family or uuid4(), network)


async def test_news_goes_to_its_conversation_alone(feed, changes):
    conversation = uuid4()
    with open_one(feed, conversation) as mine, open_one(feed, conversation) as tab, open_one(feed) as other:
        for one in (mine, tab, other):
            assert one.take()[0] == STATE, "whoever connects asks for everything first"
        await changes.queue.put({"conversation": str(conversation), "kind": "message"})
        await changes.queue.put({"conversation": str(conversation), "kind": "rating", "message": "m", "rating": True})
        assert await mine.wait(1) and await tab.wait(1)
        await asyncio.sleep(0.01)
        assert mine.take() == ({"message"}, [{"message": "m", "rating": True}])
        assert not await other.wait(0.01)


async def test_after_a_break_everybody_looks_for_what_they_missed(feed, changes):
    with open_one(feed) as one:
        one.take()
        await changes.queue.put(None)
        assert await one.wait(1) and one.take()[0] == STATE


async def test_a_thousand_messages_to_a_browser_that_does_not_listen_are_one_flag(feed, changes):
    conversation = uuid4()
    with open_one(feed, conversation) as one:
        one.take()
        for number in range(1_000):
            event = {"conversation": str(conversation), "kind": "rating", "message": str(number), "rating": True}
            await changes.queue.put({"conversation": str(conversation), "kind": "message"})
            await changes.queue.put(event)
        while changes.queue.qsize():
            await asyncio.sleep(0)
        kinds, ratings = one.take()
        assert kinds == {"message"} and len(ratings) == feeds.MOST_RATINGS


async def test_a_visitor_holds_a_few_streams_and_a_network_some_hundreds(feed, monkeypatch):
    monkeypatch.setattr(feeds, "MOST_OF_NETWORK", 8)
    conversation = uuid4()
    opened = [open_one(feed, conversation) for _ in range(7)]
    ones = [one.__enter__() for one in opened]
    assert [one.gone for one in ones] == ["elsewhere", *[None] * 6]
    with open_one(feed), pytest.raises(TooFast), open_one(feed):
        pass
    with open_one(feed, network="another"):
        pass
    for one in opened:
        one.__exit__(None, None, None)
    assert not feed._of and not feed._in_network


async def test_who_was_revoked_is_parted_with(feed, working):
    family = uuid4()
    working.add(family)
    with open_one(feed, family=family) as good, open_one(feed) as revoked:
        await feed.sweep()
        assert (good.gone, revoked.gone) == (None, "revoked")


class Response:
    def __init__(self, stuck_after=None):
        self.sent, self.ended, self.stuck_after = [], False, stuck_after

    async def send(self, text):
        if self.stuck_after is not None and len(self.sent) >= self.stuck_after:
            await asyncio.sleep(60)
        self.sent.append(text)

    async def eof(self):
        self.ended = True


class Chat:
    def __init__(self, count):
        self.all = [ChatMessage(uuid4(), seq, True, f"text {seq}", NOW) for seq in range(1, count + 1)]

    async def messages(self, visitor, after):
        return self.all[after:][: streams.BATCH]

    async def read(self, visitor, after):
        return await self.messages(visitor, after), Marks(len(self.all), 0, False)

    async def marks(self, visitor):
        return Marks(len(self.all), 0, False)


def stream_of(news, response, count, expires_in=timedelta(hours=1)):
    desk = SimpleNamespace(chat=Chat(count), clock=SimpleNamespace(now=lambda: NOW))
    known = SimpleNamespace(token=SimpleNamespace(expires_at=NOW + expires_in))
    return streams._Stream(SimpleNamespace(desk=desk, known=known, visitor=None), news, response, 0)


async def test_a_browser_that_takes_nothing_is_parted_with(feed, monkeypatch):
    monkeypatch.setattr(streams, "SLOW_S", 0.05)
    with open_one(feed) as news, pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(stream_of(news, Response(stuck_after=2), 5).run(), 5)


async def test_a_long_conversation_comes_in_parts_and_whole(feed):
    count = 2 * streams.BATCH + 3
    response = Response()
    with open_one(feed) as news:
        running = asyncio.create_task(stream_of(news, response, count).run())
        await asyncio.sleep(0.2)
        news.note("gone", {"reason": "deleted"})
        await asyncio.wait_for(running, 5)
    ids = [int(one.split("\n")[0].removeprefix("id: ")) for one in response.sent if one.startswith("id: ")]
    assert ids == list(range(1, count + 1))
    assert response.sent[0].startswith(": ") and len(response.sent[0]) > 2_000, "proxies pass on what is so long"
    assert response.sent[-1] == 'event: gone\ndata: {"reason":"deleted"}\n\n' and response.ended


async def test_a_stream_ends_with_its_token(feed):
    response = Response()
    with open_one(feed) as news:
        await asyncio.wait_for(stream_of(news, response, 0, timedelta(0)).run(), 5)
    assert '"expired"' in response.sent[-1]
