"""What a draft says in its own words: no number, no link, no promise, no sales talk; one book of phrases a formality."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from actions.phrases.book import Book
from actions.phrases.casual import CASUAL
from actions.phrases.formal import FORMAL
from actions.phrases.neutral import NEUTRAL

BOOKS: Final[Mapping[str, Book]] = {"casual": CASUAL, "neutral": NEUTRAL, "formal": FORMAL}

__all__ = ["BOOKS", "Book"]
