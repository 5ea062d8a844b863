"""The draft document, version 1: docs/reference/draft-document.schema.json."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from actions.checked import checked
from actions.compose import Sentence, compose
from actions.kinds import Choice, choose
from actions.personal import hide_of, needs_lookup
from actions.remembered import recalled
from actions.request import Request, request_of
from actions.runners_up import runners_up
from actions.summary import summary_of

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
NO_WORDING: Final[Mapping[str, Any]] = {"text": "", "sentences": [], "findings": []}


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
    wording = _wording(request, choice)
    if wording is None and choice.evidence and compose(request, choice):
        # It fits, but a number in it stands nowhere in its passage.
        choice = Choice("hand_over", "No article answers this for certain.", private=choice.private)
        wording = _wording(request, choice)
    if wording is None and choice.kind != "none":
        choice = Choice("none", "No reply fits the channel's limit.", private=choice.private)
    wording = wording or NO_WORDING
    return {
        "kind": choice.kind,
        **wording,
        "alternatives": _alternatives(request, choice, wording),
        "private": choice.private,
        "confidence": _confidence(request, choice),
        "reason": choice.reason,
        "hide": hide_of(request),
        "summary": summary_of(request, choice),
        "runners_up": runners_up(request, choice),
    }


def _wording(request: Request, choice: Choice, turn: int = 0) -> dict[str, Any] | None:
    rests_on = [choice.evidence] if choice.evidence else []
    return checked(compose(request, choice, turn), request, private=choice.private, evidence=rests_on)


def _alternatives(request: Request, choice: Choice, wording: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Another wording, and a shorter one, where they differ; checked as the draft is."""
    seen, found = {wording["text"]}, []
    sentences = [Sentence(**one) for one in wording["sentences"]]
    short = [sentence for sentence in sentences if sentence.role not in ("greeting", "source", "ask", "signature")]
    rests_on = [choice.evidence] if choice.evidence else []
    others = (
        ("Other wording", _wording(request, choice, turn=1)),
        ("Shorter", checked(short, request, private=choice.private, evidence=rests_on)),
    )
    for label, other in others:
        if other and other["text"] not in seen:
            seen.add(other["text"])
            found.append({"label": label, **other})
    return found


def _confidence(request: Request, choice: Choice) -> float:
    sure = float(request.understanding["confidence"])
    return round(sure * choice.evidence.score if choice.evidence else sure, 4)
