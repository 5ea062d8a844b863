"""What the console looks at: the queue and one conversation, read in one go each."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from psycopg import AsyncConnection, sql
from psycopg.rows import DictRow

from desk.db.comments import CommentStore, comment_of
from desk.db.scope import within
from desk.domain.errors import Invalid
from desk.domain.roles import EVERY_PAGE, PageScope

VIEWS: Final = {
    "waiting": ("received", "drafting", "waiting"),
    "sending": ("approved", "sending"),
    "problems": ("failed", "unknown"),
    "done": ("sent", "dismissed"),
    "all": ("received", "drafting", "waiting", "approved", "sending", "sent", "failed", "unknown", "dismissed"),
}
COUNTED_TO: Final = 100_000
_ITEM: Final = sql.SQL(
    "c.id, c.version, c.page_id, c.channel, c.author, left(c.text, 400) AS text, c.received_at, c.state, c.intent,"
    " c.severity, c.understanding ->> 'language' AS language,"
    " coalesce((c.understanding ->> 'unsure')::boolean, false) AS unsure,"
    " coalesce(c.understanding -> 'escalate', '[]') AS escalate, c.draft_kind IS NOT NULL AS has_draft,"
    " c.draft_kind, c.urgency, c.why_here"
)


class ViewStore:
    """Read-only queries within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def queue(
        self,
        view: str,
        *,
        page: str | None = None,
        intent: str | None = None,
        text: str | None = None,
        cursor: str | None = None,
        limit: int = 50,
        scope: PageScope = EVERY_PAGE,
    ) -> tuple[list[dict[str, Any]], str | None, int]:
        """One page of a view: rows, the cursor of the next page, and how many the whole view has (up to 100,000).

        ``scope``: only comments of these pages. Waiting comments come by urgency, then oldest first; the other views newest first.
        """
        by_urgency = view == "waiting"
        seen, pages = within(scope, "c.page_id")
        where = [sql.SQL("c.state = ANY(%(states)s)"), seen]
        values: dict[str, Any] = {"states": list(VIEWS[view]), "limit": limit + 1, "counted": COUNTED_TO, **pages}
        if page:
            where.append(sql.SQL("c.page_id = %(page)s"))
            values["page"] = page
        if intent:
            where.append(sql.SQL("c.intent = %(intent)s"))
            values["intent"] = intent
        if text:
            where.append(
                sql.SQL(
                    "(to_tsvector('english', c.text) @@ websearch_to_tsquery('english', %(text)s)"
                    " OR c.author ILIKE '%%' || %(text)s || '%%')"
                )
            )
            values["text"] = text
        filters = sql.SQL(" AND ").join(where)
        if cursor:
            values.update(_decoded(cursor, by_urgency))
            where.append(
                sql.SQL("(-c.urgency, c.received_at, c.id) > (-%(after_urgency)s, %(after_at)s, %(after_id)s)")
                if by_urgency
                else sql.SQL("(c.received_at, c.id) < (%(after_at)s, %(after_id)s)")
            )
        order = sql.SQL("-c.urgency, c.received_at, c.id" if by_urgency else "c.received_at DESC, c.id DESC")
        query = sql.SQL("SELECT {item} FROM comments c WHERE {where} ORDER BY {order} LIMIT %(limit)s").format(
            item=_ITEM, where=sql.SQL(" AND ").join(where), order=order
        )
        rows = await (await self._db.execute(query, values)).fetchall()
        count = sql.SQL("SELECT count(*) AS total FROM (SELECT FROM comments c WHERE {} LIMIT %(counted)s) counted")
        total = await (await self._db.execute(count.format(filters), values)).fetchone()
        more = len(rows) > limit
        rows = rows[:limit]
        following = _encoded(rows[-1]) if more else None
        return [dict(row) for row in rows], following, int(total["total"]) if total else 0

    async def conversation(self, comment_id: UUID) -> dict[str, Any] | None:
        """The comment with its post, draft, last reply and history; None when there is no such comment."""
        cursor = await self._db.execute(
            "SELECT c.*, t.post, d.document, d.evidence, d.created_at AS drafted_at, d.text_version AS drafted_version"
            " FROM comments c JOIN threads t ON t.id = c.thread_id LEFT JOIN drafts d ON d.id = c.draft_id"
            " WHERE c.id = %s",
            (comment_id,),
        )
        row = await cursor.fetchone()
        if row is None:
            return None
        reply = await self._db.execute(
            "SELECT r.id, r.text, u.name AS approved_by, r.approved_at, r.send_after, r.state, r.sent_at, r.error"
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
        """How many comments of these pages wait, and how many replies need a person, counted up to 100,000."""
        seen, pages = within(scope)
        query = sql.SQL(
            "SELECT (SELECT count(*) FROM (SELECT FROM comments WHERE state IN ('received', 'drafting', 'waiting')"
            " AND {seen} LIMIT %(most)s) w) AS waiting,"
            " (SELECT count(*) FROM (SELECT FROM comments WHERE state IN ('failed', 'unknown') AND {seen}"
            " LIMIT %(most)s) p) AS problems"
        ).format(seen=seen)
        cursor = await self._db.execute(query, {"most": COUNTED_TO, **pages})
        row = await cursor.fetchone()
        assert row is not None
        return {"waiting": row["waiting"], "problems": row["problems"]}

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
            "SELECT id, comment_id AS comment, page_id AS page, kind, to_state AS state FROM events"
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


def _encoded(row: dict[str, Any]) -> str:
    key = json.dumps([row["urgency"], row["received_at"].isoformat(), str(row["id"])])
    return base64.urlsafe_b64encode(key.encode()).decode()


def _decoded(cursor: str, by_urgency: bool) -> dict[str, Any]:
    try:
        weight, at, comment_id = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        values = {"after_at": datetime.fromisoformat(at), "after_id": UUID(comment_id)}
        return {**values, "after_urgency": int(weight)} if by_urgency else values
    except (ValueError, TypeError, OverflowError, RecursionError, binascii.Error):
        raise Invalid("The cursor is not one that this list gave out.") from None
