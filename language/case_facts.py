"""What in a reply belongs to the case it was written for: numbers, dates, links, references, and what was done then."""

from __future__ import annotations

import re
from typing import Final

from language import privacy

_LINK: Final = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|co|uk|example|io|eu|de|fr)(?:/\S*)?\b"
)
_HANDLE: Final = re.compile(r"(?<![\w.])@\w+")
_MASKED: Final = re.compile(r"\[[^\]]{1,40}\]|_{2,}\w+_{2,}")
_NUMBER: Final = re.compile(r"[£$€]?\d(?:[\d.,:/-]*\d)?%?")
_WORDED: Final = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|"
    r"hundred|thousand|dozen|half|double|one (?:second|minute|hour|day|night|week|month|year)|"
    r"an hour|a (?:day|week|fortnight|month|year))s?\b",
    re.IGNORECASE,
)
_DAY: Final = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|today|tonight|tomorrow|yesterday|overnight|"
    r"(?:this|last|next) (?:night|morning|afternoon|evening|week|weekend|month|year|spring|summer|autumn|fall|winter)|"
    r"january|february|april|june|july|august|september|october|november|december|"
    r"christmas|easter|boxing day|black friday|bank holiday)\b",
    re.IGNORECASE,
)
_MONTH: Final = re.compile(r"\b(?:March|May)\b(?=\s+\d|[.,]|$)|\b(?:in|by|until|since|of) (?:March|May)\b")
# What somebody did, found out or sent then, and where one person's order stood.
_DONE: Final = (
    re.compile(
        r"\b(?:I|we)(?:['’]ve| have)(?: (?:just|now|also|already|gone ahead and|since))* (?!(?:not|never|no)\b)"
        r"(?:\w+ed|sent|put|made|taken|given|found|spoken|seen|got|gotten|let|paid|written|replied|left)\b(?! (?:a|any|no) "
        r"(?:info|information|update)\b)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:I|we) (?:just )?(?:refunded|cancelled|canceled|sent|credited|booked|replaced|spoke|checked|found|\w+ed your)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\byour (?:\w+ )?(?:order|parcel|package|refund|replacement|delivery|booking|flight|bag|ticket|case|claim|"
        r"payment|account|invoice|complaint)s? (?:is|are|was|were|has|have|had|will|should|left|arrived)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:it|this|that|they)(?:['’]s| has| have|['’]ve) (?:now |already |just )*been \w+ed\b", re.IGNORECASE
    ),
    re.compile(r"\b(?:on (?:its|the) way to you|waiting for you|in the post)\b", re.IGNORECASE),
)


def case_facts(sentence: str) -> list[str]:
    """The spans of a sentence that hold a number, an amount, a date, a link, a handle, a reference or a mask."""
    found = [span.text for span in privacy.find(sentence)]
    for pattern in (_LINK, _HANDLE, _MASKED, _NUMBER, _WORDED, _DAY, _MONTH):
        found += [match.group() for match in pattern.finditer(sentence)]
    return found


def speaks_of_case(sentence: str) -> bool:
    """Whether it says what was done, found or sent, or where somebody's order stands: true once, not again."""
    return any(pattern.search(sentence) for pattern in _DONE)


def supported(fact: str, known: str) -> bool:
    """Whether the fact stands in `known` as a whole: 3 is not in 30, nor 10 in £10.50."""
    fact = fact.strip(" .,;:!?")
    edge_before = r"(?<![\w£$€.,])" if fact[:1].isalnum() else ""
    pattern = edge_before + re.escape(fact) + r"(?!\w|[.,]\d)"
    return bool(fact) and re.search(pattern, known, re.IGNORECASE) is not None
