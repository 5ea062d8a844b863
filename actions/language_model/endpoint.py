"""Chat completions of an OpenAI-compatible endpoint (https://platform.openai.com/docs/api-reference/chat)."""

from __future__ import annotations

import asyncio
import time
import urllib.request
from collections.abc import Callable
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp

from actions.language_model.completion import Completion, read_completion
from actions.language_model.errors import AnswerUnusable, ModelBusy, ModelUnreachable
from language.model_settings import ModelSettings

ANSWER_TOKENS: Final = 900
MOST_BYTES: Final = 1_000_000
_CHUNK: Final = 65_536
_WHAT_TO_CHECK: Final = {
    401: "check SHAREWELL_MODEL_KEY",
    403: "check SHAREWELL_MODEL_KEY",
    404: "check SHAREWELL_MODEL_URL and SHAREWELL_MODEL_NAME",
}


class Endpoint:
    """One model behind one address. The session is passed in and closed by who made it.

    Endpoints differ in what they take: one that refuses an optional parameter by name is asked without it from then on.
    """

    def __init__(self, session: aiohttp.ClientSession, settings: ModelSettings) -> None:
        self._session = session
        self._url = settings.url + "/chat/completions"
        self._headers = {"Accept": "application/json, text/event-stream", "Accept-Encoding": "identity"}
        if settings.key:
            self._headers["Authorization"] = f"Bearer {settings.key}"
        self._proxy = proxy_for(settings.url)
        self._body: dict[str, Any] = {
            "model": settings.name,
            "temperature": 0.2,
            "max_tokens": ANSWER_TOKENS,
            "response_format": {"type": "json_object"},
            "stream": False,
        }

    async def ask(self, messages: list[dict[str, str]], within: float) -> Completion:
        """The answer to the messages, within so many seconds; raises ModelUnreachable or AnswerUnusable."""
        ends = time.monotonic() + within
        while True:
            left = ends - time.monotonic()
            if left <= 0:
                raise ModelUnreachable("The model didn't answer in time.", sent=True)
            status, kind, raw, retry_after = await self._post({**self._body, "messages": messages}, left)
            if status == 200:
                return read_completion(raw, kind)
            if status not in (400, 422) or not self._adapted(raw):
                raise _failure(status, retry_after)

    async def _post(self, body: dict[str, Any], within: float) -> tuple[int, str, bytes, str | None]:
        try:
            async with self._session.post(
                self._url,
                json=body,
                headers=self._headers,
                proxy=self._proxy,
                # A redirect would carry key and text to an address that nobody set.
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=within),
            ) as response:
                raw = await _read(response)
                return response.status, response.content_type, raw, response.headers.get("Retry-After")
        except asyncio.TimeoutError:
            raise ModelUnreachable("The model didn't answer in time.", sent=True) from None
        except (aiohttp.ClientError, OSError) as error:
            raise ModelUnreachable(f"The model can't be reached ({type(error).__name__}).") from None

    def _adapted(self, raw: bytes) -> bool:
        """Whether the refusal names an optional parameter, which is then changed for good."""
        said = raw.decode("utf-8", "replace").lower()
        if "max_tokens" in self._body and "max_completion_tokens" in said:
            self._body["max_completion_tokens"] = self._body.pop("max_tokens")
            return True
        for name in ("response_format", "temperature", "max_tokens"):
            if name in self._body and name in said:
                del self._body[name]
                return True
        if "stream" in said and not self._body["stream"]:
            self._body["stream"] = True
            return True
        return False


async def _read(response: aiohttp.ClientResponse) -> bytes:
    """The body, of a stream up to its end mark; raises AnswerUnusable when it is too long."""
    raw = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        raw += chunk
        if len(raw) > MOST_BYTES:
            raise AnswerUnusable("The model's answer is too long to be one.")
        if b"data: [DONE]" in raw[-_CHUNK - 20 :]:
            break
    return bytes(raw)


def _failure(status: int, retry_after: str | None) -> Exception:
    if status == 429:
        return ModelBusy("The model's endpoint is busy (429).", seconds_of(retry_after))
    if status in (400, 413, 422):
        return AnswerUnusable(f"The model's endpoint refused the request ({status}).", 0)
    hint = f": {_WHAT_TO_CHECK[status]}" if status in _WHAT_TO_CHECK else ""
    return ModelUnreachable(f"The model's endpoint answered {status}{hint}.")


def seconds_of(
    retry_after: str | None, now: Callable[[], datetime] = lambda: datetime.now(timezone.utc)
) -> float | None:
    """Seconds that a Retry-After asks for, given in seconds or as a date (RFC 9110, 10.2.3); None when it says neither."""
    value = (retry_after or "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    return max((moment - now()).total_seconds(), 0.0)


def proxy_for(url: str) -> str | None:
    """The proxy that the environment names for the address, none on this machine itself.

    Found here because aiohttp's own way (`trust_env`) also takes passwords from ~/.netrc over our key.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if host == "localhost" or host.startswith("127.") or host == "::1" or urllib.request.proxy_bypass(host):
        return None
    return urllib.request.getproxies().get(parts.scheme)
