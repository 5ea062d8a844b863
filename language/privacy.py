"""Personal data in a text: where it is, and the text without it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_MASKS: Final = {
    "email": "[e-mail]",
    "phone": "[phone]",
    "card": "[card]",
    "order": "[order number]",
    "account": "[account number]",
    "iban": "[account number]",
}
_EMAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_IBAN: Final = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_DIGITS: Final = re.compile(r"(?<![\w.])\+?\(?\d(?:[ ().-]{0,2}\d){6,18}(?!\w)")
_ORDER: Final = re.compile(
    r"\b(?:order|parcel|tracking|booking|reservation|reference|ref|ticket|case|invoice|claim|job)\b"
    r"(?:\s+(?:no|nr|num|number|id|ref|reference|code))?\.?\s*(?:is|was|:|#|=)?\s*:?\s*#?\s*"
    r"(?P<value>(?=[A-Z0-9/-]*\d)[A-Z0-9][A-Z0-9/-]{3,24})",
    re.IGNORECASE,
)
_HASHED: Final = re.compile(r"(?<!\w)#(?P<value>(?=[A-Z-]*\d{3})[A-Z0-9-]{4,24})\b", re.IGNORECASE)
_PREFIXED: Final = re.compile(r"\b(?P<value>[A-Z]{2,4}-?\d{5,14}(?:[A-Z]{2})?)\b")
_ACCOUNT: Final = re.compile(
    r"\b(?:account|acct|a/c|customer|member(?:ship)?|policy|sort code|meter)\b(?:\s+(?:no|number|id|ref))?\.?\s*(?:is|:|#)?\s*#?\s*"
    r"(?P<value>\d[\d -]{4,18}\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Span:
    """text[start:end] is personal data of a kind: email, phone, card, order, account or iban."""

    kind: str
    start: int
    end: int
    text: str


def find(text: str) -> list[Span]:
    """All spans in order of place, none overlapping; the surer kind wins."""
    found: list[Span] = []

    def add(kind: str, start: int, end: int) -> None:
        if all(end <= span.start or span.end <= start for span in found):
            found.append(Span(kind, start, end, text[start:end]))

    for match in _EMAIL.finditer(text):
        add("email", *match.span())
    for match in _IBAN.finditer(text):
        if _is_iban(match.group()):
            add("iban", *match.span())
    for match in _DIGITS.finditer(text):
        if _is_card(re.sub(r"\D", "", match.group())):
            add("card", *match.span())
    for kind, pattern in (("account", _ACCOUNT), ("order", _ORDER), ("order", _HASHED), ("order", _PREFIXED)):
        for match in pattern.finditer(text):
            add(kind, *match.span("value"))
    for match in _DIGITS.finditer(text):
        if _is_phone(match.group()):
            add("phone", *match.span())
    return sorted(found, key=lambda span: span.start)


def mask(text: str) -> str:
    """The text with each span replaced by what it was, in brackets."""
    for span in reversed(find(text)):
        text = text[: span.start] + _MASKS[span.kind] + text[span.end :]
    return text


def _is_card(digits: str) -> bool:
    """Luhn's check on 13 to 19 digits."""
    if not 13 <= len(digits) <= 19:
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _is_iban(text: str) -> bool:
    """ISO 13616: the rearranged number modulo 97 is 1."""
    compact = text.replace(" ", "")
    if not 15 <= len(compact) <= 34:
        return False
    return int("".join(str(int(sign, 36)) for sign in compact[4:] + compact[:4])) % 97 == 1


def _is_phone(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    if re.fullmatch(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}", text.strip()):
        return False  # a date
    return 7 <= len(digits) <= 15 and (text.lstrip("(")[0] in "+0" or bool(re.search(r"[ ().-]", text)))
