"""How a webhook proves that it comes from Meta, and how its address is checked."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import Final

from desk.domain.page import Connection
from desk.domain.platform import Handshake

HEADER: Final = "x-hub-signature-256"
SCHEME: Final = "sha256="


def sign(body: bytes, app_secret: str) -> str:
    """The value of the signature header."""
    return SCHEME + hmac.new(_bytes(app_secret), body, hashlib.sha256).hexdigest()


def proof(token: str, app_secret: str) -> str:
    """The appsecret_proof of a token: it shows that the caller knows the app's secret."""
    return hmac.new(_bytes(app_secret), _bytes(token), hashlib.sha256).hexdigest()


def verified(headers: Mapping[str, str], body: bytes, connection: Connection) -> bool:
    """Whether the app's secret signed this body."""
    secret = connection.secrets.get("app_secret")
    given = headers.get(HEADER, "")
    return bool(secret) and hmac.compare_digest(_bytes(sign(body, str(secret))), _bytes(given))


def handshake(query: Mapping[str, str], connection: Connection) -> Handshake | None:
    """The challenge, where the one who asks knows the verify token."""
    token = connection.secrets.get("verify_token")
    known = bool(token) and hmac.compare_digest(_bytes(str(token)), _bytes(query.get("hub.verify_token", "")))
    if query.get("hub.mode") != "subscribe" or not known or not query.get("hub.challenge"):
        return None
    return Handshake(query["hub.challenge"])


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
