from contextlib import asynccontextmanager
from datetime import timedelta
from uuid import uuid4

import pytest

from desk.domain.comment import CommentState
from desk.domain.errors import IllegalMove, Invalid, NotFound
from desk.domain.incoming import Incoming
from desk.domain.reply import HandedOver, Refused, ReplyState, Sent, Uncertain
from desk.ports.errors import DatabaseUnavailable
from desk.services.decide import Decisions, Person
from desk.services.publish import BACK_OFF, Publishing
from desk.services.receive import delete, edit, receive
from tests.desk.fakes import FakeClock, FakeConnector, FakeDesk, vault


async def approved(*outcomes):
    desk, clock = FakeDesk(), FakeClock()
    connector = FakeConnector(*outcomes)
    await receive(desk, clock, desk.connection, Incoming("c1", "Open on Sunday?"))
    comment = desk.only_comment()
    await Decisions(desk, clock).approve(Person(uuid4(), "Ada"), comment.id, comment.version, "Yes.")
    return desk, clock, connector, Publishing(desk, clock, {"api": connector}, vault()), desk.only_reply().approved.id


async def test_nothing_leaves_before_the_undo_window_has_passed():
    desk, _, connector, publishing, reply_id = await approved()
    await publishing.publish(reply_id)
    assert not connector.delivered
    assert desk.state.jobs[-1] == ("publish", reply_id, desk.only_reply().approved.send_after)


async def test_a_confirmed_reply_is_sent_with_the_platforms_id():
    desk, clock, _, publishing, reply_id = await approved(Sent("remote-7"))
    clock.pass_(seconds=10)
    await publishing.publish(reply_id)
    assert desk.only_comment().state is CommentState.SENT
    assert desk.only_reply().external_id == "remote-7"
    assert desk.kinds()[-2:] == ["sending_started", "sent"]


async def test_what_a_platform_says_beside_its_confirmation_is_kept():
    desk, clock, _, publishing, reply_id = await approved(Sent("remote-7", note="It waits for moderation."))
    clock.pass_(seconds=10)
    await publishing.publish(reply_id)
    assert desk.only_comment().state is CommentState.SENT and desk.only_reply().error is None
    assert desk.state.events[-1]["data"]["reason"] == "It waits for moderation."


async def test_the_same_job_twice_sends_once():
    _, clock, connector, publishing, reply_id = await approved()
    clock.pass_(seconds=10)
    await publishing.publish(reply_id)
    await publishing.publish(reply_id)
    assert len(connector.delivered) == 1


async def test_a_crash_in_mid_delivery_leaves_it_unknown_and_never_sends_again():
    desk, clock, connector, publishing, reply_id = await approved(RuntimeError("killed"))
    clock.pass_(seconds=10)
    with pytest.raises(RuntimeError):
        await publishing.publish(reply_id)
    await publishing.publish(reply_id)
    await publishing.publish(reply_id)
    assert desk.only_comment().state is CommentState.UNKNOWN
    assert len(connector.delivered) == 1


async def test_a_passing_refusal_is_tried_again_later_and_noted():
    desk, clock, connector, publishing, reply_id = await approved(Refused("429", passing=True), Sent())
    clock.pass_(seconds=10)
    await publishing.publish(reply_id)
    assert desk.state.jobs[-1] == ("publish", reply_id, clock.now() + BACK_OFF[0])
    assert desk.kinds()[-1] == "send_postponed"
    await publishing.publish(reply_id)
    assert desk.only_comment().state is CommentState.SENT
    assert len(connector.delivered) == 2


async def test_the_receivers_hint_when_to_try_again_is_kept():
    desk, clock, _, publishing, reply_id = await approved(Refused("busy", True, timedelta(seconds=77)))
    clock.pass_(seconds=10)
    await publishing.publish(reply_id)
    assert desk.state.jobs[-1][2] == clock.now() + timedelta(seconds=77)


async def test_after_the_last_back_off_it_has_failed():
    desk, clock, connector, publishing, reply_id = await approved(Refused("down", passing=True))
    clock.pass_(seconds=10)
    for _ in range(len(BACK_OFF) + 3):
        await publishing.publish(reply_id)
    assert desk.only_comment().state is CommentState.FAILED
    assert len(connector.delivered) == len(BACK_OFF) + 1


