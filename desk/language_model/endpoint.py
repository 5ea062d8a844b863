"""The model's endpoint, spoken to from the desk."""

from __future__ import annotations

import asyncio
import ssl
from typing import Any, Final

import httpx

from language.model.chat import (
    CHUNK,
    Answer,
    Chat,
    address_of,
    headers_of,
    is_complete,
    no_connection,
    proxy_for,
    too_slow,
)
from language.model.completion import Completion
from language.model_settings import ModelSettings

ANSWER_TOKENS: Final = 6_000


class Endpoint:
    """One model behind one address, with a client of its own: the key goes nowhere else."""

    def __init__(self, settings: ModelSettings) -> None:
        self._client = httpx.AsyncClient(
            headers=headers_of(settings),
            proxy=proxy_for(settings.url),
            verify=ssl.create_default_context(),
            trust_env=False,
            follow_redirects=False,
        )
        self._url = address_of(settings)
        self._chat = Chat(self._post, settings.name, ANSWER_TOKENS)

    async def close(self) -> None:
        """Close its connections."""
        await self._client.aclose()

    async def ask(self, messages: list[dict[str, str]], within: float) -> Completion:
        """The answer to the messages, within so many seconds; raises ModelUnreachable or AnswerUnusable."""
        return await self._chat.ask(messages, within)

    async def _post(self, body: dict[str, Any], within: float) -> Answer:
        # httpx limits each step of a request; an endpoint that sends a byte now and then needs a limit for all.
        try:
            return await asyncio.wait_for(self._answer(body, within), within)
        except (asyncio.TimeoutError, httpx.TimeoutException):
            raise too_slow() from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise no_connection(error) from None

    async def _answer(self, body: dict[str, Any], within: float) -> Answer:
        raw = bytearray()
        async with self._client.stream("POST", self._url, json=body, timeout=within) as response:
            async for chunk in response.aiter_bytes(CHUNK):
                raw += chunk
                if is_complete(raw):
                    break
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        return Answer(response.status_code, kind, bytes(raw), response.headers.get("Retry-After"))
