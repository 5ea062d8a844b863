"""The worker: drafts and publishes what the queue holds, and picks up what a dead worker left."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import procrastinate
import structlog
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job
from procrastinate.worker import Worker

from desk.db.jobs import DRAFT, LOOK_UP, NOTIFY, NOTIFY_CONNECTION, PUBLISH, REMEMBER, TELL, Queue
from desk.ports.errors import AssistantUnavailable, DatabaseUnavailable, NotTold
from desk.ports.outside import Assistant, Clock, EvidenceSearch, Recall
from desk.ports.unit import UnitOfWork
from desk.ports.upkeep import OpenUpkeep
from desk.services.draft import draft_comment
from desk.services.notify import Notifying
from desk.services.publish import Publishing
from desk.services.remember import remember

HEARTBEAT_S: Final = 2.0
DEAD_AFTER_S: Final = 8.0
LOST_S: Final = 60.0
PILES_S: Final = 15.0
COUNT_S: Final = 10.0
CLEAR_UP_S: Final = 3600.0
CLEARING_S: Final = 900.0
POLL_S: Final = 1.0
WAKE_S: Final = 5.0
DRAFT_ATTEMPTS: Final = 40
MAX_WAIT_S: Final = 60
TELL_WAITS_S: Final = (15, 60, 300, 1800, 7200)
PROMISES_S: Final = 60.0
GAPS_S: Final = 30.0
INTAKE_S: Final = 0.25
FETCHING_S: Final = 1.0
CONNECTIONS_S: Final = 300.0
CHAT_LETTERS_S: Final = 30.0
SERVING_S: Final = 30.0
LEARNING_S: Final = 5.0
DECISIONS_S: Final = 60.0
SHADOW_S: Final = 60.0
log = structlog.get_logger(__name__)


class GrowingWait(procrastinate.BaseRetryStrategy):
    """Try again after 1, 2, 4, … seconds, at most a minute apart, for passing troubles only."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> procrastinate.RetryDecision | None:
        """When to try again; None for an error that trying again won't mend."""
        if isinstance(exception, asyncio.CancelledError):  # the worker is being stopped: the next one takes over
            return procrastinate.RetryDecision(retry_in={"seconds": 0})
        if not isinstance(exception, (AssistantUnavailable, DatabaseUnavailable)) or job.attempts >= DRAFT_ATTEMPTS:
            return None
        wait = min(2 ** min(job.attempts, 10), MAX_WAIT_S)
        return procrastinate.RetryDecision(retry_in={"seconds": wait})


class NowAndThen(procrastinate.BaseRetryStrategy):
    """Tries a message again that a service could not take: after 15 seconds, a minute, 5, 30, then 2 hours."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> procrastinate.RetryDecision | None:
        """When to try again; None when it has been tried often enough."""
        if isinstance(exception, NotTold):
            if job.attempts >= len(TELL_WAITS_S):
                return None
            return procrastinate.RetryDecision(retry_in={"seconds": TELL_WAITS_S[job.attempts]})
        return GrowingWait().get_retry_decision(exception=exception, job=job)


def register_tasks(
    queue: Queue,
    uow: UnitOfWork,
    assistant: Assistant,
    search: EvidenceSearch,
    recall: Recall,
    publishing: Publishing,
    clock: Clock,
    notifying: Notifying,
) -> None:
    """Tell the queue how its jobs are done."""

    @queue.app.task(name=DRAFT, retry=GrowingWait())
    async def draft(comment_id: str, text_version: int, attempt: int, hint: str | None = None) -> None:
        with structlog.contextvars.bound_contextvars(comment=comment_id):
            try:
                await draft_comment(
                    uow, assistant, search, clock, UUID(comment_id), text_version, attempt, recall, hint
                )
            except AssistantUnavailable as unavailable:
                log.warning("drafting_postponed", reason=str(unavailable))
                raise
            log.info("drafted")

    @queue.app.task(name=PUBLISH, retry=GrowingWait())
    async def publish(reply_id: str, turn: str | None = None) -> None:
        with structlog.contextvars.bound_contextvars(reply=reply_id):
            await publishing.publish(UUID(reply_id), datetime.fromisoformat(turn) if turn else None)
            log.info("published")

    @queue.app.task(name=LOOK_UP, retry=GrowingWait())
    async def look_up(reply_id: str, attempt: int) -> None:
        with structlog.contextvars.bound_contextvars(reply=reply_id):
            await publishing.look_up(UUID(reply_id), attempt)
            log.info("looked_up", attempt=attempt)

    @queue.app.task(name=REMEMBER, retry=GrowingWait())
    async def remember_reply(reply_id: str) -> None:
        with structlog.contextvars.bound_contextvars(reply=reply_id):
            if await remember(uow, recall, UUID(reply_id)):
                log.info("remembered")

    @queue.app.task(name=NOTIFY, retry=GrowingWait())
    async def notify(comment_id: str, reason: str, detail: dict[str, Any]) -> None:
        await notifying.note(UUID(comment_id), reason, detail)

    @queue.app.task(name=NOTIFY_CONNECTION, retry=GrowingWait())
    async def notify_connection(connection_id: str, kind: str, reason: str) -> None:
        await notifying.note_connection(UUID(connection_id), kind, reason)

    @queue.app.task(name=TELL, retry=NowAndThen())
    async def tell(target_id: str) -> None:
        with structlog.contextvars.bound_contextvars(target=target_id):
            try:
                await notifying.tell(UUID(target_id))
            except NotTold as why:
                log.warning("not_told", reason=str(why))
                raise


async def run(
    queue: Queue,
    uow: OpenUpkeep,
    concurrency: int,
    reindex: Callable[[], Awaitable[int]],
    watch: Sequence[Watch] = (),
) -> None:
    """Work until told to stop; meanwhile what an earlier version or another encoder indexed is indexed anew.

    ``watch``: what is looked at again and again beside the jobs.
    """
    recovery = Recovery(queue, uow)
    watching = asyncio.create_task(recovery.run())
    indexing = asyncio.create_task(_index(reindex))
    watches = [asyncio.create_task(one.run()) for one in watch]
    try:
        await queue.app.run_worker_async(
            concurrency=concurrency,
            fetch_job_polling_interval=POLL_S,
            update_heartbeat_interval=HEARTBEAT_S,
            stalled_worker_timeout=DEAD_AFTER_S,
            shutdown_graceful_timeout=10,
            delete_jobs="successful",
            install_signal_handlers=True,
            worker_middleware=[recovery.note],
        )
    finally:
        for task in (watching, indexing, *watches):
            task.cancel()


@dataclass(frozen=True)
class Watch:
    """Something that the worker does every ``seconds``; a mistake in it is logged and does not end the others' work."""

    name: str
    seconds: float
    look: Callable[[], Awaitable[Any]]

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.look()
            except DatabaseUnavailable as error:
                log.warning("watch_interrupted", watch=self.name, error=str(error))
            except Exception:  # the next look may go well, and nobody else's work depends on this one
                log.exception("watch_failed", watch=self.name)
            await asyncio.sleep(self.seconds)


