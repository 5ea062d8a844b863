from dataclasses import replace
from uuid import uuid4

import pytest

from desk.domain.comment import CommentState
from desk.domain.draft import Evidence
from desk.domain.errors import IllegalMove, Invalid, NotFound, Stale, Unsupported
from desk.domain.incoming import Incoming
from desk.domain.reply import ReplyState, Uncertain
from desk.services.decide import Decisions, Person
from desk.services.draft import draft_comment
from desk.services.publish import Publishing
from desk.services.receive import delete, edit, receive
from tests.desk.fakes import FakeAssistant, FakeClock, FakeConnector, FakeDesk, FakeSearch, vault
from tests.desk.fakes_channels import FAKE_PLATFORM

ADA = Person(uuid4(), "Ada")


class Scene:
    def __init__(self, connector=None):
        self.desk, self.clock = FakeDesk(), FakeClock()
        self.decisions = Decisions(self.desk, self.clock)
        self.publishing = Publishing(self.desk, self.clock, {"api": connector or FakeConnector()}, vault())

    @classmethod
    async def waiting(cls, connector=None, channel="api", evidence=()):
        scene = cls(connector)
        incoming = Incoming("c1", "Are you open on Sunday?", channel=channel)
        result = await receive(scene.desk, scene.clock, scene.desk.connection, incoming)
        await draft_comment(scene.desk, FakeAssistant(), FakeSearch(*evidence), scene.clock, result.comment.id, 1, 1)
        return scene

    @property
    def comment(self):
        return self.desk.only_comment()

    async def do(self, name, *arguments):
        await getattr(self.decisions, name)(ADA, self.comment.id, self.comment.version, *arguments)


async def test_an_approval_is_logged_with_the_person_and_scheduled_after_the_undo_window():
    scene = await Scene.waiting()
    await scene.do("approve", "Yes, we are.")
    assert scene.comment.state is CommentState.APPROVED
    assert scene.desk.state.events[-1]["actor"] == "Ada"
    kind, reply_id, at = scene.desk.state.jobs[-1]
    assert (kind, reply_id) == ("publish", scene.desk.only_reply().approved.id)
    assert (at - scene.clock.now()).total_seconds() == 10


OPENING = Evidence("opening#1", "opening", "Opening hours", None, "On Sundays we open at ten.", None, 0.9)


async def test_a_number_that_the_evidence_holds_is_approved_at_once():
    scene = await Scene.waiting(evidence=[OPENING])
    await scene.do("approve", "Yes, from ten.")
    assert scene.comment.state is CommentState.APPROVED


async def test_a_number_without_evidence_needs_a_second_look_and_the_log_says_that_it_had_one():
    scene = await Scene.waiting(evidence=[OPENING])
    with pytest.raises(Unsupported) as refused:
        await scene.do("approve", "Hello! Yes, from eleven.")
    assert refused.value.details["sentences"] == [
        {"start": 7, "end": 24, "text": "Yes, from eleven.", "missing": ["eleven"]}
    ]
    assert scene.comment.state is CommentState.WAITING and not scene.desk.state.replies
    await scene.decisions.approve(
        ADA, scene.comment.id, scene.comment.version, "Hello! Yes, from eleven.", confirmed=True
    )
    assert scene.desk.state.events[-1]["data"]["unsupported"] == ["Yes, from eleven."]


async def test_deciding_on_a_comment_that_changed_is_refused():
    scene = await Scene.waiting()
    seen = scene.comment.version
    await scene.do("relabel", "complaint")
    with pytest.raises(Stale):
        await scene.decisions.approve(ADA, scene.comment.id, seen, "Yes.")
    assert not scene.desk.state.replies


async def test_two_approvals_make_one_reply():
    scene = await Scene.waiting()
    seen = scene.comment.version
    await scene.do("approve", "Yes.")
    with pytest.raises(Stale):
        await scene.decisions.approve(ADA, scene.comment.id, seen, "Yes!")
    assert len(scene.desk.state.replies) == 1


async def test_undo_takes_an_approval_back_until_it_leaves():
    scene = await Scene.waiting()
    await scene.do("approve", "Yes.")
    await scene.do("undo")
    assert scene.comment.state is CommentState.WAITING
    assert scene.desk.only_reply().state is ReplyState.CANCELLED


async def test_undo_after_sending_began_says_that_it_is_too_late():
    scene = await Scene.waiting()
    await scene.do("approve", "Yes.")
    scene.clock.pass_(seconds=11)
    await scene.publishing.publish(scene.desk.only_reply().approved.id)
    with pytest.raises(IllegalMove, match="already on its way"):
        await scene.do("undo")


async def test_a_dismissal_keeps_its_reason_and_can_be_undone():
    scene = await Scene.waiting()
    await scene.do("dismiss", "spam", "sells watches")
    assert scene.desk.state.events[-1]["data"] == {"reason": "spam", "note": "sells watches"}
    await scene.do("undo")
    assert scene.comment.state is CommentState.WAITING


