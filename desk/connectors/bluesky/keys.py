"""The key of a reply's record, known before it is sent: the same reply can be looked up, and never be created twice.

A TID (atproto.com/specs/tid) is 53 bits of microseconds and 10 bits of a clock's id, in 13 characters.
"""

from __future__ import annotations

import hashlib
from typing import Final

from desk.domain.reply import ApprovedReply

_ALPHABET: Final = "234567abcdefghijklmnopqrstuvwxyz"
_CLOCK_BITS: Final = 10
_LENGTH: Final = 13


def record_key(reply: ApprovedReply) -> str:
    """The second is that of the approval; what is finer, and the clock's id, are drawn from the reply's id."""
    drawn = int.from_bytes(hashlib.sha256(reply.id.bytes).digest()[:8], "big")
    microseconds = int(reply.approved_at.timestamp()) * 1_000_000 + drawn % 1_000_000
    return tid(microseconds, drawn // 1_000_000 % (1 << _CLOCK_BITS))


def tid(microseconds: int, clock: int) -> str:
    """A timestamp identifier."""
    value = (microseconds << _CLOCK_BITS) | clock
    return "".join(_ALPHABET[value >> (5 * place) & 31] for place in reversed(range(_LENGTH)))
