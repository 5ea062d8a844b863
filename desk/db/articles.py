"""The articles, article_revisions, passages and search_keys tables."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Protocol

import numpy as np
from psycopg import AsyncConnection
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from desk.domain.article import Article, CurrentArticle, Passage, StoredArticle, passages_of
from desk.domain.sentences import sentences_of

KEYS_VERSION: Final = 2
"""Raised when `search_keys_of` changes; articles with older keys are indexed again."""
WORDED: Final = frozenset({"title", "question", "passage"})
"""The kinds whose words count; those of headings and sentences stand in their passage."""


class TextEncoder(Protocol):
    """Turns texts into vectors (n, 384), float32, of length 1."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text."""
        ...


@dataclass(frozen=True)
class SearchKey:
    """A text that leads to a passage."""

    passage_id: str
    kind: str
    text: str


def checksum(article: Article) -> str:
    """Equal exactly if the article is; used to skip what didn't change."""
    return hashlib.sha256(json.dumps(asdict(article), sort_keys=True, default=str).encode()).hexdigest()


def search_keys_of(article: Article, passages: Sequence[Passage]) -> list[SearchKey]:
    """The title, the example questions, and of every passage its heading, its sentences, and all of it together."""
    first = passages[0].id
    keys = [SearchKey(first, "title", article.title)]
    keys += [SearchKey(first, "question", question) for question in article.questions]
    for passage in passages:
        whole = "\n".join(filter(None, (article.title, passage.heading, passage.text)))
        keys.append(SearchKey(passage.id, "passage", whole))
        if passage.heading:
            keys.append(SearchKey(passage.id, "heading", f"{article.title}: {passage.heading}"))
        keys += [SearchKey(passage.id, "sentence", sentence) for sentence in sentences_of(passage.text)]
    return keys


