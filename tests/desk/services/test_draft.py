from uuid import uuid4

import pytest

from desk.assistant.client import metadata_of
from desk.domain.comment import Comment, CommentState
from desk.domain.errors import Invalid
from desk.domain.incoming import Incoming
from desk.domain.memory import Remembered
from desk.domain.page import Page
from desk.ports.errors import AssistantUnavailable
from desk.services.decide import Decisions, Person
from desk.services.draft import draft_comment
from desk.services.receive import edit, receive
from tests.desk.fakes import FakeAssistant, FakeClock, FakeDesk, FakeRecall, FakeSearch, document

CLOCK = FakeClock()


async def with_comment():
    desk = FakeDesk()
    await receive(desk, CLOCK, desk.connection, Incoming("c1", "Are you open on Sunday?"))
    return desk, desk.only_comment()


async def draft(desk, comment, assistant, attempt=1):
    await draft_comment(desk, assistant, FakeSearch(), CLOCK, comment.id, comment.text_version, attempt)


async def test_a_comment_waits_with_its_draft_and_its_place_in_the_queue():
    desk, comment = await with_comment()
    await draft(desk, comment, FakeAssistant(document("complaint", severity=3)))
    assert desk.only_comment().state is CommentState.WAITING
    assert desk.only_comment().draft_id is not None
    assert desk.state.labels[comment.id]["why"] == "Complaint: accusation"
    assert desk.kinds() == ["received", "drafting_started", "drafted"]


async def test_drafting_twice_stores_one_draft_and_asks_once():
    desk, comment = await with_comment()
    assistant = FakeAssistant()
    await draft(desk, comment, assistant)
    await draft(desk, comment, assistant)
    assert len(desk.state.drafts) == len(assistant.asked) == 1


async def test_when_the_assistant_is_down_the_comment_is_shown_without_a_draft_and_tried_again():
    desk, comment = await with_comment()
    with pytest.raises(AssistantUnavailable):
        await draft(desk, comment, FakeAssistant(AssistantUnavailable("down")))
    assert desk.only_comment().state is CommentState.WAITING
    assert desk.only_comment().draft_id is None
    await draft(desk, comment, FakeAssistant())
    assert desk.only_comment().draft_id is not None


async def test_an_answer_without_a_draft_leaves_the_comment_to_a_person():
    desk, comment = await with_comment()
    await draft(desk, comment, FakeAssistant(document("other", draft=False)))
    assert desk.kinds()[-1] == "not_drafted"
    assert desk.only_comment().state is CommentState.WAITING


async def test_a_worker_that_died_while_drafting_is_made_up_for():
    desk, comment = await with_comment()
    async with desk() as unit:
        await unit.comments.move(comment.id, CommentState.DRAFTING, bump=False)
    await draft(desk, comment, FakeAssistant())
    assert desk.only_comment().state is CommentState.WAITING


async def test_a_draft_for_a_text_that_was_edited_meanwhile_is_thrown_away():
    desk, comment = await with_comment()

    class Slow(FakeAssistant):
        async def draft(self, comment, *told):
            await edit(desk, CLOCK, desk.connection, "c1", "Are you open on Monday?")
            return document()

    await draft(desk, comment, Slow())
    assert not desk.state.drafts
    assert desk.only_comment().state is CommentState.DRAFTING


async def test_asking_again_makes_a_second_draft():
    desk, comment = await with_comment()
    await draft(desk, comment, FakeAssistant())
    first = desk.only_comment().draft_id
    await draft(desk, comment, FakeAssistant(), attempt=2)
    assert len(desk.state.drafts) == 2
    assert desk.only_comment().draft_id != first


async def test_a_mistake_of_ours_does_not_keep_the_comment_from_people():
    desk, clock = FakeDesk(), FakeClock()
    received = await receive(desk, clock, desk.connection, Incoming("c1", "Open on Sunday?"))
    with pytest.raises(ZeroDivisionError):
        await draft_comment(desk, FakeAssistant(ZeroDivisionError()), FakeSearch(), clock, received.comment.id, 1, 1)
    assert desk.only_comment().state is CommentState.WAITING


