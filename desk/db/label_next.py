"""The lists of what to label next, and what they are chosen from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from desk.domain.label_next import Choice

# In the words of the index comments_to_label.
_WAITING: Final = (
    "c.state IN ('received', 'drafting', 'waiting') AND c.understanding IS NOT NULL AND c.text <> ''"
    " AND c.deleted_at IS NULL AND c.cleared_at IS NULL AND c.forgotten_at IS NULL"
)
_STANDING: Final = "c.text <> '' AND c.deleted_at IS NULL AND c.cleared_at IS NULL AND c.forgotten_at IS NULL"
# A dismissal for these reasons says nothing of what the comment is; in the words of the index
# events_closed_without_label.
_TELLS_NOTHING: Final = "('answered-elsewhere', 'duplicate', 'other')"
# By what somebody said of the text as it stands, and did not take back.
_LABELLED: Final = f"""
EXISTS (SELECT FROM events e WHERE e.comment_id = c.id AND (
    e.kind = 'relabelled' AND NOT EXISTS (SELECT FROM events u WHERE u.comment_id = c.id AND u.id > e.id
        AND u.kind IN ('edited', 'label_undone'))
    OR (e.kind = 'approved' OR e.kind = 'dismissed' AND NOT coalesce(e.data ->> 'reason', '') IN {_TELLS_NOTHING})
        AND NOT EXISTS (SELECT FROM events u WHERE u.comment_id = c.id AND u.id > e.id
        AND u.kind IN ('edited', 'undone'))))
"""
_CANDIDATES: Final = f"""
SELECT c.id, c.received_at, c.text, c.understanding FROM comments c
 WHERE c.page_id = %(page)s AND c.unsure = %(unsure)s AND c.received_at > %(since)s AND {_WAITING}
   AND NOT EXISTS (SELECT FROM label_skips s WHERE s.comment_id = c.id) AND NOT {_LABELLED}
 ORDER BY c.received_at DESC LIMIT %(limit)s
"""
_CLOSED: Final = f"""
SELECT c.id, c.received_at, c.text, c.understanding FROM comments c
 WHERE c.id IN (SELECT e.comment_id FROM events e WHERE e.page_id = %(page)s AND e.at > %(since)s
                   AND e.kind = 'dismissed' AND e.data ->> 'reason' IN {_TELLS_NOTHING})
   AND c.state NOT IN ('received', 'drafting', 'waiting') AND c.received_at > %(since)s
   AND c.understanding IS NOT NULL AND {_STANDING}
   AND NOT EXISTS (SELECT FROM label_skips s WHERE s.comment_id = c.id) AND NOT {_LABELLED}
 ORDER BY c.received_at DESC LIMIT %(limit)s
"""
_LIST: Final = f"""
SELECT l.why, c.id, c.version, c.channel, c.author, c.text, c.language, c.received_at, c.turns, t.post,
       {_STANDING} AS standing, {_LABELLED} AS labelled,
       EXISTS (SELECT FROM label_skips s WHERE s.comment_id = c.id AND s.user_id = %(reader)s) AS skipped
  FROM label_lists l JOIN comments c ON c.id = l.comment_id JOIN threads t ON t.id = c.thread_id
 WHERE l.page_id = %(page)s AND l.day = %(day)s ORDER BY l.place
"""


class LabelNextStore:
    """Reads and writes within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def candidates(self, page_id: str, since: datetime, limit: int) -> list[dict[str, Any]]:
        """The newest understood comments that nobody labelled or skipped: so many that wait and are unsure, so many others
        that wait, and so many that were dismissed without a word on what they are."""
        found: list[dict[str, Any]] = []
        for unsure in (True, False):
            given = {"page": page_id, "unsure": unsure, "since": since, "limit": limit}
            found += await (await self._db.execute(_CANDIDATES, given)).fetchall()
        closed = {"page": page_id, "since": since, "limit": limit}
        return [*found, *await (await self._db.execute(_CLOSED, closed)).fetchall()]

    async def labelled_texts(self, page_id: str, limit: int) -> list[str]:
        """What people labelled last on the page, as far as it is still there."""
        cursor = await self._db.execute(
            "WITH newest AS MATERIALIZED (SELECT comment_id FROM events WHERE page_id = %s AND kind = 'relabelled'"
            f" ORDER BY id DESC LIMIT %s) SELECT DISTINCT c.text FROM newest n JOIN comments c ON c.id = n.comment_id"
            f" WHERE {_STANDING}",
            (page_id, limit),
        )
        return [row["text"] async for row in cursor]

    async def hold(self, page_id: str) -> None:
        """Be the only one who chooses for the page until the transaction ends."""
        await self._db.execute("SELECT pg_advisory_xact_lock(hashtext('label list'), hashtext(%s))", (page_id,))

    async def listed(self, page_id: str, day: date, reader: UUID) -> list[dict[str, Any]]:
        """The day's list in its order: each comment, and whether it is there, labelled, or skipped by the reader."""
        cursor = await self._db.execute(_LIST, {"page": page_id, "day": day, "reader": reader})
        return await cursor.fetchall()

    async def add(self, page_id: str, day: date, choices: Sequence[Choice]) -> None:
        """Put these behind what is on the day's list."""
        for choice in choices:
            await self._db.execute(
                "INSERT INTO label_lists (page_id, day, place, comment_id, why) SELECT %(page)s, %(day)s,"
                " (SELECT count(*) FROM label_lists WHERE page_id = %(page)s AND day = %(day)s), %(comment)s, %(why)s"
                " ON CONFLICT DO NOTHING",
                {"page": page_id, "day": day, "comment": choice.comment, "why": choice.why},
            )

    async def drop_before(self, day: date) -> None:
        """Forget the lists of earlier days."""
        await self._db.execute("DELETE FROM label_lists WHERE day < %s", (day,))

    async def skip(self, comment_id: UUID, user_id: UUID, at: datetime) -> None:
        """This person can't tell what it is."""
        await self._db.execute(
            "INSERT INTO label_skips (comment_id, user_id, at) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            (comment_id, user_id, at),
        )

    async def unskip(self, comment_id: UUID, user_id: UUID) -> None:
        """They can, after all."""
        await self._db.execute("DELETE FROM label_skips WHERE comment_id = %s AND user_id = %s", (comment_id, user_id))
