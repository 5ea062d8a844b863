"""Which kinds of draft a model may word, and what each sentence in them may be for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Roles:
    """Roles that state facts, and so need evidence; others that are allowed; and of which one at least is needed."""

    factual: frozenset[str]
    other: frozenset[str]
    needed: frozenset[str]


_FACTS: Final = frozenset({"answer", "step"})
_NONE: Final[frozenset[str]] = frozenset()
ROLES: Final = {
    "answer": Roles(_FACTS, frozenset({"thanks", "empathy"}), _FACTS),
    "remedy": Roles(_FACTS, frozenset({"empathy", "apology", "thanks"}), _FACTS),
    "correct": Roles(_FACTS, frozenset({"empathy", "thanks"}), _FACTS),
    "clarify": Roles(_NONE, frozenset({"ask", "thanks", "empathy"}), frozenset({"ask"})),
    "acknowledge": Roles(_NONE, frozenset({"empathy", "apology", "holding", "ask", "thanks"}), frozenset({"holding"})),
    "hand_over": Roles(_NONE, frozenset({"holding", "thanks", "empathy"}), frozenset({"holding"})),
    "thanks": Roles(_NONE, frozenset({"thanks"}), frozenset({"thanks"})),
}
