"""How long texts are kept."""

from __future__ import annotations

from sanic import Request

from desk.domain.retention import Retention
from desk.services.accounts import Account
from desk.web import models_retention as models
from desk.web.access import DESK, in_body
from desk.web.operations import Operations

operations = Operations("setup")


@operations.add("GET", "/api/v1/retention", allow="admin", page=DESK, answer=models.RetentionRules)
async def retention(request: Request, person: Account) -> models.RetentionRules:
    """How long the desk and its pages keep texts."""
    rules = await request.app.ctx.desk.retention.rules()
    pages = [
        models.PageRetention(page.id, page.name, page.own and _shown(page.own))
        for page in rules.pages
        if page.id in person.pages()
    ]
    return models.RetentionRules(_shown(rules.desk), pages)


@operations.add(
    "PUT",
    "/api/v1/retention",
    allow="admin",
    page=in_body("page", "page"),
    body=models.ChangeRetention,
    answer=models.RetentionRules,
)
async def change_retention(request: Request, person: Account, body: models.ChangeRetention) -> models.RetentionRules:
    """Set how long texts are kept; the worker clears in the coming night."""
    await request.app.ctx.desk.retention.set(
        person.name, body.page, body.comments_days, body.drafts_days, follow=body.follow
    )
    answer: models.RetentionRules = await retention(request, person)
    return answer


@operations.add(
    "POST",
    "/api/v1/retention/preview",
    allow="admin",
    page=in_body("page", "page"),
    body=models.PreviewRetention,
    answer=models.WouldClear,
)
async def preview_retention(request: Request, person: Account, body: models.PreviewRetention) -> models.WouldClear:
    """How many texts would be cleared in the coming night with these days."""
    found = await request.app.ctx.desk.retention.preview(body.page, body.comments_days, body.drafts_days)
    return models.WouldClear(found.comments, found.drafts)


def _shown(kept: Retention) -> models.Retention:
    return models.Retention(kept.comments_days, kept.drafts_days)