async def test_a_final_refusal_fails_at_once_with_its_reason():
    desk, clock, _, publishing, reply_id = await approved(Refused("401 Unauthorized"))
    clock.pass_(seconds=10)
    await publishing.publish(reply_id)
    assert desk.only_comment().state is CommentState.FAILED
    assert desk.only_reply().error == "401 Unauthorized"


async def test_a_reply_to_a_comment_edited_since_never_leaves():
    desk, clock, connector, publishing, reply_id = await approved()
    await edit(desk, clock, desk.connection, "c1", "Open on Monday?")
    clock.pass_(seconds=10)
    await publishing.publish(reply_id)
    assert not connector.delivered


async def test_a_reply_that_is_fetched_counts_as_sent_when_confirmed_once_or_twice():
    desk, clock, _, publishing, reply_id = await approved(HandedOver())
    clock.pass_(seconds=10)
    await publishing.publish(reply_id)
    assert desk.only_comment().state is CommentState.SENDING
    await publishing.confirm("shop", reply_id, "p-9")
    await publishing.confirm("shop", reply_id, "p-9")
    assert desk.only_comment().state is CommentState.SENT
    assert desk.kinds().count("sent") == 1


async def test_another_page_can_not_confirm_it():
    _, clock, _, publishing, reply_id = await approved(HandedOver())
    clock.pass_(seconds=10)
    await publishing.publish(reply_id)
    with pytest.raises(NotFound):
        await publishing.confirm("someone-else", reply_id, None)


async def test_a_reply_that_can_not_be_posted_fails_with_the_reason_once_or_twice():
    desk, clock, _, publishing, reply_id = await approved(HandedOver())
    clock.pass_(seconds=10)
    await publishing.publish(reply_id)
    with pytest.raises(NotFound):
        await publishing.fail("someone-else", reply_id, "closed")
    with pytest.raises(Invalid):
        await publishing.fail("shop", reply_id, "  ")
    await publishing.fail("shop", reply_id, "the post is closed")
    await publishing.fail("shop", reply_id, "the post is closed")
    assert desk.only_comment().state is CommentState.FAILED
    assert desk.only_reply().error == "the post is closed"
    assert desk.kinds().count("failed") == 1
    with pytest.raises(IllegalMove):
        await publishing.confirm("shop", reply_id, None)


@pytest.mark.parametrize("outcome", [Sent(), Uncertain("no answer")])
async def test_a_reply_that_is_not_handed_out_can_not_fail(outcome):
    desk, clock, _, publishing, reply_id = await approved(outcome)
    with pytest.raises(IllegalMove):
        await publishing.fail("shop", reply_id, "closed")
    clock.pass_(seconds=10)
    await publishing.publish(reply_id)
    state = desk.only_comment().state
    with pytest.raises(IllegalMove):
        await publishing.fail("shop", reply_id, "closed")
    assert desk.only_comment().state is state


async def test_a_reply_that_is_being_delivered_can_not_fail_meanwhile():
    desk, clock, _, publishing, reply_id = await approved()
    refused = []

    async def fail(reply):
        with pytest.raises(IllegalMove):
            await publishing.fail("shop", reply.id, "closed")
        refused.append(reply.id)

    clock.pass_(seconds=10)
    await Publishing(desk, clock, {"api": Meanwhile(Sent(), fail)}, vault()).publish(reply_id)
    assert refused == [reply_id]
    assert desk.only_comment().state is CommentState.SENT


async def test_a_late_confirmation_settles_an_unknown_reply():
    desk, clock, _, publishing, reply_id = await approved(Uncertain("no answer"))
    clock.pass_(seconds=10)
    await publishing.publish(reply_id)
    assert desk.only_reply().state is ReplyState.UNKNOWN
    await publishing.confirm("shop", reply_id, None)
    assert desk.only_comment().state is CommentState.SENT


