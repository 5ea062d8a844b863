"""The draft document, version 1: docs/reference/draft-document.schema.json."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from actions.alternatives import alternatives_of
from actions.checking import findings_of
from actions.compose import compose, text_of
from actions.kinds import Choice, choose
from actions.remembered import recalled
from actions.request import Request, request_of
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
    return {"version": VERSION, "understanding": known, "draft": None if choice is None else _draft(request, choice)}


def _draft(request: Request, choice: Choice) -> dict[str, Any]:
    sentences = compose(request, choice)
    if not sentences and choice.kind != "none":
        choice = Choice("none", "No reply fits the channel's limit and the page's words.", private=choice.private)
    text, findings = text_of(sentences, request), findings_of(sentences, request, not choice.private)
    return {
        "kind": choice.kind,
        "text": text,
        "sentences": [asdict(sentence) for sentence in sentences],
        "alternatives": alternatives_of(request, choice, sentences, findings),
        "private": choice.private,
        "findings": findings,
        "reading_grade": reading_grade(text),
        "confidence": _confidence(request, choice),
        "reason": choice.reason,
    }


def _confidence(request: Request, choice: Choice) -> float:
    sure = float(request.understanding["confidence"])
    return round(sure * choice.evidence.score if choice.evidence else sure, 4)