class ArticleStore:
    """Reads and writes articles within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def stored(self) -> dict[str, StoredArticle]:
        """Every article that is not deleted, by id."""
        cursor = await self._db.execute("SELECT id, page_id, source, checksum FROM articles WHERE deleted_at IS NULL")
        return {row["id"]: StoredArticle(row["page_id"], row["source"], row["checksum"]) async for row in cursor}

    async def put(
        self,
        article: Article,
        encoder: TextEncoder,
        actor: str,
        source: str | None = None,
        *,
        change: str = "saved",
        restored: int | None = None,
    ) -> None:
        """Store the article as a new revision, with its passages and what they are searched by.

        ``source`` names what it was imported from; without one, a stored article keeps the one it has. ``restored`` is
        the earlier revision that this one brings back.
        """
        document = asdict(article)
        await self._db.execute(
            "INSERT INTO articles (id, page_id, title, url, topic, answer, questions, audience, incident, valid_from,"
            " valid_until, body, checksum, source) VALUES (%(id)s, %(page_id)s, %(title)s, %(url)s, %(topic)s, %(answer)s,"
            " %(questions)s, %(audience)s, %(incident)s, %(valid_from)s, %(valid_until)s, %(body)s, %(checksum)s,"
            " %(source)s)"
            " ON CONFLICT (id) DO UPDATE SET page_id = excluded.page_id, title = excluded.title, url = excluded.url,"
            " topic = excluded.topic, answer = excluded.answer, questions = excluded.questions,"
            " audience = excluded.audience, incident = excluded.incident, valid_from = excluded.valid_from,"
            " valid_until = excluded.valid_until, body = excluded.body, checksum = excluded.checksum,"
            " source = coalesce(excluded.source, CASE WHEN articles.deleted_at IS NULL THEN articles.source END),"
            " revision = articles.revision + 1, updated_at = now(), deleted_at = NULL",
            {
                **document,
                "questions": Jsonb(list(article.questions)),
                "audience": Jsonb(article.audience),
                "checksum": checksum(article),
                "source": source,
            },
        )
        await self._db.execute(
            "INSERT INTO article_revisions (article_id, revision, document, actor, change, restored)"
            " SELECT id, revision, %s, %s, %s, %s FROM articles WHERE id = %s",
            (Jsonb(json.loads(json.dumps(document, default=str))), actor, change, restored, article.id),
        )
        await self.index(article, encoder)

    async def index(self, article: Article, encoder: TextEncoder) -> None:
        """Cut the article into passages and make what they are searched by anew."""
        await self._db.execute("DELETE FROM passages WHERE article_id = %s", (article.id,))
        await self._db.execute("UPDATE articles SET keys_version = %s WHERE id = %s", (KEYS_VERSION, article.id))
        passages = passages_of(article)
        if not passages:
            return
        keys = search_keys_of(article, passages)
        await self._db.execute(
            "UPDATE articles SET words = to_tsvector('english', %s) WHERE id = %s",
            ("\n".join(key.text for key in keys if key.kind in WORDED), article.id),
        )
        # Some seconds for a long article: the event loop has other things to do meanwhile.
        vectors = await asyncio.to_thread(encoder.encode, [key.text for key in keys])
        async with self._db.cursor() as cursor:
            await cursor.executemany(
                "INSERT INTO passages (id, article_id, ordinal, heading, text) VALUES (%s, %s, %s, %s, %s)",
                [(p.id, article.id, p.ordinal, p.heading, p.text) for p in passages],
            )
            await cursor.executemany(
                "INSERT INTO search_keys (passage_id, article_id, kind, embedding) VALUES (%s, %s, %s, %s)",
                [(k.passage_id, article.id, k.kind, vector) for k, vector in zip(keys, vectors, strict=True)],
            )

    async def outdated(self) -> list[Article]:
        """A few articles whose search keys an earlier version made, locked until the transaction ends."""
        cursor = await self._db.execute(
            "SELECT id, title, body, page_id, url, topic, answer, questions, audience, incident, valid_from, valid_until"
            " FROM articles WHERE deleted_at IS NULL AND keys_version < %s ORDER BY id LIMIT 10 FOR UPDATE SKIP LOCKED",
            (KEYS_VERSION,),
        )
        return [Article(**{**row, "questions": tuple(row["questions"])}) async for row in cursor]

    async def remove(self, article_id: str, actor: str) -> None:
        """The article answers no more; its revisions stay, and a last one says who removed it."""
        await self._db.execute("DELETE FROM passages WHERE article_id = %s", (article_id,))
        await self._db.execute(
            "WITH gone AS (UPDATE articles SET deleted_at = now(), updated_at = now(), revision = revision + 1"
            " WHERE id = %(id)s AND deleted_at IS NULL RETURNING id, revision)"
            " INSERT INTO article_revisions (article_id, revision, document, actor, change)"
            " SELECT gone.id, gone.revision, before.document, %(actor)s, 'deleted' FROM gone"
            " JOIN article_revisions before ON before.article_id = gone.id AND before.revision = gone.revision - 1",
            {"id": article_id, "actor": actor},
        )

    async def adopt(self, article_ids: Sequence[str], source: str) -> None:
        """They are known to come from this source from now on; nothing else changes."""
        await self._db.execute("UPDATE articles SET source = %s WHERE id = ANY(%s)", (source, list(article_ids)))

    async def articles(self, article_ids: Sequence[str]) -> dict[str, Article]:
        """These articles as they are stored, by id."""
        cursor = await self._db.execute(
            "SELECT id, title, body, page_id, url, topic, answer, questions, audience, incident, valid_from,"
            " valid_until FROM articles WHERE id = ANY(%s)",
            (list(article_ids),),
        )
        return {row["id"]: Article(**{**row, "questions": tuple(row["questions"])}) async for row in cursor}

    async def current(self, article_id: str, *, lock: bool = False) -> CurrentArticle | None:
        """One article as it stands, deleted ones too; locked until the transaction ends if asked."""
        cursor = await self._db.execute(
            "SELECT id, title, body, page_id, url, topic, answer, questions, audience, incident, valid_from,"
            " valid_until, revision, deleted_at FROM articles WHERE id = %s" + (" FOR UPDATE" if lock else ""),
            (article_id,),
        )
        row = await cursor.fetchone()
        if row is None:
            return None
        revision, deleted = row.pop("revision"), row.pop("deleted_at") is not None
        return CurrentArticle(Article(**{**row, "questions": tuple(row["questions"])}), revision, deleted)

    async def taken(self, article_ids: Sequence[str]) -> set[str]:
        """Those of the ids that an article has or had."""
        cursor = await self._db.execute("SELECT id FROM articles WHERE id = ANY(%s)", (list(article_ids),))
        return {row["id"] async for row in cursor}

    async def last_change(self, article_id: str) -> dict[str, Any]:
        """Who changed the article last, when and how."""
        cursor = await self._db.execute(
            "SELECT revision, actor, at, change FROM article_revisions WHERE article_id = %s"
            " ORDER BY revision DESC LIMIT 1",
            (article_id,),
        )
        return dict(await cursor.fetchone() or {})

    async def document(self, article_id: str, revision: int) -> dict[str, Any] | None:
        """What a revision said, by the article's keys; dates are ISO texts."""
        cursor = await self._db.execute(
            "SELECT document FROM article_revisions WHERE article_id = %s AND revision = %s", (article_id, revision)
        )
        row = await cursor.fetchone()
        return dict(row["document"]) if row else None

    async def dismiss_question(self, article_id: str, key: str, question: str, actor: str) -> None:
        """The question is not suggested for this article any more."""
        await self._db.execute(
            "INSERT INTO dismissed_questions (article_id, key, question, actor) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT DO NOTHING",
            (article_id, key, question, actor),
        )
