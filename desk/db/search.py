"""Hybrid search: sentence vectors and rare words, in one statement; desk/domain/ranking.py weighs them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import numpy as np

from desk.db.database import Connection, Database
from desk.db.encoders import EncoderStore, Space, TextEncoder
from desk.domain.audience import fits
from desk.domain.draft import Evidence
from desk.domain.ranking import Clues, Likeness, nearest_sentences, passages_beside, ranked
from desk.domain.sentences import sentences_of

KEYS: Final = 200
CANDIDATES: Final = 20
BY_WORDS: Final = 5
TURNS: Final = 4
MAX_QUERY: Final = 2_000

_FITTING: Final = """a.deleted_at IS NULL AND (a.page_id IS NULL OR a.page_id = %(page)s)
       AND (a.valid_from IS NULL OR a.valid_from <= %(today)s) AND (a.valid_until IS NULL OR a.valid_until >= %(today)s)
"""
_EVIDENCE: Final = """
SELECT p.id, p.ordinal, a.id AS article, a.title, p.heading, p.text, a.url, a.answer, a.incident, a.audience
  FROM passages p JOIN articles a ON a.id = p.article_id WHERE p.id = ANY(%(passages)s)
"""


class HybridSearch:
    """The EvidenceSearch of desk/ports/outside.py on PostgreSQL and a sentence encoder."""

    def __init__(self, database: Database, encoder: TextEncoder) -> None:
        self._database = database
        self._encoder = encoder
        self._space: Space | None = None

    async def find(self, page_id: str, text: str, *, thread: Sequence[str] = (), limit: int = 5) -> list[Evidence]:
        """At most ``limit`` passages of different articles valid today, best first; score: the chance that it answers.

        ``thread``: earlier turns, oldest first; the last few count as part of what is asked.
        """
        asked, vector = await self._asked(text, thread)
        async with self._database.connection() as connection:
            likenesses, clues = await self._candidates(connection, page_id, asked, vector)
            best = ranked(likenesses, clues)[:limit]
            if not best:
                return []
            wanted = [(best[0].passage, best[0].chance)]
            wanted += [(passage, best[0].chance) for passage in passages_beside(best[0], likenesses)]
            wanted += [(one.passage, one.chance) for one in best[1:]]
            rows = await (await connection.execute(_EVIDENCE, {"passages": [name for name, _ in wanted]})).fetchall()
        by_passage = {row["id"]: row for row in rows}
        return [_evidence(by_passage[name], chance, likenesses) for name, chance in wanted if name in by_passage]

    async def candidates(self, page_id: str, text: str, thread: Sequence[str] = ()) -> tuple[list[Likeness], Clues]:
        """What the ranking weighs: every key of the articles that may answer, and what else is known of them."""
        asked, vector = await self._asked(text, thread)
        async with self._database.connection() as connection:
            return await self._candidates(connection, page_id, asked, vector)

    async def _asked(self, text: str, thread: Sequence[str]) -> tuple[str, np.ndarray]:
        asked = " ".join((*thread[-TURNS:], text))[-MAX_QUERY:]
        return asked, (await asyncio.to_thread(self._encoder.encode, [asked]))[0]

    async def _candidates(
        self, connection: Connection, page_id: str, asked: str, vector: np.ndarray
    ) -> tuple[list[Likeness], Clues]:
        values = {"page": page_id, "text": asked, "vector": vector, "today": date.today()}
        await connection.execute("SELECT set_config('hnsw.ef_search', %s, true)", (str(KEYS),))
        if self._space is None:
            self._space = await EncoderStore(connection).space_of(self._encoder)
        rows = await (await connection.execute(_statement(self._space), values, binary=True)).fetchall()
        about = {row["article"]: row for row in rows}
        rivals: dict[str, set[str]] = {}
        for row in about.values():
            for key, value in row["audience"].items():
                rivals.setdefault(key, set()).add(value)
        clues = Clues(
            {article: row["weight"] for article, row in about.items() if row["weight"] is not None},
            frozenset(article for article, row in about.items() if row["incident"]),
            {article: fits(row["audience"], rivals, asked) for article, row in about.items()},
        )
        likenesses = [
            Likeness(row["article"], row["passage"], row["ordinal"], cosine, kind)
            for row in rows
            for kind, cosine in zip(row["kinds"], row["cosines"], strict=True)
        ]
        return likenesses, clues


def _statement(space: Space) -> str:
    """The candidates, one row a passage, its keys in order of reading.

    Candidates are the articles of the nearest keys, and those that share the rarest words with the comment. A word weighs
    ln(1 + (N - n + 0.5) / (n + 0.5)) when n of N articles have it. What another encoder made has no likeness.
    """
    return f"""
WITH nearest AS MATERIALIZED (
    SELECT article_id, row_number() OVER () AS place
      FROM (SELECT article_id FROM search_keys WHERE encoder = {space.id}
             ORDER BY {space.indexed} <=> %(vector)s LIMIT {KEYS}) AS keys
), near AS MATERIALIZED (
    SELECT a.id FROM nearest n JOIN articles a ON a.id = n.article_id WHERE {_FITTING}
     GROUP BY a.id ORDER BY min(n.place) LIMIT {CANDIDATES}
), asked AS MATERIALIZED (
    SELECT ('''' || replace(replace(word, '\\', '\\\\'), '''', '''''') || '''')::tsquery AS query
      FROM unnest(tsvector_to_array(to_tsvector('english', %(text)s))) AS word
), found AS MATERIALIZED (
    SELECT array_agg(a.id) AS articles FROM asked JOIN articles a ON a.words @@ asked.query
     WHERE {_FITTING} GROUP BY asked.query
), weighed AS MATERIALIZED (
    SELECT articles, ln(1 + (total.n - cardinality(articles) + 0.5) / (cardinality(articles) + 0.5)) AS weight
      FROM found CROSS JOIN (SELECT count(*)::float8 AS n FROM articles a WHERE {_FITTING}) AS total
), worded AS MATERIALIZED (
    SELECT id, sum(weight) AS weight FROM weighed CROSS JOIN unnest(articles) AS id GROUP BY id
), candidates AS MATERIALIZED (
    SELECT id FROM near
     UNION (SELECT id FROM worded ORDER BY weight DESC, id COLLATE "C" LIMIT {BY_WORDS})
)
SELECT a.id AS article, a.incident, a.audience, w.weight, p.id AS passage, p.ordinal, k.kinds, k.cosines
  FROM candidates c JOIN articles a ON a.id = c.id LEFT JOIN worded w ON w.id = c.id
  JOIN passages p ON p.article_id = c.id
  CROSS JOIN LATERAL (
    SELECT array_agg(k.kind ORDER BY k.id) AS kinds, array_agg(
           CASE WHEN k.encoder = {space.id} THEN 1 - (k.embedding <=> %(vector)s) ELSE 0 END ORDER BY k.id) AS cosines
      FROM search_keys k WHERE k.passage_id = p.id
  ) k
 WHERE k.kinds IS NOT NULL ORDER BY a.id, p.ordinal
"""


def _evidence(row: dict[str, Any], score: float, likenesses: Sequence[Likeness]) -> Evidence:
    """The short answer is told as such only where it is itself the passage: a sentence cites what holds it."""
    cosines = [key.cosine for key in likenesses if key.passage == row["id"] and key.kind == "sentence"]
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
        nearest=nearest_sentences(sentences_of(row["text"]), cosines),
    )
