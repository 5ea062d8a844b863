"""The JSON object that a model was asked for, found in what it wrote."""

from __future__ import annotations

import json
import re
from typing import Any, Final

_THOUGHT: Final = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_FENCE: Final = re.compile(r"```(?:json)?\s*(.*?)```", re.DOTALL | re.IGNORECASE)


def object_in(text: str) -> dict[str, Any] | None:
    """The object, also between thoughts or in a fence; None when there is none."""
    text = _THOUGHT.sub("", text).strip()
    fenced = _FENCE.search(text)
    text = fenced.group(1) if fenced else text
    start, end = text.find("{"), text.rfind("}")
    try:
        read = json.loads(text[start : end + 1]) if 0 <= start < end else None
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None
