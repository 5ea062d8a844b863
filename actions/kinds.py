"""Which kind of draft a comment gets, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from actions.request import Evidence, Request

# Below this chance a person answers. On companies that the ranking has not learned from, 5 % of what nothing answers is
# answered at 0.7, and of what is answered nine in ten rest on the right article: a wrong draft costs more than none.
ENOUGH: Final = 0.7
ENOUGH_FOR_INCIDENT: Final = 0.5
# An article for other readers stands in question beside the best one when its chance is at least this share of it.
RIVAL: Final = 0.3
_PLACES: Final = {"UK": "the UK", "US": "the US", "EU": "the EU"}

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
    return Choice("none", "Nothing here asks for a reply.")


def supporting(request: Request) -> Evidence | None:
    """The best passage, if it is near enough to rest an answer on; a worse one that is near by chance is none."""
    best = next(iter(request.evidence), None)
    if best is None or not (best.answer or best.text.strip()):
        return None
    return best if best.score >= (ENOUGH_FOR_INCIDENT if best.incident else ENOUGH) else None


def _answer(request: Request, best: Evidence | None) -> Choice:
    if best is None:
        return Choice("hand_over", "No article answers this.")
    open_choices = _undecided(request, best)
    if open_choices:
        return Choice("clarify", "The answer differs between " + " and ".join(open_choices) + ".", None, open_choices)
    return Choice("answer", f"“{best.title}” answers it.", best)


def _undecided(request: Request, best: Evidence) -> tuple[str, ...]:
    """Countries between which near passages differ while the comment and its thread name none of them."""
    country = best.audience.get("country")
    if not country:
        return ()
    near = {
        passage.audience["country"]
        for passage in request.evidence
        if passage.audience.get("country") and passage.score >= RIVAL * best.score
    }
    said = " ".join((request.text, *request.thread))
    if len(near) < 2 or any(_named(place, said) for place in near):
        return ()
    return tuple(sorted(_PLACES.get(place, place) for place in near))


def _named(place: str, text: str) -> bool:
    names = {
        "UK": ("uk", "britain", "england", "scotland", "wales", "£"),
        "US": ("us", "usa", "america", "states", "$"),
        "EU": ("eu", "europe", "germany", "france", "ireland", "spain", "italy", "netherlands", "€"),
    }.get(place, (place.lower(),))
    tokens = set(
        text.replace("US", " usa ")
        .lower()
        .replace("u.k.", "uk")
        .replace("u.s.", "usa")
        .replace("?", " ")
        .replace(",", " ")
        .replace(".", " ")
        .split()
    )
    return any((name in tokens and name != "us") or (name in "£$€" and name in text) for name in names)
