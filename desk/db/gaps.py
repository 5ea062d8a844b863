"""The gaps and gap_comments tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import numpy as np
from psycopg import AsyncConnection
from psycopg.rows import DictRow

from desk.domain.gap import OpenGap, Unanswered

_LOCK: Final = 7_265_283_103  # any fixed number: one worker at a time gathers
LISTED: Final = 100
EXAMPLES: Final = 10
REPLIES: Final = 20
# For want of an article alone: an escalation, or a comment that the bot could not make out, is handed over all the same.
_WANTING: Final = """
 c.draft_kind IN ('hand_over', 'acknowledge') AND c.intent IN ('question', 'complaint') AND c.deleted_at IS NULL
 AND coalesce((c.understanding ->> 'unsure')::boolean, false) = false
 AND coalesce(c.understanding -> 'escalate', '[]') = '[]'
"""
_GAPS: Final = f"""
SELECT g.id, g.page_id, g.question, g.dismissed_at, g.dismissed_by, n.count, n.newest_at
  FROM gaps g JOIN LATERAL (
    SELECT count(*) AS count, max(m.at) AS newest_at FROM gap_comments m JOIN comments c ON c.id = m.comment_id
     WHERE m.gap_id = g.id AND {_WANTING}) n ON n.count > 0
 WHERE g.closed_at IS NULL
