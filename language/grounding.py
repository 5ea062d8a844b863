"""Whether a sentence says only what its evidence says, as far as words can tell; pure functions.

Evidence is what the company wrote. What a consumer wrote supports nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from language.facts import facts

# Of a sentence's content words at least this share stands in the passage that it names.
SHARED_AT_LEAST: Final = 0.4
_ALIKE: Final = 0.6
_GIVEN: Final = re.compile(
    r"\b(?:refund\w*|reimburs\w+|compensat\w+|vouchers?|coupons?|discount\w*|goodwill|gifts?|waiv\w+|replac\w+|credit(?:ed|s)?"
    r"|guarantee\w*|warrant\w+|entitled|eligible|covered|liab\w+|legally|complimentary|no (?:charge|cost)|cashback|promis\w+"
    r"|(?<!feel )free(?! to\b))\b",
    re.IGNORECASE,
)
_DENIES: Final = re.compile(
    r"\b(?:no|not|never|none|cannot|without|unable|neither|nor|except)\b|n['’]t\b", re.IGNORECASE
)
_STOP: Final = re.compile(
    r"an?|and|are|as|at|be|been|but|by|can|could|did|do|does|for|from|get|had|has|have|he|her|here|how|i|if|in|is|it|its"
    r"|just|let|me|may|might|more|most|must|my|no|not|of|off|on|or|our|out|please|she|should|so|some|than|that|the|their"
    r"|them|then|there|these|they|this|those|to|too|up|us|was|we|were|what|when|where|which|who|why|will|with|would|yes"
    r"|you|your"
)
_END: Final = re.compile(r"(?<=[.!?])\s+|\n+")


def unsupported(sentence: str, evidence_text: str) -> list[str]:
    """Numbers, amounts, durations, times, dates and links of the sentence, as written, that the evidence doesn't have.

    A number with a unit must have that unit there too, and a bare one must stand there bare; behind a capitalised word,
    which may be a product's name, it must stand behind that word.
    """
    known = _known(evidence_text)
    missing = [fact for fact in facts(sentence) if (fact.kind, fact.value) not in known]
    said = [fact.text for fact in missing if fact.kind != "named" or fact.text[0].isupper()]
    return list(dict.fromkeys(said))


@lru_cache(maxsize=16)  # each sentence of a draft is compared with the same few passages
def _known(evidence_text: str) -> frozenset[tuple[str, str]]:
    return frozenset((fact.kind, fact.value) for fact in facts(evidence_text))


def given_away(sentence: str, evidence_text: str) -> list[str]:
    """Words that promise something of value (a refund, something free, cover) and whose stem the evidence doesn't have."""
    known = {_stem(match.group()) for match in _GIVEN.finditer(evidence_text)}
    return list(
        dict.fromkeys(match.group() for match in _GIVEN.finditer(sentence) if _stem(match.group()) not in known)
    )


def strays(sentence: str, evidence_text: str) -> bool:
    """Whether the sentence shares too few words with the evidence to rest on it."""
    own = content(sentence)
    return bool(own) and len(own & content(evidence_text)) < SHARED_AT_LEAST * len(own)


def contradicts(sentence: str, evidence_text: str) -> bool:
    """Whether it says nearly the words of a sentence of the evidence, but with a “not” more or less."""
    own, best, nearest = content(sentence), 0.0, ""
    for candidate in _END.split(evidence_text):
        words = content(candidate)
        shared = len(own & words) / len(own | words) if own | words else 0.0
        if shared > best:
            best, nearest = shared, candidate
    return best >= _ALIKE and denies(sentence) != denies(nearest)


def denies(text: str) -> bool:
    """Whether there is a “not” in it."""
    return bool(_DENIES.search(text))


def content(text: str) -> frozenset[str]:
    """Content words, roughly stemmed."""
    return frozenset(
        _stem(word)
        for word in re.findall(r"[^\W_]+", re.sub(r"n['’]t\b|['’]\w+", "", text.lower()))
        if not _STOP.fullmatch(word)
    )


def _stem(word: str) -> str:
    word = word.lower()
    stem = re.sub(r"(?:ements?|able|ation|ing|ed|es|s|e|y|ies)$", "", word)
    return stem if len(stem) > 2 else word
