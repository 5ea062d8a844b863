"""What a person changed in a draft before it was sent, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from language.alike import Wording, alike, wording
from language.case_facts import speaks_of_case
from language.reuse import LEANS, scrubbed, sentences, ungreeted, unnamed, unsigned

LEAST_WORDS: Final = 3
MOST_CHARACTERS: Final = 400
LEARNED: Final = "learned"
FRAME: Final = frozenset({"greeting", "signature"})
COURTESY: Final = frozenset({"empathy", "apology", "thanks"})
"""Said in other words each time, as fits the comment: whether one of them stays teaches nothing about a topic."""

_ENDS: Final = re.compile(r"[.!?…]+(?=\s|$)")
_HIDDEN: Final = re.compile(r"\[[^\]]{1,40}\]|(?<![\w.])@\w+")


@dataclass(frozen=True)
class Edits:
    """Sentences without personal data: what the person added, what they cut, and what of the draft's own they kept."""

    added: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def edits(drafted: Sequence[tuple[str, str]], left_out: Sequence[str], sent: str, names: Sequence[str] = ()) -> Edits:
    """Compare a draft, its sentences with their roles, with what was sent.

    A sentence that an earlier lesson put into the draft and that stayed counts as added again; one that an earlier
    lesson kept out of it (``left_out``) counts as cut again, or as added where the person put it back. ``names`` of the
    people concerned are hidden, as is all personal data.
    """

    def hidden(text: str) -> str:
        for name in names:
            text = scrubbed(text, name)
        return scrubbed(text)

    told = [(role, hidden(text)) for role, text in drafted]
    body = _body(hidden(sent), [text for role, text in told if role in FRAME])
    said = [sentence for sentence, certain in map(unnamed, sentences(body)) if certain]
    wordings, flat = [wording(sentence) for sentence in said], _flat(body)

    def stands(text: str) -> bool:
        return _flat(text) in flat or any(_among(part, wordings) for part in sentences(text))

    own = [(role, text) for role, text in told if role not in FRAME]
    parts = [wording(part) for _, text in own for part in sentences(text)]
    drafted_flat = _flat(" ".join(text for _, text in own))
    missed = [text for text in map(hidden, left_out) if not _among(text, parts)]
    put_back = [text for text in missed if stands(text)]
    added = [text for role, text in own if role == LEARNED and stands(text)] + put_back
    again = [wording(text) for text in put_back]
    added += [
        sentence
        for sentence in said
        if _flat(sentence) not in drafted_flat and not _among(sentence, [*parts, *again]) and teachable(sentence)
    ]
    stating = [(role, text) for role, text in own if role not in COURTESY]
    return Edits(
        added=_once(added),
        cut=_once(
            [text for _, text in stating if not stands(text)] + [text for text in missed if text not in put_back]
        ),
        kept=_once(text for role, text in stating if role != LEARNED and stands(text)),
    )


def teachable(sentence: str) -> bool:
    """Whether it may hold for another comment: it names nobody, tells nothing of one case, and stands by itself."""
    return (
        len(sentence) <= MOST_CHARACTERS
        and len(wording(sentence).words) >= LEAST_WORDS
        and not _HIDDEN.search(sentence)
        and not LEANS.match(sentence)
        and not speaks_of_case(sentence)
    )


def _body(sent: str, frame: Sequence[str]) -> str:
    for text in frame:
        sent = sent.strip().removeprefix(text).removesuffix(text)
    return unsigned(ungreeted(sent))


def _among(sentence: str, wordings: Sequence[Wording]) -> bool:
    own = wording(sentence)
    return any(alike(own, other) for other in wordings)


def _flat(text: str) -> str:
    """As a whole between blanks and without ends of sentences, so that it is found however the sentences are split."""
    return f" {' '.join(_ENDS.sub(' ', text).split()).lower()} "


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
