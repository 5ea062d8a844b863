"""What people keep adding to the drafts of an article, and cutting from them, as the desk sends it; pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from language.alike import alike, wording
from language.grounding import content

ROLE: Final = "learned"
_FACTS: Final = frozenset({"answer", "step"})
_NEVER_LEFT_OUT: Final = frozenset({"greeting", "signature", "empathy", "apology", "thanks", ROLE})
# A sentence that shares so much of its words, numbers aside, with one that is said: again, or otherwise, the same.
_SAID: Final = 0.6
# A sentence that shares so much of its words with a fact may stand in its place.
_REWORDS: Final = 0.5


class Part(Protocol):
    """A sentence of a draft."""

    @property
    def text(self) -> str:
        """What it says."""
        ...

    @property
    def role(self) -> str:
        """What it is for."""
        ...


@dataclass(frozen=True)
class Habit:
    """A sentence that people added or cut, how often, and the earlier reply that holds it if they added it."""

    text: str
    times: int
    id: str = ""


@dataclass(frozen=True)
class Learned:
    """What to add to a draft that rests on this article, and what to leave out of it."""

    article: str = ""
    add: tuple[Habit, ...] = ()
    drop: tuple[Habit, ...] = ()


def learned_of(value: Any) -> Learned:
    """Read leniently: what is missing or of the wrong type counts as absent."""
    if not isinstance(value, Mapping) or not isinstance(value.get("article"), str):
        return Learned()
    add = tuple(habit for habit in _habits(value.get("add")) if habit.id)
    return Learned(value["article"], add, tuple(_habits(value.get("drop"))))


def left_out(parts: Sequence[Part], learned: Learned) -> list[str]:
    """Texts of the parts that people keep cutting. All facts may be among them: see `replaced`."""
    cut = [wording(habit.text) for habit in learned.drop]
    gone = (part.text for part in parts if part.role not in _NEVER_LEFT_OUT)
    return [text for text in gone if cut and any(alike(wording(text), one) for one in cut)]


def last_fact(parts: Sequence[Part], gone: Sequence[str]) -> str | None:
    """The first fact, where all the facts would go: it stays unless a learned sentence says it in other words."""
    facts = [part.text for part in parts if part.role in _FACTS]
    return facts[0] if facts and all(fact in gone for fact in facts) else None


def to_add(said: Iterable[str], learned: Learned) -> list[Habit]:
    """What people keep adding that none of these says already, nor says with other numbers."""
    known, found = [_bare(text) for text in said], []
    for habit in learned.add:
        own = _bare(habit.text)
        if own and not any(len(own & other) >= _SAID * len(own) for other in known):
            known.append(own)
            found.append(habit)
    return found


def rewords(one: str, fact: str) -> bool:
    """Whether a learned sentence says what a fact says, in other words."""
    own, other = _bare(one), _bare(fact)
    return len(own & other) >= _REWORDS * max(min(len(own), len(other)), 1)


def reason_with(reason: str | None, added: Sequence[str], gone: Sequence[str]) -> str | None:
    """The reason for a draft, with what colleagues taught it."""
    taught = []
    if added:
        taught.append("usually add " + _quoted(added))
    if gone:
        taught.append("usually leave out " + _quoted(gone))
    if not taught:
        return reason
    told = f"colleagues {' and '.join(taught)}."
    return f"{reason.rstrip('.')}; {told}" if reason else told[0].upper() + told[1:]


def _quoted(texts: Sequence[str]) -> str:
    return " and ".join(f"“{text.rstrip('.')}”" for text in texts)


def _bare(text: str) -> frozenset[str]:
    return frozenset(word for word in content(text) if not word.isdecimal())


def _habits(value: Any) -> Iterable[Habit]:
    for one in value if isinstance(value, list) else []:
        text, times = (one.get("text"), one.get("times")) if isinstance(one, Mapping) else (None, None)
        if isinstance(text, str) and text.strip() and isinstance(times, int):
            yield Habit(text.strip(), times, one["id"] if isinstance(one.get("id"), str) else "")
