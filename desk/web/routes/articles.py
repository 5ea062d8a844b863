"""Help content: browsed, searched, edited with its revisions; what consumers asked, and which drafts used it."""

from __future__ import annotations

import asyncio
from typing import Any, Final

import msgspec
from sanic import Request

from desk.domain.article import SHARED, VALIDITIES
from desk.domain.errors import NotFound
from desk.domain.text import excerpt
from desk.services.accounts import Account
from desk.services.suggest import suggestions
from desk.web import models_articles
from desk.web.access import SOMEWHERE, from_path, in_body, require
from desk.web.operations import Operations, Parameter, read_number

operations = Operations("articles")

SHOWN: Final = 200
MOST_SHOWN: Final = 1000
WORDS_TO_MEAN: Final = 3
NEAR: Final = 3
LEAST_CHANCE: Final = 0.2


@operations.add(
    "GET",
    "/api/v1/articles",
    allow="viewer",
    page=SOMEWHERE,
    answer=models_articles.ArticleList,
    query=(
        Parameter("q", "Only articles with these words"),
        Parameter("page", "Those of this page, or `shared`"),
        Parameter("topic", "Those of this topic"),
        Parameter("validity", "Those that may answer today, no more, or not yet", choices=VALIDITIES),
        Parameter("limit", "How many at most, up to 1,000", default=str(SHOWN)),
    ),
)
async def articles(request: Request, person: Account, query: dict[str, str | None]) -> models_articles.ArticleList:
    """The help content; a search says what matched, and what a draft for such a comment would be written from."""
    desk = request.app.ctx.desk
    text = (query["q"] or "").strip() or None
    limit = read_number(query["limit"] or str(SHOWN), "limit", MOST_SHOWN)
    async with desk.uow() as unit:
        items, total, topics = await unit.article_views.found(
            text=text,
            page=query["page"],
            topic=query["topic"],
            validity=query["validity"],
            limit=limit,
            scope=person.pages(),
        )
    visible = query["page"] in (None, SHARED) or query["page"] in person.pages()
    near = await _near(desk, text, query["page"]) if text and visible and _means_something(text, query) else []
    return msgspec.convert(
        {"items": items, "total": total, "topics": topics, "near": near}, models_articles.ArticleList
    )


def _means_something(text: str, query: dict[str, str | None]) -> bool:
    return len(text.split()) >= WORDS_TO_MEAN and not query["topic"] and query["validity"] in (None, "current")


async def _near(desk: Any, text: str, page: str | None) -> list[dict[str, Any]]:
    """As a draft for a comment on the page would look for it; without a page, in what all share."""
    await asyncio.to_thread(desk.encoder)
    search, _ = desk.finders()
    found = await search.find("" if page in (None, SHARED) else page, text, limit=NEAR)
    return [
        {
            "article_id": one.article,
            "title": one.title,
            "heading": one.heading,
            "text": " … ".join(one.nearest) or excerpt(one.text),
            "chance": one.score,
        }
        for one in found
        if one.score >= LEAST_CHANCE
    ]


@operations.add(
    "POST",
    "/api/v1/articles",
    allow="approver",
    page=in_body("page", "page_id"),
    body=models_articles.NewArticle,
    answer=models_articles.Article,
    status=201,
)
async def add_article(request: Request, person: Account, body: models_articles.NewArticle) -> models_articles.Article:
    """A new article; the next draft can use it."""
    fields = msgspec.structs.asdict(body)
    article_id = await request.app.ctx.desk.editing.add(person.name, fields, fields.pop("id"))
    return await _article(request, article_id)


@operations.add("GET", "/api/v1/articles/<article_id:str>", allow="viewer", answer=models_articles.Article)
async def article(request: Request, person: Account, article_id: str) -> models_articles.Article:
    """One article; a deleted one says when it was."""
    return await _article(request, article_id)


@operations.add(
    "PUT",
    "/api/v1/articles/<article_id:str>",
    allow="approver",
    page=(*from_path("<article_id:str>"), in_body("page", "page_id")),
    body=models_articles.ArticleEdit,
    answer=models_articles.Article,
)
async def edit_article(
    request: Request, person: Account, article_id: str, body: models_articles.ArticleEdit
) -> models_articles.Article:
    """Change it; 409 when it is not the revision that the person saw."""
    fields = msgspec.structs.asdict(body)
    await request.app.ctx.desk.editing.save(person.name, article_id, fields.pop("revision"), fields)
    return await _article(request, article_id)


@operations.add(
    "POST",
    "/api/v1/articles/<article_id:str>/delete",
    allow="approver",
    body=models_articles.SeenArticle,
    answer=models_articles.Article,
)
async def delete_article(
    request: Request, person: Account, article_id: str, body: models_articles.SeenArticle
) -> models_articles.Article:
    """Delete it; it answers no more and can be restored."""
    await request.app.ctx.desk.editing.delete(person.name, article_id, body.revision)
    return await _article(request, article_id)


