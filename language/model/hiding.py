"""What a model is not told: personal data, the names of those who wrote, handles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from language import privacy
from language.names import first_name

_HANDLE: Final = re.compile(r"(?<![\w.@/])@\w[\w.-]{1,60}")
_SIGNED: Final = re.compile(r"\b((?i:my name is|name['’]s|regards,?|sincerely,?))\s+([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)")
# First names that in small letters are words of their own; the rest of a comment would suffer from hiding them.
_ALSO_WORDS: Final = re.compile(
    r"will|mark|rose|grace|hope|faith|joy|may|june|april|august|bill|bob|jack|art|rob|sue|pat|dawn|drew|frank|grant|guy|lily"
    r"|olive|ivy|daisy|ruby|pearl|amber|iris|heather|holly|robin|rusty|rich|max|miles|chase|hunter|mason|cooper|carter"
)


@dataclass(frozen=True)
class Hider:
    """Replaces what a text says of somebody by what it was, in brackets."""

    names: re.Pattern[str] | None

    def mask(self, text: str) -> str:
        """The text without personal data, authors' names and handles."""
        text = _SIGNED.sub(r"\1 [name]", _HANDLE.sub("[name]", privacy.mask(text)))
        return self.names.sub("[name]", text) if self.names else text


def hider(authors: Iterable[str]) -> Hider:
    """Hides display names and first names in any case, and their other words where they are capitalised."""
    patterns = []
    for author in authors:
        words = [word for word in re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\w+", author) if len(word) > 1]
        if author.strip():
            patterns.append(f"(?i:{re.escape(author.strip())})")
        patterns += [re.escape(form) for word in words for form in {word.capitalize(), word.upper(), word.title()}]
        patterns += [re.escape(word) for word in words if not word.islower()]
        first = first_name(author)
        if first and len(first) > 2 and not _ALSO_WORDS.fullmatch(first.lower()):
            patterns.append(re.escape(first.lower()))
    joined = "|".join(sorted(patterns, key=len, reverse=True))
    return Hider(re.compile(rf"(?<!\w)(?:{joined})(?!\w)") if patterns else None)
