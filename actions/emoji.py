"""The one emoji that a draft may carry where the page likes them: with thanks and answers, never where somebody is annoyed."""

from __future__ import annotations

import re
from typing import Final

from actions.kinds import Choice
from actions.phrases import Book
from actions.request import Request

_WITH_THANKS: Final = ("😊", "🙌", "💛", "🧡", "🙏")
_WITH_GREETING: Final = ("👋", "😊")
_ANY: Final = re.compile("[\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")
# From this chance of a complaint on, a smile would be out of place.
_MAY_COMPLAIN: Final = 0.3


def in_place(request: Request, choice: Choice) -> bool:
    """Whether this draft may carry an emoji."""
    known = request.understanding
    return (
        request.voice.emoji
        and choice.kind in ("thanks", "answer")
        and request.intent in ("praise", "question")
        and not known["escalate"]
        and not known["severity"]
        and request.chance("complaint") < _MAY_COMPLAIN
        and not (choice.evidence and choice.evidence.incident)
    )


def with_thanks(_: Book) -> tuple[str, ...]:
    """Those that go with thanks, in whatever formality."""
    return _WITH_THANKS


def with_greeting(_: Book) -> tuple[str, ...]:
    """Those that go with a greeting."""
    return _WITH_GREETING


def has_emoji(text: str) -> bool:
    """Whether there is one already, in a fact or a name."""
    return bool(_ANY.search(text))
