"""The JSON of a page's connections: tokens, webhook, health."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from msgspec import Struct

from desk.web.models_kinds import Short, Text
from desk.web.models_said import SENDING, Speaking


class TokenItem(Struct):
    id: UUID
    name: str
    made_at: datetime
    last_used_at: datetime | None


class WebhookResult(Speaking):
    """How the last test delivery ended."""

    SAYS: ClassVar = {"message": SENDING}

    at: datetime
    ok: bool
    message: str


class ConnectionHealth(Speaking):
    """``last_error`` is the newest one of a reply that still shows it."""

    SAYS: ClassVar = {"last_error": SENDING}

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
