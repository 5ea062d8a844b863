import asyncio
from types import SimpleNamespace

import pytest

from desk.ports import AssistantUnavailable, DatabaseUnavailable
from desk.worker import DRAFT_ATTEMPTS, GrowingWait


def decision(error, attempts=0):
    return GrowingWait().get_retry_decision(exception=error, job=SimpleNamespace(attempts=attempts))


@pytest.mark.parametrize("error", [AssistantUnavailable("down"), DatabaseUnavailable("down")])
def test_passing_troubles_are_tried_again_with_growing_waits(error):
    assert decision(error) is not None
    assert decision(error, DRAFT_ATTEMPTS - 1) is not None
    assert decision(error, DRAFT_ATTEMPTS) is None


def test_a_mistake_is_not_tried_again():
    assert decision(ValueError("wrong")) is None


def test_a_job_that_the_end_of_its_worker_cuts_off_is_left_to_the_next_worker():
    assert decision(asyncio.CancelledError(), DRAFT_ATTEMPTS) is not None
