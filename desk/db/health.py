"""How connections do: the last reply that arrived, those that did not, and what is in a connection's way."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

MOST: Final = 200
# What the worker tries again by itself counts as put off; a connection fails when nothing arrived since its trouble began.
_HEALTH: Final = """
WITH trouble AS MATERIALIZED (
    SELECT c.connection_id, c.state, l.error, l.approved_at
      FROM comments c JOIN LATERAL (SELECT r.error, r.approved_at FROM replies r WHERE r.comment_id = c.id
           ORDER BY r.approved_at DESC LIMIT 1) l ON true
     WHERE c.state IN ('failed', 'unknown')
    UNION ALL
    SELECT c.connection_id, 'put_off', r.error, r.approved_at FROM replies r JOIN comments c ON c.id = r.comment_id
     WHERE r.state = 'sending' AND r.error IS NOT NULL
), counted AS (
    SELECT connection_id, count(*) FILTER (WHERE state = 'failed') AS failed,
           count(*) FILTER (WHERE state = 'unknown') AS unknown, count(*) FILTER (WHERE state = 'put_off') AS put_off,
           (array_agg(error ORDER BY approved_at DESC))[1] AS error, min(approved_at) AS since
      FROM trouble GROUP BY connection_id
)
SELECT cn.id, cn.page_id, p.name AS page, cn.platform, coalesce(n.failed, 0) AS failed, coalesce(n.unknown, 0) AS unknown,
       coalesce(n.put_off, 0) AS put_off, n.error, n.since, s.sent_at, cn.trouble, cn.trouble_reason AS reason,
       cn.trouble_since, CASE WHEN cn.blocked_until > now() THEN cn.blocked_until END AS blocked_until
  FROM connections cn JOIN pages p ON p.id = cn.page_id LEFT JOIN counted n ON n.connection_id = cn.id
  LEFT JOIN LATERAL (SELECT r.sent_at FROM replies r JOIN comments c ON c.id = r.comment_id
       WHERE r.page_id = cn.page_id AND r.state = 'sent' AND r.sent_at IS NOT NULL AND c.connection_id = cn.id
       ORDER BY r.sent_at DESC LIMIT 1) s ON true
 ORDER BY p.name, cn.platform
"""


class HealthStore:
    """Read-only queries within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def connections(self) -> list[dict[str, Any]]:
        """Every connection with its troubles and its last success."""
        return [dict(row) async for row in await self._db.execute(_HEALTH)]

    async def failed_on(self, connection_id: UUID) -> list[tuple[UUID, int]]:
        """Comments whose reply failed on this connection, with their versions, oldest first."""
        cursor = await self._db.execute(
            "SELECT id, version FROM comments WHERE connection_id = %s AND state = 'failed' AND deleted_at IS NULL"
            " ORDER BY received_at, id LIMIT %s",
            (connection_id, MOST),
        )
        return [(row["id"], row["version"]) async for row in cursor]
