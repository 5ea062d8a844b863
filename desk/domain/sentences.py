"""The single sentences of a passage, list items among them, without Markdown."""

from __future__ import annotations

import re
from typing import Final

LEAST_WORDS: Final = 3
_MARKER: Final = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
_ENDS: Final = re.compile(r"(?<=[.!?])\s+")
_EMPHASIS: Final = re.compile(r"(\*\*|__|`)(.+?)\1")


def sentences_of(text: str) -> list[str]:
    """Every sentence of at least three words, in order."""
    found = []
    for line in text.splitlines():
        plain = _EMPHASIS.sub(r"\2", _MARKER.sub("", line)).strip()
        found += [part for part in _ENDS.split(plain) if len(part.split()) >= LEAST_WORDS]
    return found
