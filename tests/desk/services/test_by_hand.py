"""Replies on a platform that takes none from the desk are carried over by people."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from desk.domain.comment import CommentState
from desk.domain.errors import IllegalMove, Invalid, NotFound, Stale
from desk.domain.incoming import Answered, Incoming
from desk.domain.platform import Trouble
from desk.domain.reply import HandedOver, ReplyState
from desk.services.by_hand import ByHand
from desk.services.circuit import note_trouble
from desk.services.decide import Decisions, Person
from desk.services.outside import answered
from desk.services.publish import Publishing
from desk.services.receive import delete, edit, receive
from tests.desk.fakes import FakeClock, FakeConnector, FakeDesk, vault
from tests.desk.fakes_channels import FAKE_PLATFORM

ADA = Person(uuid4(), "Ada")


class Carrying:
    def __init__(self, posts=False, undo_seconds=0):
        self.desk, self.clock, self.connector = (
            FakeDesk(undo_seconds=undo_seconds),
            FakeClock(),
            FakeConnector(HandedOver()),
        )
        self.connector.platform = replace(FAKE_PLATFORM, posts=posts, finds=False)
        connectors = {"api": self.connector}
        self.publishing = Publishing(self.desk, self.clock, connectors, vault())
        self.by_hand = ByHand(self.desk, self.clock, connectors)

    async def approve(self):
        await receive(self.desk, self.clock, self.desk.connection, Incoming("c1", "Open on Sunday?"))
        comment = self.desk.only_comment()
        await Decisions(self.desk, self.clock).approve(ADA, comment.id, comment.version, "Yes, we are.")
        return self.desk.only_reply().approved.id

    async def hand_over(self):
        reply_id = await self.approve()
        await self.publishing.publish(reply_id)
        return reply_id

    @property
    def comment(self):
        return self.desk.only_comment()

    async def comes_back(self, text, id="a-1"):
        return await answered(self.desk, self.clock, self.desk.connection, Answered("c1", id, text))


@pytest.fixture
async def carrying():
    carrying = Carrying()
    await carrying.hand_over()
    return carrying


async def test_a_person_says_that_they_posted_it(carrying):
    before = carrying.comment
    await carrying.by_hand.posted(ADA, before.id, before.version)
    assert carrying.comment.state is CommentState.SENT
    reply = carrying.desk.only_reply()
    assert reply.state is ReplyState.SENT and reply.sent_at == carrying.clock.now()
    assert carrying.desk.kinds()[-1] == "posted_by_hand"
    assert ("remember", reply.approved.id) in carrying.desk.state.jobs
    await carrying.by_hand.posted(ADA, before.id, before.version)  # the answer was lost; the same request again
    assert carrying.desk.kinds().count("posted_by_hand") == 1


async def test_a_person_says_why_it_can_not_be_posted(carrying):
    before = carrying.comment
    with pytest.raises(Invalid):
        await carrying.by_hand.not_posted(ADA, before.id, before.version, " ")
    await carrying.by_hand.not_posted(ADA, before.id, before.version, "The post is closed.")
    await carrying.by_hand.not_posted(ADA, before.id, before.version, "The post is closed.")
    assert carrying.comment.state is CommentState.FAILED
    assert carrying.desk.only_reply().error == "The post is closed."
    assert not [job for job in carrying.desk.state.jobs if job[0] == "remember"]
    await Decisions(carrying.desk, carrying.clock).give_up(ADA, carrying.comment.id, carrying.comment.version)
    assert carrying.comment.state is CommentState.WAITING


async def test_what_somebody_else_decided_meanwhile_is_not_decided_again(carrying):
    before = carrying.comment
    await carrying.by_hand.not_posted(ADA, before.id, before.version, "Closed.")
    with pytest.raises(Stale):
        await carrying.by_hand.posted(ADA, before.id, before.version)
    with pytest.raises(NotFound):
        await carrying.by_hand.posted(ADA, uuid4(), 1)


async def test_nothing_can_be_said_before_it_was_handed_over():
    carrying = Carrying(undo_seconds=10)
    await carrying.approve()
    with pytest.raises(IllegalMove, match="time to undo"):
        await carrying.by_hand.posted(ADA, carrying.comment.id, carrying.comment.version)
    assert carrying.comment.state is CommentState.APPROVED


async def test_where_the_desk_posts_by_itself_nobody_says_so():
    carrying = Carrying(posts=True)
    await carrying.hand_over()
    for say in (carrying.by_hand.posted, lambda *one: carrying.by_hand.not_posted(*one, "No.")):
        with pytest.raises(IllegalMove):
            await say(ADA, carrying.comment.id, carrying.comment.version)
    assert carrying.comment.state is CommentState.SENDING


async def test_a_platform_that_can_not_be_read_keeps_no_reply_from_being_handed_over():
    carrying = Carrying()
    reply_id = await carrying.approve()
    async with carrying.desk() as unit:
        await note_trouble(
            unit, carrying.clock, carrying.desk.connection.id, Trouble.MISSING, "Gone.", timedelta(days=1)
        )
    await carrying.publishing.publish(reply_id)
    assert carrying.desk.only_reply().handed_over


async def test_a_reply_that_comes_back_as_it_was_approved_is_posted(carrying):
    await carrying.comes_back("Yes,  we\nare.")
    assert carrying.comment.state is CommentState.SENT
    assert carrying.desk.only_reply().external_id == "a-1"
    assert not await carrying.comes_back("Yes, we are.")
    assert "answered_elsewhere" not in carrying.desk.kinds()


async def test_one_that_comes_back_after_a_person_said_so_is_the_same_one(carrying):
    await carrying.by_hand.posted(ADA, carrying.comment.id, carrying.comment.version)
    assert not await carrying.comes_back("Yes, we are.")
    assert carrying.desk.only_reply().external_id == "a-1"
    assert "answered_elsewhere" not in carrying.desk.kinds()


async def test_another_answer_takes_it_back_and_people_decide(carrying):
    await carrying.comes_back("We're closed.")
    assert carrying.comment.state is CommentState.WAITING


async def test_a_comment_that_changed_after_its_reply_was_handed_over_is_for_a_person_to_look_at(carrying):
    reply_id = carrying.desk.only_reply().approved.id
    await edit(carrying.desk, carrying.clock, carrying.desk.connection, "c1", "Open on Monday?")
    await carrying.publishing.publish(reply_id)
    assert carrying.comment.state is CommentState.UNKNOWN
    with pytest.raises(IllegalMove):
        await carrying.by_hand.posted(ADA, carrying.comment.id, carrying.comment.version)
    await Decisions(carrying.desk, carrying.clock).mark_sent(ADA, carrying.comment.id, carrying.comment.version)
    assert carrying.comment.state is CommentState.SENT


async def test_a_comment_that_was_deleted_after_the_handing_over_stays_to_be_looked_at(carrying):
    reply_id = carrying.desk.only_reply().approved.id
    await delete(carrying.desk, carrying.clock, carrying.desk.connection, "c1")
    await carrying.publishing.publish(reply_id)
    assert carrying.comment.state is CommentState.UNKNOWN
