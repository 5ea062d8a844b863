"""A reply asks to be remembered exactly when it is known to be sent."""

from uuid import uuid4

import pytest

from desk.domain.incoming import Incoming
from desk.domain.reply import HandedOver, Refused, Sent, Uncertain
from desk.services.decide import Decisions, Person
from desk.services.publish import Publishing
from desk.services.receive import delete, receive
from desk.services.remember import remember
from tests.desk.fakes import FakeClock, FakeConnector, FakeDesk, FakeRecall, vault

PERSON = Person(uuid4(), "Ada")


async def published(outcome):
    desk, clock = FakeDesk(undo_seconds=0), FakeClock()
    await receive(desk, clock, desk.connection, Incoming("c1", "Open on Sunday?"))
    comment = desk.only_comment()
    await Decisions(desk, clock).approve(PERSON, comment.id, comment.version, "Yes, from ten.", confirmed=True)
    publishing = Publishing(desk, clock, {"api": FakeConnector(outcome)}, vault())
    await publishing.publish(desk.only_reply().approved.id)
    return desk, clock, publishing


def to_remember(desk):
    return [job[1] for job in desk.state.jobs if job[0] == "remember"]


async def test_a_sent_reply_is_remembered_once():
    desk, _, _ = await published(Sent("1"))
    (reply_id,) = to_remember(desk)
    assert reply_id == desk.only_reply().approved.id
    assert [await remember(desk, FakeRecall(), reply_id) for _ in range(2)] == [True, False]
    (pair,) = desk.state.remembered.values()
    assert (pair.comment, pair.reply) == ("Open on Sunday?", "Yes, from ten.")


@pytest.mark.parametrize("outcome", [Refused("no"), Refused("busy", passing=True), Uncertain("?"), HandedOver()])
async def test_what_is_not_known_to_be_sent_is_not_remembered(outcome):
    desk, _, _ = await published(outcome)
    assert to_remember(desk) == []
    assert not await remember(desk, FakeRecall(), desk.only_reply().approved.id)


async def test_a_confirmed_reply_is_remembered():
    desk, _, publishing = await published(HandedOver())
    await publishing.confirm("shop", desk.only_reply().approved.id, "1")
    assert to_remember(desk) == [desk.only_reply().approved.id]


async def test_a_reply_that_a_person_saw_on_the_platform_is_remembered():
    desk, clock, _ = await published(Uncertain("?"))
    comment = desk.only_comment()
    await Decisions(desk, clock).mark_sent(PERSON, comment.id, comment.version)
    assert to_remember(desk) == [desk.only_reply().approved.id]


async def test_a_deleted_comment_is_forgotten_also_when_it_is_deleted_while_it_is_being_encoded():
    desk, clock, _ = await published(Sent("1"))
    (reply_id,) = to_remember(desk)
    await remember(desk, FakeRecall(), reply_id)
    await delete(desk, clock, desk.connection, "c1")
    assert desk.state.remembered == {}

    other, clock, _ = await published(Sent("1"))
    (reply_id,) = to_remember(other)

    class Slow(FakeRecall):
        async def vector_of(self, text):
            await delete(other, clock, other.connection, "c1")
            return [1.0]

    assert not await remember(other, Slow(), reply_id)
    assert other.state.remembered == {}
