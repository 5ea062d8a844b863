"""The remembered_replies table: what enters and what is forgotten, with what was learned from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import numpy as np
from pgvector import Vector
from psycopg import AsyncConnection
from psycopg.rows import DictRow

from desk.domain.draft import cited_articles
from desk.domain.memory import Answered, Author, Known
from language.reuse import scrubbed

_COLUMNS: Final = "page_id, reply_id, source, channel, comment, reply, intent, articles, embedding, decided_at"
# What a draft keeps of a forgotten reply goes with it.
_FROM_DRAFTS: Final = """
UPDATE drafts SET evidence = coalesce(
       (SELECT jsonb_agg(e) FROM jsonb_array_elements(evidence) e WHERE NOT e ->> 'id' = ANY(%(ids)s)), '[]')
 WHERE created_at >= %(since)s AND EXISTS (
       SELECT FROM jsonb_array_elements(evidence) e WHERE e ->> 'id' = ANY(%(ids)s))
"""


class MemoryStore:
    """Writes and forgets within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def add(self, answered: Answered, vector: np.ndarray) -> bool:
        """Remember one pair, [384] being its comment's vector; False when it was there."""
        cursor = await self._db.execute(
            f"INSERT INTO remembered_replies ({_COLUMNS}) VALUES ({', '.join(['%s'] * 10)}) ON CONFLICT DO NOTHING",
            _row(answered, vector),
        )
        return cursor.rowcount == 1

    async def add_many(self, pairs: Sequence[Answered], vectors: np.ndarray) -> int:
        """Remember many with COPY, [n, 384]; how many were new."""
        await self._db.execute(
            "CREATE TEMPORARY TABLE incoming (page_id text, reply_id uuid, source text, channel text, comment text,"
            " reply text, intent text, articles text[], embedding vector(384), decided_at timestamptz) ON COMMIT DROP"
        )
        async with self._db.cursor() as cursor, cursor.copy(f"COPY incoming ({_COLUMNS}) FROM STDIN") as copy:
            for pair, vector in zip(pairs, vectors, strict=True):
                await copy.write_row(_row(pair, vector))
        added = await self._db.execute(
            f"INSERT INTO remembered_replies ({_COLUMNS}) SELECT {_COLUMNS} FROM incoming ON CONFLICT DO NOTHING"
        )
        await self._db.execute("DROP TABLE incoming")
        return added.rowcount

    async def known(self, page_id: str, pairs: Sequence[Answered]) -> set[tuple[str, str]]:
        """Those (comment, reply) of the pairs that were imported for this page before."""
        cursor = await self._db.execute(
            "SELECT r.comment, r.reply FROM remembered_replies r JOIN unnest(%s::text[], %s::text[]) AS p(comment, reply)"
            " ON md5(r.comment) = md5(p.comment) AND md5(r.reply) = md5(p.reply)"
            " WHERE r.page_id = %s AND r.source = 'imported'",
            ([pair.comment for pair in pairs], [pair.reply for pair in pairs], page_id),
        )
        return {(row["comment"], row["reply"]) async for row in cursor}

    async def source_of(self, reply_id: UUID) -> Answered | None:
        """The pair of a reply, if it was sent for the comment as it still is; None for what must not be remembered."""
        cursor = await self._db.execute(
            "SELECT c.page_id, c.text AS comment, c.author, r.text AS reply, c.channel, c.intent, r.sent_at, d.evidence,"
            " d.document FROM replies r JOIN comments c ON c.id = r.comment_id LEFT JOIN drafts d ON d.id = r.draft_id"
            " WHERE r.id = %s AND r.state = 'sent' AND r.text_version = c.text_version"
            " AND c.deleted_at IS NULL AND c.forgotten_at IS NULL FOR SHARE OF c",
            (reply_id,),
        )
        row = await cursor.fetchone()
        if row is None:
            return None
        return Answered(
            page_id=row["page_id"],
            comment=scrubbed(row["comment"], row["author"]),
            reply=scrubbed(row["reply"], row["author"]),
            channel=row["channel"],
            intent=row["intent"],
            articles=cited_articles((row["document"] or {}).get("draft"), row["evidence"] or []),
            decided_at=row["sent_at"],
            reply_id=reply_id,
        )

    async def forget(self, comment_id: UUID) -> None:
        """What was answered to this comment is not remembered any more, nor shown beside drafts made from it."""
        await self._forget(
            "SELECT r.id FROM replies r WHERE r.comment_id = %s",
            (comment_id,),
        )

    async def known_of(self, page_id: str, author: Author) -> Known:
        """What there is of an author on a page."""
        cursor = await self._db.execute(
            "SELECT count(*) AS comments, count(m.id) AS remembered, count(l.reply_id) AS lessons FROM comments c"
            " LEFT JOIN replies r ON r.comment_id = c.id AND r.state = 'sent'"
            " LEFT JOIN remembered_replies m ON m.reply_id = r.id LEFT JOIN lessons l ON l.reply_id = r.id"
            f" WHERE c.page_id = %s AND c.{_column(author)} = %s",
            (page_id, author.value),
        )
        row = await cursor.fetchone()
        assert row is not None
        return Known(row["comments"], row["remembered"], row["lessons"])

    async def ids_of(self, page_id: str, name: str) -> list[str]:
        """The ids under which somebody of this display name wrote on the page."""
        cursor = await self._db.execute(
            "SELECT DISTINCT author_id FROM comments WHERE page_id = %s AND lower(author) = lower(%s)"
            " AND author_id IS NOT NULL ORDER BY author_id LIMIT 20",
            (page_id, name),
        )
        return [row["author_id"] async for row in cursor]

    async def forget_author(self, page_id: str, author: Author) -> None:
        """What was answered to anything that this author wrote on the page is not remembered any more, nor again later."""
        theirs = f"c.page_id = %s AND c.{_column(author)} = %s"
        # First, so that a reply which is being remembered right now is waited for, and then forgotten too.
        await self._db.execute(
            f"UPDATE comments c SET forgotten_at = coalesce(forgotten_at, now()) WHERE {theirs}",
            (page_id, author.value),
        )
        await self._forget(
            f"SELECT r.id FROM replies r JOIN comments c ON c.id = r.comment_id WHERE {theirs}",
            (page_id, author.value),
        )

    async def _forget(self, replies: str, values: tuple[object, ...]) -> None:
        await self._db.execute(f"DELETE FROM lessons WHERE reply_id IN ({replies})", values)
        cursor = await self._db.execute(
            f"DELETE FROM remembered_replies WHERE reply_id IN ({replies}) RETURNING 'reply:' || id AS id, decided_at",
            values,
        )
        gone = await cursor.fetchall()
        if gone:
            since = min(row["decided_at"] for row in gone)
            await self._db.execute(_FROM_DRAFTS, {"ids": [row["id"] for row in gone], "since": since})


def _row(answered: Answered, vector: np.ndarray) -> tuple[object, ...]:
    return (
        answered.page_id,
        answered.reply_id,
        answered.source,
        answered.channel,
        answered.comment,
        answered.reply,
        answered.intent,
        list(answered.articles),
        Vector(vector),
        answered.decided_at,
    )


def _column(author: Author) -> str:
    return "author" if author.by_name else "author_id"
