"""Assigning, waiting, escalating, notes and presence, on stand-ins."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from desk.domain.comment import CommentState
from desk.domain.errors import Conflict, IllegalMove, Invalid, NotFound, Stale
from desk.domain.incoming import Incoming
from desk.domain.together import Mode
from desk.services.assign import Assigning
from desk.services.decide import Decisions, Person
from desk.services.notes import MAX_MENTIONS, Noting
from desk.services.presence import EXPIRY, Presences
from desk.services.receive import receive
from desk.services.snooze import Waiting, wake
from tests.desk.fakes import NOON, FakeClock, FakeDesk
from tests.desk.fakes_together import colleague

ADA, MIA, VIC = Person(uuid4(), "Ada"), Person(uuid4(), "Mia"), Person(uuid4(), "Vic")
LATER = NOON + timedelta(hours=1)


class Scene:
    """One comment; Ada and Mia approve, Vic may only look."""

    def __init__(self) -> None:
        self.desk, self.clock = FakeDesk(), FakeClock()
        for person, role in ((ADA, "approver"), (MIA, "drafter"), (VIC, "viewer")):
            colleague(self.desk.state, person, role)
        self.assigning, self.waiting = Assigning(self.desk), Waiting(self.desk, self.clock)
        self.noting, self.presences = Noting(self.desk, self.clock), Presences(self.desk, self.clock)

    async def receive(self, name="c1"):
        return (await receive(self.desk, self.clock, self.desk.connection, Incoming(name, "Hello?"))).comment

    @property
    def comment(self):
        return self.desk.only_comment()

    @property
    def here(self):
        return self.comment.id, self.comment.version

    @property
    def last(self):
        return self.desk.state.events[-1]


@pytest.fixture
async def scene():
    scene = Scene()
    await scene.receive()
    return scene


async def test_assigning_is_told_to_the_assignee_and_not_to_whoever_takes_it_themselves(scene):
    await scene.assigning.assign(ADA, *scene.here, MIA.id)
    assert scene.last["kind"] == "assigned"
    assert scene.last["data"] == {
        "assignee": str(MIA.id), "name": "Mia", "before": None, "to": [str(MIA.id)]
    }  # fmt: skip
    await scene.assigning.assign(ADA, *scene.here, ADA.id)
    assert (scene.last["data"]["to"], scene.last["data"]["before"]) == ([], str(MIA.id))
    await scene.assigning.assign(ADA, *scene.here, None)
    assert scene.last["data"]["assignee"] is None
    assert scene.desk.state.assigned[scene.comment.id] is None


async def test_of_two_who_assign_at_once_the_second_looks_again(scene):
    seen = scene.here
    await scene.assigning.assign(ADA, *seen, ADA.id)
    with pytest.raises(Stale):
        await scene.assigning.assign(MIA, *seen, MIA.id)
    assert scene.desk.state.assigned[scene.comment.id] == ADA.id


@pytest.mark.parametrize("nobody", [VIC.id, uuid4()])
async def test_a_comment_is_not_given_to_somebody_who_cannot_draft(scene, nobody):
    with pytest.raises(Invalid, match="can't draft"):
        await scene.assigning.assign(ADA, *scene.here, nobody)
    assert scene.desk.kinds() == ["received"]


async def test_giving_it_to_whoever_has_it_changes_nothing(scene):
    await scene.assigning.assign(ADA, *scene.here, MIA.id)
    before = scene.here, scene.desk.kinds()
    await scene.assigning.assign(ADA, *scene.here, MIA.id)
    assert (scene.here, scene.desk.kinds()) == before


def taking_turns(scene):
    scene.desk.state.pages["shop"] = replace(scene.desk.page, settings={"assign": "round-robin"})


async def test_new_comments_go_round_among_those_who_may_draft_and_are_not_away():
    scene = Scene()
    taking_turns(scene)
    comments = [await scene.receive(f"c{number}") for number in range(4)]
    assert [scene.desk.state.assigned[one.id] for one in comments] == [ADA.id, MIA.id, ADA.id, MIA.id]
    await scene.assigning.set_away(ADA, True)
    assert scene.desk.state.assigned[(await scene.receive("c4")).id] == MIA.id
    await scene.assigning.set_away(ADA, False)
    back = [scene.desk.state.assigned[(await scene.receive(f"d{number}")).id] for number in range(2)]
    assert back == [ADA.id, MIA.id]


async def test_with_everybody_away_a_comment_waits_for_whoever_takes_it():
    scene = Scene()
    taking_turns(scene)
    for person in (ADA, MIA):
        await scene.assigning.set_away(person, True)
    comment = await scene.receive()
    assert scene.desk.state.assigned.get(comment.id) is None
    assert scene.desk.kinds() == ["received"]


async def test_a_page_that_takes_no_turns_assigns_nobody(scene):
    assert scene.desk.state.assigned == {}


async def test_a_snoozed_comment_comes_back_to_whoever_put_it_off(scene):
    await scene.waiting.snooze(MIA, *scene.here, LATER)
    assert scene.last["data"] == {"until": LATER.isoformat(), "before": None}
    assert await wake(scene.desk, scene.clock) == 0
    scene.clock.pass_(hours=1)
    assert [await wake(scene.desk, scene.clock), await wake(scene.desk, scene.clock)] == [1, 0]
    assert scene.last["kind"] == "woken"
    assert scene.last["data"] == {"for": {"id": str(MIA.id), "name": "Mia"}, "to": [str(MIA.id)]}


async def test_a_snoozed_comment_with_an_assignee_comes_back_to_them(scene):
    await scene.assigning.assign(ADA, *scene.here, ADA.id)
    await scene.waiting.snooze(MIA, *scene.here, LATER)
    scene.clock.pass_(hours=1)
    await wake(scene.desk, scene.clock)
    assert scene.last["data"]["to"] == [str(ADA.id)]


async def test_a_snoozed_comment_can_be_brought_back_at_once(scene):
    await scene.waiting.snooze(MIA, *scene.here, LATER)
    await scene.waiting.snooze(ADA, *scene.here, None)
    assert (scene.last["kind"], scene.last["actor"]) == ("woken", "Ada")
    scene.clock.pass_(hours=2)
    assert await wake(scene.desk, scene.clock) == 0


@pytest.mark.parametrize(
    "until", [NOON, NOON - timedelta(days=1), NOON + timedelta(days=400), datetime(2026, 12, 1, 9)]
)
async def test_a_time_that_is_past_too_far_or_nowhere_is_refused(scene, until):
    with pytest.raises(Invalid):
        await scene.waiting.snooze(MIA, *scene.here, until)
    with pytest.raises(Invalid):
        await scene.waiting.remind(MIA, scene.comment.id, until)


async def test_what_was_answered_meanwhile_comes_back_silently(scene):
    await scene.waiting.snooze(MIA, *scene.here, LATER)
    await scene.waiting.remind(ADA, scene.comment.id, LATER)
    await Decisions(scene.desk, scene.clock).dismiss(ADA, *scene.here, "spam")
    before = scene.desk.kinds()
    scene.clock.pass_(hours=1)
    assert await wake(scene.desk, scene.clock) == 0
    assert scene.desk.kinds() == before
    assert scene.comment.state is CommentState.DISMISSED


async def test_only_who_asked_is_reminded_and_the_comment_stays_in_the_queue(scene):
    await scene.waiting.remind(ADA, scene.comment.id, LATER)
    assert scene.desk.state.snoozed == {}
    scene.clock.pass_(hours=1)
    assert [await wake(scene.desk, scene.clock), await wake(scene.desk, scene.clock)] == [1, 0]
    assert (scene.last["kind"], scene.last["data"]["to"]) == ("reminded", [str(ADA.id)])


async def test_a_reminder_can_be_dropped(scene):
    await scene.waiting.remind(ADA, scene.comment.id, LATER)
    await scene.waiting.remind(ADA, scene.comment.id, None)
    scene.clock.pass_(hours=1)
    assert await wake(scene.desk, scene.clock) == 0


async def test_what_is_decided_can_neither_be_put_off_nor_escalated(scene):
    await Decisions(scene.desk, scene.clock).dismiss(ADA, *scene.here, "spam")
    for refused in (
        scene.waiting.snooze(MIA, *scene.here, LATER),
        scene.waiting.remind(MIA, scene.comment.id, LATER),
        scene.waiting.escalate(MIA, *scene.here, ""),
    ):
        with pytest.raises(IllegalMove):
            await refused


async def test_escalating_puts_a_comment_first_wakes_it_and_says_who_and_why(scene):
    await scene.waiting.snooze(MIA, *scene.here, LATER)
    await scene.waiting.escalate(MIA, *scene.here, " A lawyer is mentioned in the post. ")
    by, weight, why = scene.desk.state.escalated[scene.comment.id]
    assert (by, why) == (MIA.id, "Escalation: by Mia")
    assert weight >= 1000
    assert scene.last["data"] == {"note": "A lawyer is mentioned in the post."}
    assert scene.desk.state.snoozed == {}
    with pytest.raises(IllegalMove):
        await scene.waiting.escalate(ADA, *scene.here, "")


async def test_a_note_is_told_to_whom_it_mentions_and_the_log_does_not_keep_its_words(scene):
    await scene.noting.add(ADA, scene.comment.id, "@Mia, do you know them? (@Ada)", [MIA.id, ADA.id, MIA.id])
    (note,) = scene.desk.state.notes.values()
    assert (note.text, note.mentions, note.at) == ("@Mia, do you know them? (@Ada)", (MIA.id, ADA.id), NOON)
    assert scene.last["data"]["to"] == [str(MIA.id)]
    assert "know them" not in str(scene.last)


async def test_a_note_is_never_too_late_and_changes_nothing_that_others_have_open(scene):
    before = scene.here
    await Decisions(scene.desk, scene.clock).dismiss(ADA, *before, "spam")
    now = scene.here
    await scene.noting.add(MIA, before[0], "Seen it before.", [])
    assert scene.here == now


async def test_the_same_note_sent_again_is_one_and_another_with_its_id_is_refused(scene):
    note_id = uuid4()
    for _ in range(2):
        await scene.noting.add(ADA, scene.comment.id, "Look.", [], note_id)
    assert scene.desk.kinds() == ["received", "noted"]
    with pytest.raises(Conflict):
        await scene.noting.add(MIA, scene.comment.id, "Look.", [], note_id)


@pytest.mark.parametrize(
    ("text", "mentions"), [(" ", []), ("x" * 2_001, []), ("Hi", [uuid4()]), ("Hi", [uuid4() for _ in range(21)])]
)
async def test_a_note_without_words_or_for_strangers_is_refused(scene, text, mentions):
    assert len(mentions) <= MAX_MENTIONS + 1
    with pytest.raises(Invalid):
        await scene.noting.add(ADA, scene.comment.id, text, mentions)
    assert scene.desk.state.notes == {}


async def test_a_comment_that_is_not_there_takes_nothing():
    scene = Scene()
    for refused in (
        scene.assigning.assign(ADA, uuid4(), 1, ADA.id),
        scene.waiting.snooze(ADA, uuid4(), 1, LATER),
        scene.waiting.remind(ADA, uuid4(), LATER),
        scene.noting.add(ADA, uuid4(), "Hi", []),
        scene.presences.beat(ADA, uuid4(), Mode.VIEWING),
    ):
        with pytest.raises(NotFound):
            await refused


async def test_whoever_shows_no_sign_of_life_for_half_a_minute_is_gone(scene):
    comment = scene.comment.id
    await scene.presences.beat(ADA, comment, Mode.EDITING)
    scene.clock.pass_(seconds=20)
    assert [one.name for one in await scene.presences.beat(MIA, comment, Mode.VIEWING)] == ["Ada", "Mia"]
    scene.clock.pass_(seconds=EXPIRY.seconds - 20)
    assert [one.name for one in await scene.presences.present(comment)] == ["Mia"]


async def test_only_what_is_new_to_others_is_announced(scene):
    comment = scene.comment.id
    for mode in (Mode.VIEWING, Mode.VIEWING, Mode.EDITING, Mode.EDITING):
        await scene.presences.beat(ADA, comment, mode)
    assert len(scene.desk.state.announced) == 2
    scene.clock.pass_(minutes=1)
    await scene.presences.beat(ADA, comment, Mode.EDITING)
    assert len(scene.desk.state.announced) == 3
    await scene.presences.leave(ADA, comment)
    await scene.presences.leave(ADA, comment)
    assert len(scene.desk.state.announced) == 4
    assert await scene.presences.present(comment) == []


async def test_somebody_with_two_windows_edits_if_one_of_them_does(scene):
    comment = scene.comment.id
    await scene.presences.beat(ADA, comment, Mode.EDITING, "one")
    (ada,) = await scene.presences.beat(ADA, comment, Mode.VIEWING, "two")
    assert ada.mode is Mode.EDITING
