"""Tokens of chat visitors: signed, bound to a page and a site, renewed by the one before."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Final
from uuid import UUID

from desk.domain.chat_errors import TokenRefused

LIFE: Final = timedelta(hours=24)
RENEW_AFTER: Final = timedelta(hours=12)
RENEWABLE: Final = timedelta(days=30)
GRACE: Final = timedelta(seconds=60)
"""A token that was renewed so lately may still be under way, or in another tab."""
MAX_TOKEN: Final = 1_000
_PURPOSE: Final = b"sharewell chat tokens"


@dataclass(frozen=True)
class Token:
    """What a token says."""

    family: UUID
    generation: int
    visitor: UUID
    page: str
    origin: str
    issued_at: datetime

    @property
    def expires_at(self) -> datetime:
        """Until when it opens the conversation."""
        return self.issued_at + LIFE

    @property
    def renew_after(self) -> datetime:
        """From when on it should be renewed."""
        return self.issued_at + RENEW_AFTER

    @property
    def renewable_until(self) -> datetime:
        """Until when another follows from it."""
        return self.issued_at + RENEWABLE


def derived(signing_key: str, purpose: bytes) -> bytes:
    """A key for one purpose, from which no other can be told."""
    return hmac.new(signing_key.encode(), purpose, hashlib.sha256).digest()


def sign(token: Token, signing_key: str) -> str:
    """The token as it is given out."""
    body = json.dumps(
        [
            token.family.hex,
            token.generation,
            token.visitor.hex,
            token.page,
            token.origin,
            int(token.issued_at.timestamp()),
        ],
        separators=(",", ":"),
    )
    head = _text(body.encode())
    return f"{head}.{_text(_mac(head, signing_key))}"


def read(text: str, signing_key: str) -> Token:
    """What a token says; raises TokenRefused for anything that this desk did not sign."""
    head, dot, mac = text.partition(".")
    if not dot or len(text) > MAX_TOKEN or not text.isascii():
        raise TokenRefused()
    if not hmac.compare_digest(mac, _text(_mac(head, signing_key))):
        raise TokenRefused()
    try:
        family, generation, visitor, page, origin, issued = json.loads(_bytes(head))
        at = datetime.fromtimestamp(issued, timezone.utc)
        return Token(UUID(family), int(generation), UUID(visitor), str(page), str(origin), at)
    except (ValueError, TypeError, AttributeError, OverflowError, binascii.Error):
        raise TokenRefused() from None


def identity_signature(secret: str, identity: str) -> str:
    """What the site's own server gives its visitor, so that nobody else is taken for them."""
    return hmac.new(secret.encode(), identity.encode(), hashlib.sha256).hexdigest()


def _mac(head: str, signing_key: str) -> bytes:
    return hmac.new(derived(signing_key, _PURPOSE), head.encode(), hashlib.sha256).digest()


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
