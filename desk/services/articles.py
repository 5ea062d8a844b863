"""A person changes an article: what was typed is checked field by field, and nobody's change is lost unseen."""

from __future__ import annotations

import asyncio
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import urlsplit

from desk.domain.article import Article, CurrentArticle
from desk.domain.errors import ArticleChanged, Conflict, Invalid, NotFound
from desk.domain.suggestion import question_key
from desk.domain.text import cleaned
from desk.ports.articles import ArticlesUnit, OpenArticles
from desk.services.knowledge import MAX_BODY, MAX_TITLE

MAX_ID: Final = 200
MAX_URL: Final = 2_000
MAX_TOPIC: Final = 200
MAX_ANSWER: Final = 2_000
MAX_QUESTION: Final = 500
MAX_QUESTIONS: Final = 200
MAX_AUDIENCE: Final = 10
_NOT_IN_ID: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Editing:
    """Changes to articles. Each takes the revision that the person saw, and raises ArticleChanged when it is stale."""

    uow: OpenArticles
    encoder: Callable[[], Any]

    async def add(self, actor: str, fields: Mapping[str, Any], article_id: str | None = None) -> str:
        """Store a new article, by default under an id made from its title; its id."""
        article = checked(cleaned(article_id, "The id", MAX_ID) if article_id else "", fields)
        encoder = await asyncio.to_thread(self.encoder)
        async with self.uow() as unit:
            await _check_page(unit, article)
            wanted = [article.id] if article.id else _ids_from(article.title)
            taken = await unit.articles.taken(wanted)
            free = next((one for one in wanted if one not in taken), None)
            if free is None:
                raise Conflict(f"There is already an article with the id {wanted[0]!r}, or there was one.")
            await unit.articles.put(replace(article, id=free), encoder, actor)
        return free

    async def save(self, actor: str, article_id: str, seen: int, fields: Mapping[str, Any]) -> None:
        """Store what the person made of it; nothing happens where that is what it says already."""
        article = checked(article_id, fields)
        encoder = await asyncio.to_thread(self.encoder)
        async with self.uow() as unit:
            current = await _as_seen(unit, article_id, seen)
            await _check_page(unit, article)
            if current.article != article:
                await unit.articles.put(article, encoder, actor)

    async def delete(self, actor: str, article_id: str, seen: int) -> None:
        """The article answers no more; it can be restored."""
        async with self.uow() as unit:
            await _as_seen(unit, article_id, seen)
            await unit.articles.remove(article_id, actor)

    async def restore(self, actor: str, article_id: str, seen: int) -> None:
        """A deleted article answers again, as it was."""
        encoder = await asyncio.to_thread(self.encoder)
        async with self.uow() as unit:
            current = await _as_seen(unit, article_id, seen, deleted=True)
            await unit.articles.put(current.article, encoder, actor, change="restored")

    async def bring_back(self, actor: str, article_id: str, revision: int, seen: int) -> None:
        """The article says again what an earlier revision said; also where it was deleted since."""
        encoder = await asyncio.to_thread(self.encoder)
        async with self.uow() as unit:
            current = await _as_seen(unit, article_id, seen, deleted=None)
            document = await unit.articles.document(article_id, revision)
            if document is None:
                raise NotFound("There is no such revision.")
            article = article_of_document(document)
            await _check_page(unit, article)
            if current.article != article or current.deleted:
                await unit.articles.put(article, encoder, actor, change="restored", restored=revision)

    async def dismiss(self, actor: str, article_id: str, question: str) -> None:
        """Don't suggest this question for the article again."""
        question = cleaned(question, "The question", MAX_QUESTION)
        async with self.uow() as unit:
            if await unit.articles.current(article_id) is None:
                raise NotFound("There is no such article.")
            await unit.articles.dismiss_question(article_id, question_key(question), question, actor)


