"""Calls to a platform: bounded in time and size, and with an ending for everything that can go wrong on the way."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import Any, Final

import httpx

from desk.domain.platform import PlatformError, Trouble
from desk.domain.reply import Refused, Uncertain

TIMEOUT: Final = httpx.Timeout(15.0, connect=5.0)
DEADLINE_S: Final = 30.0
"""A platform that answers a byte at a time would otherwise hold a worker for as long as it likes."""
MAX_ANSWER: Final = 8 * 1024 * 1024
MAX_WAIT: Final = timedelta(days=1)
# Nothing has reached the other side: it is safe to try again.
NEVER_SENT: Final = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
)


class Answer:
    """What a platform answered: ``status``, ``headers``, ``body``; ``json`` is None where the body isn't JSON."""

    def __init__(self, response: httpx.Response, body: bytes) -> None:
        self.status = response.status_code
        self.reason = response.reason_phrase
        self.headers = response.headers
        self.body = body
        self.json = _json(body)

    @property
    def ok(self) -> bool:
        """Whether the status says that it was done."""
        return 200 <= self.status < 300

    @property
    def retry_after(self) -> timedelta | None:
        """The Retry-After header in seconds, at most a day; None where there is none that can be read."""
        value = self.headers.get("retry-after", "")
        return seconds(int(value[:9])) if value.isascii() and value.isdigit() else None


async def read(client: httpx.AsyncClient, method: str, url: str, who: str, **options: Any) -> Answer:
    """A call that changes nothing on the other side. Raises PlatformError where there is no whole answer."""
    try:
        return await _call(client, method, url, options)
    except (*NEVER_SENT, httpx.HTTPError, asyncio.TimeoutError) as error:
        raise PlatformError(Trouble.AWAY, f"{who} can't be reached ({type(error).__name__}).") from None


async def write(
    client: httpx.AsyncClient, method: str, url: str, who: str, **options: Any
) -> Answer | Refused | Uncertain:
    """A call that posts something: it certainly never left (Refused), or may have arrived (Uncertain), or was answered."""
    try:
        return await _call(client, method, url, options)
    except NEVER_SENT as error:
        return Refused(f"{who} can't be reached ({type(error).__name__}).", passing=True, trouble=Trouble.AWAY)
    except httpx.HTTPError as error:
        return Uncertain(f"{who} did not finish its answer ({type(error).__name__}); the reply may be there.")
    except asyncio.TimeoutError:
        return Uncertain(f"{who} did not answer within {DEADLINE_S:.0f} seconds; the reply may be there.")


def seconds(count: float) -> timedelta:
    """A wait that a platform asks for: never negative, at most a day."""
    return min(max(timedelta(seconds=min(count, 86_400)), timedelta(0)), MAX_WAIT)


async def _call(client: httpx.AsyncClient, method: str, url: str, options: dict[str, Any]) -> Answer:
    headers = {"User-Agent": "Sharewell", **options.pop("headers", {})}
    request = client.stream(method, url, headers=headers, timeout=TIMEOUT, follow_redirects=False, **options)
    return await asyncio.wait_for(_answer(request), DEADLINE_S)


async def _answer(request: Any) -> Answer:
    async with request as response:
        body = bytearray()
        async for chunk in response.aiter_bytes():
            body.extend(chunk)
            if len(body) > MAX_ANSWER:
                raise httpx.DecodingError("The answer is too large.")
        return Answer(response, bytes(body))


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
