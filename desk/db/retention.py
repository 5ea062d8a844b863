"""Clears the texts of handled comments and their drafts; what can be counted stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from desk.domain.retention import Retention

_LOCK: Final = 7_265_283_104  # any fixed number: one worker at a time clears
_HANDLED: Final = "c.state IN ('sent', 'dismissed')"
# When it was handled: its last event, and for comments from before there were events, when they came.
_SINCE: Final = "coalesce((SELECT max(e.at) FROM events e WHERE e.comment_id = c.id), c.received_at)"
_DUE: Final = (
    "SELECT c.id FROM comments c WHERE c.page_id = %(page)s AND c.cleared_at IS NULL AND " + _HANDLED + ""
    " AND c.received_at < %(now)s - make_interval(days => %(days)s)"
    " AND " + _SINCE + " < %(now)s - make_interval(days => %(days)s)"
)
_DUE_DRAFTS: Final = (
    "SELECT d.id FROM comments c JOIN drafts d ON d.comment_id = c.id WHERE c.page_id = %(page)s"
    " AND d.cleared_at IS NULL AND " + _HANDLED + " AND d.created_at < %(now)s - make_interval(days => %(days)s)"
    " AND " + _SINCE + " < %(now)s - make_interval(days => %(days)s)"
)
# What a draft was is kept, what it said isn't; the passages behind it are the company's own.
_CLEAR_DRAFTS: Final = """
UPDATE drafts SET cleared_at = %(now)s,
    document = document || jsonb_build_object('understanding',
            coalesce(document -> 'understanding', '{{}}') || '{{"details": [], "escalation": []}}',
        'draft', CASE WHEN jsonb_typeof(document -> 'draft') = 'object' THEN (document -> 'draft')
            || '{{"text": "", "sentences": [], "alternatives": [], "findings": [], "runners_up": [], "hide": null, "summary": null}}'
            ELSE document -> 'draft' END)
 WHERE cleared_at IS NULL AND {which}
"""
_NOTE_AS_DRAFTED: Final = """
UPDATE replies r SET as_drafted = (r.text = d.document -> 'draft' ->> 'text')
  FROM drafts d WHERE d.id = r.draft_id AND d.cleared_at IS NULL AND r.as_drafted IS NULL AND {which}
"""
_CLEAR_COMMENTS: Final = """
UPDATE comments SET cleared_at = %(now)s, text = '', author = NULL, author_id = NULL, url = NULL, turns = '[]',
    understanding = CASE WHEN understanding IS NULL THEN NULL
        ELSE understanding || '{"details": [], "escalation": []}' END
 WHERE id = ANY(%(ids)s)
"""
_CLEAR_WORDS: Final = (
    "UPDATE comment_words w SET words = search_words(c) FROM comments c"
    " WHERE c.id = w.comment_id AND c.id = ANY(%(ids)s)"
)
# Its rows can change in this one way only; the database's own trigger compares.
_CLEAR_EVENTS: Final = (
    "UPDATE events SET data = event_data_without_texts(data) WHERE comment_id = ANY(%(ids)s)"
    " AND data <> event_data_without_texts(data)"
)


class RetentionStore:
    """Counts and clears within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def alone(self) -> bool:
        """Whether nobody else clears at this moment; holds until the transaction ends."""
        row = await (await self._db.execute("SELECT pg_try_advisory_xact_lock(%s) AS got", (_LOCK,))).fetchone()
        return bool(row and row["got"])

    async def pages(self) -> list[dict[str, Any]]:
        """Every page: id, name, retention (as stored; None follows the desk)."""
        cursor = await self._db.execute(
            "SELECT id, name, settings -> 'retention' AS retention FROM pages ORDER BY name, id"
        )
        return [dict(row) for row in await cursor.fetchall()]

    async def due(self, page_id: str, kept: Retention, now: datetime) -> dict[str, int]:
        """How many comments and drafts of a page would be cleared."""
        return {
            "comments": await self._count(_DUE, page_id, kept.comments_days, now),
            "drafts": await self._count(_DUE_DRAFTS, page_id, kept.drafts_days, now),
        }

    async def clear(self, page_id: str, kept: Retention, now: datetime, limit: int) -> dict[str, int]:
        """Clear at most ``limit`` comments and drafts of a page; how many that were."""
        drafts = await self._some(_DUE_DRAFTS, page_id, kept.drafts_days, now, limit)
        if drafts:
            await self._clear_drafts("id = ANY(%(ids)s)", "d.id = ANY(%(ids)s)", drafts, now)
        comments = await self._some(_DUE, page_id, kept.comments_days, now, limit)
        if comments:
            await self.clear_comments(comments, now)
        return {"comments": len(comments), "drafts": len(drafts)}

    async def drop_examples(self, page_id: str, kept: Retention, now: datetime) -> int:
        """Remove the page's labelled texts that came in from files as long ago as comments are kept."""
        if kept.comments_days is None:
            return 0
        cursor = await self._db.execute(
            "DELETE FROM lesson_examples WHERE page_id = %s AND imported_at < %s - make_interval(days => %s)",
            (page_id, now, kept.comments_days),
        )
        return cursor.rowcount

    async def clear_comments(self, comments: Sequence[UUID], now: datetime) -> None:
        """Clear what these comments, their drafts and replies say, and who wrote them."""
        of_comments = "comment_id = ANY(%(ids)s)"
        await self._clear_drafts(of_comments, f"d.{of_comments}", list(comments), now)
        values = {"ids": list(comments), "now": now}
        await self._db.execute(_CLEAR_COMMENTS, values)
        await self._db.execute("UPDATE replies SET text = '' WHERE comment_id = ANY(%(ids)s)", values)
        await self._db.execute("UPDATE notes SET text = '' WHERE comment_id = ANY(%(ids)s)", values)
        await self._db.execute("DELETE FROM first_approvals WHERE comment_id = ANY(%(ids)s)", values)
        await self._db.execute("DELETE FROM proposals WHERE comment_id = ANY(%(ids)s)", values)
        await self._db.execute("DELETE FROM gap_comments WHERE comment_id = ANY(%(ids)s)", values)
        await self._db.execute(_CLEAR_WORDS, values)
        await self._db.execute(_CLEAR_EVENTS, values)
        await self._db.execute("DELETE FROM chat_messages WHERE comment_id = ANY(%(ids)s)", values)

    async def _clear_drafts(self, which: str, which_of_replies: str, ids: list[Any], now: datetime) -> None:
        values = {"ids": ids, "now": now}
        await self._db.execute(_NOTE_AS_DRAFTED.format(which=which_of_replies), values)
        await self._db.execute(_CLEAR_DRAFTS.format(which=which), values)

    async def _count(self, query: str, page_id: str, days: int | None, now: datetime) -> int:
        if days is None:
            return 0
        cursor = await self._db.execute(
            f"SELECT count(*) AS n FROM ({query}) due", {"page": page_id, "days": days, "now": now}
        )
        row = await cursor.fetchone()
        return int(row["n"]) if row else 0

    async def _some(self, query: str, page_id: str, days: int | None, now: datetime, limit: int) -> list[Any]:
        if days is None:
            return []
        locked = f"{query} LIMIT %(limit)s FOR UPDATE OF c SKIP LOCKED"
        values = {"page": page_id, "days": days, "now": now, "limit": limit}
        return [row["id"] for row in await (await self._db.execute(locked, values)).fetchall()]
