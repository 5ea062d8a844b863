"""What the action is asked: the comment, what is understood of it, and the metadata that the desk sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from actions.learned import Learned, learned_of
from actions.voice import Voice, voice_of
from language.channels import COUNTINGS, LIMITS, limit_of

MOST_LATELY: Final = 10
LABELS: Final = ("question", "complaint", "praise", "other")


@dataclass(frozen=True)
class Evidence:
    """A passage that may support sentences; `score` is the chance that it answers, `nearest` its nearest sentences."""

    id: str
    title: str
    text: str
    answer: str | None
    url: str | None
    score: float
    incident: bool = False
    audience: Mapping[str, str] = field(default_factory=dict)
    article: str = ""
    nearest: tuple[str, ...] = ()
    heading: str | None = None


@dataclass(frozen=True)
class Remembered:
    """A reply that was sent to an earlier comment; `score` is the cosine of the two comments in 0..1.

    `typical` in 0..1: how much of it other replies to comments alike say too.
    """

    id: str
    comment: str
    reply: str
    intent: str | None
    score: float
    at: datetime | None = None
    typical: float = 0.0


@dataclass(frozen=True)
class Turn:
    """An earlier comment or reply of the thread."""

    text: str
    author: str | None = None
    from_page: bool = False


@dataclass(frozen=True)
class Request:
    """Everything a draft may depend on.

    ``lately`` are the page's newest replies, sent or waiting, the newest first; ``thread`` the texts of ``turns``, the
    oldest first. ``label`` is what a person called the comment.
    """

    comment: str
    text: str
    understanding: Mapping[str, Any]
    voice: Voice = field(default_factory=Voice)
    lately: tuple[str, ...] = ()
    channel: str = "api"
    limit: int = 5000
    counting: str = "characters"
    author: str | None = None
    answered_before: bool = False
    thread: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    remembered: tuple[Remembered, ...] = ()
    turns: tuple[Turn, ...] = ()
    page: str = ""
    label: str | None = None
    learned: Learned = field(default_factory=Learned)

    @property
    def intent(self) -> str:
        """The first intent."""
        return str(self.understanding["intent"])

    @property
    def public(self) -> bool:
        """Whether others can read the comment; a chat and a letter are between two."""
        return self.channel not in ("chat", "email")

    @property
    def said(self) -> str:
        """The comment with all that was said before it."""
        return "\n".join((self.text, *self.thread))

    @property
    def in_one_line(self) -> bool:
        """Whether a reply on this channel is written in one line."""
        return self.counting == "x"

    def chance(self, label: str) -> float:
        """Probability of a label."""
        return float(self.understanding[label])


def request_of(comment: str, text: str, understanding: Mapping[str, Any], metadata: Mapping[str, Any]) -> Request:
    """Read the metadata leniently: what is missing or of the wrong type counts as absent."""
    page, channel = _mapping(metadata.get("page")), _mapping(metadata.get("channel"))
    name = str(channel.get("name") or "api")
    default, limit = limit_of(name if name in LIMITS else "api"), channel.get("limit")
    counting = channel.get("counting")
    thread = [turn for turn in _list(metadata.get("thread")) if isinstance(turn, Mapping)]
    label = metadata.get("label")
    understanding = labelled(understanding, label)
    return Request(
        comment=comment,
        text=text,
        understanding=understanding,
        voice=voice_of(page.get("voice")),
        lately=tuple(filter(None, map(_text, _list(page.get("lately"))[:MOST_LATELY]))),
        channel=name,
        limit=limit if isinstance(limit, int) and limit > 0 else default.limit,
        counting=counting if counting in COUNTINGS else default.counting,
        author=_text(_mapping(metadata.get("author")).get("name")),
        answered_before=any(turn.get("from_page") for turn in thread),
        thread=tuple(str(turn.get("text") or "") for turn in thread),
        evidence=tuple(filter(None, map(_evidence, _list(metadata.get("evidence"))[:8]))),
        remembered=tuple(filter(None, map(_remembered, _list(metadata.get("remembered"))[:3]))),
        turns=tuple(
            Turn(str(turn.get("text") or ""), _text(turn.get("author")), bool(turn.get("from_page"))) for turn in thread
        ),
        page=_text(page.get("name")) or "",
        label=label if label in LABELS else None,
        learned=learned_of(metadata.get("learned")),
    )


def labelled(understanding: Mapping[str, Any], label: Any) -> Mapping[str, Any]:
    """The understanding as a person corrected it: the label is certain, and only a complaint is severe."""
    if label not in LABELS:
        return understanding
    severity = max(int(understanding["severity"]), 1) if label == "complaint" else 0
    sure = {} if label == "other" else {label: 1.0}
    return {**understanding, **sure, "intent": label, "confidence": 1.0, "unsure": False, "severity": severity}


def _evidence(passage: Any) -> Evidence | None:
    if not isinstance(passage, Mapping) or not _text(passage.get("id")):
        return None
    return Evidence(
        id=str(passage["id"]),
        title=str(passage.get("title") or ""),
        text=str(passage.get("text") or ""),
        answer=_text(passage.get("answer")),
        url=_text(passage.get("url")),
        score=_score(passage.get("score")),
        incident=passage.get("incident") is True,
        audience={str(key): str(value) for key, value in _mapping(passage.get("audience")).items()},
        article=str(passage.get("article") or ""),
        nearest=tuple(filter(None, map(_text, _list(passage.get("nearest"))))),
        heading=_text(passage.get("heading")),
    )


def _remembered(earlier: Any) -> Remembered | None:
    if not isinstance(earlier, Mapping) or not _text(earlier.get("id")) or not _text(earlier.get("reply")):
        return None
    return Remembered(
        id=str(earlier["id"]),
        comment=str(earlier.get("comment") or ""),
        reply=str(earlier["reply"]),
        intent=_text(earlier.get("intent")),
        score=_score(earlier.get("score")),
        at=_time(earlier.get("at")),
        typical=_score(earlier.get("typical")),
    )


def _score(value: Any) -> float:
    return min(max(float(value), 0.0), 1.0) if isinstance(value, (int, float)) else 0.0


def _time(value: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str | None:
    return value.strip() if isinstance(value, str) and value.strip() else None
