"""Values out of a body that may hold anything."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from typing import Any, Final

from desk.domain.incoming import WORDLESS, Malformed
from desk.domain.text import MAX_COMMENT, MAX_ID, MAX_NAME, cleaned

LONGEST: Final = 5 * MAX_COMMENT
"""What is longer than the desk takes is cut where it comes in, and marked as cut."""
GRAPH_TIME: Final = "%Y-%m-%dT%H:%M:%S%z"
_EMPTY: Final[Mapping[str, Any]] = {}


def document(body: bytes) -> Mapping[str, Any]:
    """The body as a JSON object; raises Malformed."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise Malformed("The body is no JSON.") from None
    if not isinstance(found, dict):
        raise Malformed("The body is no JSON object.")
    return found


def mapping(value: Any) -> Mapping[str, Any]:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else _EMPTY


def sequence(value: Any) -> Sequence[Any]:
    """The value where it is a list, else an empty one."""
    return value if isinstance(value, list) else ()


def identifier(value: Any) -> str | None:
    """An id, which the platform writes as text and now and then as a number."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if abs(value) < 10**40 else None
    if not isinstance(value, str) or len(value) > MAX_ID:
        return None
    return cleaned(value, "The id", MAX_ID, required=False) or None


def words(value: Any, limit: int = MAX_COMMENT) -> str:
    """Text as it was written, without what can't be stored and cut at the limit; empty where it has none."""
    return cleaned(value[:limit], "The text", limit, required=False) if isinstance(value, str) else ""


def name(value: Any) -> str | None:
    """A person's name, where the platform gives it."""
    return words(value, MAX_NAME) or None


def comment_words(value: Any, instead: str | None) -> str:
    """A comment's text, or what it has instead of one."""
    return words(value, LONGEST) or WORDLESS.get(instead or "", WORDLESS["picture"])


def unix(value: Any) -> datetime | None:
    """A time in seconds, or in milliseconds as some webhooks give it."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    try:
        return datetime.fromtimestamp(value / 1000 if value > 10**11 else value, timezone.utc)
    except (ValueError, OverflowError, OSError):
        return None


def written(value: Any) -> datetime | None:
    """A time as the API writes it, such as 2026-03-02T12:00:00+0000."""
    if not isinstance(value, str):
        return unix(value)
    try:
        return datetime.strptime(value, GRAPH_TIME).astimezone(timezone.utc)
    except (ValueError, OverflowError):
        return None


def same(one: str, other: str) -> bool:
    """Whether two texts are the same after the platform tidied one: its spaces, line breaks and composed letters."""
    return _tidied(one) == _tidied(other)


def _tidied(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
