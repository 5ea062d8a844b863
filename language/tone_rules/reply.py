"""A reply made ready for the rules: small letters, plain quotation marks, sentences, links, and what was asked."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final

from language.tone_rules.asked import topics

LINK: Final = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]{1,2000}|\b[a-z0-9-]{2,40}\.(?:com|co\.uk|org|net|example|shop|store|io|eu|uk|de|ly)(?:/[^\s<>\"]{0,2000})?(?![\w@])"
)
_EMAIL: Final = re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}", re.ASCII)
_DECIMAL: Final = re.compile(r"(?<=\d)\.(?=\d)")
_SHORTENED: Final = re.compile(r"\b(?:e\.g|i\.e|approx|no|nr|mr|mrs|dr|st)\.(?= )")
_END: Final = re.compile(r"[.!?…]+(?=[\s\"')\]]|$)|\n+")
_PLAIN: Final = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "\t": " ", "‑": "-"}
)
EMAIL_MARK: Final = "¤"
LINK_MARK: Final = "§"


@dataclass(frozen=True)
class Reply:
    """What the rules read. `low` has the length of `text`; links in it are rows of §, e-mail addresses rows of ¤.

    `taken` are the places, in order, that rules found which look at words alone; they help nobody.
    """

    text: str
    low: str
    sentences: list[tuple[int, int]]
    links: list[tuple[int, int]]
    public: bool
    comment: str
    asked: frozenset[str]
    _starts: list[int] = field(repr=False)
    taken: tuple[tuple[int, int], ...] = ()

    def number_at(self, place: int) -> int:
        """The number of the sentence that a place is in."""
        return max(bisect_right(self._starts, place) - 1, 0)

    def sentence_at(self, place: int) -> tuple[int, int]:
        """Where the sentence around a place starts and ends."""
        return self.sentences[self.number_at(place)]

    def words_of(self, sentence: tuple[int, int]) -> str:
        """A sentence in small letters."""
        return self.low[slice(*sentence)]


def read(text: str, public: bool, comment: str) -> Reply:
    """A reply to a comment, ready for the rules; linear in the length of both."""
    low = small(text)
    low = _EMAIL.sub(lambda match: EMAIL_MARK * len(match.group()), low)
    links = [match.span() for match in LINK.finditer(low)]
    low = LINK.sub(lambda match: LINK_MARK * len(match.group()), low)
    low = _SHORTENED.sub(lambda match: match.group()[:-1] + ",", _DECIMAL.sub(",", low))
    sentences = _sentences(low)
    asked = small(comment)
    return Reply(text, low, sentences, links, public, asked, topics(asked), [start for start, _ in sentences])


def small(text: str) -> str:
    """The text in small letters and plain marks, of the same length."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return low.translate(_PLAIN)


def _sentences(low: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for match in _END.finditer(low):
        if low[start : match.end()].strip():
            found.append((start, match.end()))
            start = match.end()
    if low[start:].strip() or not found:
        found.append((start, len(low)))
    return found
