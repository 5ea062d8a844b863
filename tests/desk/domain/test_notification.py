from datetime import datetime, time, timedelta, timezone
from uuid import uuid4

import pytest

from desk.domain.notification import GATHER, Notice, QuietHours, Target, message_of

NIGHT = QuietHours(time(22), time(7), "Europe/London")
LUNCH = QuietHours(time(12), time(13), "Europe/London")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("quiet", "now", "over"),
    [(NIGHT, "2026-01-10T21:59", None), (NIGHT, "2026-01-10T22:00", "2026-01-11T07:00"),
     (NIGHT, "2026-01-11T03:00", "2026-01-11T07:00"), (NIGHT, "2026-01-11T07:00", None),
     (LUNCH, "2026-01-11T12:30", "2026-01-11T13:00"), (LUNCH, "2026-07-11T11:30", "2026-07-11T12:00"),
     # The night in which summer time begins is an hour shorter.
     (NIGHT, "2026-03-28T23:00", "2026-03-29T06:00")],
)  # fmt: skip
def test_quiet_hours_are_those_of_the_targets_own_clock(quiet, now, over):
    assert quiet.over_at(at(now)) == (over and at(over))


def target(**changes) -> Target:
    known = {"page_id": None, "name": "Us", "service": "Slack", "url": b"", "reasons": ("failed",), "quiet": None}
    return Target(**{"id": uuid4(), "created_at": at("2026-01-01T00:00"), **known, **changes})


def test_the_first_message_leaves_at_once_and_the_next_are_gathered():
    now = at("2026-01-11T12:00")
    assert target().free_at(now) == now
    assert target(sent_at=now - timedelta(seconds=10)).free_at(now) == now - timedelta(seconds=10) + GATHER
    assert target(sent_at=now - timedelta(hours=1)).free_at(now) == now


def notice(**changes) -> Notice:
    known = {"id": 1, "reason": "failed", "comment_id": uuid4(), "page": "The Shop", "channel": "x", "text": "Hello"}
    return Notice(**{**known, "at": at("2026-01-11T12:00"), **changes})


def test_one_message_says_what_where_and_why():
    one = notice(detail={"reason": "The receiver answered 403."})
    message = message_of([one], "https://desk.example")
    assert message.title == "A reply was not posted on The Shop"
    assert message.text == f"“Hello” (The receiver answered 403.)\nhttps://desk.example/comment/{one.comment_id}"


def test_an_escalation_names_its_reasons():
    message = message_of([notice(reason="escalation", detail={"escalate": ["safety", "legal"]})], "https://d")
    assert message.title == "Escalation on The Shop: possible injury or danger, legal threat"


def test_many_become_one_digest():
    message = message_of([notice(id=number) for number in range(14)], "https://d")
    assert message.title == "14 things on The Shop need somebody"
    assert message.text.count("•") == 10 and "… and 4 more" in message.text


def test_what_a_consumer_wrote_calls_nobody_in_a_chat():
    message = message_of([notice(text="@channel <!here> [free](https://bad.example)")], "https://d")
    assert "@channel" not in message.text and "<!here>" not in message.text and "](" not in message.text