async def test_an_edit_while_sending_is_put_off_withdraws_the_reply_and_drafts_anew():
    desk, clock, connector, publishing, reply_id = await approved(Refused("503", passing=True))
    clock.pass_(seconds=10)
    await publishing.publish(reply_id)
    await edit(desk, clock, desk.connection, "c1", "Open on Monday?")
    assert desk.state.jobs[-1] == ("publish", reply_id, clock.now())
    await publishing.publish(reply_id)
    assert len(connector.delivered) == 1
    assert desk.only_reply().state is ReplyState.CANCELLED
    assert desk.only_comment().state is CommentState.DRAFTING
    assert desk.state.jobs[-1] == ("draft", desk.only_comment().id, 2, 1)


async def test_a_deletion_while_sending_is_put_off_closes_the_comment():
    desk, clock, _, publishing, reply_id = await approved(Refused("503", passing=True))
    clock.pass_(seconds=10)
    await publishing.publish(reply_id)
    await delete(desk, clock, desk.connection, "c1")
    await publishing.publish(reply_id)
    assert desk.only_comment().state is CommentState.DISMISSED
    assert desk.only_reply().state is ReplyState.CANCELLED


async def test_an_edit_after_the_reply_was_handed_out_leaves_the_rest_to_a_person():
    desk, clock, _, publishing, reply_id = await approved(HandedOver())
    clock.pass_(seconds=10)
    await publishing.publish(reply_id)
    await edit(desk, clock, desk.connection, "c1", "Open on Monday?")
    await publishing.publish(reply_id)
    assert desk.only_comment().state is CommentState.UNKNOWN


class Meanwhile(FakeConnector):
    """Something happens while the delivery is under way."""

    def __init__(self, outcome, happening):
        super().__init__(outcome)
        self.happening = happening

    async def publish(self, reply, comment, connection):
        await self.happening(reply)
        return await super().publish(reply, comment, connection)


@pytest.mark.parametrize("outcome", [Refused("503", passing=True), Refused("400"), Uncertain("no answer"), Sent()])
async def test_what_the_receiver_confirmed_while_it_answered_is_sent_and_stays_sent(outcome):
    desk, clock, _, publishing, reply_id = await approved()
    connector = Meanwhile(outcome, lambda reply: publishing.confirm("shop", reply.id, "p-1"))
    publishing = Publishing(desk, clock, {"api": connector}, vault())
    clock.pass_(seconds=10)
    await publishing.publish(reply_id)
    assert desk.only_comment().state is CommentState.SENT
    assert desk.only_reply().state is ReplyState.SENT
    assert desk.state.jobs[-1][0] != "publish" or desk.state.jobs[-1][2] < clock.now() + BACK_OFF[0]


async def test_a_reply_that_somebody_gave_up_does_not_come_back_when_its_delivery_ends():
    desk, clock, _, _, reply_id = await approved()

    async def thought_dead_and_given_up(reply):
        await publishing.publish(reply.id)  # another worker takes the job over
        comment = desk.only_comment()
        await Decisions(desk, clock).give_up(Person(uuid4(), "Ada"), comment.id, comment.version)

    publishing = Publishing(
        desk, clock, {"api": Meanwhile(Refused("503", passing=True), thought_dead_and_given_up)}, vault()
    )
    clock.pass_(seconds=10)
    await publishing.publish(reply_id)
    assert desk.only_reply().state is ReplyState.CANCELLED
    assert desk.only_comment().state is CommentState.WAITING


async def test_a_mistake_in_a_connector_leaves_the_reply_unknown_at_once():
    desk, clock, _, publishing, reply_id = await approved(KeyError("oops"))
    clock.pass_(seconds=10)
    with pytest.raises(KeyError):
        await publishing.publish(reply_id)
    assert desk.only_comment().state is CommentState.UNKNOWN


async def test_a_known_outcome_waits_for_a_database_that_is_away(monkeypatch):
    desk, clock, _, publishing, reply_id = await approved(Sent("remote-7"))
    monkeypatch.setattr("desk.services.publish.SETTLING", (0.0, 0.0))
    away = iter([False, False, True, True])

    @asynccontextmanager
    async def shaky():
        if next(away, False):
            raise DatabaseUnavailable("for a moment")
        async with desk() as unit:
            yield unit

    clock.pass_(seconds=10)
    await Publishing(shaky, clock, publishing.connectors, vault()).publish(reply_id)
    assert desk.only_comment().state is CommentState.SENT
