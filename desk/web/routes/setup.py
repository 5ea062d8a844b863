"""First steps and tokens: what a new desk needs first."""

from __future__ import annotations

from sanic import Request

from desk.services.accounts import Account
from desk.web import models, models_machine
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
    body=models_machine.NewToken,
    answer=models_machine.Token,
    status=201,
)
async def add_token(request: Request, person: Account, body: models_machine.NewToken) -> models_machine.Token:
    """A token for a page's own system; it is shown this once."""
    _, token = await request.app.ctx.desk.webhooks.add_token(person.name, body.page, body.name)
    return models_machine.Token(body.name, body.page, token)
