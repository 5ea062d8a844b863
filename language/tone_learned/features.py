"""A sentence of a reply as features: letters, words, pairs of words further apart, frames, and what stands around it.

Training and checking share this, so that both see a sentence the same way. A frame is a run of words in which all but the
commonest words are left open ("pick up a *"), so that it fits goods that training never named.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from language.tone_rules.reply import EMAIL_MARK, LINK_MARK, Reply

BLOCKS: Final = ("letters", "words", "pairs", "frames", "asked", "around")
_WORD: Final = re.compile(rf"{LINK_MARK}+|{EMAIL_MARK}+|#?\w+(?:['-]\w+)*|[£$€%!?:]")
_DIGIT: Final = re.compile(r"\d")
_ENDINGS: Final = ("ed", "ng", "ly")
MOST_WORDS: Final = 60
MOST_LETTERS: Final = 24
LONGEST_RUN: Final = 3
LONGEST_FRAME: Final = 4
LETTERS: Final = (3, 4, 5)
APART: Final = (2, 3, 4)
A_FEW_WORDS: Final = 4
SOME_WORDS: Final = 12


@dataclass(frozen=True)
class Word:
    """A word in small letters, or its kind, and where it stands in the reply."""

    form: str
    start: int
    end: int


def words_in(reply: Reply, number: int) -> list[Word]:
    """The first words of a sentence; links and addresses are told by their kind, digits are all the same."""
    start, end = reply.sentences[number]
    found = []
    for match in _WORD.finditer(reply.low, start, end):
        found.append(Word(_form(match.group()), *match.span()))
        if len(found) == MOST_WORDS:
            break
    return found


def _form(word: str) -> str:
    if word[0] == LINK_MARK:
        return "<link>"
    if word[0] == EMAIL_MARK:
        return "<mail>"
    return _DIGIT.sub("0", word)[:MOST_LETTERS]


def letters(form: str) -> list[str]:
    """Runs of three to five letters of one word, its edges among them."""
    edged = f" {form} "
    return [
        f"~{edged[start : start + length]}" for length in LETTERS for start in range(max(1, len(edged) - length + 1))
    ]


def runs(forms: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Single words and runs of two and three, the edges of the sentence among them; with first word and end."""
    for place, form in enumerate(forms):
        yield f"={form}", place, place + 1
    edged = ["<s>", *forms, "</s>"]
    for length in range(2, LONGEST_RUN + 1):
        for start in range(len(edged) - length + 1):
            yield " ".join(edged[start : start + length]), start - 1, start + length - 1


def pairs(forms: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Two words with one to three others between them."""
    edged = ["<s>", *forms, "</s>"]
    for start, first in enumerate(edged):
        for apart in APART:
            if start + apart < len(edged):
                yield f"^{first} {edged[start + apart]}", start - 1, start + apart


def frames(forms: Sequence[str], common: Collection[str]) -> Iterator[tuple[str, int, int]]:
    """Runs of two to four words in which words that aren't common are left open, but for a telling ending."""
    edged = ["<s>", *(form if form in common else _opened(form) for form in forms), "</s>"]
    opened = [form[0] == "*" for form in edged]
    for length in range(2, LONGEST_FRAME + 1):
        for start in range(len(edged) - length + 1):
            if False in opened[start : start + length]:
                yield "_" + " ".join(edged[start : start + length]), start - 1, start + length - 1


def _opened(form: str) -> str:
    return f"*{form[-2:]}" if form.endswith(_ENDINGS) else "*"


def asked(reply: Reply) -> list[str]:
    """What the comment asks for."""
    return [f"@{topic}" for topic in sorted(reply.asked)]


def around(reply: Reply) -> list[list[str]]:
    """For each sentence, how much else the reply says, and where in it the sentence stands."""
    counts = [len(reply.words_of(place).split()) for place in reply.sentences]
    total, last = sum(counts), len(counts) - 1
    return [
        [f"&{_size(total - count)}", f"&{'first' if number == 0 else 'last' if number == last else 'middle'}"]
        for number, count in enumerate(counts)
    ]


def _size(words: int) -> str:
    return "alone" if not words else "few" if words <= A_FEW_WORDS else "some" if words <= SOME_WORDS else "many"


def by_block(reply: Reply, number: int, common: Collection[str]) -> list[list[str]]:
    """The features of a sentence in the order of `BLOCKS`, some more than once."""
    forms = [word.form for word in words_in(reply, number)]
    return [
        [run for form in forms for run in letters(form)],
        [feature for feature, _, _ in runs(forms)],
        [feature for feature, _, _ in pairs(forms)],
        [feature for feature, _, _ in frames(forms, common)],
        asked(reply),
        around(reply)[number],
    ]
