"""Requests and drafts about an invented lamp maker, for the tests of single rules."""

from __future__ import annotations

from typing import Any

from actions.document import document_of
from actions.request import Request, request_of

KNOWN: dict[str, Any] = {
    "intent": "other",
    "confidence": 0.9,
    "unsure": False,
    "question": 0.1,
    "complaint": 0.1,
    "praise": 0.1,
    "severity": 0,
    "language": "en",
    "escalate": [],
    "escalation": [],
    "details": [],
    "model": "m",
}
ANNA = "Anna Lee"


def passage(text: str, article: str = "returns", title: str = "Send a lamp back", **more: Any) -> dict[str, Any]:
    """A short answer as the desk sends it, sure enough to rest on."""
    return {
        "id": f"{article}#0",
        "article": article,
        "title": title,
        "url": f"https://help.lumo.example/{article}",
        "text": text,
        "answer": text,
        "score": 0.9,
        "audience": {},
        "nearest": [],
        **more,
    }


def metadata(
    *evidence: dict[str, Any], thread: Any = (), channel: str = "facebook", author: Any = ANNA, label: Any = None
) -> dict[str, Any]:
    """`thread`: pairs of author and text; the page is Lumo Lamps."""
    return {
        "page": {"id": "lumo", "name": "Lumo Lamps", "voice": {}},
        "channel": {"name": channel},
        "author": {"name": author},
        "thread": [{"author": who, "text": text, "from_page": who == "Lumo Lamps"} for who, text in thread],
        "evidence": list(evidence),
        "label": label,
    }


def known(intent: str = "other", **changes: Any) -> dict[str, Any]:
    """An understanding that is sure of an intent."""
    sure = {} if intent == "other" else {intent: 0.9}
    return {**KNOWN, **sure, "intent": intent, "severity": 2 if intent == "complaint" else 0, **changes}


def request(text: str, meta: dict[str, Any] | None = None, intent: str = "other", **changes: Any) -> Request:
    """The request of a comment."""
    return request_of("c1", text, known(intent, **changes), metadata() if meta is None else meta)


def draft(text: str, meta: dict[str, Any] | None = None, intent: str = "other", **changes: Any) -> Any:
    """The draft to a comment."""
    return document_of("c1", text, known(intent, **changes), metadata() if meta is None else meta)["draft"]
