"""The lessons table: what people changed in drafts before they were sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from desk.domain.lesson import ArticleNow, Edited, Lesson
from desk.domain.memory import Remembered

_EDITED: Final = """
SELECT c.page_id, c.author, u.name AS approver, r.text AS sent, coalesce(r.sent_at, r.approved_at) AS sent_at,
       d.document -> 'draft' AS draft, d.evidence, d.created_at
  FROM replies r JOIN comments c ON c.id = r.comment_id JOIN drafts d ON d.id = r.draft_id JOIN users u ON u.id = r.approved_by
 WHERE r.id = %s AND d.text_version = r.text_version
"""
# Half a year ago is another time; what was said then is no habit of today.
_RECENT: Final = """
SELECT l.added, l.cut, l.kept, l.drafted_at, coalesce(c.author_id, c.id::text) AS consumer,
       m.id, m.comment, m.reply, m.intent, m.decided_at
  FROM lessons l JOIN replies r ON r.id = l.reply_id JOIN comments c ON c.id = r.comment_id
  LEFT JOIN remembered_replies m ON m.reply_id = l.reply_id
 WHERE l.page_id = %s AND l.article_id = %s AND l.sent_at > now() - interval '180 days'
 ORDER BY l.sent_at DESC LIMIT %s
"""


class LessonStore:
    """Writes and reads lessons within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def source_of(self, reply_id: UUID) -> Edited | None:
        """A reply beside its draft; None where it had none, or one that rests on no article."""
        row = await (await self._db.execute(_EDITED, (reply_id,))).fetchone()
        if row is None or not row["draft"]:
            return None
        draft: dict[str, Any] = row["draft"]
        article = _article(draft, row["evidence"] or [])
        if not article:
            return None
        return Edited(
            reply_id=reply_id,
            page_id=row["page_id"],
            article=article,
            drafted=tuple((sentence["role"], sentence["text"]) for sentence in draft["sentences"]),
            left_out=tuple(draft.get("left_out") or ()),
            sent=row["sent"],
            names=tuple(filter(None, (row["author"], row["approver"]))),
            drafted_at=row["created_at"],
            sent_at=row["sent_at"],
        )

    async def add(self, edited: Edited, added: Sequence[str], cut: Sequence[str], kept: Sequence[str]) -> None:
        """Keep what a reply teaches, once."""
        await self._db.execute(
            "INSERT INTO lessons (reply_id, page_id, article_id, added, cut, kept, drafted_at, sent_at)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
            (
                *(edited.reply_id, edited.page_id, edited.article, list(added), list(cut), list(kept)),
                *(edited.drafted_at, edited.sent_at),
            ),
        )

    async def recent(self, page_id: str, article: str, limit: int) -> list[Lesson]:
        """Of the page's last replies that rest on the article, newest first."""
        cursor = await self._db.execute(_RECENT, (page_id, article, limit))
        return [_lesson(row) async for row in cursor]

    async def article(self, article: str) -> ArticleNow | None:
        """The article as it is."""
        cursor = await self._db.execute(
            "SELECT concat_ws(E'\\n', title, answer, body, url) AS text, updated_at FROM articles"
            " WHERE id = %s AND deleted_at IS NULL",
            (article,),
        )
        row = await cursor.fetchone()
        return ArticleNow(row["text"], row["updated_at"]) if row else None


def _article(draft: Mapping[str, Any], evidence: Sequence[Mapping[str, Any]]) -> str:
    """The article that the draft's sentences cite first; where learned ones took their place, the best that was found."""
    articles = {passage["id"]: passage.get("article") or "" for passage in evidence}
    sentences = draft.get("sentences") or []
    cited = next((articles[s["evidence"]] for s in sentences if articles.get(s["evidence"])), "")
    if not cited and evidence and any(sentence["role"] == "learned" for sentence in sentences):
        return evidence[0].get("article") or ""
    return cited


def _lesson(row: Mapping[str, Any]) -> Lesson:
    reply = None
    if row["id"] is not None:
        reply = Remembered(f"reply:{row['id']}", row["comment"], row["reply"], row["intent"], 0.0, row["decided_at"])
    return Lesson(tuple(row["added"]), tuple(row["cut"]), tuple(row["kept"]), row["consumer"], row["drafted_at"], reply)
