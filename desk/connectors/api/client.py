"""The API connection: approved replies go to the page's own system by a signed webhook, or wait to be fetched."""

from __future__ import annotations

import asyncio
import contextlib
import json
from datetime import timedelta
from typing import Any, Final

import httpx

from desk.connectors.api.signing import HEADER, secret_of, sign
from desk.connectors.base import BaseConnector
from desk.domain.comment import Comment
from desk.domain.page import Connection
from desk.domain.platform import Platform
from desk.domain.reply import ApprovedReply, HandedOver, Outcome, Refused, Sent, Uncertain
from desk.domain.text import MAX_ID, cleaned
from desk.ports.outside import Clock

TIMEOUT: Final = httpx.Timeout(10.0, connect=5.0)
DEADLINE_S: Final = 20.0
"""A receiver that answers a byte at a time would otherwise hold a worker for as long as it likes."""
BODY_S: Final = 5.0
MAX_ANSWER: Final = 64 * 1024
MAX_WAIT: Final = timedelta(days=1)
# Nothing has reached the other side: it is safe to try again.
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.InvalidURL)


API: Final = Platform("api", "API", "api", fields=(), finds=False)


class ApiConnector(BaseConnector):
    """The page's own system: it posts comments by the API, and gets replies by webhook or fetches them."""

    platform = API

    def __init__(self, client: httpx.AsyncClient, clock: Clock, master_key: str) -> None:
        self._client = client
        self._clock = clock
        self._master_key = master_key

    async def publish(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Outcome:
        """Deliver the reply, or leave it to be fetched where no webhook is set."""
        url = connection.config.get("webhook_url")
        if not url:
            return HandedOver()
        body = json.dumps(payload_of(reply, comment), ensure_ascii=False).encode()
        timestamp = int(self._clock.now().timestamp())
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "Sharewell",
            "Accept-Encoding": "identity",
            "Sharewell-Delivery": str(reply.id),
            "Idempotency-Key": str(reply.id),
            HEADER: sign(body, secret_of(connection.id, self._master_key, secret_number(connection)), timestamp),
        }
        try:
            return await asyncio.wait_for(self._deliver(url, body, headers), DEADLINE_S)
        except _NEVER_SENT as error:
            return Refused(f"{url} can't be reached ({type(error).__name__}).", passing=True)
        except httpx.HTTPError as error:
            return Uncertain(f"{url} did not finish its answer ({type(error).__name__}); it may have taken the reply.")
        except asyncio.TimeoutError:
            return Uncertain(f"{url} did not answer within {DEADLINE_S:.0f} seconds; it may have taken the reply.")

    async def _deliver(self, url: str, body: bytes, headers: dict[str, str]) -> Outcome:
        async with self._client.stream(
            "POST", url, content=body, headers=headers, timeout=TIMEOUT, follow_redirects=False
        ) as response:
            return outcome_of(response, await _start_of(response))


def secret_number(connection: Connection) -> int:
    """How often the connection's secret was renewed."""
    return int(connection.config.get("secret_number", 0))


def payload_of(reply: ApprovedReply, comment: Comment) -> dict[str, Any]:
    """The body of the webhook; docs/reference/api-connection.md describes it."""
    return {
        "type": "reply.approved",
        "reply": {"id": str(reply.id), "text": reply.text, "approved_at": reply.approved_at.isoformat()},
        "comment": {"id": comment.external_id, "page": comment.page_id, "channel": comment.channel, "url": comment.url},
    }


def outcome_of(response: httpx.Response, body: bytes) -> Outcome:
    """What a receiver's status means: 2xx taken; 408, 425, 429 and 5xx not now; anything else never."""
    if response.is_success:
        return Sent(_external_id(body))
    reason = f"The receiver answered {response.status_code} {response.reason_phrase}."
    if response.status_code in (408, 425, 429) or response.status_code >= 500:
        return Refused(reason, passing=True, retry_after=_retry_after(response))
    return Refused(reason)


def _retry_after(response: httpx.Response) -> timedelta | None:
    value = response.headers.get("Retry-After", "")
    return min(timedelta(seconds=int(value[:9])), MAX_WAIT) if value.isascii() and value.isdigit() else None


async def _start_of(response: httpx.Response) -> bytes:
    """The first 64 kB of the answer, or what came of it; the status has said already what became of the reply."""
    body = bytearray()

    async def read() -> None:
        async for chunk in response.aiter_bytes():
            body.extend(chunk[: MAX_ANSWER - len(body)])
            if len(body) >= MAX_ANSWER:
                return

    with contextlib.suppress(httpx.HTTPError, asyncio.TimeoutError):
        await asyncio.wait_for(read(), BODY_S)
    return bytes(body)


def _external_id(body: bytes) -> str | None:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return None
    value = answer.get("id") if isinstance(answer, dict) else None
    return cleaned(str(value)[:MAX_ID], "The id", MAX_ID, required=False) or None if value is not None else None