async def test_a_persons_label_goes_with_the_question_for_another_draft():
    desk, comment = await with_comment()
    assistant = FakeAssistant(document("complaint", severity=3))
    await draft(desk, comment, assistant)
    person = Person(uuid4(), "Ada")
    await Decisions(desk, CLOCK).relabel(person, comment.id, desk.only_comment().version, "question")
    await draft(desk, comment, assistant, attempt=2)
    assert assistant.labels == [None, "question"]


async def test_what_was_answered_before_goes_to_the_assistant_and_is_kept_beside_the_draft():
    desk, comment = await with_comment()
    at = CLOCK.now()
    earlier = [Remembered(f"reply:{n}", "Open on Sunday?", "Yes, from ten.", "question", 0.9, at) for n in range(5)]
    assistant = FakeAssistant()
    await draft_comment(desk, assistant, FakeSearch(), CLOCK, comment.id, 1, 1, FakeRecall(*earlier))
    assert assistant.remembered == earlier[:3]
    (stored,) = desk.state.drafts.values()
    assert next((shown["id"], shown["kind"], shown["text"]) for shown in stored.evidence) == (
        "reply:0", "reply", "Yes, from ten.",
    )  # fmt: skip


def test_the_metadata_hold_each_earlier_reply_with_its_comment_and_time():
    earlier = Remembered("reply:1", "Open on Sunday?", "Yes.", "question", 0.87654, CLOCK.now())
    comment = Comment(uuid4(), "shop", uuid4(), uuid4(), "api", "c", None, "Hi", CLOCK.now(), CommentState.DRAFTING)
    known = metadata_of(comment, Page("shop", "The Shop"), None, [], None, [earlier])
    assert known["remembered"] == [
        {
            "id": "reply:1",
            "comment": "Open on Sunday?",
            "reply": "Yes.",
            "intent": "question",
            "score": 0.8765,
            "typical": 0.0,
            "at": "2026-11-23T12:00:00+00:00",
        }
    ]
    assert known["evidence"] == []


async def test_a_hint_is_looked_for_beside_the_comment_and_told_to_the_assistant():
    desk, comment = await with_comment()
    assistant, search = FakeAssistant(), FakeSearch()
    await draft_comment(desk, assistant, search, CLOCK, comment.id, 1, 1, hint="the Christmas hours")
    assert search.asked == ["Are you open on Sunday?\nthe Christmas hours"]
    assert assistant.hint == "the Christmas hours" and assistant.asked[0].text == "Are you open on Sunday?"


async def test_asking_for_another_draft_hands_the_hint_to_the_job_and_the_history():
    desk, comment = await with_comment()
    await draft(desk, comment, FakeAssistant())
    version = desk.only_comment().version
    decisions = Decisions(desk, CLOCK)
    await decisions.redraft(Person(uuid4(), "Ada"), comment.id, version, " the Christmas hours ")
    assert desk.state.jobs[-1] == ("draft", comment.id, 1, 2, "the Christmas hours")
    assert desk.state.events[-1]["data"] == {"hint": "the Christmas hours"}


async def test_an_overlong_hint_is_refused_and_nothing_changes():
    desk, comment = await with_comment()
    await draft(desk, comment, FakeAssistant())
    with pytest.raises(Invalid, match="300"):
        await Decisions(desk, CLOCK).redraft(Person(uuid4(), "Ada"), comment.id, desk.only_comment().version, "x" * 301)
    assert len(desk.state.jobs) == 1


def test_the_metadata_hold_the_hint():
    comment = Comment(uuid4(), "shop", uuid4(), uuid4(), "api", "c", None, "Hi", CLOCK.now(), CommentState.DRAFTING)
    assert metadata_of(comment, Page("shop", "The Shop"), None, [], hint="Be brief")["hint"] == "Be brief"