def checked(article_id: str, fields: Mapping[str, Any]) -> Article:
    """The article that the fields make; raises Invalid with ``fields``: one message for each that can't be taken."""
    errors: dict[str, str] = {}

    def take(name: str, read: Callable[[Any], Any]) -> Any:
        try:
            return read(fields.get(name))
        except Invalid as error:
            errors[name] = str(error)
            return None

    article = Article(
        id=article_id,
        title=take("title", lambda value: cleaned(" ".join((value or "").split()), "The title", MAX_TITLE)) or "",
        body=take("body", lambda value: cleaned(value or "", "The article’s text", MAX_BODY)) or "",
        page_id=take("page_id", lambda value: value or None),
        url=take("url", _url),
        topic=take("topic", lambda value: _optional(value, "The topic", MAX_TOPIC)),
        answer=take("answer", lambda value: _optional(value, "The short answer", MAX_ANSWER)),
        questions=take("questions", _questions) or (),
        audience=take("audience", _audience) or {},
        incident=fields.get("incident") is True,
        valid_from=take("valid_from", lambda value: _date(value, "The first day")),
        valid_until=take("valid_until", lambda value: _date(value, "The last day")),
    )
    if article.valid_from and article.valid_until and article.valid_from > article.valid_until:
        errors["valid_until"] = "The last day is before the first."
    if errors:
        raise _not_taken(errors)
    return article


def article_of_document(document: Mapping[str, Any]) -> Article:
    """The article that a revision holds."""
    days = {
        name: date.fromisoformat(document[name]) if document.get(name) else None
        for name in ("valid_from", "valid_until")
    }
    return Article(**{**document, **days, "questions": tuple(document["questions"])})


def _not_taken(errors: Mapping[str, str]) -> Invalid:
    return Invalid(" ".join(errors.values()), fields=dict(errors))


async def _as_seen(unit: ArticlesUnit, article_id: str, seen: int, *, deleted: bool | None = False) -> CurrentArticle:
    """The article, locked; raises ArticleChanged when it isn't the revision that the person saw."""
    current = await unit.articles.current(article_id, lock=True)
    if current is None:
        raise NotFound("There is no such article.")
    if current.revision != seen or (deleted is not None and current.deleted is not deleted):
        last = await unit.articles.last_change(article_id)
        who = last.get("actor", "Somebody")
        did = f"{who} deleted this article" if current.deleted else f"{who} changed this article"
        raise ArticleChanged(f"{did} since you opened it.", revision=current.revision, actor=who, at=last.get("at"))
    return current


async def _check_page(unit: ArticlesUnit, article: Article) -> None:
    if article.page_id is not None and await unit.pages.get(article.page_id) is None:
        raise _not_taken({"page_id": f"There is no page with the id {article.page_id[:60]!r}."})


def _ids_from(title: str) -> list[str]:
    """A name as it can stand in an address, then the same with a number."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    name = _NOT_IN_ID.sub("-", plain)[:60].strip("-") or "article"
    return [name, *(f"{name}-{number}" for number in range(2, 100))]


def _optional(value: str | None, what: str, limit: int) -> str | None:
    return cleaned(value or "", what, limit, required=False) or None


def _url(value: str | None) -> str | None:
    url = _optional(value, "The address", MAX_URL)
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        raise Invalid("The address can’t be read.") from None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or " " in url:
        raise Invalid("The address must start with https:// or http:// and hold no blanks.")
    return url


def _questions(value: Any) -> tuple[str, ...]:
    questions: dict[str, str] = {}
    for number, text in enumerate(value or (), start=1):
        question = cleaned(" ".join(text.split()), f"Question {number}", MAX_QUESTION, required=False)
        if question:
            questions.setdefault(question_key(question) or question, question)
    if len(questions) > MAX_QUESTIONS:
        raise Invalid(f"There are {len(questions)} questions; at most {MAX_QUESTIONS} are taken.")
    return tuple(questions.values())


def _audience(value: Any) -> dict[str, str]:
    audience = {
        cleaned(key, "The audience", MAX_ID): cleaned(text, f"The {key}", MAX_ID)
        for key, text in (value or {}).items()
        if text.strip()
    }
    if len(audience) > MAX_AUDIENCE:
        raise Invalid(f"At most {MAX_AUDIENCE} kinds of audience are taken.")
    return audience


def _date(value: str | None, what: str) -> date | None:
    if not value:
        return None
    try:
        # date.fromisoformat reads more forms from Python 3.11 on; this one form everywhere.
        return datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        raise Invalid(f"{what} must be a date such as 2026-09-30.") from None