async def _index(reindex: Callable[[], Awaitable[int]]) -> None:
    try:
        if count := await reindex():
            log.info("indexed_anew", count=count)
    except DatabaseUnavailable as error:
        log.warning("indexing_interrupted", error=str(error))


class Recovery:
    """Every few seconds puts jobs back on the queue that nobody works on.

    Either their worker died, or it could not write down how they ended because the database was away at that moment:
    then they would stay "doing", and hold up their thread, for as long as that worker lives. Once a minute also gives
    a job to comments and replies that should have one and have none, and once an hour clears up.
    """

    def __init__(self, queue: Queue, uow: OpenUpkeep) -> None:
        self._uow = uow
        self._next_look = self._next_clearing = self._next_sums = 0.0
        self._jobs = queue.app.job_manager
        self._worker_id: int | None = None
        self._running: set[int | None] = set()
        self._suspects: set[int | None] = set()

    async def note(self, call: Callable[[], Awaitable[Any]], context: JobContext, worker: Worker) -> Any:
        """Know which jobs this worker has in hand; a middleware of the queue's."""
        self._worker_id = worker.worker_id
        self._running.add(context.job.id)
        try:
            return await call()
        finally:
            self._running.discard(context.job.id)

    async def run(self) -> None:
        """Look for such jobs until cancelled."""
        while True:
            try:
                for job in (*await self._of_dead_workers(), *await self._dropped()):
                    await self._jobs.retry_job(job)
                    log.warning("job_picked_up", task=job.task_name, **job.task_kwargs)
                await self._look_after()
            except (procrastinate.exceptions.ConnectorException, DatabaseUnavailable) as error:
                log.warning("recovery_interrupted", error=str(error))
            await asyncio.sleep(HEARTBEAT_S)

    async def _look_after(self) -> None:
        if time.monotonic() >= self._next_look:
            async with self._uow() as unit:
                lost = await unit.upkeep.defer_lost()
            self._next_look = time.monotonic() + LOST_S
            if lost:
                log.warning("lost_work_queued", count=lost)
        if time.monotonic() >= self._next_sums:
            async with self._uow() as unit:
                await unit.upkeep.count()
            self._next_sums = time.monotonic() + PILES_S
        if time.monotonic() >= self._next_clearing:
            async with self._uow() as unit:
                deleted = await unit.upkeep.clear_up()
            self._next_clearing = time.monotonic() + CLEAR_UP_S
            log.info("cleared_up", rows=deleted)

    async def _of_dead_workers(self) -> Iterable[Job]:
        return await self._jobs.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER_S)

    async def _dropped(self) -> list[Job]:
        """Those of this worker that it no longer runs, seen so twice: the first time it may just be writing it down."""
        if self._worker_id is None:
            return []
        doing = await self._jobs.list_jobs_async(status="doing", worker_id=self._worker_id)
        dropped = {job.id: job for job in doing if job.id not in self._running}
        again = [job for number, job in dropped.items() if number in self._suspects]
        self._suspects = set(dropped) - {job.id for job in again}
        return again
