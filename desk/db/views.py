"""What the console looks at: the queue and one conversation, read in one go each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection, sql
from psycopg.rows import DictRow

from desk.db.comments import CommentStore, comment_of
from desk.db.queue import QueueList
from desk.db.scope import condition_within
from desk.domain.errors import Invalid
from desk.domain.narrowing import EVERYTHING, QueueFilter
from desk.domain.roles import EVERY_PAGE, PageScope


class ViewStore:
    """Read-only queries within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def queue(
        self,
        view: str,
        narrowed: QueueFilter = EVERYTHING,
        *,
        text: str | None = None,
        cursor: str | None = None,
        limit: int = 50,
        scope: PageScope = EVERY_PAGE,
        reader: UUID | None = None,
    ) -> tuple[list[dict[str, Any]], str | None, int]:
        """One page of a view: rows, the cursor of the next page, and how many the whole view has (up to 100,000).

        ``scope``: only comments of these pages; ``reader``: who is told where they are mentioned. Waiting comments come by their place: those that escalate, then by when they
        should be looked at. The other views come newest first.
        """
        return await QueueList(self._db, scope, reader).page(view, narrowed, text, cursor, limit)

    async def conversation(self, comment_id: UUID) -> dict[str, Any] | None:
        """The comment with its post, platform, draft, last reply and history; None when there is no such comment."""
        cursor = await self._db.execute(
            "SELECT c.*, t.post, n.platform, n.config AS connection_config, d.document, d.evidence, d.created_at AS drafted_at, d.text_version AS drafted_version,"
            " (n.config->>'reply_limit')::int AS reply_limit FROM comments c JOIN threads t ON t.id = c.thread_id"
            " JOIN connections n ON n.id = c.connection_id LEFT JOIN drafts d ON d.id = c.draft_id"
            " WHERE c.id = %s",
            (comment_id,),
        )
        row = await cursor.fetchone()
        if row is None:
            return None
        reply = await self._db.execute(
            "SELECT r.id, r.text, u.name AS approved_by, r.approved_at, r.send_after, r.state, r.sent_at, r.error,"
            " r.private"
            " FROM replies r JOIN users u ON u.id = r.approved_by WHERE r.comment_id = %s"
            " ORDER BY r.approved_at DESC LIMIT 1",
            (comment_id,),
        )
        events = await self._db.execute(
            "SELECT id, at, kind, actor, from_state, to_state, data FROM events WHERE comment_id = %s ORDER BY id",
            (comment_id,),
        )
        earlier = await CommentStore(self._db).earlier_turns(comment_of(row))
        return {**row, "earlier": earlier, "reply": await reply.fetchone(), "events": await events.fetchall()}

    async def counts(self, scope: PageScope = EVERY_PAGE) -> dict[str, int]:
        """How many comments of these pages wait, and how many replies need a person."""
        sizes = await QueueList(self._db, scope).sizes()
        return {"waiting": sizes.get("waiting", 0), "problems": sizes.get("problems", 0)}

    async def by_hand(self, platforms: Sequence[str], scope: PageScope = EVERY_PAGE) -> int:
        """How many replies of these pages wait for a person who posts them, on platforms that take none from the desk."""
        seen, pages = condition_within(scope, "r.page_id")
        cursor = await self._db.execute(
            sql.SQL(
                "SELECT count(*) AS count FROM replies r JOIN comments c ON c.id = r.comment_id"
                " JOIN connections n ON n.id = c.connection_id WHERE r.state = 'sending' AND r.attempting_since IS NULL"
                " AND r.error IS NULL AND n.platform = ANY(%(platforms)s) AND {}"
            ).format(sql.SQL(seen)),
            {"platforms": list(platforms), **pages},
        )
        row = await cursor.fetchone()
        return int(row["count"]) if row else 0

    async def pages(self) -> list[dict[str, Any]]:
        """Every page with what the guide to an empty desk asks for."""
        cursor = await self._db.execute(
            "SELECT p.id, p.name, p.settings, EXISTS (SELECT FROM articles a WHERE a.deleted_at IS NULL"
            " AND (a.page_id IS NULL OR a.page_id = p.id)) AS has_articles,"
            " EXISTS (SELECT FROM api_tokens t WHERE t.page_id = p.id AND t.revoked_at IS NULL) AS has_connection"
            " FROM pages p ORDER BY p.name"
        )
        return [dict(row) async for row in cursor]

    async def first_steps(self) -> dict[str, bool]:
        """What an empty desk has already."""
        cursor = await self._db.execute(
            "SELECT EXISTS (SELECT FROM pages) AS has_page,"
            " EXISTS (SELECT FROM articles WHERE deleted_at IS NULL) AS has_articles,"
            " EXISTS (SELECT FROM api_tokens WHERE revoked_at IS NULL) AS has_connection,"
            " EXISTS (SELECT FROM comments) AS has_comment"
        )
        row = await cursor.fetchone()
        assert row is not None
        return dict(row)

    async def events_after(self, last_id: int, limit: int) -> list[dict[str, Any]]:
        """What happened after an event, oldest first."""
        cursor = await self._db.execute(
            "SELECT id, comment_id AS comment, page_id AS page, kind, to_state AS state, data -> 'to' AS to FROM events"
            " WHERE id > %s ORDER BY id LIMIT %s",
            (last_id, limit),
        )
        return [{**row, "comment": str(row["comment"])} async for row in cursor]

    async def outgoing(self, page_id: str, limit: int, after: UUID | None = None) -> list[dict[str, Any]]:
        """Replies that were handed over and not confirmed yet, oldest first; ``after``: those behind this reply."""
        if after is not None and not await self._is_reply_of(page_id, after):
            raise Invalid("'after' is not the id of a reply of this page.")
        cursor = await self._db.execute(
            "SELECT r.id, r.text, r.approved_at, c.external_id AS comment FROM replies r"
            " JOIN comments c ON c.id = r.comment_id"
            " JOIN connections n ON n.id = c.connection_id AND n.platform = 'api'"
            " WHERE c.page_id = %(page)s AND r.state = 'sending' AND r.attempting_since IS NULL AND r.error IS NULL"
            " AND (%(after)s::uuid IS NULL OR (r.approved_at, r.id) >"
            " (SELECT l.approved_at, l.id FROM replies l WHERE l.id = %(after)s::uuid))"
            " ORDER BY r.approved_at, r.id LIMIT %(limit)s",
            {"page": page_id, "after": after, "limit": limit},
        )
        return [dict(row) async for row in cursor]

    async def _is_reply_of(self, page_id: str, reply_id: UUID) -> bool:
        cursor = await self._db.execute(
            "SELECT FROM replies r JOIN comments c ON c.id = r.comment_id WHERE r.id = %s AND c.page_id = %s",
            (reply_id, page_id),
        )
        return cursor.rowcount == 1
