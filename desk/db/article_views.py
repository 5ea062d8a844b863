"""What the console looks at of articles: the list, a search that says what matched, revisions, and who used them."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from psycopg import AsyncConnection, sql
from psycopg.rows import DictRow

from desk.db.scope import within
from desk.domain.article import SHARED
from desk.domain.errors import Invalid
from desk.domain.roles import EVERY_PAGE, PageScope

MAX_WORDS: Final = 12
_WORD = re.compile(r"\w+")
_MARKUP = re.compile(r"\*\*|__|`|^#{1,6}\s+|^\s*(?:[-*+]|\d+[.)])\s+", re.MULTILINE)
# Control characters never stand in an article, so they can't be mistaken for its text.
_HIT, _END = "\x02", "\x03"
_ITEM: Final = "id, page_id, title, topic, url, incident, valid_from, valid_until, updated_at, revision, deleted_at"
_CURRENT: Final = (
    "(valid_from IS NULL OR valid_from <= %(today)s) AND (valid_until IS NULL OR valid_until >= %(today)s)"
)
_VALID: Final = {
    "current": _CURRENT,
    "expired": "valid_until < %(today)s",
    "coming": "valid_from > %(today)s",
    "incident": f"incident AND {_CURRENT}",
}
_FOUND: Final = (
    "(words @@ to_tsquery('english', %(all)s) OR position(lower(%(text)s) IN lower(title)) > 0"
    " OR position(lower(%(text)s) IN lower(id)) > 0)"
)
_HITS: Final = f"""
WITH asked AS (SELECT to_tsquery('english', %(any)s) AS query), parts AS (
    SELECT a.id AS article_id, 0 AS rank, 'title' AS place, NULL AS heading, a.title AS text FROM articles a
     WHERE a.id = ANY(%(ids)s)
    UNION ALL
    SELECT a.id, 1, 'question', NULL, question FROM articles a, jsonb_array_elements_text(a.questions) question
     WHERE a.id = ANY(%(ids)s)
    UNION ALL
    SELECT p.article_id, 2, 'text', p.heading, p.text FROM passages p WHERE p.article_id = ANY(%(ids)s)
), best AS MATERIALIZED (
    SELECT DISTINCT ON (article_id, rank) parts.*, query FROM parts, asked
     WHERE to_tsvector('english', text) @@ query
     ORDER BY article_id, rank, ts_rank(to_tsvector('english', text), query) DESC, length(text)
)
SELECT article_id, place, heading, ts_headline('english', text, query, 'StartSel="{_HIT}", StopSel="{_END}", '
       || CASE place WHEN 'text' THEN 'MaxWords=32, MinWords=18' ELSE 'HighlightAll=true' END) AS marked
  FROM best ORDER BY article_id, rank
