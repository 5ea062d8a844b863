"""What LinkedIn signs with the app's client secret, and what it wants signed."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from typing import Final

HEADER: Final = "x-li-signature"
OVER: Final = {"prefixed": b"hmacsha256=", "body": b""}
"""What stands before the raw body in what is signed, by the name of the scheme."""
DEFAULT: Final = "prefixed"
_CODE: Final = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def signature(body: bytes, secret: str, scheme: str = DEFAULT) -> str:
    """The value of ``X-LI-Signature`` for a raw body."""
    return _hex(OVER[scheme] + body, secret)


def is_signed(body: bytes, header: str, secret: str, scheme: str) -> bool:
    """Whether the header is the body's signature, compared in constant time."""
    if not secret or scheme not in OVER:
        return False
    return hmac.compare_digest(signature(body, secret, scheme).encode(), header.encode("utf-8", "replace"))


def challenge_answer(code: str, secret: str) -> str | None:
    """The answer to the check of the webhook's address; None where the code isn't one.

    A code is a UUID. Anything else is left unsigned: whoever asked could have a made-up body signed otherwise.
    """
    if not secret or not _CODE.fullmatch(code):
        return None
    return json.dumps({"challengeCode": code, "challengeResponse": _hex(code.encode(), secret)})


def _hex(what: bytes, secret: str) -> str:
    return hmac.new(secret.encode(), what, hashlib.sha256).hexdigest()
