"""Hybrid search: sentence vectors and rare words, in one statement; desk/domain/ranking.py weighs them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from desk.db.articles import TextEncoder
from desk.db.database import Database
from desk.domain.audience import fits
from desk.domain.draft import Evidence
from desk.domain.ranking import Clues, Likeness, nearest_sentences, passages_beside, ranked
from desk.domain.sentences import sentences_of

KEYS: Final = 200
CANDIDATES: Final = 20
BY_WORDS: Final = 5
TURNS: Final = 4
MAX_QUERY: Final = 2_000

_FITTING: Final = """
    SELECT id, title, url, answer, incident, audience FROM articles
     WHERE deleted_at IS NULL AND (page_id IS NULL OR page_id = %(page)s)
       AND (valid_from IS NULL OR valid_from <= %(today)s) AND (valid_until IS NULL OR valid_until >= %(today)s)
"""
_NEAREST: Final = f"""
WITH fitting AS ({_FITTING}), nearest AS MATERIALIZED (
    SELECT article_id, embedding <=> %(vector)s AS distance FROM search_keys
     ORDER BY embedding <=> %(vector)s LIMIT {KEYS}
)
SELECT n.article_id FROM nearest n JOIN fitting f ON f.id = n.article_id
 GROUP BY n.article_id ORDER BY min(n.distance) LIMIT {CANDIDATES}
"""
_LIKENESSES: Final = """
SELECT k.article_id, k.passage_id, p.ordinal, k.kind, 1 - (k.embedding <=> %(vector)s) AS cosine
  FROM search_keys k JOIN passages p ON p.id = k.passage_id WHERE k.article_id = ANY(%(candidates)s) ORDER BY k.id
"""
_ABOUT: Final = "SELECT id, incident, audience FROM articles WHERE id = ANY(%(candidates)s)"
# ln(1 + (N - n + 0.5) / (n + 0.5)) for each word of the comment that n of N articles have.
_RARE_WORDS: Final = f"""
WITH fitting AS MATERIALIZED ({_FITTING}), asked AS MATERIALIZED (
    SELECT word, ('''' || replace(replace(word, '\\', '\\\\'), '''', '''''') || '''')::tsquery AS query
      FROM unnest(tsvector_to_array(to_tsvector('english', %(text)s))) AS word
), found AS MATERIALIZED (
    SELECT asked.word, a.id AS article_id FROM asked JOIN articles a ON a.words @@ asked.query
     WHERE a.deleted_at IS NULL AND a.id IN (SELECT id FROM fitting)
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

    async def find(self, page_id: str, text: str, *, thread: Sequence[str] = (), limit: int = 5) -> list[Evidence]:
        """At most ``limit`` passages of different articles valid today, best first; score: the chance that it answers.

        ``thread``: earlier turns, oldest first; the last few count as part of what is asked.
        """
        likenesses, clues = await self.candidates(page_id, text, thread)
        best = ranked(likenesses, clues)[:limit]
        beside = passages_beside(best[0], likenesses) if best else []
        wanted = [(best[0].passage, best[0].chance), *((passage, best[0].chance) for passage in beside)] if best else []
        wanted += [(one.passage, one.chance) for one in best[1:]]
        async with self._database.connection() as connection:
            rows = await (await connection.execute(_EVIDENCE, {"passages": [name for name, _ in wanted]})).fetchall()
        by_passage = {row["id"]: row for row in rows}
        return [_evidence(by_passage[name], chance, likenesses) for name, chance in wanted if name in by_passage]

    async def candidates(self, page_id: str, text: str, thread: Sequence[str] = ()) -> tuple[list[Likeness], Clues]:
        """What the ranking weighs: every key of the articles that may answer, and what else is known of them."""
        asked = " ".join((*thread[-TURNS:], text))[-MAX_QUERY:]
        vector = (await asyncio.to_thread(self._encoder.encode, [asked]))[0]
        values: dict[str, Any] = {"page": page_id, "text": asked, "vector": vector, "today": date.today()}
        async with self._database.connection() as connection:
            await connection.execute("SELECT set_config('hnsw.ef_search', %s, true)", (str(KEYS),))
            near = [row["article_id"] for row in await (await connection.execute(_NEAREST, values)).fetchall()]
            words = {
                row["article_id"]: row["weight"]
                for row in await (await connection.execute(_RARE_WORDS, values)).fetchall()
            }
            worded = sorted(words, key=lambda article: (-words[article], article))[:BY_WORDS]
            values["candidates"] = list(dict.fromkeys((*near, *worded)))
            keys = await (await connection.execute(_LIKENESSES, values)).fetchall()
            about = await (await connection.execute(_ABOUT, values)).fetchall()
        rivals: dict[str, set[str]] = {}
        for row in about:
            for key, value in row["audience"].items():
                rivals.setdefault(key, set()).add(value)
        clues = Clues(
            words,
            frozenset(row["id"] for row in about if row["incident"]),
            {row["id"]: fits(row["audience"], rivals, asked) for row in about},
        )
        likenesses = [
            Likeness(key["article_id"], key["passage_id"], key["ordinal"], key["cosine"], key["kind"]) for key in keys
        ]
        return likenesses, clues


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
