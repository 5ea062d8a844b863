from datetime import datetime, timedelta, timezone
from uuid import uuid4

import pytest

from desk.domain.errors import Invalid, SecondNeeded
from desk.domain.reply import approve
from desk.domain.second_approval import FirstApproval, SecondApproval, second_approval_of

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=timezone.utc)
LONG_AGO = NOW - timedelta(days=1000)
ADA, BO = uuid4(), uuid4()
COMMENT = uuid4()


@pytest.mark.parametrize(
    ("rules", "intent", "severity", "since", "demanded"),
    [
        ({}, "complaint", 4, NOW, False),
        ({"all": True}, "praise", 0, LONG_AGO, True),
        ({"intents": ["complaint"]}, "complaint", 0, LONG_AGO, True),
        ({"intents": ["complaint"]}, "question", 4, LONG_AGO, False),
        ({"intents": ["complaint"]}, None, 0, LONG_AGO, True),
        ({"least_severity": 3}, "complaint", 3, LONG_AGO, True),
        ({"least_severity": 3}, "complaint", 2, LONG_AGO, False),
        ({"least_severity": 3}, None, 0, LONG_AGO, True),
        ({"new_staff_days": 30}, "question", 0, NOW - timedelta(days=29), True),
        ({"new_staff_days": 30}, "question", 0, NOW - timedelta(days=31), False),
        ({"new_staff_days": 30}, "question", 0, None, True),
        ({"new_staff_days": 30}, None, 0, LONG_AGO, False),
    ],
)
def test_a_second_person_is_demanded_where_a_rule_is_met_or_cannot_be_judged(rules, intent, severity, since, demanded):
    assert second_approval_of({"second_approval": rules}).demanded(intent, severity, since, NOW) is demanded


@pytest.mark.parametrize(
    "rules", [{"intents": ["rant"]}, {"least_severity": 5}, {"least_severity": True}, {"new_staff_days": 0}]
)
def test_rules_that_make_no_sense_are_refused(rules):
    with pytest.raises(Invalid):
        second_approval_of({"second_approval": rules})


def test_a_page_without_rules_demands_nobody_else():
    assert second_approval_of({}) == SecondApproval()


def by(person, **given):
    return approve(
        **{
            "reply_id": uuid4(),
            "comment_id": COMMENT,
            "text_version": 1,
            "text": "Yes.",
            "person_id": person,
            "now": NOW,
            "undo_window": timedelta(0),
            **given,
        }
    )


def first(**given):
    return FirstApproval(**{"comment_id": COMMENT, "text_version": 1, "text": "Yes.", "by_id": ADA, "at": NOW, **given})


def test_another_persons_approval_of_the_same_text_makes_a_reply_of_two():
    assert by(BO, needs_second=True, first=first()).first.by_id == ADA


@pytest.mark.parametrize(
    "earlier",
    [None, first(by_id=BO), first(text="No."), first(text_version=2), first(comment_id=uuid4())],
    ids=["none", "the same person", "another text", "another version of the comment", "another comment"],
)
def test_there_is_no_way_to_a_reply_without_a_second_person_where_one_is_demanded(earlier):
    with pytest.raises(SecondNeeded):
        by(BO, needs_second=True, first=earlier)
