"""Says the draft's own sentences in the voice of the page, and none that the page said lately."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from actions.phrases import BOOKS, Book
from actions.voice import Voice
from actions.words import found, replaced, spelt

Part = Callable[[Book], Sequence[str]]
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")
# “Thank you.” and “We're sorry.” may be said in two replies that say something else beside.
_NO_FORMULA: Final = 3
_PLACE: Final = re.compile(r"(\{[a-z]+\})")


@dataclass(frozen=True)
class Speaker:
    """A voice, the comment that is answered, and the texts said lately, the newest first; `brief` takes short phrases."""

    voice: Voice
    comment: str
    lately: tuple[str, ...] = ()
    brief: bool = False

    def in_formality(self, formality: str) -> Speaker:
        """The same page in another formality."""
        return replace(self, voice=replace(self.voice, formality=formality))

    def say(self, part: Part, **values: str) -> str | None:
        """One phrase of a part of the book with its places filled; None where every one has a word to avoid.

        It is the first, in an order of the comment's own, that was not said lately, nor any sentence of it; where all were,
        the one said longest ago. What shares a sentence with the newest text comes last of all.
        """
        filled = [self._filled(phrase, values) for phrase in self._sayable(part)]
        if not filled:
            return None
        texts = _plain_texts(self.lately)
        ago = [_ago(_plain(phrase), texts) for phrase in filled]
        return filled[ago.index(max(ago))]

    def _sayable(self, part: Part) -> list[str]:
        """The phrases without words to avoid, in order; from another formality only where the page's own has none."""
        for formality in (self.voice.formality, *(one for one in BOOKS if one != self.voice.formality)):
            worded = list(dict.fromkeys(self._worded(phrase) for phrase in part(BOOKS[formality])))
            allowed = [phrase for phrase in worded if not self._avoided(phrase)]
            if allowed:
                return sorted(allowed, key=self._place)
        return []

    def _worded(self, phrase: str) -> str:
        """The phrase in the page's spelling and words; what goes into its places is not ours to change."""
        return "".join(
            piece if _PLACE.fullmatch(piece) else replaced(spelt(piece, self.voice.variant), self.voice.prefer)
            for piece in _PLACE.split(phrase)
        )

    def _avoided(self, phrase: str) -> bool:
        return any(found(piece, self.voice.avoid) for piece in _PLACE.split(phrase) if not _PLACE.fullmatch(piece))

    def _place(self, phrase: str) -> tuple[int, bytes]:
        digest = hashlib.blake2b(f"{self.comment}|{phrase}".encode("utf-8", "replace"), digest_size=8).digest()
        return (len(phrase) if self.brief else 0, digest)

    @staticmethod
    def _filled(phrase: str, values: dict[str, str]) -> str:
        return "".join(
            values.get(piece[1:-1], piece) if _PLACE.fullmatch(piece) else piece for piece in _PLACE.split(phrase)
        )


@lru_cache(64)  # all parts of a draft and of its alternatives look at the same texts
def _plain_texts(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(_plain, texts))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _ago(phrase: str, lately: Sequence[str]) -> tuple[bool, int, int]:
    """How long ago a phrase was said, the greater the better: whether the newest text has no sentence of it, formulas aside;
    how many texts ago it was said as a whole, 0 being the newest and past them all never; and the latest of its sentences.
    """
    parts = [phrase, *_SENTENCE.split(phrase)]
    said = [next((place for place, text in enumerate(lately) if _says(text, part)), len(lately)) for part in parts]
    repeats = any(
        ago == 0 and len(part.split()) >= _NO_FORMULA for ago, part in zip(said, parts, strict=True)
    ) and bool(lately)
    return not repeats, said[0], min(said)


def _says(text: str, sentence: str) -> bool:
    at = text.find(sentence)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(sentence, at + 1)
    return at >= 0
