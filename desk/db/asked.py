"""What consumers asked that an article answered: from article_uses, replies and remembered_replies."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from psycopg import AsyncConnection, sql
from psycopg.rows import DictRow

from desk.db.scope import within
from desk.domain.roles import EVERY_PAGE, PageScope
from desk.domain.suggestion import AnsweredBy

RECENT: Final = 500
"""How many of the comments whose drafts cite the article are looked at, newest first."""

# Only what was sent and remembered, so: without personal data, and forgotten when the author deletes the comment.
_ANSWERED: Final = """
WITH recent AS MATERIALIZED (
    SELECT comment_id, at FROM article_uses WHERE article_id = %(article)s ORDER BY at DESC, comment_id DESC LIMIT %(recent)s
)
SELECT recent.comment_id, m.comment, m.reply, d.document -> 'draft' -> 'sentences' AS sentences, d.evidence
  FROM recent JOIN replies r ON r.comment_id = recent.comment_id AND r.state = 'sent'
  JOIN remembered_replies m ON m.reply_id = r.id JOIN drafts d ON d.id = r.draft_id
 WHERE %(article)s = ANY(m.articles) AND {seen} ORDER BY recent.at DESC
"""


class AskedStore:
    """Read-only queries within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def answered_by(self, article_id: str, scope: PageScope = EVERY_PAGE) -> list[AnsweredBy]:
        """The newest comments of these pages that a sent reply answered from this article."""
        seen, pages = within(scope, "r.page_id")
        query = sql.SQL(_ANSWERED).format(seen=seen)
        cursor = await self._db.execute(query, {"article": article_id, "recent": RECENT, **pages})
        return [
            AnsweredBy(row["comment_id"], row["comment"], row["reply"], _citing(row, article_id))
            async for row in cursor
        ]

    async def dismissed(self, article_id: str) -> set[str]:
        """The keys of the questions that a person did not want for this article."""
        cursor = await self._db.execute("SELECT key FROM dismissed_questions WHERE article_id = %s", (article_id,))
        return {row["key"] async for row in cursor}

    async def keys_of(self, article_id: str, encoder: str) -> np.ndarray:
        """The vectors that the article is found by, made by this encoder, (n, dimension); none where it has made none yet."""
        cursor = await self._db.execute(
            "SELECT k.embedding FROM search_keys k JOIN encoders e ON e.id = k.encoder"
            " WHERE k.article_id = %s AND e.identity = %s ORDER BY k.id",
            (article_id, encoder),
        )
        vectors = [row["embedding"].to_numpy() async for row in cursor]
        return np.stack(vectors) if vectors else np.zeros((0, 0), dtype=np.float32)


def _citing(row: dict[str, Any], article_id: str) -> tuple[str, ...]:
    passages = {passage["id"] for passage in row["evidence"] if passage.get("article") == article_id}
    return tuple(one["text"] for one in row["sentences"] or [] if one.get("evidence") in passages)
