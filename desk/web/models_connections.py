"""The JSON of a page's connections: tokens, webhook, health."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from desk.web.models import Short, Text


class TokenItem(Struct):
    id: UUID
    name: str
    made_at: datetime
    last_used_at: datetime | None


class WebhookResult(Struct):
    """How the last test delivery ended."""

    at: datetime
    ok: bool
    message: str


class ConnectionHealth(Struct):
    """``last_error`` is the newest one of a reply that still shows it."""

    id: UUID
    platform: str
    last_comment_at: datetime | None
    last_reply_at: datetime | None
    last_error: str | None
    last_error_at: datetime | None
    webhook_url: str | None
    last_test: WebhookResult | None


class PageConnections(Struct):
    tokens: list[TokenItem]
    connections: list[ConnectionHealth]


class NewPageToken(Struct, forbid_unknown_fields=True):
    name: Short


class ShownToken(Struct):
    """``token`` is shown this once."""

    id: UUID
    name: str
    token: str


class WebhookAddress(Struct, forbid_unknown_fields=True):
    """None: replies wait to be fetched."""

    url: Text | None


class WebhookSecret(Struct):
    """What deliveries are signed with; shown when the address is set or the secret renewed."""

    secret: str | None
