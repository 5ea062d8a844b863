"""Chat completions of an OpenAI-compatible endpoint (https://platform.openai.com/docs/api-reference/chat), whatever carries them."""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

from language.model.completion import Completion, read_completion
from language.model.errors import AnswerUnusable, ModelBusy, ModelUnreachable
from language.model_settings import ModelSettings

MOST_BYTES: Final = 1_000_000
CHUNK: Final = 65_536
_END: Final = b"data: [DONE]"
_WHAT_TO_CHECK: Final = {
    401: "check SHAREWELL_MODEL_KEY",
    403: "check SHAREWELL_MODEL_KEY",
    404: "check SHAREWELL_MODEL_URL and SHAREWELL_MODEL_NAME",
}


class AsksModel(Protocol):
    """What answers messages."""

    async def ask(self, messages: list[dict[str, str]], within: float) -> Completion:
        """The answer within so many seconds; raises ModelUnreachable or AnswerUnusable."""


@dataclass(frozen=True)
class Answer:
    """What came back over HTTP; `kind` is the content type without its parameters."""

    status: int
    kind: str
    raw: bytes
    retry_after: str | None


Post = Callable[[dict[str, Any], float], Awaitable[Answer]]
"""Carries one body to the endpoint, following no redirect: it would take key and text to an address that nobody set.

Raises ModelUnreachable without an answer in so many seconds, and AnswerUnusable for one that is too long.
"""


class Chat:
    """One model behind one address.

    Endpoints differ in what they take: one that refuses an optional parameter by name is asked without it from then on.
    """

    def __init__(self, post: Post, name: str, answer_tokens: int) -> None:
        self._post = post
        self._body: dict[str, Any] = {
            "model": name,
            "temperature": 0.2,
            "max_tokens": answer_tokens,
            "response_format": {"type": "json_object"},
            "stream": False,
        }

    async def ask(self, messages: list[dict[str, str]], within: float) -> Completion:
        """The answer to the messages, within so many seconds; raises ModelUnreachable or AnswerUnusable."""
        ends = time.monotonic() + within
        while True:
            left = ends - time.monotonic()
            if left <= 0:
                raise too_slow()
            answer = await self._post({**self._body, "messages": messages}, left)
            if answer.status == 200:
                return read_completion(answer.raw, answer.kind)
            if answer.status not in (400, 422) or not self._adapted(answer.raw):
                raise _failure(answer)

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


def address_of(settings: ModelSettings) -> str:
    """Where messages are posted to."""
    return settings.url + "/chat/completions"


def headers_of(settings: ModelSettings) -> dict[str, str]:
    """What every request says."""
    headers = {"Accept": "application/json, text/event-stream", "Accept-Encoding": "identity"}
    return {**headers, "Authorization": f"Bearer {settings.key}"} if settings.key else headers


def is_complete(raw: bytearray) -> bool:
    """Whether a stream has come to its end mark, so that no more need be read; raises AnswerUnusable when it is too long."""
    if len(raw) > MOST_BYTES:
        raise AnswerUnusable("The model's answer is too long to be one.")
    return _END in raw[-CHUNK - 20 :]


def too_slow() -> ModelUnreachable:
    """For an answer that didn't come in time."""
    return ModelUnreachable("The model didn't answer in time.", sent=True)


def no_connection(error: Exception) -> ModelUnreachable:
    """For an endpoint that can't be spoken to."""
    return ModelUnreachable(f"The model can't be reached ({type(error).__name__}).")


def _failure(answer: Answer) -> Exception:
    status = answer.status
    if status == 429:
        return ModelBusy("The model's endpoint is busy (429).", seconds_of(answer.retry_after))
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

    Found here because the clients' own way (`trust_env`) may also take passwords from ~/.netrc over our key.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if host == "localhost" or host.startswith("127.") or host == "::1" or urllib.request.proxy_bypass(host):
        return None
    return urllib.request.getproxies().get(parts.scheme)
