import asyncio
from contextlib import asynccontextmanager
from types import SimpleNamespace

import pytest

from desk.ports.errors import AssistantUnavailable, DatabaseUnavailable
from desk.worker import DRAFT_ATTEMPTS, GrowingWait, Recovery


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


class Jobs:
    """The queue's table of jobs, as far as recovery looks at it."""

    def __init__(self, *doing):
        self.doing = [SimpleNamespace(id=number, task_name="draft", task_kwargs={}) for number in doing]
        self.retried = []

    async def get_stalled_jobs(self, seconds_since_heartbeat):
        return []

    async def list_jobs_async(self, status, worker_id):
        return list(self.doing)

    async def retry_job(self, job):
        self.retried.append(job.id)


class Upkeep:
    """Counts what the worker looks after; ``troubles`` are raised first."""

    def __init__(self, *troubles):
        self.troubles = list(troubles)
        self.looks = self.clearings = self.counts = 0

    async def defer_lost(self):
        if self.troubles:
            raise self.troubles.pop()
        self.looks += 1
        return 0

    async def count(self):
        self.counts += 1

    async def clear_up(self):
        self.clearings += 1
        return 0

    @asynccontextmanager
    async def unit(self):
        yield SimpleNamespace(upkeep=self)


async def recovered(monkeypatch, jobs, *, in_hand=(), upkeep=None):
    monkeypatch.setattr("desk.worker.HEARTBEAT_S", 0.01)
    recovery = Recovery(SimpleNamespace(app=SimpleNamespace(job_manager=jobs)), (upkeep or Upkeep()).unit)
    done = asyncio.Event()
    worker = SimpleNamespace(worker_id=7)

    async def finished():
        return None

    await recovery.note(finished, SimpleNamespace(job=SimpleNamespace(id=1)), worker)
    running = [
        asyncio.create_task(recovery.note(done.wait, SimpleNamespace(job=SimpleNamespace(id=number)), worker))
        for number in in_hand
    ]
    watching = asyncio.create_task(recovery.run())
    await asyncio.sleep(0.1)
    watching.cancel()
    done.set()
    await asyncio.gather(watching, *running, return_exceptions=True)


async def test_a_job_whose_end_could_not_be_written_down_is_done_again(monkeypatch):
    jobs = Jobs(1)
    await recovered(monkeypatch, jobs)
    assert 1 in jobs.retried


async def test_a_job_in_hand_is_left_alone(monkeypatch):
    jobs = Jobs(2, 3)
    await recovered(monkeypatch, jobs, in_hand=(2, 3))
    assert jobs.retried == []


async def test_a_job_that_is_just_being_written_down_is_left_alone(monkeypatch):
    jobs = Jobs(1)
    looks = iter([list(jobs.doing)])

    async def written_down_after_one_look(status, worker_id):
        return next(looks, [])

    jobs.list_jobs_async = written_down_after_one_look
    await recovered(monkeypatch, jobs)
    assert jobs.retried == []


async def test_lost_work_is_looked_for_once_a_minute_and_cleared_up_once_an_hour_whatever_the_database_does(
    monkeypatch,
):
    upkeep = Upkeep(DatabaseUnavailable("away"))
    await recovered(monkeypatch, Jobs(), upkeep=upkeep)
    assert (upkeep.looks, upkeep.clearings) == (1, 1)
    assert upkeep.counts >= 1
