"""The same text in other words that must not change what it is: another name, another case, a slip of the finger."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

_WORD = re.compile(r"[A-Za-z]{5,}")


def variants_of(texts: Sequence[str]) -> list[tuple[int, str]]:
    """Changed texts, each with the place of the one it was made from: always the same for the same texts."""
    changed = []
    for place, text in enumerate(texts):
        for other in (in_capitals(text), with_a_name(text), with_a_slip(text)):
            if other != text:
                changed.append((place, other))
    return changed


def in_capitals(text: str) -> str:
    """Small letters where it had capitals at the start of words; a shouted text stays."""
    return text if text.isupper() else text.lower()


def with_a_name(text: str) -> str:
    """Somebody is called ahead, as under posts."""
    return f"Robin {text}"


def with_a_slip(text: str) -> str:
    """Two letters inside a longer word change places, in about every eighth of such words and at least in one."""
    words = list(_WORD.finditer(text))
    if not words:
        return text
    chance = random.Random(text)
    for match in chance.sample(words, max(1, len(words) // 8)):
        at = match.start() + chance.randrange(1, len(match.group()) - 2)
        text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text
