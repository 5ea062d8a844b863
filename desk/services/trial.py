"""What champion and challenger are tried on, and what they say of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from desk.domain.gate import DECISIONS, GOLD, SHIPPED, Model, Row, Said
from desk.domain.label import INTENTS
from desk.domain.label_lessons import Labelled, words_of
from desk.domain.variants import variants_of
from desk.ports.errors import LearningFailed

CHANGED: Final = 120
"""Of so many shipped texts the changed wordings are tried."""


@dataclass(frozen=True)
class Trial:
    """Rows whose label is known; after them changed wordings of some, and texts that need a person at once."""

    rows: tuple[Row, ...]
    changed: tuple[tuple[int, str], ...] = ()
    to_escalate: tuple[str, ...] = ()

    @property
    def texts(self) -> list[str]:
        """All that a model is asked, in this order."""
        return [*(row.text for row in self.rows), *(text for _, text in self.changed), *self.to_escalate]

    def model(self, answers: Sequence[dict[str, Any]]) -> Model:
        """What a model said of the texts."""
        said = [Said(answer["shares"]) for answer in answers]
        own, rest = said[: len(self.rows)], said[len(self.rows) :]
        kept = sum(one.intent == own[place].intent for (place, _), one in zip(self.changed, rest, strict=False))
        found = sum(bool(answer["escalate"]) for answer in answers[len(answers) - len(self.to_escalate) :])
        return Model(own, kept, len(self.changed), found if self.to_escalate else 0, len(self.to_escalate))


def make_trial(held_out: Iterable[Labelled], learned: Iterable[Labelled], shipped: Path, gold: Path) -> Trial:
    """All that both models are tried on; nothing of it is in what the challenger learned."""
    known = {one.words for one in learned}
    decisions = [
        Row(DECISIONS, one.text, one.intent, one.page, one.language, str(one.comment))
        for one in held_out
        if one.words not in known
    ]
    own = [row for row in gold_rows(gold) if words_of(row.text) not in known]
    examples = [
        Row(SHIPPED, row["text"], (row["labels"] or ["other"])[0]) for row in _lines(shipped / "understanding.jsonl")
    ]
    rows = (*decisions, *own, *examples)
    start = len(decisions) + len(own)
    changed = [(start + place, text) for place, text in variants_of([row.text for row in examples[:CHANGED]])]
    escalate = [row["text"] for row in _lines(shipped / "escalation.jsonl") if row["reasons"]]
    return Trial(rows, tuple(changed), tuple(escalate))


def gold_rows(folder: Path) -> list[Row]:
    """The desk's own labelled examples: JSON lines with text, label and, if wanted, page; raises LearningFailed."""
    rows = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, row in enumerate(_lines(path), 1):
            text, label, page = (row.get(name) for name in ("text", "label", "page"))
            if not isinstance(text, str) or label not in INTENTS or not isinstance(page, (str, type(None))):
                raise LearningFailed(f"Line {number} of {path} needs a text and a label: one of {', '.join(INTENTS)}.")
            rows.append(Row(GOLD, text, str(label), page))
    return rows


def _lines(path: Path) -> list[dict[str, Any]]:
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except OSError:
        return []
    except ValueError as error:
        raise LearningFailed(f"{path} is not JSON lines ({error}).") from error
    if not all(isinstance(row, dict) for row in rows):
        raise LearningFailed(f"{path} is not JSON lines: each has to be an object.")
    return rows
