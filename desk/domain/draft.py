"""What the assistant answers: an understanding of the comment and, mostly, a draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID


@dataclass(frozen=True)
class Evidence:
    """A passage of an article or an earlier reply that may support a sentence; ``score`` is in 0..1."""

    id: str
    article: str
    title: str
    heading: str | None
    text: str
    url: str | None
    score: float
    answer: str | None = None
    kind: str = "article"
    incident: bool = False
    audience: dict[str, str] | None = None
    nearest: tuple[str, ...] = ()
    """Its sentences that are nearest to the comment, in order of reading."""

    def as_dict(self) -> dict[str, Any]:
        """The form that goes to the assistant and is kept beside the draft."""
        return {
            "id": self.id,
            "article": self.article,
            "kind": self.kind,
            "title": self.title,
            "heading": self.heading,
            "text": self.text,
            "answer": self.answer,
            "url": self.url,
            "score": round(self.score, 4),
            "incident": self.incident,
            "audience": self.audience or {},
            "nearest": list(self.nearest),
        }


@dataclass(frozen=True)
class DraftDocument:
    """The assistant's answer, as docs/reference/draft-document.schema.json describes it."""

    understanding: dict[str, Any]
    draft: dict[str, Any] | None

    @property
    def intent(self) -> str:
        """The label Rasa chose."""
        return str(self.understanding["intent"])

    @property
    def severity(self) -> int:
        """0 for anything but a complaint, else 1 to 4."""
        return int(self.understanding["severity"])

    @property
    def escalate(self) -> list[str]:
        """Reasons to call a person at once."""
        return list(self.understanding["escalate"])

    @property
    def kind(self) -> str | None:
        """What sort of reply was drafted; None where there is none."""
        return str(self.draft["kind"]) if self.draft else None


# What a sentence in one of these roles says has to stand in its evidence.
STATING: Final = frozenset({"answer", "step", "source", "learned"})


@dataclass(frozen=True)
class StoredDraft:
    """A draft as kept with its evidence."""

    id: UUID
    comment_id: UUID
    text_version: int
    attempt: int
    document: DraftDocument
    evidence: tuple[dict[str, Any], ...]

    @property
    def sentences(self) -> list[tuple[str, bool]]:
        """Its sentences, and whether each has what it needs: evidence, where it states something."""
        drafted = (self.document.draft or {}).get("sentences", [])
        return [(one["text"], bool(one["evidence"]) or one["role"] not in STATING) for one in drafted]

    @property
    def evidence_texts(self) -> list[str]:
        """All that its evidence says."""
        return [
            "\n".join(filter(None, (one["title"], one.get("heading"), one["text"], one.get("answer"), one.get("url"))))
            for one in self.evidence
        ]


def cited_articles(draft: dict[str, Any] | None, evidence: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    """The articles that the draft's sentences cite, in the order of the evidence."""
    cited = {sentence.get("evidence") for sentence in (draft or {}).get("sentences") or []}
    return tuple(dict.fromkeys(one["article"] for one in evidence if one["id"] in cited and one.get("article")))
