"""Credentials of connections: sealed in the database, open only while a platform is spoken to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from desk.domain.page import Connection
from desk.domain.platform import PlatformError, Trouble
from desk.ports.errors import SealBroken
from desk.ports.outside import Sealing

UNREADABLE = "The credentials of this connection can't be opened with the desk's signing key: it was changed. Reconnect the page."


@dataclass(frozen=True)
class Vault:
    """Seals and opens credentials."""

    sealing: Sealing

    def seal(self, secrets: Mapping[str, str]) -> bytes | None:
        """What the database keeps; None for no credentials at all."""
        return self.sealing.seal(json.dumps(dict(secrets))) if secrets else None

    def opened(self, connection: Connection) -> Connection:
        """The connection with its secrets. Raises PlatformError where another key sealed them."""
        if connection.sealed is None:
            return connection
        try:
            return replace(connection, secrets=json.loads(self.sealing.open(connection.sealed)))
        except SealBroken:
            raise PlatformError(Trouble.TOKEN, UNREADABLE) from None
