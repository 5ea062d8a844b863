"""What a platform's standing, troubles and pace mean for a reply that was approved."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from desk.domain.comment import CommentState
from desk.domain.connecting import FAILURES_TO_BLOCK
from desk.domain.incoming import Answered, Incoming
from desk.domain.platform import Found, Pace, PlatformError, Standing, Trouble
from desk.domain.reply import Refused, ReplyState, Sent, Uncertain
from desk.services.circuit import note_well
from desk.services.decide import Decisions, Person
from desk.services.outside import answered
from desk.services.publish import BACK_OFF, LOOK_UPS, Publishing
from desk.services.receive import receive
from tests.desk.fakes import FakeClock, FakeConnector, FakeDesk, vault
from tests.desk.fakes_channels import FAKE_PLATFORM


class OnPlatform(FakeConnector):
    def __init__(self, *outcomes, standing=None, found=None, **abilities):
        super().__init__(*outcomes)
        self.platform = replace(FAKE_PLATFORM, **{"finds": True, **abilities})
        self.standing = standing or Standing()
        self.found = found or Found(None)

    async def look(self, comment, connection):
        if isinstance(self.standing, Exception):
            raise self.standing
        return self.standing

    async def find(self, reply, comment, connection):
        return self.found


class Sending:
    def __init__(self, connector):
        self.desk, self.clock, self.connector = FakeDesk(undo_seconds=0), FakeClock(), connector
        self.publishing = Publishing(self.desk, self.clock, {"api": connector}, vault())

    async def approve(self, id="c1", text="Yes."):
        await receive(self.desk, self.clock, self.desk.connection, Incoming(id, "Open on Sunday?"))
        comment = next(one for one in self.desk.state.comments.values() if one.external_id == id)
        return await self.approve_again(comment, text)

    async def approve_again(self, comment, text="Yes."):
        await Decisions(self.desk, self.clock).approve(Person(uuid4(), "Ada"), comment.id, comment.version, text)
        async with self.desk() as unit:
            return (await unit.replies.live(comment.id)).approved.id

    async def send(self):
        reply_id = await self.approve()
        await self.publishing.publish(reply_id)
        return reply_id

    @property
    def standing(self):
        return self.desk.state.channels[self.desk.connection.id]

    def jobs(self, kind):
        return [job for job in self.desk.state.jobs if job[0] == kind]


async def test_a_comment_that_is_gone_gets_no_reply():
    sending = Sending(OnPlatform(standing=Standing(there=False)))
    await sending.send()
    assert not sending.connector.delivered
    assert sending.desk.only_comment().state is CommentState.DISMISSED
    assert sending.desk.only_reply().state is ReplyState.CANCELLED


async def test_a_comment_that_was_edited_is_drafted_anew():
    sending = Sending(OnPlatform(standing=Standing(there=True, text="Open on Monday?")))
    await sending.send()
    assert not sending.connector.delivered
    assert sending.desk.only_comment().text == "Open on Monday?"
    assert sending.desk.only_comment().state is CommentState.DRAFTING


async def test_a_colleague_who_was_faster_is_seen_and_a_second_approval_goes_out_all_the_same():
    sending = Sending(OnPlatform(standing=Standing(True, "Open on Sunday?", "We are!", "a-1")))
    await sending.send()
    assert not sending.connector.delivered
    comment = sending.desk.only_comment()
    assert comment.state is CommentState.WAITING and sending.desk.kinds()[-1] == "held_back"
    sending.clock.pass_(seconds=5)
    again = await sending.approve_again(comment)
    await sending.publishing.publish(again)
    assert len(sending.connector.delivered) == 1


async def test_a_dead_token_keeps_every_reply_until_somebody_reconnects():
    sending = Sending(OnPlatform(Refused("The token is dead.", trouble=Trouble.TOKEN)))
    first = await sending.send()
    second = await sending.approve("c2")
    await sending.publishing.publish(second)
    assert [one.id for one in sending.connector.delivered] == [first]  # the second was not even tried
    assert sending.standing.trouble is Trouble.TOKEN
    assert sending.desk.state.alarms == [(sending.desk.connection.id, "token", "The token is dead.")]
    sending.connector.outcomes = [Sent("r-1")]
    sending.desk.state.jobs.clear()
    async with sending.desk() as unit:
        await note_well(unit, sending.clock, sending.desk.connection.id)
    assert {job[1] for job in sending.jobs("publish")} == {first}
    await sending.publishing.publish(first)
    await sending.publishing.publish(second)
    assert {one.state for one in sending.desk.state.replies.values()} == {ReplyState.SENT}


async def test_a_dead_token_never_tires():
    sending = Sending(OnPlatform(Refused("The token is dead.", trouble=Trouble.TOKEN)))
    reply_id = await sending.send()
    for _ in range(3 * len(BACK_OFF)):
        sending.clock.pass_(hours=30)
        await sending.publishing.publish(reply_id)
    assert sending.desk.only_comment().state is CommentState.SENDING


async def test_a_platform_that_says_too_much_is_left_alone_for_as_long_as_it_says():
    sending = Sending(OnPlatform(Refused("Too much.", True, timedelta(minutes=7), Trouble.RATE)))
    await sending.send()
    second = await sending.approve("c2")
    await sending.publishing.publish(second)
    assert len(sending.connector.delivered) == 1
    assert sending.standing.blocked_until == sending.clock.now() + timedelta(minutes=7)
    assert sending.jobs("publish")[-1] == ("publish", second, sending.standing.blocked_until)


async def test_a_platform_that_is_away_again_and_again_is_left_alone_and_tried_once_in_a_while():
    sending = Sending(OnPlatform(Refused("503", True, trouble=Trouble.AWAY)))
    for number in range(FAILURES_TO_BLOCK):
        await sending.publishing.publish(await sending.approve(f"c{number}"))
    assert sending.standing.blocked_until == sending.clock.now() + timedelta(minutes=1)
    more = await sending.approve("more")
    await sending.publishing.publish(more)
    assert len(sending.connector.delivered) == FAILURES_TO_BLOCK
    sending.clock.pass_(minutes=2)
    sending.connector.outcomes = [Sent("r")]
    await sending.publishing.publish(more)
    assert sending.standing.failures == 0 and sending.standing.trouble is None


async def test_the_pace_of_a_platform_is_kept():
    sending = Sending(OnPlatform(pace=Pace(60, timedelta(hours=1), burst=2)))
    for number in range(4):
        await sending.publishing.publish(await sending.approve(f"c{number}"))
    assert len(sending.connector.delivered) == 2
    _, third, at, turn = sending.jobs("publish")[3]
    sending.clock.pass_(minutes=1)
    assert at == turn == sending.clock.now()
    await sending.publishing.publish(third, turn)
    assert len(sending.connector.delivered) == 3


async def test_each_that_waits_has_a_turn_of_its_own():
    sending = Sending(OnPlatform(pace=Pace(60, timedelta(hours=1), burst=1)))
    for number in range(4):
        await sending.publishing.publish(await sending.approve(f"c{number}"))
    turns = [job[3] for job in sending.jobs("publish") if len(job) > 3]
    assert turns == [sending.clock.now() + timedelta(minutes=minutes) for minutes in (1, 2, 3)]


async def test_a_turn_that_was_missed_is_taken_anew():
    sending = Sending(OnPlatform(pace=Pace(60, timedelta(hours=1), burst=1)))
    for number in range(3):
        await sending.publishing.publish(await sending.approve(f"c{number}"))
    *_, second, third = (job for job in sending.jobs("publish") if len(job) > 3)
    sending.clock.pass_(minutes=10)
    for _, reply_id, _, turn in (second, third):
        await sending.publishing.publish(reply_id, turn)
    assert len(sending.connector.delivered) == 2


@pytest.mark.parametrize("trouble", [Trouble.TOKEN, Trouble.AWAY, Trouble.RATE])
async def test_a_look_that_fails_sends_nothing_and_loses_nothing(trouble):
    sending = Sending(OnPlatform(standing=PlatformError(trouble, "No.")))
    reply_id = await sending.send()
    assert not sending.connector.delivered
    assert sending.desk.only_reply().state is ReplyState.APPROVED
    sending.connector.standing = Standing()
    sending.clock.pass_(hours=1)
    await sending.publishing.publish(reply_id)
    assert sending.desk.only_comment().state is CommentState.SENT


async def test_an_unknown_reply_is_looked_for_before_anybody_is_asked():
    sending = Sending(OnPlatform(Uncertain("It broke off."), found=Found(True, "r-9")))
    reply_id = await sending.send()
    assert sending.desk.only_comment().state is CommentState.UNKNOWN and not sending.desk.state.notices
    assert sending.jobs("look_up") == [("look_up", reply_id, 1, sending.clock.now() + LOOK_UPS[0])]
    await sending.publishing.look_up(reply_id, 1)
    assert sending.desk.only_comment().state is CommentState.SENT
    assert sending.desk.only_reply().external_id == "r-9"


async def test_one_that_is_not_there_has_failed_and_is_never_sent_again_by_itself():
    sending = Sending(OnPlatform(Uncertain("It broke off."), found=Found(False)))
    reply_id = await sending.send()
    for attempt in range(1, len(LOOK_UPS) + 1):
        assert sending.desk.only_comment().state is CommentState.UNKNOWN
        await sending.publishing.look_up(reply_id, attempt)
    assert sending.desk.only_comment().state is CommentState.FAILED
    assert len(sending.connector.delivered) == 1 and len(sending.desk.state.notices) == 1


async def test_where_the_platform_can_not_tell_a_person_is_asked_at_last():
    sending = Sending(OnPlatform(Uncertain("It broke off.")))
    reply_id = await sending.send()
    for attempt in range(1, len(LOOK_UPS) + 1):
        assert not sending.desk.state.notices
        await sending.publishing.look_up(reply_id, attempt)
    assert sending.desk.only_comment().state is CommentState.UNKNOWN
    assert [reason for _, reason, _ in sending.desk.state.notices] == ["unknown"]


async def test_an_unknown_reply_that_comes_back_from_the_platform_has_arrived():
    sending = Sending(OnPlatform(Uncertain("It broke off.")))
    await sending.send()
    echo = Answered("c1", "r-7", "Yes.")
    await answered(sending.desk, sending.clock, sending.desk.connection, echo)
    assert sending.desk.only_comment().state is CommentState.SENT
    assert not sending.desk.state.answers  # it is no colleague's


async def test_a_reply_for_a_page_that_was_disconnected_waits():
    sending = Sending(OnPlatform())
    reply_id = await sending.approve()
    async with sending.desk() as unit:
        await unit.channels.disconnect(sending.desk.connection.id, sending.clock.now())
    await sending.publishing.publish(reply_id)
    assert not sending.connector.delivered and "disconnected" in sending.desk.only_reply().error
