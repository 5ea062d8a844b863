"""Pages and how they speak."""

from __future__ import annotations

from typing import Any

import msgspec
from sanic import Request

from desk.domain.page import Page
from desk.domain.text import MAX_NAME, cleaned
from desk.services.accounts import Account
from desk.services.pages import change_page
from desk.web import answers, models, models_machine
from desk.web.access import DESK
from desk.web.operations import Operations

operations = Operations("setup")


@operations.add(
    "POST", "/api/v1/pages", allow="admin", page=DESK, body=models_machine.NewPage, answer=models.Page, status=201
)
async def add_page(request: Request, person: Account, body: models_machine.NewPage) -> models.Page:
    """A new page."""
    page = Page(body.id, cleaned(body.name, "The name", MAX_NAME), {"voice": {"sign_with": body.sign_with}})
    async with request.app.ctx.desk.uow() as unit:
        await unit.pages.add(Page(page.id, page.name, {"voice": page.voice.as_dict()}))
        await unit.audit.append(person.name, "page.added", page.name, page.id, {})
    return await _page(request, person, body.id)


@operations.add("PATCH", "/api/v1/pages/<page_id:str>", allow="admin", body=models.ChangePage, answer=models.Page)
async def change(request: Request, person: Account, page_id: str, body: models.ChangePage) -> models.Page:
    """Change what is given: name, undo window, voice, promise, assignment, second approval; what comes next goes by it."""

    def given(value: Any) -> Any:
        return None if value is None else msgspec.to_builtins(value)

    await change_page(
        request.app.ctx.desk.uow,
        page_id,
        body.name,
        body.undo_seconds,
        given(body.voice),
        promise=None if body.promise is msgspec.UNSET else given(body.promise) or False,
        assign=body.assign,
        second_approval=given(body.second_approval),
        actor=person.name,
    )
    return await _page(request, person, page_id)


async def _page(request: Request, account: Account, page_id: str) -> models.Page:
    async with request.app.ctx.desk.uow() as unit:
        rows = await unit.views.pages()
    return answers.page(next(row for row in rows if row["id"] == page_id), account.roles.on(page_id))
