"""Signatures of outgoing webhooks: HMAC-SHA256 over ``timestamp.body``.

The header is ``Sharewell-Signature: t=<unix seconds>,v1=<hex>``. A receiver computes the same over the raw body,
compares in constant time, and refuses timestamps older than five minutes.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Final
from uuid import UUID

HEADER: Final = "Sharewell-Signature"
TOLERANCE_S: Final = 300


def secret_of(connection_id: UUID, master_key: str, number: int = 0) -> str:
    """The connection's signing secret: derived from the desk's key, so that the database holds no secret.

    ``number`` counts how often somebody asked for a new one.
    """
    what = b"webhook:" + connection_id.bytes + (b":%d" % number if number else b"")
    return "whsec_" + hmac.new(master_key.encode(), what, hashlib.sha256).hexdigest()


def sign(body: bytes, secret: str, timestamp: int) -> str:
    """The value of the signature header."""
    return f"t={timestamp},v1={_digest(body, secret, timestamp)}"


def verify(body: bytes, secret: str, header: str, now: int) -> bool:
    """Whether the header signs this body and is at most five minutes old. For receivers and tests."""
    parts = dict(part.split("=", 1) for part in header.split(",") if "=" in part)
    if not parts.get("t", "").isdigit() or "v1" not in parts:
        return False
    timestamp = int(parts["t"])
    expected = _digest(body, secret, timestamp).encode()
    return abs(now - timestamp) <= TOLERANCE_S and hmac.compare_digest(expected, parts["v1"].encode())


def _digest(body: bytes, secret: str, timestamp: int) -> str:
    return hmac.new(secret.encode(), str(timestamp).encode() + b"." + body, hashlib.sha256).hexdigest()
