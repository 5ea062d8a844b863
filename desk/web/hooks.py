"""Where platforms deliver: ``/hooks/<connection>``. Verified, stored, answered; read later, by the worker."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import structlog
from sanic import Request
from sanic.response import HTTPResponse

from desk.domain.delivery import MAX_BODY, WEBHOOK, NewDelivery
from desk.domain.errors import Invalid, NotAllowed, NotFound
from desk.domain.page import Connection
from desk.domain.platform import PlatformError
from desk.web.rendering import App

PATH: Final = "/hooks/<connection_id:uuid>"
KEPT_S: Final = 5.0
"""A connection that was changed delivers by its old secret for so long at most."""
KEPT_MOST: Final = 1_000
REFUSALS_S: Final = 1.0
"""Refused deliveries are counted in the database so often at most: a flood of them must not become one of writes."""
log = structlog.get_logger(__name__)


@dataclass
class Hooks:
    """The endpoint of one web process."""

    desk: Any
    _known: dict[UUID, tuple[float, Connection]] = field(default_factory=dict)
    _counted: dict[UUID, float] = field(default_factory=dict)

    async def check(self, request: Request, connection_id: UUID) -> HTTPResponse:
        """A platform checks the address."""
        connection = await self._connection(connection_id)
        query = {name: request.args.get(name, "") for name in request.args}
        answer = self.desk.connectors[connection.platform].handshake(query, connection)
        if answer is None:
            raise NotAllowed("This request does not carry what the platform and this connection have agreed on.")
        return HTTPResponse(answer.body, content_type=answer.content_type)

    async def deliver(self, request: Request, connection_id: UUID) -> HTTPResponse:
        """A platform delivers: 200 as soon as the body is safe, and not before."""
        connection = await self._connection(connection_id)
        body = request.body
        if len(body) > MAX_BODY:
            raise Invalid(f"The body is larger than {MAX_BODY // 1_000_000} MB.")
        headers = {name.lower(): value for name, value in request.headers.items()}
        if not self.desk.connectors[connection.platform].verified(headers, body, connection):
            await self._refused(connection)
            raise NotAllowed("The signature of this delivery is wrong.")
        await self.desk.inbox.store(NewDelivery(connection.id, WEBHOOK, self.desk.clock.now(), body))
        return HTTPResponse(status=200)

    async def _connection(self, connection_id: UUID) -> Connection:
        until, known = self._known.get(connection_id, (0.0, None))
        if known is not None and time.monotonic() < until:
            return known
        async with self.desk.uow() as unit:
            state = await unit.channels.get(connection_id)
        connector = self.desk.connectors.get(state.connection.platform)
        if state.disconnected_at is not None or connector is None or not connector.platform.webhook:
            raise NotFound("Nothing is delivered to this address.")
        try:
            opened: Connection = self.desk.vault.opened(state.connection)
        except PlatformError as error:
            log.error("credentials_unreadable", connection=str(connection_id))
            raise NotFound("Nothing can be delivered to this address right now.") from error
        if len(self._known) >= KEPT_MOST:
            self._known.clear()
        self._known[connection_id] = (time.monotonic() + KEPT_S, opened)
        return opened

    async def _refused(self, connection: Connection) -> None:
        log.warning("delivery_refused", connection=str(connection.id), platform=connection.platform)
        if time.monotonic() - self._counted.get(connection.id, -REFUSALS_S) < REFUSALS_S:
            return
        self._counted[connection.id] = time.monotonic()
        async with self.desk.uow() as unit:
            await unit.channels.note_refused(connection.id, self.desk.clock.now())


def serve_hooks(app: App, desk: Any) -> None:
    """Add the endpoint to the application."""
    hooks = Hooks(desk)
    app.add_route(hooks.check, PATH, methods=["GET"], name="check_hook")
    app.add_route(hooks.deliver, PATH, methods=["POST"], name="deliver_hook")
