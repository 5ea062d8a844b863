"""The replies table: the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from desk.domain.errors import Conflict
from desk.domain.reply import ApprovedReply, ReplyState, recall

_COLUMNS: Final = (
    "id, comment_id, text_version, draft_id, text, approved_by, approved_at, send_after, state, attempts,"
    " attempting_since, error, first_approved_by, first_approved_at, private"
)
_LIVE: Final = "state IN ('approved', 'sending', 'sent', 'unknown')"


@dataclass(frozen=True)
class StoredReplyRow:
    """An approved reply and how far its sending is."""

    approved: ApprovedReply
    state: ReplyState
    attempts: int
    attempting_since: datetime | None
    postponed: bool

    @property
    def handed_over(self) -> bool:
        """Whether it lies ready for whoever posts it."""
        return self.state is ReplyState.SENDING and self.attempting_since is None and not self.postponed


class ReplyStore:
    """Reads and writes replies within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def add(self, reply: ApprovedReply) -> None:
        """Store an approval; Conflict when another reply to the comment is already on its way."""
        cursor = await self._db.execute(
            "INSERT INTO replies (id, comment_id, text_version, draft_id, text, approved_by, approved_at, send_after,"
            " first_approved_by, first_approved_at, private, state, page_id)"
            " SELECT %s, id, %s, %s, %s, %s, %s, %s, %s, %s, %s, 'approved', page_id FROM comments WHERE id = %s"
            f" ON CONFLICT (comment_id) WHERE {_LIVE} DO NOTHING",
            (
                reply.id,
                reply.text_version,
                reply.draft_id,
                reply.text,
                reply.approved_by,
                reply.approved_at,
                reply.send_after,
                reply.first.by_id if reply.first else None,
                reply.first.at if reply.first else None,
                reply.private,
                reply.comment_id,
            ),
        )
        if cursor.rowcount != 1:
            raise Conflict("Another reply to this comment is already on its way.")

    async def get(self, reply_id: UUID, *, lock: bool = False) -> StoredReplyRow | None:
        """One reply by id."""
        return await self._one("id = %s", reply_id, lock=lock)

    async def live(self, comment_id: UUID, *, lock: bool = False) -> StoredReplyRow | None:
        """The reply that is approved, on its way, sent or unknown; there is at most one."""
        return await self._one(f"comment_id = %s AND {_LIVE}", comment_id, lock=lock)

    async def latest(self, comment_id: UUID) -> StoredReplyRow | None:
        """The reply that was approved last."""
        return await self._one("comment_id = %s", comment_id, suffix=" ORDER BY approved_at DESC LIMIT 1")

    async def lately(self, page_id: str, limit: int) -> list[str]:
        """The page's newest replies, those that people approved and those that wait for approval, newest first."""
        cursor = await self._db.execute(
            "(SELECT text, approved_at AS at FROM replies WHERE page_id = %(page)s AND state <> 'cancelled'"
            "  ORDER BY approved_at DESC LIMIT %(limit)s)"
            " UNION ALL (SELECT d.document -> 'draft' ->> 'text', d.created_at FROM comments c"
            "  JOIN drafts d ON d.id = c.draft_id WHERE c.page_id = %(page)s AND c.state = 'waiting'"
            "  ORDER BY c.received_at DESC LIMIT %(limit)s)"
            " ORDER BY at DESC LIMIT %(limit)s",
            {"page": page_id, "limit": limit},
        )
        return [row["text"] async for row in cursor if row["text"]]

    async def attempt(self, reply_id: UUID, at: datetime) -> None:
        """Note, before anything leaves, that a delivery begins."""
        await self._db.execute(
            "UPDATE replies SET state = 'sending', attempts = attempts + 1, attempting_since = %s WHERE id = %s",
            (at, reply_id),
        )

    async def settle(
        self,
        reply_id: UUID,
        state: ReplyState,
        *,
        error: str | None = None,
        external_id: str | None = None,
        sent_at: datetime | None = None,
    ) -> None:
        """Note how a delivery, or the whole reply, ended."""
        await self._db.execute(
            "UPDATE replies SET state = %s, attempting_since = NULL, error = %s,"
            " external_id = coalesce(%s, external_id), sent_at = coalesce(%s, sent_at) WHERE id = %s",
            (state.value, error, external_id, sent_at, reply_id),
        )

    async def _one(self, where: str, value: UUID, *, lock: bool = False, suffix: str = "") -> StoredReplyRow | None:
        query = f"SELECT {_COLUMNS} FROM replies WHERE {where}{suffix}" + (" FOR UPDATE" if lock else "")
        row = await (await self._db.execute(query, (value,))).fetchone()
        if row is None:
            return None
        fields = {name: row[name] for name in ("id", "comment_id", "text_version", "draft_id", "text")}
        approved = recall(
            **fields,
            approved_by=row["approved_by"],
            approved_at=row["approved_at"],
            send_after=row["send_after"],
            first_approved_by=row["first_approved_by"],
            first_approved_at=row["first_approved_at"],
            private=row["private"],
        )
        state, since = ReplyState(row["state"]), row["attempting_since"]
        postponed = state is ReplyState.SENDING and since is None and row["error"] is not None
        return StoredReplyRow(approved, state, row["attempts"], since, postponed)
