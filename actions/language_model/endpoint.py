"""The model's endpoint, spoken to from the action server."""

from __future__ import annotations

import asyncio
from typing import Any, Final

import aiohttp

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

ANSWER_TOKENS: Final = 900


class Endpoint:
    """The session is passed in and closed by who made it."""

    def __init__(self, session: aiohttp.ClientSession, settings: ModelSettings) -> None:
        self._session = session
        self._url = address_of(settings)
        self._headers = headers_of(settings)
        self._proxy = proxy_for(settings.url)
        self._chat = Chat(self._post, settings.name, ANSWER_TOKENS)

    async def ask(self, messages: list[dict[str, str]], within: float) -> Completion:
        """The answer to the messages, within so many seconds; raises ModelUnreachable or AnswerUnusable."""
        return await self._chat.ask(messages, within)

    async def _post(self, body: dict[str, Any], within: float) -> Answer:
        try:
            async with self._session.post(
                self._url,
                json=body,
                headers=self._headers,
                proxy=self._proxy,
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=within),
            ) as response:
                raw = await _read(response)
                return Answer(response.status, response.content_type, raw, response.headers.get("Retry-After"))
        except asyncio.TimeoutError:
            raise too_slow() from None
        except (aiohttp.ClientError, OSError) as error:
            raise no_connection(error) from None


async def _read(response: aiohttp.ClientResponse) -> bytes:
    """The body, of a stream up to its end mark."""
    raw = bytearray()
    async for chunk in response.content.iter_chunked(CHUNK):
        raw += chunk
        if is_complete(raw):
            break
    return bytes(raw)
