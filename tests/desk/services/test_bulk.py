"""What one refusal among many does, and what may be taken back."""

from uuid import uuid4

import pytest

from desk.domain.draft import DraftDocument, StoredDraft
from desk.domain.errors import Invalid
from desk.domain.incoming import Incoming
from desk.domain.second_approval import FirstApproval
from desk.services.bulk import Bulk, What
from desk.services.decide import Decisions, Person
from desk.services.receive import receive
from desk.services.safe import is_safe
from tests.desk.fakes import NOON, FakeClock, FakeDesk

ADA = Person(uuid4(), "Ada")
LIN = Person(uuid4(), "Lin")
HOURS = {"id": "a#0", "article": "a", "title": "Hours", "text": "We open at 9 on weekdays.", "url": None}


def draft(text="We open at 9.", *, kind="answer", role="answer", evidence="a#0", findings=(), escalate=()):
    understanding = {"intent": "question", "severity": 0, "escalate": list(escalate)}
    worded = {
        "kind": kind,
        "text": text,
        "sentences": [{"text": text, "role": role, "evidence": evidence}],
        "findings": list(findings),
    }
    return StoredDraft(uuid4(), uuid4(), 1, 1, DraftDocument(understanding, worded), (HOURS,))


async def two_comments():
    desk, clock = FakeDesk(), FakeClock()
    comments = [
        (await receive(desk, clock, desk.connection, Incoming(name, f"Comment {name}"))).comment for name in "ab"
    ]
    return desk, Bulk(desk, clock, Decisions(desk, clock)), comments


async def test_what_is_refused_keeps_nothing_else_back_and_says_why():
    _, bulk, (one, two) = await two_comments()
    items = [(one.id, one.version + 7), (two.id, two.version), (uuid4(), 1)]
    outcome = await bulk.decide(ADA, What("dismiss", reason="spam"), items)
    assert outcome.done == [two.id]
    assert [message for _, message in outcome.refused] == [
        "This comment changed since you opened it; look at it again before you decide.",
        "This comment isn't here any more.",
    ]


async def test_the_same_comment_twice_is_decided_once():
    _, bulk, (one, _) = await two_comments()
    outcome = await bulk.decide(ADA, What("dismiss", reason="spam"), [(one.id, one.version)] * 2)
    assert (outcome.done, outcome.refused) == ([one.id], [])


async def test_only_whoever_did_it_takes_it_back():
    _, bulk, (one, _) = await two_comments()
    await bulk.decide(ADA, What("assign", assignee=LIN.id), [(one.id, one.version)])
    assert (await bulk.undo(LIN, "assign", [one.id])).done == []
    assert (await bulk.undo(ADA, "assign", [one.id])).done == [one.id]
    assert (await bulk.undo(ADA, "assign", [one.id])).done == []


async def test_a_comment_without_a_draft_is_not_approved_with_others():
    desk, bulk, (one, _) = await two_comments()
    outcome = await bulk.decide(ADA, What("approve"), [(one.id, one.version)])
    assert outcome.done == [] and "has to be read" in outcome.refused[0][1]
    assert not desk.state.replies


async def test_nothing_is_put_off_into_the_past():
    _, bulk, (one, _) = await two_comments()
    with pytest.raises(Invalid, match="lie ahead"):
        await bulk.decide(ADA, What("snooze", until=FakeClock().now()), [(one.id, one.version)])


def test_a_draft_is_safe_where_each_sentence_stands_in_its_evidence():
    assert is_safe(draft())
    assert is_safe(draft("Thank you!", kind="thanks", role="thanks", evidence=None))


@pytest.mark.parametrize(
    "unsafe",
    [
        draft(kind="acknowledge"),
        draft(kind="hand_over"),
        draft(evidence=None),
        draft(findings=[{"rule": "promise"}]),
        draft(escalate=["legal"]),
        draft("You get 40 pounds back.", kind="thanks", role="thanks", evidence=None, findings=[{"rule": "x"}]),
        draft(" "),
    ],
)
def test_a_draft_that_a_person_should_read_is_not_safe(unsafe):
    assert not is_safe(unsafe)


async def test_what_a_colleague_approved_as_private_is_not_approved_among_many():
    desk, bulk, (one, _) = await two_comments()
    async with desk() as unit:
        await unit.first_approvals.put(FirstApproval(one.id, 1, "Yes.", LIN.id, NOON, None, True))
    outcome = await bulk.decide(ADA, What("approve"), [(one.id, one.version)])
    assert outcome.done == [] and "private reply" in outcome.refused[0][1]
