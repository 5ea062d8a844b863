"""A comment hidden, shown again, … on its platform: done once, told in words, and noted."""

from dataclasses import replace
from uuid import uuid4

import pytest

from desk.domain.errors import Conflict, IllegalMove, NotFound
from desk.domain.incoming import Incoming
from desk.domain.platform import Moderation, Trouble
from desk.domain.reply import Refused, Sent, Uncertain
from desk.services.moderate import Moderating
from desk.services.receive import delete, receive
from tests.desk.fakes import FakeClock, FakeConnector, FakeDesk, vault
from tests.desk.fakes_channels import FAKE_PLATFORM


class Moderated(FakeConnector):
    platform = replace(FAKE_PLATFORM, moderation=frozenset({Moderation.HIDE, Moderation.UNHIDE}))

    def __init__(self, outcome=None):
        super().__init__()
        self.outcome, self.done = outcome or Sent("c1"), []

    async def moderate(self, what, comment, connection):
        self.done.append((what, comment.external_id))
        return self.outcome


class Scene:
    def __init__(self, outcome=None):
        self.desk, self.clock, self.connector = FakeDesk(), FakeClock(), Moderated(outcome)
        self.moderating = Moderating(self.desk, self.clock, {"api": self.connector}, vault())

    @classmethod
    async def with_comment(cls, outcome=None):
        scene = cls(outcome)
        await receive(scene.desk, scene.clock, scene.desk.connection, Incoming("c1", "Buy cheap lamps"))
        return scene

    async def moderate(self, what=Moderation.HIDE):
        await self.moderating.moderate("Ada", self.desk.only_comment().id, what)

    @property
    def last(self):
        return self.desk.state.events[-1]

    @property
    def standing(self):
        return self.desk.state.channels[self.desk.connection.id]


async def test_what_was_done_is_in_the_history_and_the_comment_stays_as_it_is():
    scene = await Scene.with_comment()
    before = scene.desk.only_comment()
    await scene.moderate()
    assert scene.connector.done == [(Moderation.HIDE, "c1")]
    assert (scene.last["kind"], scene.last["actor"], scene.last["data"]) == ("moderated", "Ada", {"what": "hide"})
    assert scene.desk.only_comment() == before


async def test_a_refusal_is_told_in_the_platforms_words_and_leaves_no_trace_in_the_history():
    scene = await Scene.with_comment(Refused("This comment can't be hidden."))
    with pytest.raises(Conflict, match="can't be hidden"):
        await scene.moderate()
    assert "moderated" not in scene.desk.kinds()


async def test_dead_credentials_are_noted_with_the_connection():
    scene = await Scene.with_comment(Refused("The token has ended.", trouble=Trouble.TOKEN))
    with pytest.raises(Conflict, match="ended"):
        await scene.moderate()
    assert scene.standing.trouble is Trouble.TOKEN and scene.desk.state.alarms


async def test_what_may_have_been_done_is_in_the_history_as_such():
    scene = await Scene.with_comment(Uncertain("The answer never came."))
    with pytest.raises(Conflict, match="never came"):
        await scene.moderate()
    assert scene.last["data"] == {"what": "hide", "unsure": "The answer never came."}


async def test_what_the_platform_does_not_have_is_not_asked_of_it():
    scene = await Scene.with_comment()
    with pytest.raises(IllegalMove, match="doesn't let the desk spam"):
        await scene.moderate(Moderation.SPAM)
    assert not scene.connector.done


async def test_a_comment_that_is_gone_or_unknown_or_on_a_disconnected_page_is_not_touched():
    scene = await Scene.with_comment()
    with pytest.raises(NotFound):
        await scene.moderating.moderate("Ada", uuid4(), Moderation.HIDE)
    async with scene.desk() as unit:
        await unit.channels.disconnect(scene.desk.connection.id, scene.clock.now())
    with pytest.raises(IllegalMove, match="connect it again"):
        await scene.moderate()
    scene = await Scene.with_comment()
    await delete(scene.desk, scene.clock, scene.desk.connection, "c1")
    with pytest.raises(IllegalMove, match="deleted"):
        await scene.moderate()
    assert not scene.connector.done
