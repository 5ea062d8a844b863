from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desk.supervisor.backoff import Backoff


def test_waits_double_up_to_the_longest() -> None:
    backoff = Backoff(first=1, longest=10, jitter=lambda: 1.0)
    assert [backoff.next() for _ in range(6)] == [1, 2, 4, 8, 10, 10]


def test_a_reset_starts_over() -> None:
    backoff = Backoff(first=1, jitter=lambda: 1.0)
    backoff.next()
    backoff.next()
    backoff.reset()
    assert backoff.next() == 1


@given(st.integers(0, 500), st.floats(0, 1))
def test_a_wait_is_never_more_than_the_longest_nor_less_than_half_the_first(failures: int, jitter: float) -> None:
    backoff = Backoff(jitter=lambda: jitter)
    backoff.failures = failures
    assert backoff.first / 2 <= backoff.next() <= backoff.longest
