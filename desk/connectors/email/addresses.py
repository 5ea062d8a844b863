"""Addresses that a reply can be sent to without any of their characters meaning something else on the way."""

from __future__ import annotations

import re
from typing import Final

MAX_ADDRESS: Final = 254
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)(?:\.(?!-)[A-Za-z0-9-]{1,63}(?<!-))*")


def sendable(address: str) -> str | None:
    """The address with its domain in ASCII; None where it isn't one, or needs what few servers can do."""
    local, at, domain = address.strip().rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii") if not domain.isascii() else domain
    except UnicodeError:
        return None
    whole = f"{local}@{domain}"
    if not at or len(whole) > MAX_ADDRESS or not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        return None
    return whole
