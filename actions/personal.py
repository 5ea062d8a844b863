"""Personal data in a comment that others can read: whether to hide it, and that no draft repeats it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from actions.compose import Sentence
from actions.kinds import Choice
from actions.request import Request
from language import privacy

ORDER: Final = "order number"
_NAMES: Final = {
    "email": "e-mail address",
    "phone": "phone number",
    "card": "card number",
    "order": ORDER,
    "account": "account number",
    "iban": "bank account number",
    "address": "postal address",
}
_STREET: Final = (
    r"\d{1,4}[a-z]?,? (?:[A-Z][\w'’]+ ){1,3}(?:Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Close|Drive|Way|Place|Court|Crescent|Terrace|Gardens|Row|Square"
    r"|Boulevard|Blvd)\b"
)
_POSTCODE: Final = r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"
# Without such words an address may be a shop's.
_LIVES: Final = re.compile(
    rf"\b(?i:my (?:home |delivery |new |old |postal )?address|(?:i|we) live|living|lives? at|deliver(?:ed)? to|sent? to|send (?:it|them) to|post(?:ed)? to|ship(?:ped)? to"
    rf"|my house|my flat|her address|his address|their address|postcode)\b[^.!?\n]{{0,60}}?(?P<address>{_STREET}(?:,? (?:[A-Z][\w'’]+,? ){{0,2}}{_POSTCODE})?|{_POSTCODE})"
)
# Whom somebody called or wrote to is the company, or says nothing of them.
_TO_OTHERS: Final = re.compile(
    r"\b(?:called|rang|ringing|calling|phoned|phoning|dialled|dialed|tried|wrote to|written to|e-?mailed|e-?mailing|contacted|from|your|hotline|helpline|number is)\b(?!.{0,12}\bme\b)[^.!?\n]{0,24}$",
    re.IGNORECASE,
)
_OFFICE: Final = re.compile(
    r"(?:help|support|info|contact|sales|service|services|care|hello|hi|no-?reply|office|team|press|customer\w*|enquir\w+|orders?|returns?|complaints?|billing|admin|mail)[\w.+-]*@",
    re.IGNORECASE,
)
_FREEPHONE: Final = re.compile(r"^\W*(?:\+?44\s?\(?0?\)?\s?|0|1[\s.-]?)(?:800|808|84\d|87\d|3\d\d|888|877|866)")
_HASHTAG: Final = re.compile(r"[A-Za-z]{3,}\d{3,4}")
_THINGS: Final = r"(?:order|parcel|package|delivery|refund|account|booking|reservation|payment|subscription|claim|return|invoice|bill|card|ticket|policy|membership)"
_STATUS: Final = re.compile(
    rf"\b(?:where(?:['’]s| is| are)|when (?:will|is|does)|what(?:['’]s| is) happening|any (?:news|update)|status|track\w*|check|look (?:up|into)|chas\w+)\b[^.!?\n]{{0,40}}\b(?:my|our) (?:\w+ )?{_THINGS}"
    rf"|\b(?:my|our) (?:\w+ )?{_THINGS}\b[^.!?\n]{{0,50}}\b(?:not|never|n['’]t|missing|lost|late|stuck|locked|blocked|wrong|twice|cancel\w*|disappeared|overdue|no sign)",
    re.IGNORECASE,
)
_OF_A_CASE: Final = frozenset({ORDER, "account number", "bank account number", "card number"})
_HELD_BACK: Final = frozenset({"acknowledge", "hand_over"})


@dataclass(frozen=True)
class Personal:
    """text[start:end] of the comment is personal data; `name` says of what sort, in words."""

    name: str
    start: int
    end: int
    text: str


def personal_in(request: Request) -> list[Personal]:
    """The consumers' personal data in a comment, in order; not the company's own numbers and addresses."""
    text = request.text
    found = [
        Personal(_NAMES[span.kind], span.start, span.end, span.text)
        for span in privacy.find(text)
        if not _of_company(span, request)
    ]
    for match in _LIVES.finditer(text):
        start, end = match.span("address")
        if not any(start < one.end and one.start < end for one in found):
            found.append(Personal(_NAMES["address"], start, end, match["address"]))
    return sorted(found, key=lambda one: one.start)


def hide_of(request: Request) -> dict[str, Any] | None:
    """Why to hide a comment that everybody can read, and what is in it; None where nothing is, or nobody else reads it."""
    found = list(dict.fromkeys(one.name for one in personal_in(request))) if request.public else []
    if not found:
        return None
    listed = " and ".join(filter(None, (", ".join(found[:-1]), found[-1])))
    return {"reason": f"Everybody can read personal data in it: {listed}.", "found": found}


def needs_lookup(request: Request, choice: Choice) -> bool:
    """Whether somebody has to look up an order or an account, which is talked about in private."""
    if choice.kind == "none" or not request.public:
        return False
    if any(one.name in _OF_A_CASE for one in personal_in(request)):
        return choice.kind != "thanks"
    return choice.kind in _HELD_BACK and request.intent != "praise" and bool(_STATUS.search(request.text))


def without_personal(sentences: Sequence[Sentence], request: Request) -> list[Sentence]:
    """The sentences with each of the comment's personal data masked, should one repeat it."""
    hidden = [(one.text, f"[{one.name}]") for one in personal_in(request)]
    told = []
    for sentence in sentences:
        text = sentence.text
        for written, name in hidden:
            text = text.replace(written, name)
        told.append(replace(sentence, text=text))
    return told


def _of_company(span: privacy.Span, request: Request) -> bool:
    before = request.text[max(0, span.start - 40) : span.start]
    if span.kind in ("phone", "email") and _TO_OTHERS.search(before):
        return True
    if span.kind == "email":
        host = re.sub(r"\W", "", span.text.partition("@")[2].lower())
        page = re.sub(r"\W", "", request.page.lower())
        return bool(_OFFICE.match(span.text)) or (len(page) > 3 and page in host)
    if span.kind == "phone":
        digits = re.sub(r"\D", "", span.text)
        known = " ".join(f"{passage.text} {passage.answer or ''}" for passage in request.evidence)
        return bool(_FREEPHONE.match(span.text)) or digits in re.sub(r"[ ().-]", "", known)
    if span.kind == "order":
        hashtag = before.endswith("#") and _HASHTAG.fullmatch(span.text)
        known = " ".join(f"{passage.title} {passage.text}" for passage in request.evidence)
        return bool(hashtag) or span.text in known
    return False
