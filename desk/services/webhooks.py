"""What an administrator sets of a page's connection: where its replies go, and the tokens its system speaks with."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from desk.domain.errors import Conflict, Invalid, NotFound
from desk.domain.page import Connection
from desk.domain.text import MAX_NAME, cleaned
from desk.ports.outside import Clock
from desk.ports.platforms import OpenConnections, WebhookTrial

MAX_URL = 2000


@dataclass(frozen=True)
class Webhooks:
    """Tokens and webhooks; every change is in the audit log."""

    uow: OpenConnections
    clock: Clock
    trial: WebhookTrial

    async def add_token(self, actor: str, page_id: str, name: str) -> tuple[UUID, str]:
        """A token for a page's own system; it can't be seen again."""
        name = cleaned(name, "The name", MAX_NAME)
        token = f"swl_{secrets.token_urlsafe(32)}"
        async with self.uow() as unit:
            if await unit.pages.get(page_id) is None:
                raise NotFound(f"There is no page with the id {page_id!r}.")
            token_id = await unit.connections.add_token(page_id, name, hashlib.sha256(token.encode()).digest())
            await unit.audit.append(actor, "token.added", name, page_id, {})
        return token_id, token

    async def revoke_token(self, actor: str, page_id: str, token_id: UUID) -> None:
        """It stops working at once."""
        async with self.uow() as unit:
            name = await unit.connections.revoke_token(page_id, token_id)
            if name is None:
                raise NotFound("This token was revoked already.")
            await unit.audit.append(actor, "token.revoked", name, page_id, {})

    async def set_address(self, actor: str, page_id: str, url: str | None) -> str | None:
        """Where approved replies go, None for fetching them; the secret that signs them, for showing once."""
        url = _checked(url)
        async with self.uow() as unit:
            connection = await unit.pages.api_connection(page_id)
            await unit.pages.configure(connection.id, {**connection.config, "webhook_url": url})
            await unit.audit.append(actor, "webhook.changed" if url else "webhook.removed", url or "-", page_id, {})
        return self.trial.secret(connection) if url else None

    async def renew_secret(self, actor: str, page_id: str) -> str:
        """Another secret from the next delivery on."""
        async with self.uow() as unit:
            connection = await unit.pages.api_connection(page_id)
            if not connection.config.get("webhook_url"):
                raise Conflict("This page has no webhook yet; give its address first.")
            config: dict[str, Any] = {
                **connection.config,
                "secret_number": int(connection.config.get("secret_number", 0)) + 1,
            }
            await unit.pages.configure(connection.id, config)
            await unit.audit.append(actor, "webhook.secret_renewed", config["webhook_url"], page_id, {})
        return self.trial.secret(Connection(connection.id, connection.page_id, connection.platform, config))

    async def test(self, page_id: str) -> None:
        """Deliver a test and note how it ended."""
        async with self.uow() as unit:
            connection = await unit.pages.api_connection(page_id)
        if not connection.config.get("webhook_url"):
            raise Conflict("This page has no webhook yet; give its address first.")
        ok, message = await self.trial.deliver(connection)
        async with self.uow() as unit:
            at = self.clock.now().isoformat()
            await unit.connections.note_test(connection.id, {"at": at, "ok": ok, "message": message})


def _checked(url: str | None) -> str | None:
    url = cleaned(url or "", "The address", MAX_URL, required=False)
    if not url:
        return None
    try:
        address = urlsplit(url)
        fine = address.scheme in ("http", "https") and bool(address.hostname) and address.port != 0
    except ValueError:
        fine = False
    if not fine or any(character.isspace() for character in url):
        raise Invalid(f"{url!r} is not a web address; it must start with https:// (or http:// for a test).")
    if address.username or address.password:
        raise Invalid("The address must hold no user name or password: it is shown to every administrator.")
    return url
