import json
from datetime import datetime, timedelta, timezone
from uuid import uuid4

import pytest

from desk.domain.comment import CommentState
from desk.domain.delivery import WEBHOOK, NewDelivery
from desk.domain.incoming import Added, Answered, Edited, Incoming, Malformed, Removed, Skipped
from desk.domain.page import Connection, Page
from desk.ports.errors import DatabaseUnavailable
from desk.services.decide import Decisions, Person
from desk.services.inbox import Inbox
from desk.services.intake import MOST, Intake
from desk.services.receive import receive
from tests.desk.fakes import FakeClock, FakeConnector, FakeDesk, vault
from tests.desk.fakes_channels import FakeChannels


class Reader(FakeConnector):
    """Bodies are JSON lists of [kind, id, text]; one that starts with ! breaks the parser."""

    broken = True

    def parse(self, body, connection):
        if body.startswith(b"!") and self.broken:
            raise ZeroDivisionError
        try:
            told = json.loads(body.lstrip(b"!"))
        except ValueError:
            raise Malformed("no JSON") from None
        return [self.happening(*one) for one in told]

    def happening(self, kind, id, text="", account=None, at=None):
        incoming = Incoming(id, text, author="Ada")
        return {
            "added": lambda: Added(incoming, account),
            "edited": lambda: Edited(incoming, at and FakeClock().time + timedelta(seconds=at), account),
            "removed": lambda: Removed(id, account),
            "answered": lambda: Answered(id, f"a-{text}", text),
            "other": lambda: Skipped("It is a like."),
            "hint": lambda: Skipped("A comment without its text.", ask=True),
        }[kind]()


class Platform:
    def __init__(self) -> None:
        self.desk, self.clock, self.reader = FakeDesk(), FakeClock(), Reader()
        self.intake = Intake(self.desk, self.clock, {"api": self.reader}, vault())

    async def tells(self, *told, raw=None):
        body = raw if raw is not None else json.dumps(told).encode()
        await Inbox(self.desk).store(NewDelivery(self.desk.connection.id, WEBHOOK, self.clock.now(), body))
        return await self.intake.work()

    def texts(self):
        return {one.external_id: one.text for one in self.desk.state.comments.values()}

    def notes(self):
        return [note for _, _, note in self.desk.state.bodies_kept]


@pytest.fixture
def platform():
    return Platform()


async def test_several_comments_of_one_body_are_stored_each(platform):
    await platform.tells(["added", "1", "Open?"], ["other", "2"], ["added", "3", "Closed?"])
    assert platform.texts() == {"1": "Open?", "3": "Closed?"}
    assert platform.notes() == ["It is a like."]


async def test_the_same_body_again_is_read_once(platform):
    assert await platform.tells(["added", "1", "Open?"]) == 1
    assert await platform.tells(["added", "1", "Open?"]) == 0


async def test_an_edit_before_its_comment_counts_and_the_late_first_version_does_not(platform):
    await platform.tells(["edited", "1", "Open on Sunday?"])
    await platform.tells(["added", "1", "Open on Sonday?"])
    assert platform.texts() == {"1": "Open on Sunday?"}


async def test_edits_out_of_order_leave_the_newest(platform):
    await platform.tells(["added", "1", "a"])
    await platform.tells(["edited", "1", "c", None, 20])
    await platform.tells(["edited", "1", "b", None, 10])
    assert platform.texts() == {"1": "c"}


async def test_a_removal_before_its_comment_keeps_it_out(platform):
    await platform.tells(["removed", "1"])
    await platform.tells(["added", "1", "Never mind"])
    assert platform.texts() == {}


async def test_a_removed_comment_is_closed(platform):
    await platform.tells(["added", "1", "Never mind"], ["removed", "1"])
    assert platform.desk.only_comment().state is CommentState.DISMISSED


async def test_what_can_not_be_read_is_kept_and_the_rest_goes_on(platform):
    await platform.tells(raw=b"{")
    await platform.tells(["added", "1", "Open?"])
    assert [state for _, state, _ in platform.desk.state.bodies_kept] == ["failed", "done"]
    assert platform.texts() == {"1": "Open?"}


async def test_a_mended_parser_reads_what_a_broken_one_could_not(platform):
    await platform.tells(raw=b'![["added", "1", "Open?"]]')
    assert platform.texts() == {}
    platform.reader.broken = False
    async with platform.desk() as unit:
        assert await unit.deliveries.replay(platform.desk.connection.id) == 1
    await platform.intake.work()
    assert platform.texts() == {"1": "Open?"}


async def test_one_that_can_not_be_taken_does_not_keep_the_others_out(platform):
    await platform.tells(["added", "", "no id"], ["added", "2", ""], ["added", "3", "Open?"])
    assert platform.texts() == {"3": "Open?"}
    assert "empty" in platform.notes()[0]


async def test_a_very_long_comment_is_cut_not_lost(platform):
    await platform.tells(["added", "1", "long " * 10_000])
    (text,) = platform.texts().values()
    assert len(text) <= 20_000 and text.endswith("…")


async def test_a_colleagues_answer_on_the_platform_takes_an_approved_reply_back(platform):
    await platform.tells(["added", "1", "Open?"])
    comment = platform.desk.only_comment()
    await Decisions(platform.desk, platform.clock).approve(Person(uuid4(), "Ada"), comment.id, comment.version, "Yes.")
    await platform.tells(["answered", "1", "We are!"])
    assert platform.desk.only_comment().state is CommentState.WAITING
    assert platform.desk.kinds()[-1] == "held_back"


