"""Hybrid search: full text and sentence vectors, fused by reciprocal rank, best passage per article.

Reciprocal rank fusion after Cormack, Clarke and Buettcher, "Reciprocal Rank Fusion outperforms Condorcet and
individual Rank Learning Methods" (SIGIR 2009), with their constant of 60.
"""

from __future__ import annotations

import asyncio
from typing import Final

from desk.db.articles import TextEncoder
from desk.db.database import Database
from desk.domain.draft import Evidence

CANDIDATES: Final = 40
MAX_QUERY: Final = 2_000

_QUERY: Final = """
WITH fitting AS MATERIALIZED (
    SELECT id, title, url, answer, incident, audience FROM articles
     WHERE deleted_at IS NULL AND (page_id IS NULL OR page_id = %(page)s)
       AND (valid_from IS NULL OR valid_from <= current_date)
       AND (valid_until IS NULL OR valid_until >= current_date)
), asked AS MATERIALIZED (
    SELECT replace(plainto_tsquery('english', %(text)s)::text, '&', '|')::tsquery AS words
), lexical AS (
    SELECT k.id, row_number() OVER (ORDER BY ts_rank_cd(k.words, asked.words, 1) DESC, k.id) AS rank
      FROM search_keys k CROSS JOIN asked WHERE k.words @@ asked.words AND k.article_id IN (SELECT id FROM fitting)
     ORDER BY rank LIMIT %(candidates)s
), semantic AS (
    SELECT k.id, row_number() OVER (ORDER BY k.embedding <=> %(vector)s, k.id) AS rank
      FROM search_keys k WHERE k.article_id IN (SELECT id FROM fitting)
     ORDER BY rank LIMIT %(candidates)s
), fused AS (
    SELECT coalesce(l.id, s.id) AS id, coalesce(1.0 / (60 + l.rank), 0) + coalesce(1.0 / (60 + s.rank), 0) AS weight
      FROM lexical l FULL JOIN semantic s ON s.id = l.id
), ranked AS (
    SELECT k.article_id, k.passage_id, f.weight, 1 - (k.embedding <=> %(vector)s) AS similarity,
           row_number() OVER (PARTITION BY k.article_id ORDER BY f.weight DESC, k.id) AS place,
           max(1 - (k.embedding <=> %(vector)s)) OVER (PARTITION BY k.article_id) AS score
      FROM fused f JOIN search_keys k ON k.id = f.id
)
SELECT p.id, p.article_id, a.title, p.heading, p.text, a.url, a.answer, a.incident, a.audience, r.score
  FROM ranked r JOIN passages p ON p.id = r.passage_id JOIN fitting a ON a.id = r.article_id
 WHERE r.place = 1
 ORDER BY r.weight * CASE WHEN a.incident THEN 1.2 ELSE 1 END DESC, p.id LIMIT %(limit)s
"""


class HybridSearch:
    """The EvidenceSearch of desk/ports.py on PostgreSQL and a sentence encoder."""

    def __init__(self, database: Database, encoder: TextEncoder) -> None:
        self._database = database
        self._encoder = encoder

    async def find(self, page_id: str, text: str, *, limit: int = 5) -> list[Evidence]:
        """At most ``limit`` passages of different articles valid today, best first; score is cosine in 0..1."""
        text = text[:MAX_QUERY]
        vector = (await asyncio.to_thread(self._encoder.encode, [text]))[0]
        async with self._database.connection() as connection:
            cursor = await connection.execute(
                _QUERY,
                {"page": page_id, "text": text, "vector": vector, "candidates": CANDIDATES, "limit": limit},
            )
            rows = await cursor.fetchall()
        return [
            Evidence(
                id=row["id"],
                article=row["article_id"],
                title=row["title"],
                heading=row["heading"],
                text=row["text"],
                url=row["url"],
                score=min(max(float(row["score"]), 0.0), 1.0),
                answer=row["answer"],
                incident=row["incident"],
                audience=row["audience"],
            )
            for row in rows
        ]
