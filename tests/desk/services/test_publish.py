from datetime import timedelta
from uuid import uuid4

import pytest

from desk.domain.comment import CommentState
from desk.domain.errors import NotFound
from desk.domain.reply import HandedOver, Refused, ReplyState, Sent, Uncertain
from desk.services.decide import Decisions, Person
from desk.services.publish import BACK_OFF, Publishing
from desk.services.receive import Incoming, edit, receive
from tests.desk.fakes import FakeClock, FakeConnector, FakeDesk


async def approved(*outcomes):
    desk, clock = FakeDesk(), FakeClock()
    connector = FakeConnector(*outcomes)
    await receive(desk, clock, desk.connection, Incoming("c1", "Open on Sunday?"))
    comment = desk.only_comment()
    await Decisions(desk, clock).approve(Person(uuid4(), "Ada"), comment.id, comment.version, "Yes.")
    return desk, clock, connector, Publishing(desk, clock, {"api": connector}), desk.only_reply().approved.id


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


async def test_a_late_confirmation_settles_an_unknown_reply():
    desk, clock, _, publishing, reply_id = await approved(Uncertain("no answer"))
    clock.pass_(seconds=10)
    await publishing.publish(reply_id)
    assert desk.only_reply().state is ReplyState.UNKNOWN
    await publishing.confirm("shop", reply_id, None)
    assert desk.only_comment().state is CommentState.SENT
