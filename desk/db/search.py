"""Hybrid search: sentence vectors and rare words, in one statement; desk/domain/ranking.py weighs them."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any, Final

from desk.db.articles import TextEncoder
from desk.db.database import Database
from desk.domain.draft import Evidence
from desk.domain.ranking import Likeness, ranked

KEYS: Final = 200
MAX_QUERY: Final = 2_000

_FITTING: Final = """
    SELECT id, title, url, answer, incident, audience FROM articles
     WHERE deleted_at IS NULL AND (page_id IS NULL OR page_id = %(page)s)
       AND (valid_from IS NULL OR valid_from <= %(today)s) AND (valid_until IS NULL OR valid_until >= %(today)s)
"""
_LIKENESSES: Final = f"""
WITH fitting AS ({_FITTING}), nearest AS MATERIALIZED (
    SELECT article_id, passage_id, kind, embedding <=> %(vector)s AS distance FROM search_keys
     ORDER BY embedding <=> %(vector)s LIMIT {KEYS}
)
SELECT n.article_id, n.passage_id, p.ordinal, n.kind, 1 - n.distance AS cosine, f.incident
  FROM nearest n JOIN fitting f ON f.id = n.article_id JOIN passages p ON p.id = n.passage_id
"""
# ln(1 + (N - n + 0.5) / (n + 0.5)) for each word of the comment that n of N articles have.
_RARE_WORDS: Final = f"""
WITH fitting AS MATERIALIZED ({_FITTING}), asked AS MATERIALIZED (
    SELECT word, ('''' || replace(replace(word, '\\', '\\\\'), '''', '''''') || '''')::tsquery AS query
      FROM unnest(tsvector_to_array(to_tsvector('english', %(text)s))) AS word
), found AS MATERIALIZED (
    SELECT DISTINCT asked.word, k.article_id FROM asked JOIN search_keys k ON k.words @@ asked.query
     WHERE k.article_id IN (SELECT id FROM fitting)
), weighed AS MATERIALIZED (
    SELECT word, ln(1 + (total.articles - count(*) + 0.5) / (count(*) + 0.5)) AS weight
      FROM found CROSS JOIN (SELECT count(*) AS articles FROM fitting) total GROUP BY word, total.articles
)
SELECT found.article_id, sum(weighed.weight)::float8 AS weight
  FROM found JOIN weighed USING (word) GROUP BY found.article_id
"""
_EVIDENCE: Final = """
SELECT p.id, p.ordinal, a.id AS article, a.title, p.heading, p.text, a.url, a.answer, a.incident, a.audience
  FROM passages p JOIN articles a ON a.id = p.article_id WHERE p.id = ANY(%(passages)s)
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
        values = {"page": page_id, "text": text, "vector": vector, "today": date.today()}
        async with self._database.connection() as connection:
            await connection.execute("SELECT set_config('hnsw.ef_search', %s, true)", (str(KEYS),))
            keys = await (await connection.execute(_LIKENESSES, values)).fetchall()
            words = await (await connection.execute(_RARE_WORDS, values)).fetchall()
            best = ranked(
                [
                    Likeness(k["article_id"], k["passage_id"], k["ordinal"], k["cosine"], k["kind"] == "passage")
                    for k in keys
                ],
                {row["article_id"]: row["weight"] for row in words},
                frozenset(k["article_id"] for k in keys if k["incident"]),
            )[:limit]
            rows = await (await connection.execute(_EVIDENCE, {"passages": [one.passage for one in best]})).fetchall()
        by_passage = {row["id"]: row for row in rows}
        return [_evidence(by_passage[one.passage], one.score) for one in best if one.passage in by_passage]


def _evidence(row: dict[str, Any], score: float) -> Evidence:
    """The short answer is told as such only where it is itself the passage: a sentence cites what holds it."""
    return Evidence(
        id=row["id"],
        article=row["article"],
        title=row["title"],
        heading=row["heading"],
        text=row["text"],
        url=row["url"],
        score=score,
        answer=row["answer"] if row["ordinal"] == 0 else None,
        incident=row["incident"],
        audience=row["audience"],
    )