"""


class ArticleViews:
    """Read-only queries within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def found(
        self,
        *,
        text: str | None = None,
        page: str | None = None,
        topic: str | None = None,
        validity: str | None = None,
        limit: int = 200,
        scope: PageScope = EVERY_PAGE,
    ) -> tuple[list[dict[str, Any]], int, list[str]]:
        """Articles without their bodies, how many there are in all, and the topics that the others filters leave.

        ``page``: an id, or "shared"; ``scope``: only these pages' and what all share. Those that fit ``text`` best come first and carry ``hits``; without one, by topic.
        """
        where = ["deleted_at IS NOT NULL" if validity == "deleted" else "deleted_at IS NULL"]
        seen, pages = within(scope, shared=True)
        where.append(seen.as_string())
        values: dict[str, Any] = {"page": page, "topic": topic, "today": date.today(), "limit": limit, **pages}
        if page:
            where.append("page_id IS NULL" if page == SHARED else "page_id = %(page)s")
        if validity in _VALID:
            where.append(_VALID[validity])
        order = "lower(coalesce(topic, '')), incident DESC, title, id"
        words = _WORD.findall(text or "")[:MAX_WORDS]
        if text:
            where.append(_FOUND)
            values |= {"text": text, **_queries(words)}
            order = "position(lower(%(text)s) IN lower(title)) = 0, ts_rank(words, to_tsquery('english', %(any)s)) DESC, title, id"
        everywhere = " AND ".join(where)
        topics = await self._db.execute(
            _query(f"SELECT DISTINCT topic FROM articles WHERE {everywhere} AND topic IS NOT NULL ORDER BY topic"),
            values,
        )
        if topic:
            where.append("topic = %(topic)s")
        filters = " AND ".join(where)
        total = await (
            await self._db.execute(_query(f"SELECT count(*) AS n FROM articles WHERE {filters}"), values)
        ).fetchone()
        rows = await (
            await self._db.execute(
                _query(f"SELECT {_ITEM} FROM articles WHERE {filters} ORDER BY {order} LIMIT %(limit)s"), values
            )
        ).fetchall()
        hits = await self._hits([row["id"] for row in rows], values) if words else {}
        items = [{**row, "hits": hits.get(row["id"], [])} for row in rows]
        return items, int(total["n"]) if total else 0, [row["topic"] async for row in topics]

    async def _hits(self, article_ids: Sequence[str], values: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
        """By article: where its words stand, the text around them cut at the words that matched."""
        found: dict[str, list[dict[str, Any]]] = {}
        async for row in await self._db.execute(_HITS, {**values, "ids": list(article_ids)}):
            hit = {"where": row["place"], "heading": row["heading"], "pieces": _pieces(row["marked"])}
            found.setdefault(row["article_id"], []).append(hit)
        return found

    async def get(self, article_id: str) -> dict[str, Any] | None:
        """One article with its body and who changed it last; deleted ones too."""
        cursor = await self._db.execute(
            f"SELECT {', '.join('a.' + name for name in _ITEM.split(', '))}, a.body, a.answer, a.questions, a.audience,"
            " a.source, r.actor AS updated_by FROM articles a LEFT JOIN article_revisions r"
            " ON r.article_id = a.id AND r.revision = a.revision WHERE a.id = %s",
            (article_id,),
        )
        row = await cursor.fetchone()
        return dict(row) if row else None

    async def revisions(self, article_id: str, *, before: int | None = None, limit: int = 50) -> list[dict[str, Any]]:
        """Newest first: who did what when, and which keys differ from the revision before."""
        cursor = await self._db.execute(
            "SELECT r.revision, r.actor, r.at, r.change, r.restored, array(SELECT key FROM jsonb_each(r.document)"
            "  WHERE p.document IS NOT NULL AND value IS DISTINCT FROM p.document -> key ORDER BY key) AS changed"
            " FROM article_revisions r LEFT JOIN article_revisions p"
            "  ON p.article_id = r.article_id AND p.revision = r.revision - 1"
            " WHERE r.article_id = %s AND (%s::integer IS NULL OR r.revision < %s::integer)"
            " ORDER BY r.revision DESC LIMIT %s",
            (article_id, before, before, limit),
        )
        return [dict(row) async for row in cursor]

    async def revision(self, article_id: str, revision: int) -> dict[str, Any] | None:
        """What one revision said, with who stored it and when."""
        cursor = await self._db.execute(
            "SELECT revision, actor, at, change, restored, document FROM article_revisions"
            " WHERE article_id = %s AND revision = %s",
            (article_id, revision),
        )
        row = await cursor.fetchone()
        return {**row["document"], **{k: v for k, v in row.items() if k != "document"}} if row else None

    async def uses(
        self, article_id: str, cursor: str | None, limit: int, scope: PageScope = EVERY_PAGE
    ) -> tuple[list[dict[str, Any]], str | None]:
        """Comments of these pages whose last draft that cites anything of it did so, newest first, and the cursor of the next page."""
        at, comment_id = _decoded(cursor) if cursor else (None, None)
        seen, pages = within(scope, "c.page_id")
        query = sql.SQL(
            "SELECT u.comment_id, u.at, c.page_id, c.channel, c.author, left(c.text, 400) AS text, c.state, c.deleted_at,"
            " EXISTS (SELECT FROM replies r WHERE r.comment_id = u.comment_id AND r.state = 'sent') AS sent"
            " FROM article_uses u JOIN comments c ON c.id = u.comment_id"
            " WHERE u.article_id = %(article)s AND {seen} AND (%(at)s::timestamptz IS NULL"
            "  OR (u.at, u.comment_id) < (%(at)s::timestamptz, %(comment)s::uuid))"
            " ORDER BY u.at DESC, u.comment_id DESC LIMIT %(limit)s"
        ).format(seen=seen)
        found = await self._db.execute(
            query, {"article": article_id, "at": at, "comment": comment_id, "limit": limit + 1, **pages}
        )
        rows = await found.fetchall()
        more, rows = len(rows) > limit, rows[:limit]
        return [dict(row) for row in rows], _encoded(rows[-1]) if more else None


def _query(text: str) -> sql.SQL:
    """A query put together from the constants above."""
    return sql.SQL(text)


def _queries(words: Sequence[str]) -> dict[str, str]:
    """All of the words, the last as far as it is typed; and any of them. A lexeme in quotes holds letters only."""
    quoted = [f"'{word}'" for word in words]
    if not quoted:
        return {"all": "", "any": ""}
    typed = [*quoted[:-1], f"{quoted[-1]}:*"]
    return {"all": " & ".join(typed), "any": " | ".join(typed)}


def _pieces(marked: str) -> list[dict[str, Any]]:
    plain = _MARKUP.sub("", marked)
    pieces = []
    for number, part in enumerate(plain.split(_HIT)):
        hit, _, rest = part.partition(_END) if number else ("", "", part)
        pieces += [{"text": text, "hit": found} for text, found in ((hit, True), (rest, False)) if text]
    return pieces


def _encoded(row: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps([row["at"].isoformat(), str(row["comment_id"])]).encode()).decode()


def _decoded(cursor: str) -> tuple[datetime, UUID]:
    try:
        at, comment_id = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        return datetime.fromisoformat(at), UUID(comment_id)
    except (ValueError, TypeError, AttributeError, RecursionError, binascii.Error):
        raise Invalid("The cursor is not one that this list gave out.") from None
