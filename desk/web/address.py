"""Where a request comes from, also behind proxies: attempts to sign in are counted by it, and sessions show it.

Anybody can send ``X-Forwarded-For``, and each proxy adds the address it was called from at the end. So only as many
entries are believed, from the right, as there are proxies of one's own (SHAREWELL_TRUSTED_PROXIES).
"""

from __future__ import annotations

import ipaddress

from sanic import Request

from desk.domain.device import device_of
from desk.services.accounts import Origin


def origin_of(request: Request) -> Origin:
    """The address and the device of who is calling."""
    return Origin(address_of(request), device_of(request.headers.get("user-agent", "")[:500]))


def address_of(request: Request) -> str:
    """The address of who is calling; the nearest one that is certain where a proxy did not say."""
    hops: int = request.app.ctx.desk.settings.trusted_proxies
    forwarded = ",".join(request.headers.getall("x-forwarded-for", [])) if hops else ""
    return _forwarded(forwarded, hops) or str(request.ip)


def _forwarded(header: str, hops: int) -> str | None:
    entries = [entry.strip() for entry in header.split(",") if entry.strip()]
    if not hops or len(entries) < hops:
        return None
    entry = entries[-hops].strip('"')
    if entry.startswith("["):
        entry = entry[1:].partition("]")[0]
    elif entry.count(":") == 1:
        entry = entry.partition(":")[0]
    try:
        return str(ipaddress.ip_address(entry))
    except ValueError:
        return None
