"""The tone check: does a reply share what helps, or does it sell? Each finding points at the words."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any, Final

from language.tone_rules import RULES

_LINK: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_SHOUTED: Final = re.compile(r"\b[A-Z]{3,}(?:['’]?[A-Z]+)?(?:\W+[A-Z]{2,})*\b")
_MARKS: Final = re.compile(r"!{2,}|[!?]{3,}|!\?")
_BUYING: Final = re.compile(
    r"\b(?:which|what) (?:\w+ ){0,4}(?:should|would|do|to) (?:i|you|we) (?:\w+ )?(?:get|buy|choose|pick|recommend|go for|order)\b"
    r"|\b(?:where|how) (?:can|do|could) (?:i|we) (?:\w+ )?(?:buy|order|get|purchase|find)\b|\b(?:recommend|suggest) (?:me |us )?(?:a|an|one|any|something|the)\b"
    r"|\b(?:any|is there an?|got an?) (?:\w+ )?(?:discounts?|offers?|deals?|sales?|promo|vouchers?|student discount|codes?)\b|\bhow much (?:is|are|does|would|for)\b"
    r"|\b(?:looking|want|wanting|thinking of|hoping|planning|like) (?:to|for|of)? ?(?:buy|get|order|buying|getting|ordering|upgrade|upgrading)\b|\bdifference between\b|\bworth (?:it|buying|upgrading)\b",
    re.IGNORECASE,
)
ACRONYMS_AT_MOST: Final = 5
WORDS_BESIDE_LINK: Final = 6


@dataclass(frozen=True)
class Finding:
    """Words of a reply, text[start:end], that a rule points at; why, and what to write instead."""

    rule: str
    start: int
    end: int
    text: str
    why: str
    instead: str

    def as_dict(self) -> dict[str, Any]:
        """As in the draft document."""
        return asdict(self)


def check(text: str, *, public: bool = True, comment: str = "") -> list[Finding]:
    """All findings in a reply, in order of place.

    `public` says that everybody reads the reply. `comment` is what it answers: where that asks for buying advice,
    advice about buying is an answer and not selling.
    """
    asked = bool(_BUYING.search(comment))
    findings = [
        Finding(rule.name, *match.span(), match.group(), rule.why, rule.instead)
        for rule in RULES
        if not (rule.public and not public) and not (rule.buying and asked)
        for match in rule.pattern.finditer(text)
    ]
    findings += _shouting(text) + _bare_link(text)
    kept = [one for one in findings if not any(_inside(one, other) for other in findings)]
    return sorted(kept, key=lambda finding: (finding.start, finding.rule))


def _inside(one: Finding, other: Finding) -> bool:
    """Whether the same rule points at a longer stretch around it."""
    return one.rule == other.rule and other.start <= one.start <= one.end <= other.end and one.text != other.text


def _shouting(text: str) -> list[Finding]:
    without_links = _LINK.sub(lambda match: " " * len(match.group()), text)
    return [
        Finding(
            "shouting", *match.span(), match.group(), "It reads as shouting.", "Use small letters and single marks."
        )
        for pattern in (_SHOUTED, _MARKS)
        for match in pattern.finditer(without_links)
        if pattern is _MARKS or " " in match.group().strip() or len(match.group()) > ACRONYMS_AT_MOST
    ]


def _bare_link(text: str) -> list[Finding]:
    """A link with hardly a word beside it answers nothing."""
    match = _LINK.search(text)
    words = re.findall(r"\w+", _LINK.sub(" ", text))
    if match is None or len(words) > WORDS_BESIDE_LINK:
        return []
    why = "A link alone makes the reader look for the answer."
    return [Finding("link-without-answer", *match.span(), match.group(), why, "Give the answer, then the link.")]
