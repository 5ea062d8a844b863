"""The draft document, version 1: docs/reference/draft-document.schema.json."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any, Final

from actions.compose import Sentence, compose, text_of
from actions.kinds import Choice, choose
from actions.learned import ROLE, Learned, left_out, reason_with
from actions.remembered import recalled
from actions.request import Request, request_of
from language import tone

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
    return {"version": VERSION, "understanding": known, "draft": None if choice is None else _draft(request, choice)}


def _draft(request: Request, choice: Choice) -> dict[str, Any]:
    sentences = compose(request, choice)
    if not sentences and choice.kind != "none":
        choice = Choice("none", "No reply fits the channel's limit.", private=choice.private)
    text = text_of(sentences, request)
    added, gone = [one.text for one in sentences if one.role == ROLE], _left_out(request, choice, sentences)
    draft = {
        "kind": choice.kind,
        "text": text,
        "sentences": [asdict(sentence) for sentence in sentences],
        "alternatives": _alternatives(request, choice, sentences),
        "private": choice.private,
        "findings": [
            finding.as_dict() for finding in tone.check(text, public=not choice.private, comment=request.text)
        ],
        "confidence": _confidence(request, choice),
        "reason": reason_with(choice.reason, added, gone),
    }
    return {**draft, "left_out": gone} if gone else draft


def _left_out(request: Request, choice: Choice, sentences: list[Sentence]) -> list[str]:
    """What the draft would say if people didn't keep cutting it."""
    if not request.learned.drop:
        return []
    said = {sentence.text for sentence in sentences}
    untaught = compose(replace(request, learned=Learned()), choice)
    return [text for text in left_out(untaught, request.learned) if text not in said]


def _alternatives(request: Request, choice: Choice, sentences: list[Sentence]) -> list[dict[str, str]]:
    """Another wording, and a shorter one, where they differ."""
    seen, found = {text_of(sentences, request)}, []
    short = [
        sentence for sentence in sentences if sentence.role not in ("greeting", "source", "ask", "signature", ROLE)
    ]
    for label, other in (("Other wording", compose(request, choice, turn=1)), ("Shorter", short)):
        text = text_of(other, request)
        if text and text not in seen:
            seen.add(text)
            found.append({"label": label, "text": text})
    return found


def _confidence(request: Request, choice: Choice) -> float:
    sure = float(request.understanding["confidence"])
    return round(sure * choice.evidence.score if choice.evidence else sure, 4)
