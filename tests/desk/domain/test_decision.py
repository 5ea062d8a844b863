from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from desk.domain.decision import Happening, decisions_in, edit_size

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=timezone.utc)


def log(*steps):
    """Happenings from (minute after nine, kind, state before)."""
    return [
        Happening(n, NINE + timedelta(minutes=step[0]), step[1], "Ada", *(step[2:]), reply=f"r{n}")
        for n, step in enumerate(steps)
    ]


def told(*steps):
    return [(one.kind, None if one.waited is None else one.waited // 60) for one in decisions_in(log(*steps))]


def test_only_the_time_after_the_draft_was_there_counts():
    assert told((0, "received"), (3, "drafted"), (10, "approved"), (11, "sent")) == [("approved", 7)]


def test_a_draft_that_comes_late_or_again_does_not_start_the_clock_anew():
    assert told((0, "received"), (3, "not_drafted"), (8, "drafted"), (9, "drafted"), (10, "approved")) == [
        ("approved", 7)
    ]


def test_who_approves_before_the_draft_is_there_is_counted_from_the_comment():
    assert told((2, "received"), (10, "approved")) == [("approved", 8)]


def test_an_approval_that_was_undone_is_none():
    assert told((0, "received"), (1, "drafted"), (5, "approved"), (6, "undone", "approved"), (9, "approved")) == [
        ("approved", 8)
    ]


def test_a_dismissal_that_was_undone_is_none():
    assert told((0, "received"), (1, "drafted"), (5, "dismissed"), (6, "undone", "dismissed")) == []


def test_a_reply_that_was_given_up_is_a_decision_but_no_first_reply():
    assert told((0, "received"), (1, "drafted"), (5, "approved"), (6, "failed"), (8, "gave_up"), (21, "approved")) == [
        ("approved", None),
        ("gave_up", None),
        ("approved", 20),
    ]


def test_an_edit_before_the_reply_left_starts_the_clock_anew():
    assert told(
        (0, "received"), (1, "drafted"), (5, "approved"), (6, "edited", "approved"), (7, "drafted"), (17, "approved")
    ) == [("approved", None), ("approved", 10)]


def test_an_edit_after_the_reply_was_sent_changes_nothing():
    assert told((0, "received"), (1, "drafted"), (5, "approved"), (6, "edited", "sent")) == [("approved", 4)]


def test_a_comment_deleted_before_its_reply_left_has_none():
    assert told((0, "received"), (1, "drafted"), (5, "approved"), (6, "deleted", "approved")) == [("approved", None)]


def test_only_the_first_reply_has_a_time():
    assert [one.waited for one in decisions_in([])] == []
    assert told((0, "received"), (1, "drafted"), (4, "dismissed"), (5, "undone", "dismissed"), (9, "approved")) == [
        ("approved", 8)
    ]


def test_the_size_of_an_edit_is_the_share_of_words_that_changed():
    assert edit_size("We open at nine.", "We  open at\nnine.") == 0
    assert edit_size("We open at nine.", "We open at ten.") == 0.25
    assert edit_size("We open at nine.", "Hello! We open at nine.") == 0.2
    assert edit_size("", "Hello") == edit_size("Hello", "") == 1
    assert edit_size("", "") == 0


@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abc"), max_size=12))
def test_the_size_of_an_edit_is_the_distance_of_levenshtein(old, new):
    row = list(range(len(new) + 1))
    for i, one in enumerate(old, 1):
        above, row = row, [i]
        for j, other in enumerate(new, 1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (one != other)))
    assert edit_size(" ".join(old), " ".join(new)) == row[-1] / max(len(old), len(new), 1)
