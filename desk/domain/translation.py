"""What of a conversation is translated for who reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desk.domain.comment import Turn

LANGUAGES: Final = {"de": "German", "en": "English"}
"""Those of the console."""
MOST_TEXT: Final = 3_000
MOST_AROUND: Final = 600
TURNS: Final = 6


@dataclass(frozen=True)
class Text:
    """Something to translate; ``most`` is how many characters of it."""

    original: str
    most: int


@dataclass(frozen=True)
class Translated:
    """``original`` is the whole text that it stands for, though only its beginning was translated where ``shortened``."""

    original: str
    text: str
    shortened: bool = False


def texts_of(comment: str, turns: Sequence[Turn], post: str | None) -> list[Text]:
    """The comment, the last turns before it and the post, each once and only what has letters."""
    around = [*(turn.text for turn in turns[-TURNS:]), post or ""]
    found = [Text(comment, MOST_TEXT), *(Text(text, MOST_AROUND) for text in around)]
    return list({text.original: text for text in reversed(found) if has_words(text.original)}.values())[::-1]


def has_words(text: str) -> bool:
    """Whether there is anything to translate."""
    return any(sign.isalpha() for sign in text)
