"""Articles and tokens: what a new desk needs first."""

from __future__ import annotations

import asyncio
import secrets

import msgspec
from sanic import Request

from desk.domain.article import Article
from desk.domain.errors import Conflict, NotFound
from desk.domain.text import cleaned
from desk.services.accounts import Account, hashed
from desk.services.knowledge import MAX_BODY
from desk.web import models
from desk.web.operations import Operations, Parameter

operations = Operations("setup")


@operations.add("GET", "/api/v1/first-steps", allow="viewer", answer=models.FirstSteps)
async def first_steps(request: Request, person: Account) -> models.FirstSteps:
    """What an empty desk has already."""
    async with request.app.ctx.desk.uow() as unit:
        return models.FirstSteps(**await unit.views.first_steps())


@operations.add("POST", "/api/v1/tokens", allow="admin", body=models.NewToken, answer=models.Token, status=201)
async def add_token(request: Request, person: Account, body: models.NewToken) -> models.Token:
    """A token for a page's own system; it is shown this once."""
    token = f"swl_{secrets.token_urlsafe(32)}"
    async with request.app.ctx.desk.uow() as unit:
        if await unit.pages.get(body.page) is None:
            raise NotFound(f"There is no page with the id {body.page!r}.")
        await unit.pages.add_token(body.page, cleaned(body.name, "The name", 200), hashed(token))
    return models.Token(body.name, body.page, token)


@operations.add(
    "GET",
    "/api/v1/articles",
    allow="viewer",
    answer=models.ArticleList,
    query=(Parameter("q", "Only articles with these words"),),
)
async def articles(request: Request, person: Account, query: dict[str, str | None]) -> models.ArticleList:
    """The help content."""
    async with request.app.ctx.desk.uow() as unit:
        return msgspec.convert({"items": await unit.articles.all(query["q"])}, models.ArticleList)


@operations.add("GET", "/api/v1/articles/<article_id:str>", allow="viewer", answer=models.Article)
async def article(request: Request, person: Account, article_id: str) -> models.Article:
    """One article."""
    async with request.app.ctx.desk.uow() as unit:
        row = await unit.articles.get(article_id)
    if row is None:
        raise NotFound("There is no such article.")
    return msgspec.convert(row, models.Article)


@operations.add("POST", "/api/v1/articles", allow="admin", body=models.NewArticle, answer=models.Article, status=201)
async def add_article(request: Request, person: Account, body: models.NewArticle) -> models.Article:
    """A new article; the next draft can use it."""
    desk = request.app.ctx.desk
    new = Article(
        id=cleaned(body.id, "The id", 200),
        title=cleaned(body.title, "The title", 300),
        body=cleaned(body.body, "The article's text", MAX_BODY),
        url=body.url or None,
        answer=body.answer or None,
    )
    encoder = await asyncio.to_thread(desk.encoder)
    async with desk.uow() as unit:
        if await unit.articles.get(new.id) is not None:
            raise Conflict(f"There is already an article with the id {new.id!r}.")
        await unit.articles.put(new, encoder, person.name)
        row = await unit.articles.get(new.id)
    return msgspec.convert(row, models.Article)
