"""Pages and how they speak."""

from __future__ import annotations

import msgspec
from sanic import Request

from desk.domain.page import Page
from desk.domain.text import MAX_NAME, cleaned
from desk.services.accounts import Account
from desk.services.pages import change_page
from desk.web import answers, models
from desk.web.operations import Operations

operations = Operations("setup")


@operations.add("POST", "/api/v1/pages", allow="admin", body=models.NewPage, answer=models.Page, status=201)
async def add_page(request: Request, person: Account, body: models.NewPage) -> models.Page:
    """A new page."""
    page = Page(body.id, cleaned(body.name, "The name", MAX_NAME), {"voice": {"sign_with": body.sign_with}})
    async with request.app.ctx.desk.uow() as unit:
        await unit.pages.add(Page(page.id, page.name, {"voice": page.voice.as_dict()}))
    return await _page(request, body.id)


@operations.add("PATCH", "/api/v1/pages/<page_id:str>", allow="admin", body=models.ChangePage, answer=models.Page)
async def change(request: Request, person: Account, page_id: str, body: models.ChangePage) -> models.Page:
    """Change a page's name, undo window, voice or reply-time promise."""
    voice = None if body.voice is None else msgspec.to_builtins(body.voice)
    promise = None if body.promise is msgspec.UNSET else msgspec.to_builtins(body.promise) or False
    await change_page(request.app.ctx.desk.uow, page_id, body.name, body.undo_seconds, voice, promise)
    return await _page(request, page_id)


async def _page(request: Request, page_id: str) -> models.Page:
    async with request.app.ctx.desk.uow() as unit:
        rows = await unit.views.pages()
    return answers.page(next(row for row in rows if row["id"] == page_id))
