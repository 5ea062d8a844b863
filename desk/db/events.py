"""The append-only event log, and listening to it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import UUID

import structlog
from psycopg import AsyncConnection, OperationalError
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from desk.domain.comment import Comment, CommentState

CHANNEL = "desk_events"
log = structlog.get_logger(__name__)


class EventStore:
    """Appends events within one transaction; the database announces them when it commits."""

    def __init__(self, connection: AsyncConnection[DictRow], request_id: str | None) -> None:
        self._db = connection
        self._request_id = request_id

    async def append(
        self,
        comment: Comment,
        kind: str,
        actor: str,
        before: CommentState | None,
        after: CommentState | None,
        data: dict[str, Any] | None = None,
    ) -> None:
        """Who did what, when, and what it changed."""
        await self._db.execute(
            "INSERT INTO events (comment_id, page_id, kind, actor, from_state, to_state, data, request_id)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, coalesce(%s, (SELECT request_id FROM comments WHERE id = %s)))",
            (
                comment.id,
                comment.page_id,
                kind,
                actor,
                before.value if before else None,
                after.value if after else None,
                Jsonb(data or {}),
                self._request_id,
                comment.id,
            ),
        )

    async def last(self, comment_id: UUID, kinds: Sequence[str]) -> dict[str, Any] | None:
        """The newest event of these kinds: kind, actor, data."""
        cursor = await self._db.execute(
            "SELECT kind, actor, data FROM events WHERE comment_id = %s AND kind = ANY(%s) ORDER BY id DESC LIMIT 1",
            (comment_id, list(kinds)),
        )
        return await cursor.fetchone()


async def listen(url: str, channel: str = CHANNEL) -> AsyncIterator[dict[str, Any] | None]:
    """Events as they are committed: {id, comment, page, kind, state, to}; without an id, who is present changed.

    ``channel``: another than that of events, with what is announced there. Yields None each time the connection is (re)established: what happened meanwhile has to be read from the table.
    Never ends on its own; waits and reconnects while the database is away.
    """
    while True:
        try:
            async with await AsyncConnection.connect(url, autocommit=True) as connection:
                await connection.execute(f"LISTEN {channel}")
                yield None
                async for notification in connection.notifies():
                    yield json.loads(notification.payload)
        except OperationalError as error:
            log.warning("listening_interrupted", error=str(error).strip())
        await asyncio.sleep(1)
