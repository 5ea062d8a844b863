"""What was answered before to a very similar comment, made fit for this one, where no article has the answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from actions.kinds import Choice
from actions.request import Evidence, Remembered, Request
from language.reuse import NEAR, adapt

_UNANSWERED: Final = frozenset({"hand_over", "acknowledge"})


def recalled(request: Request, choice: Choice | None) -> Choice | None:
    """The choice, or in place of one that has no answer the reply to a very similar comment of the same intent.

    Of several the most typical, which says what the others say too; the most similar where that is equal.

    What calls for a person at once is never answered from memory.
    """
    if choice is None or choice.kind not in _UNANSWERED or choice.private or request.understanding["escalate"]:
        return choice
    for earlier in sorted(request.remembered, key=lambda one: (-one.typical, -one.score)):
        if earlier.score < NEAR or earlier.intent != request.intent:
            continue
        facts = adapted(request, earlier)
        if facts:
            evidence = Evidence(earlier.id, earlier.comment, earlier.reply, None, None, earlier.score)
            return replace(choice, kind="answer", reason=_reason(earlier.at), evidence=evidence, facts=facts)
    return choice


def adapted(request: Request, earlier: Remembered) -> tuple[str, ...]:
    """The sentences of an earlier reply that hold for this comment; empty where too little is left.

    Greeting, name and signature are the draft's own. What names a number, a date, a link or a reference stays only
    where an article that was found for this comment says it too.
    """
    known = " ".join(f"{passage.text} {passage.answer or ''} {passage.url or ''}" for passage in request.evidence)
    return tuple(adapt(earlier.reply, earlier.comment, request.text, known))


def _reason(at: datetime | None) -> str:
    if at is None:
        return "You answered this before."
    return f"You answered this on {at.day} {at:%B %Y}."