@operations.add(
    "POST",
    "/api/v1/articles/<article_id:str>/restore",
    allow="approver",
    body=models_articles.SeenArticle,
    answer=models_articles.Article,
)
async def restore_article(
    request: Request, person: Account, article_id: str, body: models_articles.SeenArticle
) -> models_articles.Article:
    """Bring a deleted article back."""
    await request.app.ctx.desk.editing.restore(person.name, article_id, body.revision)
    return await _article(request, article_id)


@operations.add(
    "GET",
    "/api/v1/articles/<article_id:str>/revisions",
    allow="viewer",
    answer=models_articles.RevisionList,
    query=(
        Parameter("before", "Only revisions before this one"),
        Parameter("limit", "How many at most, up to 200", default="50"),
    ),
)
async def article_revisions(
    request: Request, person: Account, article_id: str, query: dict[str, str | None]
) -> models_articles.RevisionList:
    """What was changed, when and by whom, newest first."""
    limit = read_number(query["limit"] or "50", "limit", 200)
    before = read_number(query["before"], "before", 1_000_000_000) if query["before"] else None
    async with request.app.ctx.desk.uow() as unit:
        if await unit.article_views.get(article_id) is None:
            raise NotFound("There is no such article.")
        rows = await unit.article_views.revisions(article_id, before=before, limit=limit + 1)
    return msgspec.convert({"items": rows[:limit], "more": len(rows) > limit}, models_articles.RevisionList)


@operations.add(
    "GET",
    "/api/v1/articles/<article_id:str>/revisions/<revision:int>",
    allow="viewer",
    answer=models_articles.ArticleRevision,
)
async def article_revision(
    request: Request, person: Account, article_id: str, revision: int
) -> models_articles.ArticleRevision:
    """What one revision said."""
    async with request.app.ctx.desk.uow() as unit:
        row = await unit.article_views.revision(article_id, min(revision, 2**31 - 1))
    if row is None:
        raise NotFound("There is no such revision.")
    require(person, "viewer", row["page_id"], "There is no such revision.")
    return msgspec.convert(row, models_articles.ArticleRevision)


@operations.add(
    "POST",
    "/api/v1/articles/<article_id:str>/revisions/<revision:int>/restore",
    allow="approver",
    body=models_articles.SeenArticle,
    answer=models_articles.Article,
)
async def restore_revision(
    request: Request, person: Account, article_id: str, revision: int, body: models_articles.SeenArticle
) -> models_articles.Article:
    """Let the article say again what an earlier revision said, as a new revision."""
    earlier = min(revision, 2**31 - 1)
    async with request.app.ctx.desk.uow() as unit:
        then = await unit.article_views.revision(article_id, earlier)
    if then is not None:  # it may have been another page's
        require(person, "approver", then["page_id"], "There is no such revision.")
    await request.app.ctx.desk.editing.bring_back(person.name, article_id, earlier, body.revision)
    return await _article(request, article_id)


@operations.add(
    "GET", "/api/v1/articles/<article_id:str>/suggestions", allow="viewer", answer=models_articles.QuestionSuggestions
)
async def article_suggestions(
    request: Request, person: Account, article_id: str
) -> models_articles.QuestionSuggestions:
    """Example questions to add: what consumers asked that it answered, then its own headings."""
    desk = request.app.ctx.desk
    found = await suggestions(desk.uow, desk.encoder, article_id, person.pages())
    items = [{"question": one.question, "comment_id": one.comment_id, "comments": one.comments} for one in found]
    return msgspec.convert({"items": items}, models_articles.QuestionSuggestions)


@operations.add(
    "POST",
    "/api/v1/articles/<article_id:str>/suggestions/dismiss",
    allow="approver",
    body=models_articles.DismissedQuestion,
    status=204,
)
async def dismiss_suggestion(
    request: Request, person: Account, article_id: str, body: models_articles.DismissedQuestion
) -> None:
    """Don't suggest this question again."""
    await request.app.ctx.desk.editing.dismiss(person.name, article_id, body.question)


@operations.add(
    "GET",
    "/api/v1/articles/<article_id:str>/uses",
    allow="viewer",
    answer=models_articles.ArticleUses,
    query=(
        Parameter("cursor", "Where the page before ended"),
        Parameter("limit", "How many at most, up to 100", default="20"),
    ),
)
async def article_uses(
    request: Request, person: Account, article_id: str, query: dict[str, str | None]
) -> models_articles.ArticleUses:
    """Comments whose drafts cite the article, newest first."""
    limit = read_number(query["limit"] or "20", "limit", 100)
    async with request.app.ctx.desk.uow() as unit:
        rows, cursor = await unit.article_views.uses(article_id, query["cursor"], limit, person.pages())
    items = [{**row, "excerpt": excerpt(row["text"])} for row in rows]
    return msgspec.convert({"items": items, "next_cursor": cursor}, models_articles.ArticleUses)


async def _article(request: Request, article_id: str) -> models_articles.Article:
    async with request.app.ctx.desk.uow() as unit:
        row = await unit.article_views.get(article_id)
    if row is None:
        raise NotFound("There is no such article.")
    return msgspec.convert(row, models_articles.Article)