async def test_an_answer_before_its_comment_is_shown_with_it(platform):
    await platform.tells(["answered", "1", "We are!"])
    await platform.tells(["added", "1", "Open?"])
    assert platform.desk.kinds()[-1] == "answered_elsewhere"
    await platform.tells(["answered", "1", "We are!"], ["other", "9"])
    assert platform.desk.kinds().count("answered_elsewhere") == 1


async def test_one_app_for_several_pages_and_no_page_of_a_stranger(platform):
    state = platform.desk.state
    secret = vault().seal({"app_secret": "s"})
    mine = Connection(platform.desk.connection.id, "shop", "api", {"account_id": "A"}, sealed=secret)
    sister = Connection(uuid4(), "outlet", "api", {"account_id": "B"}, sealed=secret)
    stranger = Connection(uuid4(), "other", "api", {"account_id": "C"}, sealed=vault().seal({"app_secret": "x"}))
    state.pages.update(outlet=Page("outlet", "Outlet"), other=Page("other", "Other"))
    state.connections.update({one.id: one for one in (mine, sister, stranger)})
    await platform.tells(
        ["added", "1", "a", "A"], ["added", "2", "b", "B"], ["added", "3", "c", "C"], ["added", "4", "d", "D"]
    )
    assert {one.external_id: one.page_id for one in state.comments.values()} == {"1": "shop", "2": "outlet"}
    assert platform.notes() == ["2 × It is for an account that isn't connected."]


async def test_whoever_delivers_hears_when_it_could_not_be_stored():
    class Away:
        def __call__(self):
            raise ConnectionError("away")

    desk = FakeDesk()
    with pytest.raises(ConnectionError):
        await Inbox(Away()).store(NewDelivery(desk.connection.id, WEBHOOK, FakeClock().now(), b"{}"))


async def test_an_answer_known_before_the_comment_was_received_by_hand(platform):
    await receive(platform.desk, platform.clock, platform.desk.connection, Incoming("1", "Open?"))
    await platform.tells(["added", "1", "Open?"])
    assert len(platform.texts()) == 1


async def test_a_hint_without_the_text_makes_the_platform_be_asked_soon(platform):
    connection_id = platform.desk.connection.id
    async with platform.desk() as unit:
        await unit.channels.fetch_at(connection_id, platform.clock.now() + timedelta(minutes=20))
    await platform.tells(["hint", "1"])
    assert platform.desk.state.channels[connection_id].fetch_at == platform.clock.now() + timedelta(minutes=1)


async def test_a_comment_first_seen_as_an_edit_is_known_to_be_edited(platform):
    await platform.tells(["edited", "1", "Open?", None, 10])
    assert platform.desk.only_comment().edited_at == platform.clock.now() + timedelta(seconds=10)


async def test_what_stands_around_a_comment_costs_no_comment(platform):
    told = Incoming(
        "1\x00", "Open?", author="A" * 300, author_id="x" * 400, parent="\ud800", url="https://x.example/" + "a" * 3_000,
        written_at=datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=23))), reach=-5, post={"url": None, "text": "\x00Hi"},
    )  # fmt: skip
    platform.reader.happening = lambda *one: Added(told)
    await platform.tells(["added", "1"])
    assert platform.texts() == {"1": "Open?"} and platform.notes() == [None]


async def test_ids_that_can_not_be_stored_stop_nothing(platform):
    await platform.tells(
        ["removed", "\ud800"], ["removed", "9\x00"], ["answered", "\ud800", "Yes"], ["added", "1", "Open?"]
    )
    assert platform.texts() == {"1": "Open?"}
    await platform.tells(["added", "9", "Too late?"])
    assert platform.texts() == {"1": "Open?"}


async def test_an_account_whose_id_is_none_is_not_the_connections_own(platform):
    await platform.tells(["added", "1", "Open?", "\x00"], ["added", "2", "Open?", "9" * 400])
    assert platform.texts() == {}
    assert "account" in platform.notes()[0]


@pytest.fixture
def broken_look_up(monkeypatch):
    """Whether the removal of a comment came first can't be told for comment 1: this is raised instead."""

    def broken_with(error):
        known = FakeChannels.is_buried

        async def is_buried(self, connection_id, external_id):
            if external_id == "1":
                raise error
            return await known(self, connection_id, external_id)

        monkeypatch.setattr(FakeChannels, "is_buried", is_buried)

    return broken_with


async def test_a_mistake_in_taking_one_comment_keeps_no_other_out_and_the_body_is_kept(platform, broken_look_up):
    broken_look_up(ZeroDivisionError())
    await platform.tells(["added", "1", "Open?"], ["added", "2", "Closed?"])
    assert platform.texts() == {"2": "Closed?"}
    ((_, state, note),) = platform.desk.state.bodies_kept
    assert state == "failed" and "broke off (ZeroDivisionError)" in note


async def test_while_the_database_is_away_a_body_waits(platform, broken_look_up):
    broken_look_up(DatabaseUnavailable("away"))
    with pytest.raises(DatabaseUnavailable):
        await platform.tells(["added", "1", "Open?"])
    ((_, state, _),) = platform.desk.state.bodies_kept
    assert state == "pending"


async def test_a_body_that_tells_of_too_much_is_kept_unread(platform):
    await platform.tells(*[["removed", str(number)] for number in range(MOST + 1)])
    ((_, state, note),) = platform.desk.state.bodies_kept
    assert state == "failed" and note.startswith("It tells of 5,001 things")
