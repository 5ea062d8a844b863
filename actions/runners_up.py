"""The drafts that other articles would give, for whoever finds the draft beside the point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final

from actions.checked import checked
from actions.compose import compose
from actions.kinds import Choice
from actions.request import Evidence, Request

MOST: Final = 2
# Where the draft itself rests on no article for want of certainty, the best one is a runner-up too.
MOST_INSTEAD: Final = 3
# An article with less of a chance than this only takes room.
WORTH_SHOWING: Final = 0.05
_RESTING: Final = frozenset({"answer", "remedy", "correct"})
_OPEN: Final = frozenset({"hand_over", "acknowledge", "clarify"})


def runners_up(request: Request, choice: Choice) -> list[dict[str, Any]]:
    """Drafts of the next best articles, composed and checked like the draft; none for escalations and unknown languages."""
    known = request.understanding
    if known["escalate"] or known["language"] != "en" or choice.kind not in _RESTING | _OPEN:
        return []
    # A draft from memory rests on no article, as little as one that holds back, but it is a draft.
    article = _key(choice.evidence) if choice.evidence else None
    most = MOST if choice.kind in _RESTING else MOST_INSTEAD
    kind = "remedy" if request.intent == "complaint" else "answer"
    found = []
    for passage in _best_of_each(request):
        if len(found) == most or passage.score < WORTH_SHOWING:
            break
        if _key(passage) == article or not (passage.answer or passage.text.strip()):
            continue
        other = Choice(kind, f"“{passage.title}” may answer it.", passage, private=choice.private)
        wording = checked(compose(request, other), request, private=choice.private)
        if wording:
            told = {"text": wording.text, "sentences": [asdict(sentence) for sentence in wording.sentences]}
            about = {"article": _key(passage), "title": passage.title, "kind": kind}
            found.append({**about, **told, "findings": wording.findings})
    return found


def _best_of_each(request: Request) -> Iterator[Evidence]:
    seen = set()
    for passage in request.evidence:
        if _key(passage) not in seen:
            seen.add(_key(passage))
            yield passage


def _key(passage: Evidence) -> str:
    return passage.article or passage.id
