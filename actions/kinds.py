"""Which kind of draft a comment gets, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from actions.audience import undecided
from actions.corrections import Correction, correction
from actions.no_reply import why_no_reply
from actions.request import Evidence, Request

# Below this chance a person answers. On companies that the ranking has not learned from, 5 % of what nothing answers is
# answered at 0.7, and of what is answered nine in ten rest on the right article: a wrong draft costs more than none.
ENOUGH: Final = 0.7
ENOUGH_FOR_INCIDENT: Final = 0.5
# Two articles that are as near as each other take chance from one another: from here on one question decides between them.
ENOUGH_TO_ASK: Final = 0.4
AS_NEAR: Final = 0.8

ESCALATIONS: Final = {
    "safety": "somebody may be hurt or in danger",
    "legal": "it speaks of lawyers or courts",
    "self-harm": "somebody may harm themselves",
    "discrimination": "it speaks of discrimination",
    "data-breach": "personal data may have leaked",
    "press": "the press is asking",
}


@dataclass(frozen=True)
class Choice:
    """A kind of draft, the reason for it in a sentence for the manager, and what it rests on; ``facts`` where what to say is known."""

    kind: str
    reason: str
    evidence: Evidence | None = None
    choices: tuple[str, ...] = ()
    private: bool = False
    facts: tuple[str, ...] = ()


def choose(request: Request) -> Choice | None:
    """The kind of draft; None where nothing may be drafted because the language isn't understood."""
    known, text = request.understanding, request.text.strip()
    if not text:
        return Choice("none", "The comment has no text.")
    if known["escalate"]:
        reasons = ", ".join(ESCALATIONS.get(reason, reason) for reason in known["escalate"])
        return Choice("hand_over", f"A person must look at once: {reasons}.", private=True)
    if known["language"] not in ("en", "und"):
        return None
    if not any(map(str.isalnum, text)):
        return Choice("none", "The comment has no words to answer.")
    wrong = correction(request, ENOUGH)
    if wrong:
        return _correct(wrong)
    nothing_asked = why_no_reply(request)
    if nothing_asked:
        return Choice("none", nothing_asked)
    if known["unsure"]:
        return Choice("hand_over", "It is not clear what this comment is.")
    best = supporting(request)
    asks = request.intent == "question" or (request.chance("question") >= 0.5 and request.intent != "other")
    if asks and request.intent != "complaint":
        return _answer(request, best) if best or request.intent == "question" else Choice("thanks", "It is praise.")
    if request.intent == "complaint":
        if best:
            return Choice("remedy", f"“{best.title}” says what to do.", best)
        return Choice("acknowledge", "No article says what to do about this.")
    if request.intent == "praise":
        return Choice("thanks", "It is praise.")
    if request.label is None and max(request.chance("question"), request.chance("complaint")) >= 0.5:
        return Choice("hand_over", "It may ask something of you, or complain.")
    return Choice("none", "Nothing here asks for a reply.")


def _correct(wrong: Correction) -> Choice:
    teller = "Another consumer" if wrong.by_peer else "The comment"
    reason = f"{teller} says “{wrong.claim}”; “{wrong.evidence.title}” says otherwise."
    return Choice("correct", reason, wrong.evidence, facts=(wrong.sentence,))


def supporting(request: Request) -> Evidence | None:
    """The best passage, if it is near enough to rest an answer on; a worse one that is near by chance is none."""
    best = next(iter(request.evidence), None)
    if best is None or not (best.answer or best.text.strip()):
        return None
    return best if best.score >= (ENOUGH_FOR_INCIDENT if best.incident else ENOUGH) else None


def _answer(request: Request, best: Evidence | None) -> Choice:
    near = bool(request.evidence) and request.evidence[0].score >= ENOUGH_TO_ASK
    choices = undecided(request) if best else undecided(request, AS_NEAR) if near else ()
    if choices:
        return Choice("clarify", "The answer differs between " + " and ".join(choices) + ".", None, choices)
    if best is None:
        return Choice("hand_over", "No article answers this.")
    return Choice("answer", f"“{best.title}” answers it.", best)
