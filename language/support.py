"""Which sentences of a reply state something that its evidence doesn't hold; nobody may send those by one key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from language.grounding import given_away, unsupported

# Lines end sentences; so do full stops, except inside numbers and addresses, which no blank follows.
_SENTENCE: Final = re.compile(r"\S[^\n]*?(?:[.!?…]+[\"”')\]]*(?=\s|$)|(?=\n|$))")


@dataclass(frozen=True)
class Unsupported:
    """text[start:end] is a sentence; ``missing``: what of it, word for word, no evidence has."""

    start: int
    end: int
    text: str
    missing: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """As the API tells it; positions in code points."""
        return {"start": self.start, "end": self.end, "text": self.text, "missing": list(self.missing)}


def unsupported_sentences(
    text: str, evidence: Iterable[str], drafted: Sequence[tuple[str, bool]] = ()
) -> list[Unsupported]:
    """Sentences with numbers, dates, links or promises that stand in none of the ``evidence`` texts.

    ``drafted``: the sentences of the draft, and whether each is supported or states nothing; those are passed over as
    they stand. One that states something without support is found even where it has no number.
    """
    known = "\n".join(evidence)
    passed = {_plain(sentence) for sentence, fine in drafted if fine}
    bare = {_plain(sentence) for sentence, fine in drafted if not fine}
    found = []
    for match in _SENTENCE.finditer(text):
        sentence = match.group().strip()
        if _plain(sentence) in passed:
            continue
        missing = (*unsupported(sentence, known), *given_away(sentence, known))
        if missing or _plain(sentence) in bare:
            found.append(Unsupported(match.start(), match.start() + len(sentence), sentence, missing))
    return found


def _plain(sentence: str) -> str:
    return " ".join(sentence.split()).casefold()
