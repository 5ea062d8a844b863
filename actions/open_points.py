"""What a comment leaves open so that a question may come before an answer: where an order stands, the product, the country."""

from __future__ import annotations

import re
from typing import Final

from actions.audience import RIVAL
from actions.kinds import Choice
from actions.request import Request
from actions.speaker import Part

_OWN_ORDER: Final = re.compile(
    r"\b(?:my|our|the) (?:\w+ ){0,2}(?:order|parcel|package|delivery|shipment)\b"
    r"|\bI(?:['’]ve| have)? (?:\w+ )?ordered\b|\bwe(?:['’]ve| have)? ordered\b"
    r"|\b(?:not|never|n['’]t|yet to|still waiting for it to) (?:\w+ )?(?:arrived?|been delivered|turn(?:ed)? up|come)\b",
    re.IGNORECASE,
)
_STANDS: Final = re.compile(
    r"\b(?:shipped|dispatched|despatched|sent out|on (?:its|the) way|out for delivery|in transit|tracking|says? delivered"
    r"|marked as|was delivered|been delivered|arrived (?:broken|damaged|late|today|yesterday|with|without)|returned|refund\w*"
    r"|cancel\w*|packed|processing|confirmed|before I order|if I order)\b",
    re.IGNORECASE,
)
_DEFECT: Final = re.compile(
    r"\b(?:broke|broken|breaks|faulty|defective|stopped working|not working|does(?:n['’]t| not) work|won['’]t (?:turn|start|charge|open"
    r"|close|switch|work)|keeps? (?:\w+ing)|leak(?:s|ed|ing)?|crack(?:s|ed)|fell apart|snapped|dead|rattl\w+|squeak\w*)\b",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(
    r"\b(?:UK|U\.K\.|GB|Britain|England|Scotland|Wales|Ireland|US|U\.S\.|USA|America|States|EU|Europe|Germany|France|Spain|Italy"
    r"|Netherlands|Belgium|Austria|Poland|Canada|Australia)(?!\w)|[£$€]"
)
_ASKS: Final = frozenset({"answer", "remedy", "acknowledge", "hand_over"})


def question_for(request: Request, choice: Choice) -> Part | None:
    """The phrases that ask for what the comment leaves open; None where it leaves nothing open, or praises."""
    if choice.kind not in _ASKS or request.intent not in ("question", "complaint") or request.understanding["escalate"]:
        return None
    said = " ".join((request.text, *request.thread))
    if _OWN_ORDER.search(said) and not _STANDS.search(said):
        return lambda book: book.ask_order
    if _product_open(request, said):
        return lambda book: book.ask_product
    if len(_audiences(request, "country")) > 1 and not _PLACE.search(said):
        return lambda book: book.ask_country
    return None


def _product_open(request: Request, said: str) -> bool:
    """Whether it speaks of a defect, or its articles differ by product, and it names none."""
    products = _audiences(request, "product")
    details = request.understanding.get("details") or []
    if any(detail["kind"] == "product" for detail in details if isinstance(detail, dict) and "kind" in detail):
        return False
    if any(product.lower() in said.lower() for product in products):
        return False
    return len(products) > 1 or (request.intent == "complaint" and bool(_DEFECT.search(said)))


def _audiences(request: Request, key: str) -> set[str]:
    """Whom the passages about as near as the best one are for."""
    best = max((passage.score for passage in request.evidence), default=0.0)
    return {
        passage.audience[key]
        for passage in request.evidence
        if passage.audience.get(key) and passage.score >= RIVAL * best
    }
