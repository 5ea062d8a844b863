"""A proof of work that costs a visitor's browser a moment, and whoever makes thousands of visitors a lot."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Final

from desk.domain.chat_token import derived

DIFFICULTY: Final = 15
LIFE: Final = timedelta(minutes=5)
MAX_PART: Final = 200
_PURPOSE: Final = b"sharewell chat challenges"


@dataclass(frozen=True)
class Challenge:
    """Find a nonce with which sha256(salt:nonce) begins with ``difficulty`` zero bits."""

    salt: str
    difficulty: int
    expires_at: datetime


def challenge(page_id: str, signing_key: str, now: datetime) -> Challenge:
    """A new one. Its salt is signed, so that nothing need be kept until it is used."""
    until = int((now + LIFE).timestamp())
    body = f"{until}.{DIFFICULTY}.{secrets.token_urlsafe(12)}"
    expires_at = datetime.fromtimestamp(until, timezone.utc)
    return Challenge(f"{body}.{_mac(body, page_id, signing_key)}", DIFFICULTY, expires_at)


def solved(salt: str, nonce: str, page_id: str, signing_key: str, now: datetime) -> bool:
    """Whether the nonce solves a challenge that this desk gave for this page, and in time."""
    if max(len(salt), len(nonce)) > MAX_PART or not salt.isascii() or not nonce.isascii():
        return False
    body, _, mac = salt.rpartition(".")
    if not hmac.compare_digest(mac, _mac(body, page_id, signing_key)):
        return False
    until, difficulty, _ = body.split(".", 2)
    digest = hashlib.sha256(f"{salt}:{nonce}".encode()).digest()
    return now.timestamp() < int(until) and leading_zeros(digest) >= int(difficulty)


def leading_zeros(digest: bytes) -> int:
    """How many bits before the first that is set."""
    return 8 * len(digest) - int.from_bytes(digest, "big").bit_length()


def _mac(body: str, page_id: str, signing_key: str) -> str:
    key = derived(signing_key, _PURPOSE)
    return hmac.new(key, f"{page_id}:{body}".encode(), hashlib.sha256).hexdigest()[:32]
