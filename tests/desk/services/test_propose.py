from uuid import uuid4

import pytest

from desk.domain.comment import CommentState
from desk.domain.errors import IllegalMove, NotFound, Stale
from desk.domain.incoming import Incoming
from desk.services.decide import Decisions, Person
from desk.services.propose import propose
from desk.services.receive import receive
from tests.desk.fakes import FakeClock, FakeDesk

KIT = Person(uuid4(), "Kit")
LOU = Person(uuid4(), "Lou")


class Scene:
    @classmethod
    async def begun(cls):
        scene = cls()
        scene.desk, scene.clock = FakeDesk(), FakeClock()
        await receive(scene.desk, scene.clock, scene.desk.connection, Incoming("c1", "Open on Sunday?"))
        return scene

    @property
    def comment(self):
        return self.desk.only_comment()

    async def propose(self, person, text, version=None):
        await propose(self.desk, self.clock, person, self.comment.id, version or self.comment.version, text)

    def texts(self):
        return {by: entry[1] for (_, by), entry in self.desk.state.proposals.items()}


async def test_a_proposal_is_kept_and_logged_and_decides_nothing():
    scene = await Scene.begun()
    before = scene.comment
    await scene.propose(KIT, " Yes, from ten. ")
    assert scene.texts() == {KIT.id: "Yes, from ten."}
    assert scene.comment == before and not scene.desk.state.replies
    assert scene.desk.state.events[-1]["data"] == {"text": "Yes, from ten."}


async def test_nobody_overwrites_what_another_proposed():
    scene = await Scene.begun()
    await scene.propose(KIT, "Yes.")
    await scene.propose(LOU, "No.")
    await scene.propose(KIT, "Yes, we are.")
    assert scene.texts() == {KIT.id: "Yes, we are.", LOU.id: "No."}


async def test_the_same_again_changes_nothing():
    scene = await Scene.begun()
    await scene.propose(KIT, "Yes.")
    await scene.propose(KIT, "Yes.")
    assert scene.desk.kinds().count("proposed") == 1


async def test_an_empty_text_takes_it_back():
    scene = await Scene.begun()
    await scene.propose(KIT, "Yes.")
    await scene.propose(KIT, "  ")
    await scene.propose(KIT, "")
    assert scene.texts() == {}
    assert scene.desk.kinds()[-2:] == ["proposed", "proposal_taken_back"]


async def test_a_proposal_to_a_comment_that_changed_or_was_decided_or_is_gone_is_refused():
    scene = await Scene.begun()
    seen = scene.comment.version
    await Decisions(scene.desk, scene.clock).approve(LOU, scene.comment.id, seen, "Yes.")
    assert scene.comment.state is CommentState.APPROVED
    with pytest.raises(Stale):
        await scene.propose(KIT, "Yes!", seen)
    with pytest.raises(IllegalMove):
        await scene.propose(KIT, "Yes!")
    with pytest.raises(NotFound):
        await propose(scene.desk, scene.clock, KIT, uuid4(), 1, "Yes!")
    assert scene.texts() == {}
