"""The draft document, version 1: docs/reference/draft-document.schema.json."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, Final

from actions.alternatives import alternatives_of
from actions.checked import NOTHING_SAID, Wording, checked
from actions.compose import Sentence, compose
from actions.kinds import Choice, choose
from actions.learned import ROLE, Learned, left_out, reason_with
from actions.personal import hide_of, needs_lookup
from actions.remembered import recalled
from actions.request import Request, request_of
from actions.runners_up import runners_up
from actions.summary import summary_of
from language.reading import reading_grade

VERSION: Final = 1
NOTHING: Final[dict[str, Any]] = {
    "intent": "other",
    "confidence": 0.0,
    "unsure": True,
    "question": 0.0,
    "complaint": 0.0,
    "praise": 0.0,
    "severity": 0,
    "language": "und",
    "escalate": [],
    "escalation": [],
    "details": [],
    "model": "",
}


def document_of(
    comment: str, text: str, understanding: Mapping[str, Any], metadata: Mapping[str, Any]
) -> dict[str, Any]:
    """The answer to the desk for a comment; a missing understanding counts as unsure."""
    known = {key: understanding.get(key, default) for key, default in NOTHING.items()}
    request = request_of(comment, text, known, metadata)
    choice = recalled(request, choose(request))
    if choice is not None and needs_lookup(request, choice):
        choice = replace(choice, private=True)
    return {"version": VERSION, "understanding": known, "draft": None if choice is None else _draft(request, choice)}


def _draft(request: Request, choice: Choice) -> dict[str, Any]:
    choice, wording = _worded(request, choice)
    added = [one.text for one in wording.sentences if one.role == ROLE]
    gone = _left_out(request, choice, wording.sentences)
    draft = {
        "kind": choice.kind,
        "text": wording.text,
        "sentences": [asdict(sentence) for sentence in wording.sentences],
        "alternatives": alternatives_of(request, choice, wording.sentences, wording.findings),
        "private": choice.private,
        "findings": wording.findings,
        "reading_grade": reading_grade(wording.text),
        "confidence": _confidence(request, choice),
        "reason": reason_with(choice.reason, added, gone),
        "hide": hide_of(request),
        "summary": summary_of(request, choice),
        "runners_up": runners_up(request, choice),
    }
    return {**draft, "left_out": gone} if gone else draft


def _left_out(request: Request, choice: Choice, sentences: Sequence[Sentence]) -> list[str]:
    """What the draft would say if people didn't keep cutting it."""
    if not request.learned.drop:
        return []
    said = {sentence.text for sentence in sentences}
    untaught = compose(replace(request, learned=Learned()), choice)
    return [text for text in left_out(untaught, request.learned) if text not in said]


def _worded(request: Request, choice: Choice) -> tuple[Choice, Wording]:
    """The wording of the choice, or of what is left where it doesn't fit or a number in it stands nowhere in its passage."""
    sentences = compose(request, choice)
    rests_on = [choice.evidence] if choice.evidence else []
    wording = checked(sentences, request, private=choice.private, evidence=rests_on)
    if wording or choice.kind == "none":
        return choice, wording or NOTHING_SAID
    if sentences and choice.evidence:
        return _worded(request, Choice("hand_over", "No article answers this for certain.", private=choice.private))
    reason = "No reply fits the channel's limit and the page's words."
    return Choice("none", reason, private=choice.private), NOTHING_SAID


def _confidence(request: Request, choice: Choice) -> float:
    sure = float(request.understanding["confidence"])
    return round(sure * choice.evidence.score if choice.evidence else sure, 4)
