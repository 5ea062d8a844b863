"""Two people where a page demands two: never fewer, never by accident."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from desk.domain.comment import CommentState
from desk.domain.errors import IllegalMove, SecondNeeded, Stale
from desk.domain.incoming import Incoming
from desk.domain.reply import ReplyState
from desk.services.decide import Decisions, Person
from desk.services.draft import draft_comment
from desk.services.publish import Publishing
from desk.services.receive import delete, edit, receive
from tests.desk.fakes import NOON, FakeAssistant, FakeClock, FakeConnector, FakeDesk, FakeSearch, document, vault
from tests.desk.fakes_channels import FAKE_PLATFORM

LONG_AGO = NOON - timedelta(days=1000)
MIA = Person(uuid4(), "Mia", LONG_AGO)
BO = Person(uuid4(), "Bo", LONG_AGO)
NEW = Person(uuid4(), "Nell", NOON - timedelta(days=3))


class Scene:
    def __init__(self, **rules):
        self.desk, self.clock = FakeDesk(), FakeClock()
        page = replace(self.desk.page, settings={**self.desk.page.settings, "second_approval": rules})
        self.desk.state.pages["shop"] = page
        self.decisions = Decisions(self.desk, self.clock, {"api": replace(FAKE_PLATFORM, private=True)})
        self.connector = FakeConnector()
        self.publishing = Publishing(self.desk, self.clock, {"api": self.connector}, vault())

    @classmethod
    async def waiting(cls, made=None, **rules):
        scene = cls(**(rules or {"all": True}))
        result = await receive(scene.desk, scene.clock, scene.desk.connection, Incoming("c1", "Are you open?"))
        assistant = FakeAssistant(made or document())
        await draft_comment(scene.desk, assistant, FakeSearch(), scene.clock, result.comment.id, 1, 1)
        return scene

    @property
    def comment(self):
        return self.desk.only_comment()

    @property
    def first(self):
        return self.desk.state.first_approvals.get(self.comment.id)

    async def approve(self, person, text="Yes, we are.", version=None, private=False):
        version = version or self.comment.version
        await self.decisions.approve(person, self.comment.id, version, text, private=private)

    async def undo(self, person):
        await self.decisions.undo(person, self.comment.id, self.comment.version)


async def test_the_first_persons_approval_is_kept_and_sends_nothing():
    scene = await Scene.waiting()
    seen = scene.comment.version
    await scene.approve(MIA)
    assert scene.comment.state is CommentState.WAITING and scene.comment.version == seen + 1
    assert (scene.first.by_id, scene.first.text) == (MIA.id, "Yes, we are.")
    assert not scene.desk.state.replies
    assert not [job for job in scene.desk.state.jobs if job[0] == "publish"]
    assert scene.desk.state.events[-1]["kind"] == "first_approved"


async def test_another_person_with_the_same_text_makes_the_reply():
    scene = await Scene.waiting()
    await scene.approve(MIA)
    await scene.approve(BO)
    reply = scene.desk.only_reply().approved
    assert (reply.approved_by, reply.first.by_id) == (BO.id, MIA.id)
    assert scene.comment.state is CommentState.APPROVED and scene.first is None
    scene.clock.pass_(seconds=11)
    await scene.publishing.publish(reply.id)
    assert [sent.text for sent in scene.connector.delivered] == ["Yes, we are."]


async def test_the_same_person_twice_is_told_that_somebody_else_has_to():
    scene = await Scene.waiting()
    await scene.approve(MIA)
    with pytest.raises(SecondNeeded, match="second person"):
        await scene.approve(MIA)
    assert not scene.desk.state.replies and scene.first.by_id == MIA.id


async def test_a_changed_text_starts_over():
    scene = await Scene.waiting()
    await scene.approve(MIA)
    await scene.approve(BO, "Of course we are.")
    assert (scene.first.by_id, scene.first.text) == (BO.id, "Of course we are.")
    assert not scene.desk.state.replies
    await scene.approve(MIA, "Of course we are.")
    assert scene.desk.only_reply().approved.first.by_id == BO.id


async def test_somebody_cannot_second_their_own_change_of_anothers_text():
    scene = await Scene.waiting()
    await scene.approve(MIA)
    await scene.approve(BO, "Of course we are.")
    with pytest.raises(SecondNeeded):
        await scene.approve(BO, "Of course we are.")


async def test_an_edit_by_the_author_voids_it():
    scene = await Scene.waiting()
    await scene.approve(MIA)
    await edit(scene.desk, scene.clock, scene.desk.connection, "c1", "Are you open on Monday?")
    assert scene.first is None
    await scene.approve(BO)
    assert not scene.desk.state.replies and scene.first.by_id == BO.id


async def test_a_first_approval_of_an_older_text_of_the_comment_never_counts():
    scene = await Scene.waiting()
    await scene.approve(MIA)
    kept = scene.first
    await edit(scene.desk, scene.clock, scene.desk.connection, "c1", "Are you open on Monday?")
    scene.desk.state.first_approvals[scene.comment.id] = kept
    await scene.approve(BO)
    assert not scene.desk.state.replies


@pytest.mark.parametrize("how", ["deleted", "dismissed"])
async def test_a_closed_comment_has_no_first_approval(how):
    scene = await Scene.waiting()
    await scene.approve(MIA)
    if how == "deleted":
        await delete(scene.desk, scene.clock, scene.desk.connection, "c1")
    else:
        await scene.decisions.dismiss(BO, scene.comment.id, scene.comment.version, "spam")
    assert scene.first is None


async def test_the_first_approval_can_be_taken_back():
    scene = await Scene.waiting()
    await scene.approve(MIA)
    await scene.undo(MIA)
    assert scene.first is None and scene.comment.state is CommentState.WAITING
    assert scene.desk.state.events[-1]["kind"] == "first_undone"
    await scene.approve(BO)
    assert not scene.desk.state.replies
    await scene.undo(BO)
    with pytest.raises(IllegalMove):
        await scene.undo(BO)


async def test_undoing_the_second_leaves_the_first():
    scene = await Scene.waiting()
    await scene.approve(MIA)
    await scene.approve(BO)
    await scene.undo(BO)
    assert scene.desk.only_reply().state is ReplyState.CANCELLED
    assert scene.first.by_id == MIA.id and scene.comment.state is CommentState.WAITING
    await scene.approve(BO)
    assert scene.comment.state is CommentState.APPROVED


async def test_a_request_whose_answer_was_lost_changes_nothing_when_it_comes_again():
    scene = await Scene.waiting()
    seen = scene.comment.version
    await scene.approve(MIA, version=seen)
    await scene.approve(MIA, version=seen)
    assert scene.desk.kinds().count("first_approved") == 1
    again = scene.comment.version
    await scene.approve(BO, version=again)
    await scene.approve(BO, version=again)
    await scene.approve(MIA, version=seen)
    assert len(scene.desk.state.replies) == 1 and scene.desk.kinds().count("approved") == 1


async def test_two_people_at_the_same_moment_are_one_first_and_one_who_looks_again():
    scene = await Scene.waiting()
    seen = scene.comment.version
    await scene.approve(MIA, version=seen)
    with pytest.raises(Stale):
        await scene.approve(BO, version=seen)
    assert not scene.desk.state.replies


@pytest.mark.parametrize(
    ("rules", "made", "person", "needs"),
    [
        ({"intents": ["complaint"]}, document("complaint"), BO, True),
        ({"intents": ["complaint"]}, document("question"), BO, False),
        ({"least_severity": 3}, document("complaint", severity=3), BO, True),
        ({"least_severity": 3}, document("complaint", severity=2), BO, False),
        ({"new_staff_days": 30}, document(), NEW, True),
        ({"new_staff_days": 30}, document(), BO, False),
        ({"new_staff_days": 30}, document(), Person(uuid4(), "Unknown"), True),
    ],
)
async def test_a_page_demands_it_for_the_comments_and_people_it_names(rules, made, person, needs):
    scene = await Scene.waiting(made, **rules)
    await scene.approve(person)
    assert (scene.first is not None) is needs
    assert len(scene.desk.state.replies) == (not needs)


async def test_what_a_person_relabelled_counts():
    scene = await Scene.waiting(document("question"), intents=["complaint"])
    await scene.decisions.relabel(BO, scene.comment.id, scene.comment.version, "complaint")
    await scene.approve(BO)
    assert scene.first is not None


async def test_a_comment_that_nobody_read_yet_is_not_past_the_rules():
    scene = Scene(intents=["complaint"])
    await receive(scene.desk, scene.clock, scene.desk.connection, Incoming("c1", "Are you open?"))
    await scene.approve(BO)
    assert scene.first is not None and not scene.desk.state.replies


async def test_new_staff_and_an_experienced_colleague_send_it_together():
    scene = await Scene.waiting(new_staff_days=30)
    await scene.approve(NEW)
    await scene.approve(BO)
    assert scene.comment.state is CommentState.APPROVED


async def test_both_approve_to_whom_the_reply_goes_or_it_begins_anew():
    scene = await Scene.waiting()
    await scene.approve(MIA, private=True)
    assert scene.first.private
    await scene.approve(BO)
    assert scene.comment.state is CommentState.WAITING and not scene.first.private and scene.first.by_id == BO.id
    await scene.approve(MIA)
    assert not scene.desk.only_reply().approved.private


async def test_a_private_reply_that_two_approved_is_private_and_stays_so_when_the_second_is_taken_back():
    scene = await Scene.waiting()
    await scene.approve(MIA, private=True)
    await scene.approve(BO, private=True)
    approved = scene.desk.only_reply().approved
    assert approved.private and approved.first.private and approved.first.by_id == MIA.id
    await scene.undo(BO)
    assert scene.first.private and scene.first.by_id == MIA.id


async def test_the_same_request_again_is_another_when_it_is_for_other_readers():
    scene = await Scene.waiting()
    seen = scene.comment.version
    await scene.approve(MIA, private=True)
    await scene.approve(MIA, version=seen, private=True)
    with pytest.raises(Stale):
        await scene.approve(MIA, version=seen)
