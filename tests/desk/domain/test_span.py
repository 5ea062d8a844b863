from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from desk.domain.errors import Invalid
from desk.domain.span import MOST_DAYS, Span, offsets, read_span

NOW = datetime(2026, 11, 23, 23, 30, tzinfo=timezone.utc)
BERLIN = ZoneInfo("Europe/Berlin")


def test_without_days_it_is_the_last_thirty_as_the_zone_counts_them():
    assert read_span(None, None, "UTC", None, NOW) == Span(date(2026, 10, 25), date(2026, 11, 23), ZoneInfo("UTC"))
    assert read_span(None, None, "Europe/Berlin", None, NOW).last == date(2026, 11, 24)


def test_one_day_is_a_span_and_so_is_the_day_before():
    span = read_span("2026-03-01", "2026-03-01", "UTC", "week", NOW)
    assert span.parts == [(date(2026, 3, 1), date(2026, 3, 1))]
    assert (span.before.first, span.before.last) == (date(2026, 2, 28), date(2026, 2, 28))


def test_a_day_of_the_change_to_summer_time_has_23_hours_and_the_other_25():
    spring, autumn = (Span(day, day, BERLIN) for day in (date(2026, 3, 29), date(2026, 10, 25)))
    assert spring.end.astimezone(timezone.utc) - spring.start.astimezone(timezone.utc) == timedelta(hours=23)
    assert autumn.end.astimezone(timezone.utc) - autumn.start.astimezone(timezone.utc) == timedelta(hours=25)


def test_weeks_begin_on_monday_and_are_cut_at_the_ends():
    span = Span(date(2026, 11, 21), date(2026, 12, 1), BERLIN, "week")  # a Saturday to a Tuesday
    assert [(first.day, last.day) for first, last in span.parts] == [(21, 22), (23, 29), (30, 1)]
    assert [(one.day, two.day) for one, two in Span(span.first, span.last, BERLIN, "month").parts] == [(21, 30), (1, 1)]


def test_offsets_change_at_the_second_of_the_change():
    since, until = datetime(2026, 1, 1, tzinfo=timezone.utc), datetime(2026, 12, 31, tzinfo=timezone.utc)
    spring, autumn = (datetime(2026, m, d, 1, tzinfo=timezone.utc).timestamp() for m, d in ((3, 29), (10, 25)))
    assert offsets(BERLIN, since, until) == [(int(since.timestamp()), 3600), (spring, 7200), (autumn, 3600)]
    assert offsets(ZoneInfo("Asia/Kathmandu"), since, until) == [(int(since.timestamp()), 20_700)]


@pytest.mark.parametrize(
    ("first", "last", "zone", "said"),
    [("2026-02-30", None, "UTC", "'from' must be a day"), ("2026-3-1", None, "UTC", "'from' must be a day"),
     (None, "1026-03-01", "UTC", "'to' must be a day"), ("2026-03-02", "2026-03-01", "UTC", "after 'to'"),
     ("2020-01-01", "2026-01-01", "UTC", "at most 731"), (None, None, "Mars/Base", "no time zone"),
     (None, None, "../../etc/passwd", "no time zone"), (None, None, "Europe", "no time zone")],
)  # fmt: skip
def test_what_makes_no_span_is_refused_in_words(first, last, zone, said):
    with pytest.raises(Invalid, match=said):
        read_span(first, last, zone, None, NOW)


def test_two_years_are_the_most():
    assert len(read_span("2024-01-01", "2025-12-31", "UTC", None, NOW).days) == MOST_DAYS
