"""A raw body as a platform gave it, before anything has read it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

WEBHOOK: Final = "webhook"
FETCH: Final = "fetch"
Source = Literal["webhook", "fetch"]
MAX_BODY: Final = 2_000_000


@dataclass(frozen=True)
class NewDelivery:
    """A body that has just arrived."""

    connection_id: UUID
    source: Source
    received_at: datetime
    body: bytes

    @property
    def digest(self) -> bytes:
        """By which the same body is known again, 32 bytes."""
        return hashlib.sha256(self.body).digest()


@dataclass(frozen=True)
class StoredDelivery:
    """A body that waits to be read."""

    id: int
    connection_id: UUID
    source: Source
    received_at: datetime
    body: bytes
