"""How often somebody may try: counted before an attempt is judged, and taken back when it was right."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from desk.domain.errors import NotAllowed
from desk.domain.text import MAX_NAME
from desk.ports.people import OpenSignIn

MAX_FAILURES: Final = 10
MAX_CODES: Final = 5
WINDOW: Final = timedelta(minutes=15)


class TooManyAttempts(NotAllowed):
    """Too many failed sign-ins; wait a quarter of an hour and try again."""

    code = "too_many_attempts"


def limits_of(email: str | None = None, address: str | None = None) -> dict[str, int]:
    """The keys under which a sign-in is counted, with how many may fail: a network is shared by many people."""
    limits: dict[str, int] = {}
    if email is not None:
        limits[email_key(email)] = MAX_FAILURES
    if address is not None:
        limits[f"address:{network_of(address)}"] = 5 * MAX_FAILURES
    return limits


def email_key(email: str) -> str:
    """The key under which an address's sign-ins are counted."""
    return f"email:{email.strip().lower()[:MAX_NAME]}"


def network_of(address: str) -> str:
    """What one household or office has: an IPv4 address, the /64 of an IPv6 one, else the text as it is."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address[:MAX_NAME]
    if isinstance(known, ipaddress.IPv6Address):
        if known.ipv4_mapped:
            return str(known.ipv4_mapped)
        return str(ipaddress.ip_network((known, 64), strict=False))
    return str(known)


async def claim(uow: OpenSignIn, limits: Mapping[str, int]) -> list[int]:
    """Count an attempt under each key; raises TooManyAttempts, equally whether there is such an account or not."""
    made: list[int] = []
    async with uow() as unit:
        for key in sorted(limits):  # one order, so that two never wait for each other
            number = await unit.sessions.attempt(key, WINDOW, limits[key])
            if number is None:
                raise TooManyAttempts()
            made.append(number)
    return made
