"""By when a reply is promised: business hours, closed days, nights in which the clocks change."""

from datetime import datetime, timezone

import pytest

from desk.domain.errors import Invalid
from desk.domain.page import Page
from desk.domain.promise import ROUND_THE_CLOCK, due, promise_of, read_promise

WEEK = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=timezone.utc)


def promised(since, minutes, hours=WEEK, zone="Europe/London"):
    kept = {"minutes": minutes, "zone": zone, **({} if hours is None else {"hours": hours})}
    return due(read_promise(kept), at(since)).strftime("%a %d %b %H:%M")


def test_without_a_promise_a_reply_is_due_after_a_day_round_the_clock():
    assert Page("shop", "The Shop").promise is None
    assert due(ROUND_THE_CLOCK, at("2026-11-27 22:10")) == at("2026-11-28 22:10")


def test_without_hours_the_minutes_count_round_the_clock():
    assert promised("2026-11-28 23:30", 90, None) == "Sun 29 Nov 01:00"


# In November the clocks of London show UTC, and 23 November 2026 is a Monday.
@pytest.mark.parametrize(
    ("since", "minutes", "by"),
    [
        ("2026-11-23 10:00", 120, "Mon 23 Nov 12:00"),
        ("2026-11-23 06:00", 120, "Mon 23 Nov 11:00"),  # before the page opens
        ("2026-11-23 16:00", 120, "Tue 24 Nov 10:00"),  # an hour today, another tomorrow
        ("2026-11-23 15:00", 120, "Mon 23 Nov 17:00"),  # exactly at the end of the day
        ("2026-11-23 17:00", 120, "Tue 24 Nov 11:00"),  # just as it closes
        ("2026-11-27 16:30", 60, "Mon 30 Nov 09:30"),  # Friday evening to Monday morning
        ("2026-11-28 12:00", 60, "Mon 30 Nov 10:00"),  # on a closed day
        ("2026-11-23 09:00", 8 * 60, "Mon 23 Nov 17:00"),
        ("2026-11-23 09:00", 5 * 8 * 60, "Fri 27 Nov 17:00"),
        ("2026-11-23 09:00", 5 * 8 * 60 + 1, "Mon 30 Nov 09:01"),
    ],
)
def test_minutes_count_while_the_page_is_open(since, minutes, by):
    assert promised(since, minutes) == by


def test_a_break_in_the_day_does_not_count():
    hours = {"mon": [["13:00", "17:00"], ["09:00", "12:00"]]}
    assert promised("2026-11-23 11:30", 60, hours) == "Mon 23 Nov 13:30"


def test_a_day_can_last_until_midnight_and_go_on():
    hours = {"mon": [["18:00", "24:00"]], "tue": [["00:00", "02:00"]]}
    assert promised("2026-11-23 23:00", 120, hours) == "Tue 24 Nov 01:00"


def test_a_page_that_opens_once_a_week_is_waited_for():
    assert promised("2026-11-24 10:00", 90, {"mon": [["09:00", "10:00"]]}) == "Mon 07 Dec 09:30"


def test_hours_are_those_of_the_pages_clock():
    assert promised("2026-07-06 07:30", 60) == "Mon 06 Jul 09:00"  # 09:00 in London is 08:00 UTC in summer
    assert promised("2026-11-23 13:00", 60, zone="America/New_York") == "Mon 23 Nov 15:00"  # opens at 14:00 UTC
    assert promised("2026-11-22 23:00", 60, zone="Pacific/Auckland") == "Mon 23 Nov 00:00"  # there it is Monday noon
    assert promised("2026-11-23 03:00", 60, zone="Asia/Kathmandu") == "Mon 23 Nov 04:15"  # 09:00 is 03:15 UTC


# On 29 March 2026 the clocks of London go from 01:00 to 02:00, on 25 October from 02:00 back to 01:00, both at 01:00 UTC.
ALL_WEEK = {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


def test_the_hour_that_is_left_out_does_not_count():
    night = {"sun": [["00:00", "06:00"]]}  # five hours long
    assert promised("2026-03-28 12:00", 5 * 60, night) == "Sun 29 Mar 05:00"
    assert promised("2026-03-28 12:00", 5 * 60 + 30, night) == "Sat 04 Apr 23:30"  # 00:30 in London, a week later


def test_the_hour_that_comes_twice_counts_twice():
    night = {"sun": [["00:00", "06:00"]]}  # seven hours long
    assert promised("2026-10-24 12:00", 7 * 60, night) == "Sun 25 Oct 06:00"


def test_whole_days_pass_as_they_really_pass_whatever_the_clocks_do():
    for since in ("2026-03-28 12:00", "2026-10-24 12:00"):
        assert promised(since, 24 * 60, ALL_WEEK) == promised(since, 24 * 60, None)


def test_a_time_that_the_clock_never_shows_is_when_it_would_have_come():
    assert promised("2026-03-29 00:00", 30, {"sun": [["01:30", "03:30"]]}) == "Sun 29 Mar 02:00"


def test_the_working_day_after_the_clocks_changed_begins_at_its_own_nine():
    assert promised("2026-03-27 16:30", 60) == "Mon 30 Mar 08:30"
    assert promised("2026-10-23 15:30", 60) == "Mon 26 Oct 09:30"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "whole number of minutes"),
        ({"minutes": 0}, "from 1 to"),
        ({"minutes": 1.5}, "whole number"),
        ({"minutes": True}, "whole number"),
        ({"minutes": 60, "zone": "Mars/Olympus"}, "no time zone 'Mars/Olympus'"),
        ({"minutes": 60, "zone": "../etc/passwd"}, "no time zone"),
        ({"minutes": 60, "hours": []}, "written by day"),
        ({"minutes": 60, "hours": {"monday": []}}, "monday is none of them"),
        ({"minutes": 60, "hours": {"mon": [["17:00", "09:00"]]}}, "close before it opens"),
        ({"minutes": 60, "hours": {"mon": [["9:00", "17:00"]]}}, "not a time"),
        ({"minutes": 60, "hours": {"mon": [["09:00", "24:30"]]}}, "not a time"),
        ({"minutes": 60, "hours": {"mon": [["09:00"]]}}, "pairs"),
        ({"minutes": 60, "hours": {"mon": "09:00"}}, "pairs"),
        ({"minutes": 60, "hours": {"mon": [["09:00", "13:00"], ["12:00", "17:00"]]}}, "overlap"),
        ({"minutes": 60, "hours": {"mon": []}}, "at least 60 minutes a week"),
        ({"minutes": 60, "holidays": []}, "no holidays"),
    ],
)
def test_a_promise_that_can_not_be_kept_is_refused_and_says_why(given, says):
    with pytest.raises(Invalid, match=says):
        read_promise(given)


def test_what_is_read_is_kept_as_it_was_written():
    given = {"minutes": 120, "zone": "Europe/London", "hours": {"mon": [["09:00", "12:30"], ["13:00", "24:00"]]}}
    assert read_promise(given).as_dict() == given


def test_settings_that_can_not_be_read_promise_nothing_rather_than_lose_a_comment():
    assert promise_of({"promise": {"minutes": "soon"}}) is None
    assert promise_of({"promise": "soon"}) is None
