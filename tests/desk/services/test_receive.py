from datetime import datetime, timezone
from uuid import uuid4

import pytest

from desk.domain.comment import CommentState
from desk.domain.errors import Conflict, Invalid, NotFound
from desk.domain.incoming import Incoming
from desk.domain.reply import ReplyState
from desk.services.decide import Decisions, Person
from desk.services.receive import delete, edit, receive
from tests.desk.fakes import FakeClock, FakeDesk

CLOCK = FakeClock()
PERSON = Person(uuid4(), "Ada")


async def received(desk, text="Are you open on Sunday?", **fields):
    return await receive(desk, CLOCK, desk.connection, Incoming("c1", text, **fields))


async def approved(desk, text="Yes."):
    comment = desk.only_comment()
    await Decisions(desk, CLOCK).approve(PERSON, comment.id, comment.version, text)


async def test_a_comment_is_stored_with_its_first_event_and_one_drafting_job():
    desk = FakeDesk()
    result = await received(desk)
    assert result.created
    assert desk.kinds() == ["received"]
    assert desk.state.jobs == [("draft", result.comment.id, 1, 1)]


async def test_the_same_delivery_twice_changes_nothing():
    desk = FakeDesk()
    first = await received(desk)
    second = await received(desk)
    assert (second.created, second.comment.id) == (False, first.comment.id)
    assert len(desk.state.jobs) == len(desk.state.events) == 1


async def test_the_same_id_with_another_text_is_refused_and_overwrites_nothing():
    desk = FakeDesk()
    await received(desk)
    with pytest.raises(Conflict, match="PUT"):
        await received(desk, "Something else")
    assert desk.only_comment().text == "Are you open on Sunday?"


@pytest.mark.parametrize(
    "fields",
    [{"text": " \x00 "}, {"text": "x" * 20_001}, {"channel": "telegram"}, {"author": "n" * 201}],
)
async def test_what_can_not_be_taken_is_refused_and_nothing_is_stored(fields):
    desk = FakeDesk()
    with pytest.raises(Invalid):
        await received(desk, **{"text": "Hello", **fields})
    assert not desk.state.comments and not desk.state.jobs


async def test_an_edit_withdraws_what_was_approved_for_the_old_text_and_drafts_again():
    desk = FakeDesk()
    await received(desk)
    await approved(desk)
    comment = await edit(desk, CLOCK, desk.connection, "c1", "Are you open on Monday?")
    assert (comment.state, comment.text_version) == (CommentState.DRAFTING, 2)
    assert desk.only_reply().state is ReplyState.CANCELLED
    assert desk.state.jobs[-1] == ("draft", comment.id, 2, 1)


async def test_an_edit_to_the_same_text_is_no_edit():
    desk = FakeDesk()
    await received(desk)
    await edit(desk, CLOCK, desk.connection, "c1", "Are you open on Sunday?")
    assert desk.kinds() == ["received"]


async def test_a_deleted_comment_is_closed_and_its_reply_withdrawn():
    desk = FakeDesk()
    await received(desk)
    await approved(desk)
    comment = await delete(desk, CLOCK, desk.connection, "c1")
    assert comment.state is CommentState.DISMISSED
    assert comment.deleted_at is not None
    assert desk.only_reply().state is ReplyState.CANCELLED
    again = await delete(desk, CLOCK, desk.connection, "c1")
    assert again == comment


async def test_an_edit_of_an_unknown_comment_says_so():
    with pytest.raises(NotFound):
        await edit(FakeDesk(), CLOCK, FakeDesk().connection, "nope", "text")


async def test_an_edit_that_comes_after_the_deletion_opens_nothing_again():
    desk, clock = FakeDesk(), FakeClock()
    await receive(desk, clock, desk.connection, Incoming("c1", "Open on Sunday?"))
    await delete(desk, clock, desk.connection, "c1")
    with pytest.raises(Conflict, match="deleted"):
        await edit(desk, clock, desk.connection, "c1", "Open on Monday?")
    assert desk.only_comment().state is CommentState.DISMISSED


@pytest.mark.parametrize("year", [1, 1989, 2201, 9999])
async def test_a_date_that_the_database_could_not_give_back_is_refused(year):
    desk, clock = FakeDesk(), FakeClock()
    at = datetime(year, 12, 31, tzinfo=timezone.utc)
    with pytest.raises(Invalid, match="year"):
        await receive(desk, clock, desk.connection, Incoming("c1", "Open on Sunday?", written_at=at))
    await receive(desk, clock, desk.connection, Incoming("c1", "Open on Sunday?"))
    with pytest.raises(Invalid, match="year"):
        await edit(desk, clock, desk.connection, "c1", "Open on Monday?", at)
