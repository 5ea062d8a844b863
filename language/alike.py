"""Whether two sentences say the same in nearly the same words; numbers, links, days and every “not” must be equal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

ALIKE: Final = 0.7
"""At least this share of the words of both together stands in each."""

_TOKEN: Final = re.compile(r"https?://\S+|[£$€]?\d[\d.,:/-]*%?|[^\W_]+(?:['’][^\W_]+)*")
_EXACT: Final = re.compile(
    r"https?://.*|[£$€]?\d.*|(?:no|not|never|none|nor|without|cannot|only|unless)|.*n't"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety"
    r"|hundred|thousand|dozen|half|double)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekdays?|weekends?|today|tonight|tomorrow|yesterday"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
)


@dataclass(frozen=True)
class Wording:
    """A sentence as it is compared: its words, and those of them that must be equal."""

    words: frozenset[str]
    exact: frozenset[str]


def wording(sentence: str) -> Wording:
    """What of a sentence is compared."""
    tokens = (token.strip(".,:/-").replace("’", "'") for token in _TOKEN.findall(sentence.lower()))
    words = frozenset(filter(None, tokens))
    return Wording(words, frozenset(word for word in words if _EXACT.fullmatch(word)))


def likeness(one: Wording, other: Wording) -> float:
    """How much of their words two sentences share, 0 to 1; 0 where what must be equal is not."""
    if one.exact != other.exact or not one.words or not other.words:
        return 0.0
    return len(one.words & other.words) / len(one.words | other.words)


def alike(one: Wording, other: Wording) -> bool:
    """Whether they say the same."""
    return likeness(one, other) >= ALIKE
