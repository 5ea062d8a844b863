"""Which comment comes first, and why."""

from datetime import datetime, timedelta, timezone

from desk.domain.promise import read_promise
from desk.domain.urgency import place, urgency


def test_an_escalation_comes_before_any_complaint_and_says_why():
    escalated, why = urgency("other", 0, ["safety"])
    worst, _ = urgency("complaint", 4, [])
    assert escalated > worst
    assert why == "Escalation: possible injury or danger"


def test_complaints_go_by_severity_then_questions_then_the_rest():
    order = [urgency("complaint", 4, [])[0], urgency("complaint", 1, [])[0], urgency("question", 0, [])[0]]
    assert order == sorted(order, reverse=True)
    assert urgency("praise", 0, []) == (0, None)


def test_a_reason_it_does_not_know_is_still_named():
    assert urgency("other", 0, ["flood"])[1] == "Escalation: flood"


NOON = datetime(2026, 11, 23, 12, 0, tzinfo=timezone.utc)
OFFICE = read_promise(
    {"minutes": 120, "zone": "Europe/London", "hours": {day: [["09:00", "17:00"]] for day in ("mon", "tue")}}
)


def placed(**known):
    return place(promise=None, since=NOON, **known)


def test_without_a_promise_a_comment_has_a_day_and_nothing_is_said_of_it():
    where = placed(intent="other")
    assert (where.due_at, where.at, where.why) == (NOON + timedelta(days=1), NOON + timedelta(days=1), None)


def test_the_graver_a_complaint_the_earlier_its_place():
    places = [placed(intent="complaint", severity=severity).at for severity in (4, 3, 2, 1)]
    assert places == sorted(places)
    assert places[-1] < placed(intent="question").at < placed(intent="praise").at


def test_what_more_people_see_comes_earlier_and_says_so():
    assert placed(reach=10_000).at < placed(reach=100).at < placed().at
    assert placed(reach=12_000).why == "Seen by 12,000"
    assert placed(reach=999).why is None


def test_an_older_comment_overtakes_a_graver_one_in_the_end():
    yesterday = place(promise=None, since=NOON - timedelta(hours=20), intent="praise")
    assert yesterday.at < placed(intent="complaint", severity=3).at


def test_the_reason_names_the_time_that_the_page_promises_by_its_own_clock():
    assert place(promise=OFFICE, since=NOON, intent="complaint", severity=3).why == (
        "Complaint: accusation · promised by 14:00"
    )
    evening = NOON.replace(hour=16)
    assert place(promise=OFFICE, since=evening).why == "Promised by 10:00 on 24 November"


def test_an_escalation_names_itself_and_no_time():
    assert place(promise=OFFICE, since=NOON, escalate=["legal"], severity=4).why == "Escalation: legal threat"


def test_a_reply_that_was_promised_before_stays_promised():
    assert place(promise=OFFICE, since=NOON, due_at=NOON, intent="other").due_at == NOON
