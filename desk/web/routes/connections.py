"""A page's tokens and webhook, and how its connections are."""

from __future__ import annotations

from uuid import UUID

import msgspec
from sanic import Request

from desk.domain.errors import NotFound
from desk.services.accounts import Account
from desk.web import models_connections as models
from desk.web.operations import Operations

operations = Operations("setup")


@operations.add("GET", "/api/v1/pages/<page_id:str>/connections", allow="admin", answer=models.PageConnections)
async def page_connections(request: Request, person: Account, page_id: str) -> models.PageConnections:
    """A page's tokens and connections, and how they are."""
    async with request.app.ctx.desk.uow() as unit:
        if await unit.pages.get(page_id) is None:
            raise NotFound(f"There is no page with the id {page_id!r}.")
        tokens = await unit.connections.tokens(page_id)
        connections = await unit.connections.of(page_id)
    return models.PageConnections(
        [models.TokenItem(row["id"], row["name"], row["created_at"], row["last_used_at"]) for row in tokens],
        [
            models.ConnectionHealth(
                row["id"],
                row["platform"],
                row["received_at"],
                row["sent_at"],
                row["error"],
                row["error_at"],
                row["config"].get("webhook_url"),
                msgspec.convert(row["last_test"], models.WebhookResult | None),
            )
            for row in connections
        ],
    )


@operations.add(
    "POST",
    "/api/v1/pages/<page_id:str>/tokens",
    allow="admin",
    body=models.NewPageToken,
    answer=models.ShownToken,
    status=201,
)
async def add_page_token(
    request: Request, person: Account, page_id: str, body: models.NewPageToken
) -> models.ShownToken:
    """A token for a page's own system; it is shown this once."""
    token_id, token = await request.app.ctx.desk.webhooks.add_token(person.name, page_id, body.name)
    return models.ShownToken(token_id, body.name, token)


@operations.add("DELETE", "/api/v1/pages/<page_id:str>/tokens/<token_id:uuid>", allow="admin", status=204)
async def revoke_token(request: Request, person: Account, page_id: str, token_id: UUID) -> None:
    """Revoke a token; it stops working at once."""
    await request.app.ctx.desk.webhooks.revoke_token(person.name, page_id, token_id)


@operations.add(
    "PUT",
    "/api/v1/pages/<page_id:str>/webhook",
    allow="admin",
    body=models.WebhookAddress,
    answer=models.WebhookSecret,
)
async def set_webhook(
    request: Request, person: Account, page_id: str, body: models.WebhookAddress
) -> models.WebhookSecret:
    """Where approved replies go, and the secret that signs them."""
    return models.WebhookSecret(await request.app.ctx.desk.webhooks.set_address(person.name, page_id, body.url))


@operations.add("POST", "/api/v1/pages/<page_id:str>/webhook/secret", allow="admin", answer=models.WebhookSecret)
async def renew_webhook_secret(request: Request, person: Account, page_id: str) -> models.WebhookSecret:
    """Another secret; the earlier one signs nothing any more."""
    return models.WebhookSecret(await request.app.ctx.desk.webhooks.renew_secret(person.name, page_id))


@operations.add("POST", "/api/v1/pages/<page_id:str>/webhook/test", allow="admin", answer=models.PageConnections)
async def test_webhook(request: Request, person: Account, page_id: str) -> models.PageConnections:
    """Deliver a signed test to the webhook; the answer tells how it went."""
    await request.app.ctx.desk.webhooks.test(page_id)
    answer: models.PageConnections = await page_connections(request, person, page_id)
    return answer
