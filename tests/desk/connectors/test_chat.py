"""The chat connector on conversations in memory."""

from datetime import datetime, timedelta, timezone
from uuid import uuid4

import pytest

from desk.connectors.chat.client import CHAT, ChatConnector
from desk.domain.comment import Comment, CommentState
from desk.domain.page import Connection
from desk.domain.platform import Found, PlatformError, Standing, Trouble
from desk.domain.reply import Refused, Sent, approve
from desk.ports.errors import DatabaseUnavailable
from desk.services.connect import read_values

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=timezone.utc)


class Posts:
    def __init__(self):
        self.open, self.posted, self.away = set(), {}, False

    def _there(self):
        if self.away:
            raise DatabaseUnavailable

    async def post(self, reply_id, comment_id, text, shown_as, at):
        self._there()
        if comment_id in self.open:
            self.posted[reply_id] = (text, shown_as, at)
        return comment_id in self.open

    async def is_posted(self, reply_id):
        self._there()
        return reply_id in self.posted

    async def is_open(self, comment_id):
        self._there()
        return comment_id in self.open


class Clock:
    def now(self):
        return NOW


@pytest.fixture
def posts():
    return Posts()


@pytest.fixture
def chat(posts):
    return ChatConnector(posts, Clock())


@pytest.fixture
def connection():
    return Connection(uuid4(), "shop", "chat", {"origins": "https://www.shop.example", "shown_as": "first name"})


@pytest.fixture
def comment(connection, posts):
    one = Comment(uuid4(), "shop", connection.id, uuid4(), "chat", "v:c", None, "Open?", NOW, CommentState.SENDING)
    posts.open.add(one.id)
    return one


@pytest.fixture
def reply(comment):
    return approve(
        reply_id=uuid4(), comment_id=comment.id, text_version=1, text="Yes.", person_id=uuid4(), now=NOW,
        undo_window=timedelta(0),
    )  # fmt: skip


async def test_a_reply_is_a_message_with_its_own_id(chat, posts, reply, comment, connection):
    assert await chat.find(reply, comment, connection) == Found(False)
    assert await chat.publish(reply, comment, connection) == Sent(str(reply.id))
    assert posts.posted == {reply.id: ("Yes.", "first name", NOW)}
    assert await chat.find(reply, comment, connection) == Found(True, str(reply.id))


async def test_nobody_is_answered_who_deleted_the_conversation(chat, posts, reply, comment, connection):
    assert await chat.look(comment, connection) == Standing(there=True)
    posts.open.clear()
    assert await chat.look(comment, connection) == Standing(there=False)
    outcome = await chat.publish(reply, comment, connection)
    assert isinstance(outcome, Refused) and not outcome.passing and outcome.trouble is Trouble.REFUSED


async def test_a_database_that_is_away_costs_time_and_nothing_else(chat, posts, reply, comment, connection):
    posts.away = True
    outcome = await chat.publish(reply, comment, connection)
    assert isinstance(outcome, Refused) and outcome.passing
    assert (await chat.find(reply, comment, connection)).there is None
    with pytest.raises(PlatformError) as error:
        await chat.look(comment, connection)
    assert error.value.trouble is Trouble.AWAY


@pytest.mark.parametrize(
    ("origins", "name"),
    [
        ("https://www.shop.example", "www.shop.example"),
        ("https://a.example\nhttps://b.example", "a.example and 1 more"),
    ],
)
async def test_a_connection_is_named_by_its_sites(chat, origins, name):
    assert (await chat.account(Connection(uuid4(), "shop", "chat", {"origins": origins}))).name == name


@pytest.mark.parametrize("origins", ["", "https://*", "www.shop.example", "https://a.example/path"])
async def test_sites_that_are_none_are_named(chat, origins):
    with pytest.raises(PlatformError) as error:
        await chat.account(Connection(uuid4(), "shop", "chat", {"origins": origins}))
    assert error.value.trouble is Trouble.MISSING


async def test_a_secret_that_can_be_guessed_is_refused(chat):
    config = {"origins": "https://a.example"}
    with pytest.raises(PlatformError, match="too short"):
        await chat.account(Connection(uuid4(), "shop", "chat", config, {"secret": "s" * 15}))
    assert await chat.account(Connection(uuid4(), "shop", "chat", config, {"secret": "s" * 16}))


def test_what_was_filled_in_is_kept_with_its_line_breaks():
    config, secrets = read_values(CHAT, {"origins": "https://a.example\nhttps://b.example", "secret": "s"}, None)
    assert config == {
        "origins": "https://a.example\nhttps://b.example", "name": "no", "email": "no", "shown_as": "page",
    }  # fmt: skip
    assert secrets == {"secret": "s"}
