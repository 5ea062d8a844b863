"""Where a comment names an order, an amount, a date or a product; pure functions on text."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any, Final

MOST: Final = 20_000
_MONTH: Final = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_DAY: Final = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_NUMBER_WORD: Final = r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|a couple of|several|\d{1,3})"
_ORDERED: Final = (
    r"(?:order|booking|reservation|ref(?:erence)?|tracking|parcel|consignment|invoice|ticket|case|claim|account|policy"
    r"|customer|confirmation|complaint|pnr|serial)"
)

_PATTERNS: Final[tuple[tuple[str, str], ...]] = (
    (
        "order",
        rf"\b{_ORDERED}\W{{0,3}}(?:(?:no|nr|num|number|ref|reference|code|id)\b\W{{0,3}})?(?:is\W|was\W|for\W)?\W{{0,2}}"
        r"(?P<it>(?=[\w-]*\d)[A-Za-z0-9]{1,6}[-/]?[A-Za-z0-9]{2,14}(?:-[A-Za-z0-9]{2,14})?)\b",
    ),
    ("order", r"(?<![\w&/])(?P<it>#\d{4,14})\b"),
    (
        "order",
        r"\b(?P<it>(?=[A-Z0-9-]*\d{3})(?=[A-Z0-9-]*[A-Z])[A-Z]{1,4}-?\d{5,14}(?:-\d{1,6})?|\d{3}-\d{6,8}-\d{6,8})\b",
    ),
    (
        "amount",
        r"(?P<it>(?:[£$€₹₦¥]|\b(?:US|C|A|NZ)\$|\bRs\.?|\bR(?=\d))\s?\d{1,3}(?:[ ,.]?\d{3})*(?:[.,]\d{1,2})?(?:\s?(?:k|m|million))?)(?![\w])",
    ),
    (
        "amount",
        r"\b(?P<it>\d{1,3}(?:,?\d{3})*(?:[.,]\d{1,2})?\s?(?:pounds?|quid|dollars?|bucks|euros?|rupees|naira|usd|gbp|eur|cad|aud|inr|[£€]|pence|cents))(?!\w)",
    ),
    ("date", r"\b(?P<it>\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})\b"),
    ("date", rf"\b(?P<it>(?:{_DAY},?\s)?(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:,?\s\d{{4}})?)\b"),
    ("date", rf"\b(?P<it>{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?)\b(?!\s?(?:people|percent|%))"),
    ("date", r"\b(?P<it>the\s\d{1,2}(?:st|nd|rd|th))\b"),
    (
        "date",
        rf"\b(?P<it>(?:last|next|this|on|since|until|by|every)\s(?:{_DAY}|week(?:end)?|month|year|christmas|easter))\b",
    ),
    ("date", r"\b(?P<it>yesterday|today|tonight|tomorrow|the day before yesterday)\b"),
    ("date", rf"\b(?P<it>(?:about\s)?{_NUMBER_WORD}\s(?:minute|min|hour|day|week|month|year)s?\sago)\b"),
    ("date", rf"\b(?P<it>(?:in|since|of|from)\s{_MONTH}(?:\s\d{{4}})?)\b(?!\s(?:be|have|i))"),
)
# A name with a capital letter and a model number behind it, or an article code.
_PRODUCT: Final = re.compile(
    r"\b(?P<it>(?:[A-Z][A-Za-z]{2,}|i[A-Z][a-z]+)(?:[ -](?:[A-Z][a-z]+|Pro|XL|Max|Mini))?[ -]?\d{1,4}[A-Za-z]{0,2}(?:\s(?:Pro|Plus|Max|Mini|XL|Ultra))?"
    r"|[A-Z]{1,4}-?\d{1,5}(?:[A-Z]{1,3}\d{0,2})?)\b"
)
_NO_PRODUCT: Final = re.compile(
    rf"^(?:{_MONTH}|{_DAY}|{_ORDERED}|order(?:ed)?|gate|row|seat|platform|terminal|zone|flight|train|bus|line|route|room|flat|unit|floor"
    r"|page|step|version|error|code|at|in|on|for|from|the|and|but|since|over|about|only|paid|level|season|episode|chapter|top|no|number"
    r"|junction|store|shop|branch|day|week|under|size|waited|been|after|until|before|within|nearly|almost|another)\b",
    re.IGNORECASE,
)
_COMPILED: Final = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS[:2]) + tuple(
    (kind, re.compile(pattern, 0 if kind == "order" else re.IGNORECASE)) for kind, pattern in _PATTERNS[2:]
)


@dataclass(frozen=True)
class Detail:
    """A stretch of the comment, text[start:end], and what it is: order, amount, date or product."""

    kind: str
    start: int
    end: int
    text: str

    def as_dict(self) -> dict[str, Any]:
        """As in the draft document."""
        return asdict(self)


def details_in(text: str) -> list[Detail]:
    """Everything that is named, in order of place and never overlapping: of two readings the one asked for first wins."""
    text = text[:MOST]
    found: list[Detail] = []
    for kind, pattern in (*_COMPILED, ("product", _PRODUCT)):
        for match in pattern.finditer(text):
            start, end = match.span("it")
            if kind == "product" and _NO_PRODUCT.match(match.group("it")):
                continue
            if not any(start < other.end and other.start < end for other in found):
                found.append(Detail(kind, start, end, text[start:end]))
    return sorted(found, key=lambda detail: detail.start)