@pytest.mark.parametrize(("name", "argument"), [("dismiss", "because"), ("relabel", "rant"), ("approve", "  ")])
async def test_a_decision_that_makes_no_sense_is_refused(name, argument):
    scene = await Scene.waiting()
    with pytest.raises(Invalid):
        await scene.do(name, argument)
    assert scene.comment.state is CommentState.WAITING


async def test_a_reply_longer_than_the_channel_takes_is_refused_with_the_numbers():
    scene = await Scene.waiting(channel="x")
    with pytest.raises(Invalid, match="281 characters; x takes at most 280"):
        await scene.do("approve", "a" * 281)
    await scene.do("approve", "a" * 280)


async def test_an_unknown_comment_is_not_found():
    scene = Scene()
    with pytest.raises(NotFound):
        await scene.decisions.approve(ADA, uuid4(), 1, "Hi")


async def _unknown():
    scene = await Scene.waiting(FakeConnector(Uncertain("no answer")))
    await scene.do("approve", "Yes.")
    scene.clock.pass_(seconds=11)
    await scene.publishing.publish(scene.desk.only_reply().approved.id)
    assert scene.comment.state is CommentState.UNKNOWN
    return scene


async def test_a_person_may_send_an_unknown_reply_again():
    scene = await _unknown()
    await scene.do("retry")
    states = sorted(reply.state.value for reply in scene.desk.state.replies.values())
    assert states == ["approved", "cancelled"]
    assert scene.desk.state.jobs[-1][0] == "publish"


async def test_a_person_may_say_that_the_reply_arrived():
    scene = await _unknown()
    await scene.do("mark_sent")
    assert scene.comment.state is CommentState.SENT
    assert scene.desk.only_reply().state is ReplyState.SENT


async def test_a_person_may_give_up_and_answer_anew():
    scene = await _unknown()
    await scene.do("give_up")
    await scene.do("approve", "Another answer.")
    assert scene.comment.state is CommentState.APPROVED


async def test_a_decision_taken_back_before_the_draft_came_asks_for_one():
    scene = Scene()
    await receive(scene.desk, scene.clock, scene.desk.connection, Incoming("c1", "Are you open on Sunday?"))
    await scene.do("dismiss", "spam")
    await draft_comment(scene.desk, FakeAssistant(), FakeSearch(), scene.clock, scene.comment.id, 1, 1)
    assert scene.comment.draft_id is None
    await scene.do("undo")
    kind, comment_id, text_version, attempt = scene.desk.state.jobs[-1]
    assert (kind, comment_id) == ("draft", scene.comment.id)
    await draft_comment(scene.desk, FakeAssistant(), FakeSearch(), scene.clock, comment_id, text_version, attempt)
    assert scene.comment.draft_id is not None


async def test_a_draft_of_another_comment_is_no_draft_of_this_one():
    scene = await Scene.waiting()
    with pytest.raises(Invalid, match="not made for this comment"):
        await scene.do("approve", "Yes.", uuid4())
    await scene.do("approve", "Yes.", scene.comment.draft_id)


async def test_after_giving_up_an_edited_comment_gets_a_draft_for_its_new_text():
    scene = await Scene.waiting(FakeConnector(Uncertain("no answer")))
    await scene.do("approve", "Yes.")
    scene.clock.pass_(seconds=11)
    await scene.publishing.publish(scene.desk.only_reply().approved.id)
    await edit(scene.desk, scene.clock, scene.desk.connection, "c1", "Open on Monday?")
    await scene.do("give_up")
    assert scene.comment.draft_id is None
    assert scene.desk.state.jobs[-1] == ("draft", scene.comment.id, 2, 1)


async def test_nothing_is_sent_again_to_a_comment_that_is_gone():
    scene = await Scene.waiting(FakeConnector(Uncertain("no answer")))
    await scene.do("approve", "Yes.")
    scene.clock.pass_(seconds=11)
    await scene.publishing.publish(scene.desk.only_reply().approved.id)
    await delete(scene.desk, scene.clock, scene.desk.connection, "c1")
    with pytest.raises(IllegalMove, match="deleted"):
        await scene.do("retry")
    await scene.do("give_up")
    with pytest.raises(IllegalMove, match="deleted"):
        await scene.do("approve", "Yes.")


async def test_a_private_reply_is_refused_where_the_platform_has_none():
    scene = await Scene.waiting()
    with pytest.raises(Invalid, match="no private replies"):
        await scene.decisions.approve(ADA, scene.comment.id, scene.comment.version, "Yes.", private=True)
    assert scene.comment.state is CommentState.WAITING


async def test_a_private_reply_stays_private_when_it_is_sent_again():
    scene = await Scene.waiting(FakeConnector(Uncertain("It broke off.")))
    able = replace(scene.decisions, platforms={"api": replace(FAKE_PLATFORM, private=True)})
    await able.approve(ADA, scene.comment.id, scene.comment.version, "Yes.", private=True)
    assert scene.desk.state.events[-1]["data"]["private"] is True
    scene.clock.pass_(seconds=20)
    await scene.publishing.publish(scene.desk.only_reply().approved.id)
    await scene.do("retry")
    async with scene.desk() as unit:
        assert (await unit.replies.live(scene.comment.id)).approved.private
