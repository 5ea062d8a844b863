"""Replies that did not arrive, by connection."""

from __future__ import annotations

from sanic import Request

from desk.services.accounts import Account
from desk.services.decide import Person
from desk.services.problems import is_failing, is_in_trouble, retry_failed
from desk.web import models_alerts as models
from desk.web.access import SOMEWHERE, in_body
from desk.web.operations import Operations

operations = Operations("desk")


@operations.add("GET", "/api/v1/connections/health", allow="viewer", page=SOMEWHERE, answer=models.Connections)
async def connections_health(request: Request, person: Account) -> models.Connections:
    """How each connection does: what arrived last, and what did not."""
    async with request.app.ctx.desk.uow() as unit:
        rows = await unit.health.connections()
    connectors = request.app.ctx.desk.connectors
    return models.Connections(
        [
            models.ConnectionTroubles(
                **row,
                name=connectors[row["platform"]].platform.name if row["platform"] in connectors else row["platform"],
                failing=is_failing(row),
                in_trouble=is_in_trouble(row),
            )
            for row in rows
            if row["page_id"] in person.pages()
        ]
    )


@operations.add(
    "POST",
    "/api/v1/problems/retry",
    allow="approver",
    page=in_body("connection", "connection"),
    body=models.RetryAll,
    answer=models.Retried,
)
async def retry_problems(request: Request, person: Account, body: models.RetryAll) -> models.Retried:
    """Send again every reply that failed on a connection; those that may have arrived are left to a person."""
    desk = request.app.ctx.desk
    retried, left = await retry_failed(desk.uow, desk.decisions, Person(person.id, person.name), body.connection)
    return models.Retried(retried, left)
