"""What a chat completion says, sent in one piece or as a stream of server-sent events."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from language.model.errors import AnswerUnusable

_FOREIGN: Final = "The model's endpoint doesn't answer as an OpenAI-compatible one."
_SANE_TOKENS: Final = 10_000_000


@dataclass(frozen=True)
class Completion:
    """The model's text, and the tokens of question and answer; None where the endpoint doesn't count them."""

    text: str
    tokens: int | None


def read_completion(raw: bytes, content_type: str) -> Completion:
    """Read a body of either form; raises AnswerUnusable for another, a refusal, or an answer that was cut off."""
    text = raw.decode("utf-8", "replace").strip()
    pieces = _events(text) if content_type == "text/event-stream" or text.startswith("data:") else [_object(text)]
    said, refused, ended, tokens = "", False, None, None
    for piece in pieces:
        counted = _tokens(piece.get("usage"))
        tokens = counted if counted is not None else tokens
        choices = piece.get("choices")
        if not isinstance(choices, list) or not choices or not isinstance(choices[0], Mapping):
            continue
        message = choices[0].get("message") or choices[0].get("delta")
        ended = choices[0].get("finish_reason") or ended
        if isinstance(message, Mapping):
            said += _text(message.get("content"))
            refused = refused or bool(message.get("refusal"))
    if refused or ended == "content_filter":
        raise AnswerUnusable("The model declined to do this.", tokens)
    if ended == "length":
        raise AnswerUnusable("The model's answer was cut off.", tokens)
    if not said.strip():
        raise AnswerUnusable(_FOREIGN if ended is None else "The model answered nothing.", tokens)
    return Completion(said, tokens)


def _object(text: str) -> Mapping[str, Any]:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, Mapping):
        raise AnswerUnusable(_FOREIGN)
    return read


def _events(text: str) -> list[Mapping[str, Any]]:
    lines = (line[5:].strip() for line in text.splitlines() if line.startswith("data:"))
    return [_object(line) for line in lines if line and line != "[DONE]"]


def _text(content: Any) -> str:
    if isinstance(content, list):
        return "".join(_text(part.get("text")) for part in content if isinstance(part, Mapping))
    return content if isinstance(content, str) else ""


def _tokens(usage: Any) -> int | None:
    if not isinstance(usage, Mapping):
        return None
    total = _sane(usage.get("total_tokens"))
    asked, answered = _sane(usage.get("prompt_tokens")), _sane(usage.get("completion_tokens"))
    return asked + answered if total is None and asked and answered else total


def _sane(count: Any) -> int | None:
    if not isinstance(count, int) or isinstance(count, bool) or not 0 < count < _SANE_TOKENS:
        return None
    return count
