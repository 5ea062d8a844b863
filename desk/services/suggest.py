"""Example questions for an article, from what consumers asked that it answered, and from its own headings."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from desk.domain.errors import NotFound
from desk.domain.roles import EVERY_PAGE, PageScope
from desk.domain.suggestion import (
    Suggestion,
    may_be_question,
    merged,
    own_questions,
    question_key,
    same_words,
)
from desk.ports.articles import OpenArticles
from language.reuse import compared, scrubbed, sentences

NEAR: Final = 0.45
"""The least cosine of a consumer's sentence with what the article is found by.

Of the demo company's example questions 95 % reach it with their own article's title and text, 13 % with another's.
"""
SAME: Final = 0.92
"""From this cosine on, two questions mean the same; "Open on Sunday?" and "Open on Saturday?" have 0.91."""
MOST: Final = 12


async def suggestions(
    uow: OpenArticles, encoder: Callable[[], Any], article_id: str, scope: PageScope = EVERY_PAGE
) -> list[Suggestion]:
    """At most twelve, those of comments on these pages that consumers asked first; of each comment the sentence that is nearest to the article."""
    ready = await asyncio.to_thread(encoder)
    async with uow() as unit:
        current = await unit.articles.current(article_id)
        if current is None:
            raise NotFound("There is no such article.")
        answered = await unit.asked.answered_by(article_id, scope)
        excluded = await unit.asked.dismissed(article_id)
        keys = await unit.asked.keys_of(article_id, ready.identity)
    article = current.article
    excluded |= {question_key(question) for question in article.questions}
    asked: list[tuple[str, UUID]] = [
        (sentence, one.comment_id)
        for one in answered
        if same_words(one.cited, one.reply)
        # Scrubbed again: what counts as personal data may have grown since it was remembered.
        for sentence in sentences(compared(scrubbed(one.comment)))
        if may_be_question(sentence)
    ]
    own = list(dict.fromkeys(own_questions(article)))
    texts = [*(sentence for sentence, _ in asked), *own, *article.questions]
    if not asked and not own:
        return []
    vectors = await asyncio.to_thread(lambda: ready.encode(texts))
    best: dict[UUID, tuple[str, UUID, Any, float]] = {}
    for (sentence, comment_id), vector in zip(asked, vectors[: len(asked)], strict=True):
        likeness = float((keys @ vector).max()) if len(keys) else 0.0
        if likeness >= NEAR and (comment_id not in best or likeness > best[comment_id][3]):
            best[comment_id] = (sentence, comment_id, vector, likeness)
    # Behind all that consumers asked.
    from_article = [(question, None, vector, 0.0) for question, vector in zip(own, vectors[len(asked) :], strict=False)]
    known = vectors[len(asked) + len(own) :]
    return merged([*best.values(), *from_article], known, excluded, SAME, MOST)
