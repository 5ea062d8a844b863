"""Signatures: OAuth 1.0a on what goes to X (RFC 5849), HMAC-SHA256 on what comes from it."""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64encode
from collections.abc import Generator, Mapping
from typing import Final

import httpx
from authlib.oauth1 import ClientAuth

from desk.domain.platform import PlatformError, Trouble

HEADER: Final = "x-twitter-webhooks-signature"
CREDENTIALS: Final = ("consumer_key", "consumer_secret", "access_token", "access_secret")


class Signed(httpx.Auth):
    """Signs each request for the account. A JSON body is no part of an OAuth 1.0a signature."""

    def __init__(self, secrets: Mapping[str, str]) -> None:
        if not all(secrets.get(name) for name in CREDENTIALS):
            raise PlatformError(
                Trouble.TOKEN,
                "The connection to X lacks one of its two keys and two tokens. Enter all four in Settings, Connections.",
            )
        self._signer = ClientAuth(*(secrets[name] for name in CREDENTIALS))

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Add the Authorization header."""
        _, headers, _ = self._signer.sign(request.method, str(request.url), {}, b"")
        request.headers["Authorization"] = headers["Authorization"]
        yield request


def webhook_signature(content: bytes, secret: str) -> str:
    """How X signs a body, and how it wants its challenge answered."""
    return "sha256=" + b64encode(hmac.new(secret.encode(), content, hashlib.sha256).digest()).decode()


def is_signed(body: bytes, header: str | None, secret: str | None) -> bool:
    """Whether the header is X's signature of this raw body."""
    if not header or not secret:
        return False
    return hmac.compare_digest(webhook_signature(body, secret).encode(), header.encode("utf-8", "replace"))
