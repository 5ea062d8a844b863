"""How a page's connections stand, as the settings show them."""

from __future__ import annotations

from typing import Any

from psycopg import AsyncConnection
from psycopg.rows import DictRow


class ChannelViews:
    """Reads within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def of(self, page_id: str) -> list[dict[str, Any]]:
        """Each connection with its columns but its credentials, and sent_at, put_off, unread, unreadable."""
        cursor = await self._db.execute(
            "SELECT n.id, n.platform, n.config, n.account, n.expires_at, n.checked_at, n.disconnected_at, n.fetched_at,"
            " n.fetch_at, n.event_at, n.silent_since, n.trouble, n.trouble_reason, n.trouble_since,"
            " CASE WHEN n.blocked_until > now() THEN n.blocked_until END AS blocked_until, n.refused_count,"
            " n.refused_at, s.sent_at, coalesce(p.count, 0) AS put_off, coalesce(u.count, 0) AS unread,"
            " coalesce(f.count, 0) AS unreadable FROM connections n"
            " LEFT JOIN LATERAL (SELECT r.sent_at FROM replies r JOIN comments c ON c.id = r.comment_id"
            "  WHERE r.page_id = n.page_id AND r.state = 'sent' AND c.connection_id = n.id"
            "  ORDER BY r.sent_at DESC LIMIT 1) s ON true"
            " LEFT JOIN LATERAL (SELECT count(*) FROM replies r JOIN comments c ON c.id = r.comment_id"
            "  WHERE r.state IN ('approved', 'sending') AND r.attempting_since IS NULL AND r.error IS NOT NULL"
            "  AND c.connection_id = n.id) p ON true"
            " LEFT JOIN LATERAL (SELECT count(*) FROM deliveries d WHERE d.connection_id = n.id"
            "  AND d.state = 'pending') u ON true"
            " LEFT JOIN LATERAL (SELECT count(*) FROM deliveries d WHERE d.connection_id = n.id"
            "  AND d.state = 'failed') f ON true"
            " WHERE n.page_id = %s ORDER BY n.platform",
            (page_id,),
        )
        return [dict(row) for row in await cursor.fetchall()]
