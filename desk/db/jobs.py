"""The queue: Procrastinate's tasks by name, deferred inside the transaction that asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import procrastinate
from procrastinate.exceptions import ConnectorException
from psycopg import AsyncConnection, OperationalError
from psycopg.rows import DictRow

from desk.domain.comment import Comment

DRAFT: Final = "draft"
PUBLISH: Final = "publish"
LOOK_UP: Final = "look_up"
REMEMBER: Final = "remember"
NOTIFY: Final = "notify"
NOTIFY_CONNECTION: Final = "notify_connection"
TELL: Final = "tell"
DRAFTING: Final = "drafting"
PUBLISHING: Final = "publishing"
REMEMBERING: Final = "remembering"
NOTIFYING: Final = "notifying"
FIRST: Final = 10
"""What a person approved leaves before the next drafts are made, however many wait."""


class Queue:
    """Procrastinate on the desk's database. Web processes defer, workers run; both open it first."""

    def __init__(self, url: str, *, max_size: int = 8) -> None:
        self.app = procrastinate.App(
            connector=procrastinate.PsycopgConnector(conninfo=url, min_size=1, max_size=max_size, timeout=5)
        )

    async def open(self) -> None:
        """Connect."""
        await self.app.open_async()

    async def close(self) -> None:
        """Disconnect."""
        await self.app.close_async()

    async def defer(
        self, connection: AsyncConnection[Any], task: str, queue: str, options: dict[str, Any], **args: Any
    ) -> None:
        """Put a job on the queue; it appears when the connection's transaction commits."""
        try:
            await self.app.configure_task(task, queue=queue, connection=connection, **options).defer_async(**args)
        except ConnectorException as error:
            if isinstance(error.__cause__, OperationalError):
                raise error.__cause__ from None
            raise


async def defer_draft(
    queue: Queue,
    connection: AsyncConnection[DictRow],
    comment_id: UUID,
    thread_id: UUID,
    text_version: int,
    attempt: int,
    hint: str | None = None,
) -> None:
    """Draft a reply to this version of the comment; one thread's comments are drafted one at a time."""
    await queue.defer(
        connection,
        DRAFT,
        DRAFTING,
        {"lock": f"thread:{thread_id}"},
        comment_id=str(comment_id),
        text_version=text_version,
        attempt=attempt,
        **({"hint": hint} if hint else {}),
    )


async def defer_publish(
    queue: Queue, connection: AsyncConnection[DictRow], reply_id: UUID, at: datetime, turn: datetime | None = None
) -> None:
    """Send the reply at the given time, which may be its ``turn``; one delivery of a reply at a time."""
    await queue.defer(
        connection,
        PUBLISH,
        PUBLISHING,
        {"lock": f"reply:{reply_id}", "schedule_at": at, "priority": FIRST},
        reply_id=str(reply_id),
        **({"turn": turn.isoformat()} if turn else {}),
    )


class JobStore:
    """Asks for work within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow], queue: Queue) -> None:
        self._db = connection
        self._queue = queue

    async def draft(self, comment: Comment, attempt: int, hint: str | None = None) -> None:
        """Draft a reply to this version of the comment, as the hint wants it."""
        await defer_draft(self._queue, self._db, comment.id, comment.thread_id, comment.text_version, attempt, hint)

    async def publish(self, reply_id: UUID, at: datetime, turn: datetime | None = None) -> None:
        """Send the reply at the given time, which may be its turn."""
        await defer_publish(self._queue, self._db, reply_id, at, turn)

    async def publish_sooner(self, reply_ids: Sequence[UUID], at: datetime) -> None:
        """Send these replies at the given time: their jobs are moved, and who has none gets one."""
        cursor = await self._db.execute(
            "UPDATE procrastinate_jobs SET scheduled_at = least(scheduled_at, %s)"
            " WHERE status = 'todo' AND task_name = %s AND lock = ANY(%s) RETURNING lock",
            (at, PUBLISH, [f"reply:{reply_id}" for reply_id in reply_ids]),
        )
        moved = {row["lock"] async for row in cursor}
        for reply_id in reply_ids:
            if f"reply:{reply_id}" not in moved:
                await self.publish(reply_id, at)

    async def look_up(self, reply_id: UUID, attempt: int, at: datetime) -> None:
        """Look on the platform for a reply whose sending broke off."""
        options = {"lock": f"reply:{reply_id}", "schedule_at": at, "priority": FIRST}
        await self._queue.defer(self._db, LOOK_UP, PUBLISHING, options, reply_id=str(reply_id), attempt=attempt)

    async def remember(self, reply_id: UUID) -> None:
        """Remember a reply that was sent."""
        await self._queue.defer(self._db, REMEMBER, REMEMBERING, {}, reply_id=str(reply_id))

    async def notify(self, comment: Comment, reason: str, detail: dict[str, Any] | None = None) -> None:
        """Tell those outside who want to know."""
        await self._queue.defer(
            self._db, NOTIFY, NOTIFYING, {}, comment_id=str(comment.id), reason=reason, detail=detail or {}
        )

    async def notify_connection(self, connection_id: UUID, kind: str, reason: str) -> None:
        """Tell those outside that a connection is in trouble."""
        await self._queue.defer(
            self._db, NOTIFY_CONNECTION, NOTIFYING, {}, connection_id=str(connection_id), kind=kind, reason=reason
        )

    async def tell(self, target_id: UUID, at: datetime) -> None:
        """Send a target what it has not been told yet; one message to it at a time."""
        options = {"lock": f"target:{target_id}", "schedule_at": at}
        await self._queue.defer(self._db, TELL, NOTIFYING, options, target_id=str(target_id))
