"""What a connector answers for abilities that its platform doesn't have; each platform overrides what it has."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from desk.domain.comment import Comment
from desk.domain.incoming import Happening, Malformed
from desk.domain.page import Connection
from desk.domain.platform import (
    Account,
    Fetched,
    Found,
    Handshake,
    Moderation,
    Platform,
    Standing,
)
from desk.domain.reply import ApprovedReply, HandedOver, Outcome, Refused


class BaseConnector:
    """A platform that neither delivers nor can be asked, and to which replies are carried by hand."""

    platform: Platform

    def handshake(self, query: Mapping[str, str], connection: Connection) -> Handshake | None:
        """It has no webhook."""
        return None

    def verified(self, headers: Mapping[str, str], body: bytes, connection: Connection) -> bool:
        """It signs nothing, so nothing that claims to come from it is believed."""
        return False

    def parse(self, body: bytes, connection: Connection) -> list[Happening]:
        """It delivers nothing."""
        raise Malformed(f"{self.platform.name} delivers no bodies.")

    async def fetch(self, connection: Connection, cursor: Mapping[str, Any] | None, now: datetime) -> Fetched:
        """There is nothing to ask."""
        return Fetched((), cursor or {})

    async def look(self, comment: Comment, connection: Connection) -> Standing:
        """It doesn't tell."""
        return Standing()

    async def publish(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Outcome:
        """A person carries it over."""
        return HandedOver()

    async def find(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Found:
        """It doesn't tell."""
        return Found(None)

    async def account(self, connection: Connection) -> Account:
        """Nobody in particular."""
        return Account(self.platform.name)

    def price(self, text: str, connection: Connection) -> str | None:
        """Replies cost nothing."""
        return None

    async def moderate(self, what: Moderation, comment: Comment, connection: Connection) -> Outcome:
        """It can't."""
        return Refused(f"{self.platform.name} doesn't let anybody {what.value} a comment from outside.")
