"""The drafts table, and article_uses: which articles the drafts cite."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from desk.domain.draft import DraftDocument, StoredDraft, cited_articles


class DraftStore:
    """Reads and writes drafts within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def add(self, draft: StoredDraft, at: datetime, timings: dict[str, float]) -> bool:
        """Store it once for (comment, text version, attempt); False when one was there."""
        document = {"understanding": draft.document.understanding, "draft": draft.document.draft}
        cursor = await self._db.execute(
            "INSERT INTO drafts (id, comment_id, text_version, attempt, document, evidence, timings, created_at)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (comment_id, text_version, attempt) DO NOTHING",
            (
                draft.id,
                draft.comment_id,
                draft.text_version,
                draft.attempt,
                Jsonb(document),
                Jsonb(list(draft.evidence)),
                Jsonb({name: round(value, 2) for name, value in timings.items()}),
                at,
            ),
        )
        if cursor.rowcount != 1:
            return False
        cited = sorted(cited_articles(draft.document.draft, draft.evidence))
        await self._db.execute(
            "INSERT INTO article_uses (article_id, comment_id, draft_id, at) SELECT unnest(%s::text[]), %s, %s, %s"
            " ON CONFLICT (article_id, comment_id) DO UPDATE SET draft_id = excluded.draft_id, at = excluded.at",
            (cited, draft.comment_id, draft.id, at),
        )
        return True

    async def made_for(self, draft_id: UUID, comment_id: UUID) -> StoredDraft | None:
        """The draft, if it was made for this comment."""
        cursor = await self._db.execute(
            "SELECT id, comment_id, text_version, attempt, document, evidence FROM drafts"
            " WHERE id = %s AND comment_id = %s",
            (draft_id, comment_id),
        )
        row = await cursor.fetchone()
        if row is None:
            return None
        document = DraftDocument(row["document"]["understanding"], row["document"]["draft"])
        return StoredDraft(
            row["id"], row["comment_id"], row["text_version"], row["attempt"], document, tuple(row["evidence"])
        )

    async def last_attempt(self, comment_id: UUID, text_version: int) -> int:
        """How often this version was drafted; 0 when not yet."""
        cursor = await self._db.execute(
            "SELECT coalesce(max(attempt), 0) AS last FROM drafts WHERE comment_id = %s AND text_version = %s",
            (comment_id, text_version),
        )
        row = await cursor.fetchone()
        assert row is not None
        return int(row["last"])
