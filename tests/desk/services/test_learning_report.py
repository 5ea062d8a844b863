"""What people decided by week, computed by hand."""

from datetime import date, datetime, timezone

import numpy as np
import pytest

from desk.services.learning_report import WEEKS, by_week, weeks_until
from desk.services.sheets import DECISION, decisions_packed, names_in


def decision(day, outcome, edited=None):
    return {
        "page_id": "shop", "at": datetime(2026, 11, day, 12, tzinfo=timezone.utc), "outcome": outcome, "waited": None,
        "edited": edited, "avoided": [], "kept": None, "actor": "Ada", "channel": "api", "intent": "question",
    }  # fmt: skip


def counted(*rows):
    codes = {kind: {name: code for code, name in enumerate(sorted(names), 3)} for kind, names in names_in(rows).items()}
    packed = np.frombuffer(decisions_packed(rows, codes).get("shop", b""), DECISION)
    return by_week(packed, codes["outcome"], weeks_until(date(2026, 11, 25)))


def test_the_weeks_end_with_the_day_and_begin_on_mondays():
    span = weeks_until(date(2026, 11, 25))
    assert len(span.parts) == WEEKS and span.parts[-1] == (date(2026, 11, 23), date(2026, 11, 25))
    assert {first.weekday() for first, _ in span.parts} == {0}
    assert len(weeks_until(date(2026, 11, 23)).parts) == len(weeks_until(date(2026, 11, 29)).parts) == WEEKS


def test_decisions_are_told_apart_and_edit_sizes_averaged_over_drafts():
    found = counted(
        decision(24, "unchanged", 0.0),
        decision(24, "edited", 0.3),
        decision(25, "written"),
        decision(25, "dismissed:spam"),
        decision(16, "edited", 0.5),
        decision(26, "edited", 0.9),  # after the run
    )
    before, last = found[-2], found[-1]
    assert (last.decisions, last.approved, last.unchanged, last.drafts) == (4, 3, 1, 2)
    assert last.edit_size == pytest.approx(0.15)
    assert (before.decisions, before.approved, before.unchanged, before.edit_size) == (1, 1, 0, 0.5)
    assert found[0].decisions == 0 and found[0].edit_size is None


def test_without_decisions_each_week_is_there_with_nothing_in_it():
    found = counted()
    assert len(found) == WEEKS and not any(week.decisions or week.approved for week in found)
