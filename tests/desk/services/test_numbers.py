"""The figures of small histories, computed by hand."""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import numpy as np

from desk.domain.span import Span
from desk.services.numbers import Read, counted, spreads
from desk.services.sheets import ARRIVAL, DECISION, arrivals_packed, decisions_packed, names_in

BERLIN = ZoneInfo("Europe/Berlin")
UTC = timezone.utc
MONDAY = date(2026, 11, 23)


def arrival(at, intent="question", channel="api", gap=False):
    return {"page_id": "shop", "received_at": at, "intent": intent, "channel": channel, "gap": gap}


def decision(at, outcome="unchanged", minutes=None, **more):
    known = {"edited": None, "avoided": [], "kept": None, "actor": "Ada", "channel": "api", "intent": "question"}
    waited = None if minutes is None else 60 * minutes
    return {"page_id": "shop", "at": at, "outcome": outcome, "waited": waited, **known, **more}


def read(arrivals=(), decisions=(), assigned=None):
    found = {kind: names_in(arrivals)[kind] | names_in(decisions)[kind] for kind in names_in(())}
    codes = {kind: {name: code for code, name in enumerate(sorted(names))} for kind, names in found.items()}
    return Read(
        np.frombuffer(arrivals_packed(arrivals, codes).get("shop", b""), ARRIVAL),
        np.frombuffer(decisions_packed(decisions, codes).get("shop", b""), DECISION),
        codes,
        assigned or {},
    )


def at(day, hour, minute=0, zone=UTC):
    return datetime(2026, 11, day, hour, minute, tzinfo=zone)


def test_an_empty_span_has_figures_without_values():
    found = counted(read(), Span(MONDAY, MONDAY, BERLIN))
    assert found["comments"] == {"total": 0, "before": 0, "by_intent": [], "by_channel": []}
    assert found["first_reply"]["now"] == {"count": 0, "median": None, "p90": None}
    assert found["gaps"] == {"total": 0, "before": 0, "values": [0]}
    assert found["people"] == [] and found["avoided"]["rules"] == []


def test_comments_are_counted_on_the_day_that_the_zone_has():
    rows = [
        arrival(at(22, 22, 59)),
        arrival(at(22, 23, 0), "praise", gap=True),
        arrival(at(23, 22, 59)),
        arrival(at(23, 23)),
    ]
    found = counted(read(rows), Span(MONDAY, MONDAY, BERLIN))  # in November an hour ahead of UTC
    assert (found["comments"]["total"], found["comments"]["before"]) == (2, 1)
    assert found["gaps"] == {"total": 1, "before": 0, "values": [1]}
    assert [(one["name"], one["total"], one["before"]) for one in found["comments"]["by_intent"]] == [
        ("praise", 1, 0),
        ("question", 1, 1),
    ]


def test_the_hour_that_comes_twice_in_autumn_counts_for_its_day_and_hour():
    first, again = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))  # both half past two in Berlin
    rows = [decision(moment + timedelta(minutes=10), minutes=10) for moment in (first, again)]
    day = date(2026, 10, 25)
    hours = counted(read((), rows), Span(day, day, BERLIN))["first_reply"]["hours"]
    assert [hour for hour, one in enumerate(hours) if one["count"]] == [2]
    assert hours[2] == {"count": 2, "median": 600, "p90": 600}


def test_median_and_ninetieth_percentile_by_hand():
    rows = [decision(at(23, 12), minutes=minutes) for minutes in (10, 20, 30, 40, 100)] + [decision(at(23, 12))]
    found = counted(read((), rows), Span(MONDAY, MONDAY, ZoneInfo("UTC")))["first_reply"]
    # Of 10, 20, 30, 40, 100 the third is the median; nine tenths lie at place 3.6: 40 + 0.6 · 60 = 76 minutes.
    assert found["now"] == {"count": 5, "median": 30 * 60, "p90": 76 * 60}
    assert found["weekdays"][0]["count"] == 5


def test_hour_and_weekday_are_those_at_which_the_comment_began_to_wait():
    rows = [decision(at(23, 9), minutes=14 * 60)]  # there since Sunday, 19 o'clock
    found = counted(read((), rows), Span(MONDAY, MONDAY, ZoneInfo("UTC")))["first_reply"]
    assert [n for n, one in enumerate(found["weekdays"]) if one["count"]] == [6]
    assert [n for n, one in enumerate(found["hours"]) if one["count"]] == [19]


def test_the_promise_counts_where_there_was_one():
    rows = [decision(at(23, 9), minutes=1, kept=kept) for kept in (True, True, False, None)]
    rows += [decision(at(22, 9), minutes=1, kept=False)]
    found = counted(read((), rows), Span(MONDAY, MONDAY, ZoneInfo("UTC")))["first_reply"]
    assert (found["kept"], found["promised"], found["kept_before"], found["promised_before"]) == (2, 3, 0, 1)


def test_outcomes_edits_and_findings_by_hand():
    rows = [
        decision(at(23, 9), "unchanged", edited=0.0),
        decision(at(23, 10), "edited", edited=0.1, avoided=["offer"]),
        decision(at(24, 10), "edited", edited=0.25, avoided=["hype", "offer"]),
        decision(at(24, 11), "written"),
        decision(at(24, 11), "dismissed:spam", actor="Grace"),
    ]
    found = counted(read((), rows, {"Grace": 3, "Linus": 1}), Span(MONDAY, date(2026, 11, 24), ZoneInfo("UTC")))
    assert {one["name"]: one["values"] for one in found["outcomes"]["series"]} == {
        "unchanged": [1, 0],
        "edited": [1, 1],
        "written": [0, 1],
        "dismissed:spam": [0, 1],
    }
    assert found["edits"]["now"] == {"count": 2, "median": 0.175, "p90": 0.235}
    assert found["edits"]["bands"] == [1, 0, 1, 0, 0, 0, 0, 0, 0, 0]
    assert found["avoided"]["total"] == 2
    assert [(one["name"], one["values"]) for one in found["avoided"]["rules"]] == [("offer", [1, 1]), ("hype", [0, 1])]
    assert [(one["name"], one["total"], one["assigned"]) for one in found["people"]] == [
        ("Ada", 4, 0),
        ("Grace", 1, 3),
        ("Linus", 0, 1),
    ]


def test_a_channel_narrows_every_figure():
    rows, decided = [arrival(at(23, 9)), arrival(at(23, 9), channel="x")], [decision(at(23, 9), channel="x")]
    span = Span(MONDAY, MONDAY, BERLIN)
    assert counted(read(rows, decided), span, "x")["comments"]["total"] == 1
    assert counted(read(rows, decided), span, "api")["outcomes"]["total"] == 0
    assert counted(read(rows, decided), span, "blog")["comments"]["total"] == 0


def test_spreads_of_groups_are_those_of_each_alone():
    random = np.random.default_rng(7)
    groups, values = random.integers(0, 9, 500), random.integers(0, 4_000_000_000, 500)
    for group, one in enumerate(spreads(groups, values, 10)):
        mine = values[groups == group]
        assert one["count"] == len(mine)
        if len(mine):
            assert np.allclose([one["median"], one["p90"]], np.percentile(mine, [50, 90]))
