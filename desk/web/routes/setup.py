"""First steps and tokens: what a new desk needs first."""

from __future__ import annotations

import secrets

from sanic import Request

from desk.domain.errors import NotFound
from desk.domain.text import cleaned
from desk.services.accounts import Account, hashed
from desk.web import models
from desk.web.access import SOMEWHERE, in_body
from desk.web.operations import Operations

operations = Operations("setup")


@operations.add("GET", "/api/v1/first-steps", allow="viewer", page=SOMEWHERE, answer=models.FirstSteps)
async def first_steps(request: Request, person: Account) -> models.FirstSteps:
    """What an empty desk has already."""
    async with request.app.ctx.desk.uow() as unit:
        return models.FirstSteps(**await unit.views.first_steps())


@operations.add(
    "POST",
    "/api/v1/tokens",
    allow="admin",
    page=in_body("page", "page"),
    body=models.NewToken,
    answer=models.Token,
    status=201,
)
async def add_token(request: Request, person: Account, body: models.NewToken) -> models.Token:
    """A token for a page's own system; it is shown this once."""
    token = f"swl_{secrets.token_urlsafe(32)}"
    async with request.app.ctx.desk.uow() as unit:
        if await unit.pages.get(body.page) is None:
            raise NotFound(f"There is no page with the id {body.page!r}.")
        name = cleaned(body.name, "The name", 200)
        await unit.pages.add_token(body.page, name, hashed(token))
        await unit.audit.append(person.name, "token.added", name, body.page, {})
    return models.Token(body.name, body.page, token)
