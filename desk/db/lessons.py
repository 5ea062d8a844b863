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
# Half a year ago is another time; what was said then is no habit of today. One statement, since each costs its way there
# and back before every draft; the article's text comes with the first row only.
_RECENT: Final = """
WITH last AS (
    SELECT reply_id, added, cut, kept, drafted_at, row_number() OVER (ORDER BY sent_at DESC) AS place FROM (
        SELECT * FROM lessons
         WHERE page_id = %(page)s AND article_id = %(article)s AND sent_at > now() - interval '180 days'
         ORDER BY sent_at DESC LIMIT %(limit)s) newest
)
SELECT l.added, l.cut, l.kept, l.drafted_at, coalesce(c.author_id, c.id::text) AS consumer,
       m.id, m.comment, m.reply, m.intent, m.decided_at,
       a.updated_at, CASE WHEN l.place = 1 THEN concat_ws(E'\\n', a.title, a.answer, a.body, a.url) END AS text
  FROM last l JOIN articles a ON a.id = %(article)s AND a.deleted_at IS NULL
  JOIN replies r ON r.id = l.reply_id JOIN comments c ON c.id = r.comment_id
  LEFT JOIN remembered_replies m ON m.reply_id = l.reply_id
 ORDER BY l.place
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

    async def recent(self, page_id: str, article: str, limit: int) -> tuple[list[Lesson], ArticleNow | None]:
        """Lessons of the page's last replies that rest on the article, newest first, and the article as it is now."""
        cursor = await self._db.execute(_RECENT, {"page": page_id, "article": article, "limit": limit})
        rows = await cursor.fetchall()
        now = ArticleNow(rows[0]["text"], rows[0]["updated_at"]) if rows else None
        return [_lesson(row) for row in rows], now


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