"""


class GapStore:
    """Reads and writes gaps within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def lock(self) -> None:
        """Keep other workers from gathering until the transaction ends."""
        await self._db.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))

    async def unanswered(self, limit: int) -> list[Unanswered]:
        """Comments of the last 90 days that no article answered and that are in no gap yet, oldest first."""
        cursor = await self._db.execute(
            f"SELECT c.id, c.page_id, c.text, c.received_at FROM comments c WHERE {_WANTING}"
            " AND c.received_at > now() - interval '90 days'"
            " AND NOT EXISTS (SELECT FROM gap_comments m WHERE m.comment_id = c.id) ORDER BY c.received_at, c.id LIMIT %s",
            (limit,),
        )
        return [Unanswered(row["id"], row["page_id"], row["text"], row["received_at"]) async for row in cursor]

    async def leaders(self) -> list[tuple[UUID, str, str, str, np.ndarray]]:
        """Gaps that no article has closed: id, page, question, encoder, vector."""
        cursor = await self._db.execute(
            "SELECT id, page_id, question, encoder, vector FROM gaps WHERE closed_at IS NULL ORDER BY created_at, id"
        )
        return [
            (row["id"], row["page_id"], row["question"], row["encoder"], np.frombuffer(row["vector"], dtype="<f4"))
            async for row in cursor
        ]

    async def add(
        self, gap_id: UUID, page_id: str, question: str, encoder: str, vector: np.ndarray, at: datetime
    ) -> None:
        """A new gap."""
        await self._db.execute(
            "INSERT INTO gaps (id, page_id, question, encoder, vector, created_at) VALUES (%s, %s, %s, %s, %s, %s)",
            (gap_id, page_id, question, encoder, np.asarray(vector, dtype="<f4").tobytes(), at),
        )

    async def encode(self, gap_id: UUID, encoder: str, vector: np.ndarray) -> None:
        """Its vector by another encoder."""
        await self._db.execute(
            "UPDATE gaps SET encoder = %s, vector = %s WHERE id = %s",
            (encoder, np.asarray(vector, dtype="<f4").tobytes(), gap_id),
        )

    async def join(self, gap_id: UUID, comment_id: UUID, question: str, at: datetime) -> None:
        """The comment asks the same; one that is in a gap already stays there."""
        await self._db.execute(
            "INSERT INTO gap_comments (comment_id, gap_id, question, at) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
            (comment_id, gap_id, question, at),
        )

    async def drop_empty(self) -> None:
        """Another worker may have put the comments elsewhere meanwhile."""
        await self._db.execute("DELETE FROM gaps g WHERE NOT EXISTS (SELECT FROM gap_comments m WHERE m.gap_id = g.id)")

    async def to_look_at(self, examples: int) -> list[OpenGap]:
        """Gaps since whose last look an article of their page changed, with their newest questions."""
        cursor = await self._db.execute(
            "SELECT g.id, g.page_id, (SELECT array_agg(e.question) FROM (SELECT m.question FROM gap_comments m"
            " WHERE m.gap_id = g.id ORDER BY m.at DESC, m.comment_id LIMIT %s) e) AS questions FROM gaps g"
            " WHERE g.closed_at IS NULL AND EXISTS (SELECT FROM articles a WHERE (a.page_id IS NULL"
            " OR a.page_id = g.page_id) AND a.updated_at > coalesce(g.looked_at, g.created_at)) LIMIT 100",
            (examples,),
        )
        return [OpenGap(row["id"], row["page_id"], tuple(row["questions"] or ())) async for row in cursor]

    async def looked(self, gap_id: UUID, at: datetime, article: str | None) -> None:
        """Its questions were asked again; ``article`` answers most of them."""
        await self._db.execute(
            "UPDATE gaps SET looked_at = %s, closed_at = CASE WHEN %s::text IS NULL THEN NULL ELSE %s::timestamptz END,"
            " closed_by = %s WHERE id = %s AND closed_at IS NULL",
            (at, article, at, article, gap_id),
        )

    async def dismiss(self, gap_id: UUID, at: datetime | None, name: str | None) -> bool:
        """Nothing is to be written about it; with None there is again. False where it is not open."""
        cursor = await self._db.execute(
            "UPDATE gaps SET dismissed_at = %s, dismissed_by = %s WHERE id = %s AND closed_at IS NULL",
            (at, name, gap_id),
        )
        return cursor.rowcount == 1

    async def listed(self, page_id: str | None, *, dismissed: bool) -> list[dict[str, Any]]:
        """Open gaps with what was asked most first, each with its newest examples and the replies that people sent."""
        cursor = await self._db.execute(
            f"{_GAPS} AND (%(page)s::text IS NULL OR g.page_id = %(page)s)"
            " AND (g.dismissed_at IS NOT NULL) = %(dismissed)s ORDER BY n.count DESC, n.newest_at DESC, g.id LIMIT %(most)s",
            {"page": page_id, "dismissed": dismissed, "most": LISTED},
        )
        return await self._with_examples(await cursor.fetchall(), 3)

    async def one(self, gap_id: UUID) -> dict[str, Any] | None:
        """One gap with more examples; None when it is closed or gone."""
        cursor = await self._db.execute(f"{_GAPS} AND g.id = %s", (gap_id,))
        rows = await self._with_examples(await cursor.fetchall(), EXAMPLES)
        return rows[0] if rows else None

    async def _with_examples(self, rows: Sequence[dict[str, Any]], most: int) -> list[dict[str, Any]]:
        ids = [row["id"] for row in rows]
        examples = await self._db.execute(
            "SELECT * FROM (SELECT m.gap_id, m.comment_id, m.question, left(c.text, 1000) AS text, c.author, c.channel,"
            " c.state, m.at, row_number() OVER (PARTITION BY m.gap_id ORDER BY m.at DESC, m.comment_id) AS place"
            f" FROM gap_comments m JOIN comments c ON c.id = m.comment_id WHERE m.gap_id = ANY(%s) AND {_WANTING}) e"
            " WHERE place <= %s ORDER BY place",
            (ids, most),
        )
        replies = await self._db.execute(
            "SELECT * FROM (SELECT m.gap_id, r.comment_id, r.text, r.sent_at AS at, row_number() OVER (PARTITION BY"
            " m.gap_id ORDER BY r.sent_at DESC, r.id) AS place FROM gap_comments m JOIN replies r"
            " ON r.comment_id = m.comment_id AND r.state = 'sent' JOIN comments c ON c.id = m.comment_id"
            " WHERE m.gap_id = ANY(%s) AND c.deleted_at IS NULL) e WHERE place <= %s ORDER BY place",
            (ids, REPLIES),
        )
        found = {row["id"]: {**row, "examples": [], "replies": []} for row in rows}
        for one in await examples.fetchall():
            found[one["gap_id"]]["examples"].append(one)
        for one in await replies.fetchall():
            found[one["gap_id"]]["replies"].append(one)
        return list(found.values())
