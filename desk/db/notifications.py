"""The notification_targets and notifications tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any, Final
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from desk.domain.notification import Notice, QuietHours, Target

MOST: Final = 200
FAILING: Final = 3
"""From so many replies in a row that did not arrive on, their connection counts as failing."""
_TARGET: Final = (
    "SELECT id, page_id, name, service, url, reasons, quiet, created_at, sent_at, failed_at, error"
    " FROM notification_targets"
)
# The last replies of the connection, newest first: every one of them in trouble.
_LAST: Final = """
SELECT bool_and(l.state IN ('failed', 'unknown') OR l.error IS NOT NULL) AND count(*) = %(failing)s AS failing FROM (
    SELECT r.state, r.error FROM replies r JOIN comments c ON c.id = r.comment_id
     WHERE c.connection_id = %(connection)s AND r.attempts > 0 AND r.state <> 'cancelled'
     ORDER BY r.approved_at DESC LIMIT %(failing)s
) l
"""


class NotificationStore:
    """Reads and writes notifications within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def targets(self) -> list[Target]:
        """Every target, by name."""
        cursor = await self._db.execute(f"{_TARGET} ORDER BY lower(name), id")
        return [_target(row) async for row in cursor]

    async def target(self, target_id: UUID, *, lock: bool = False) -> Target | None:
        """One target; ``lock`` keeps others from changing it until the transaction ends."""
        query = f"{_TARGET} WHERE id = %s" + (" FOR UPDATE" if lock else "")
        row = await (await self._db.execute(query, (target_id,))).fetchone()
        return _target(row) if row else None

    async def targets_of(self, page_id: str, reason: str) -> list[Target]:
        """Those that want to know this about this page."""
        cursor = await self._db.execute(
            f"{_TARGET} WHERE (page_id IS NULL OR page_id = %s) AND %s = ANY(reasons) ORDER BY id", (page_id, reason)
        )
        return [_target(row) async for row in cursor]

    async def put(self, target: Target) -> None:
        """Store a new target, or how it is to be."""
        values = (
            target.id, target.page_id, target.name, target.service, target.url, list(target.reasons),
            Jsonb(target.quiet.as_dict()) if target.quiet else None, target.created_at, target.sent_at,
            target.failed_at, target.error,
        )  # fmt: skip
        await self._db.execute(
            "INSERT INTO notification_targets (id, page_id, name, service, url, reasons, quiet, created_at, sent_at,"
            " failed_at, error) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (id) DO UPDATE SET"
            " page_id = excluded.page_id, name = excluded.name, service = excluded.service, url = excluded.url,"
            " reasons = excluded.reasons, quiet = excluded.quiet, failed_at = excluded.failed_at,"
            " error = excluded.error",
            values,
        )

    async def remove(self, target_id: UUID) -> bool:
        """Delete it with what it was to be told; False when it was gone."""
        cursor = await self._db.execute("DELETE FROM notification_targets WHERE id = %s", (target_id,))
        return cursor.rowcount == 1

    async def add(
        self,
        target_id: UUID,
        reason: str,
        subject: str,
        comment_id: UUID | None,
        detail: dict[str, Any],
        at: datetime,
        page_id: str | None = None,
    ) -> bool:
        """Note that the target is to be told, about a comment or else a page; False when it was about this already."""
        cursor = await self._db.execute(
            "INSERT INTO notifications (target_id, reason, subject, comment_id, detail, at, page_id)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (target_id, reason, subject) DO NOTHING",
            (target_id, reason, subject, comment_id, Jsonb(detail), at, page_id),
        )
        return cursor.rowcount == 1

    async def pending(self, target_id: UUID, since: datetime) -> list[Notice]:
        """What it has not been told, oldest first; what its comment's author deleted is left out."""
        cursor = await self._db.execute(
            "SELECT n.id, n.reason, n.comment_id, coalesce(p.name, 'all pages') AS page, c.channel, left(c.text, 1000) AS text, n.at, n.detail"
            " FROM notifications n LEFT JOIN comments c ON c.id = n.comment_id"
            " LEFT JOIN pages p ON p.id = coalesce(c.page_id, n.page_id)"
            " WHERE n.target_id = %s AND n.sent_at IS NULL AND n.at >= %s AND c.deleted_at IS NULL"
            " ORDER BY n.id LIMIT %s",
            (target_id, since, MOST),
        )
        return [Notice(**row) async for row in cursor]

    async def told(self, target_id: UUID, notices: Sequence[int], at: datetime) -> None:
        """A message arrived."""
        await self._db.execute("UPDATE notifications SET sent_at = %s WHERE id = ANY(%s)", (at, list(notices)))
        await self._db.execute(
            "UPDATE notification_targets SET sent_at = %s, failed_at = NULL, error = NULL WHERE id = %s",
            (at, target_id),
        )

    async def not_told(self, target_id: UUID, why: str, at: datetime) -> None:
        """A message did not arrive."""
        await self._db.execute(
            "UPDATE notification_targets SET failed_at = %s, error = %s WHERE id = %s", (at, why, target_id)
        )

    async def due_between(self, start: datetime, end: datetime) -> list[UUID]:
        """Comments that wait and whose promised reply is due then, and of which somebody wants to know and does not yet."""
        cursor = await self._db.execute(
            "SELECT c.id FROM comments c WHERE c.state IN ('received', 'drafting', 'waiting')"
            " AND c.due_at BETWEEN %(start)s AND %(end)s AND EXISTS (SELECT FROM notification_targets t"
            " WHERE 'promise' = ANY(t.reasons) AND (t.page_id IS NULL OR t.page_id = c.page_id)"
            " AND t.created_at <= c.due_at AND NOT EXISTS (SELECT FROM notifications n WHERE n.target_id = t.id"
            " AND n.reason = 'promise' AND n.subject = c.id::text)) ORDER BY c.due_at LIMIT %(most)s",
            {"start": start, "end": end, "most": MOST},
        )
        return [row["id"] async for row in cursor]

    async def is_failing(self, connection_id: UUID) -> bool:
        """Whether the last few replies on this connection did not arrive."""
        values = {"connection": connection_id, "failing": FAILING}
        row = await (await self._db.execute(_LAST, values)).fetchone()
        return bool(row and row["failing"])


def _target(row: dict[str, Any]) -> Target:
    quiet = row["quiet"] and QuietHours(
        time.fromisoformat(row["quiet"]["from"]), time.fromisoformat(row["quiet"]["until"]), row["quiet"]["zone"]
    )
    return Target(**{**row, "url": bytes(row["url"]), "reasons": tuple(row["reasons"]), "quiet": quiet or None})
