"""The tone check: does a reply share what helps, or does it sell? Each finding points at the words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Literal

import numpy as np

from language.tone_learned.scorer import Scorer
from language.tone_learned.store import installed
from language.tone_rules import RULES
from language.tone_rules.reply import Reply, read
from language.tone_rules.rule import Rule

APART_AT_MOST: Final = 40
# What a comment asks for that makes a rule's words an answer.
ANSWERS: Final = {
    "call-to-buy": frozenset({"buying"}),
    "upsell": frozenset({"buying", "upgrade"}),
    "discount-urgency": frozenset({"price"}),
    "lead-capture": frozenset({"list"}),
    "link-without-answer": frozenset({"link"}),
    "deflection": frozenset({"contact"}),
}


@dataclass(frozen=True)
class Finding:
    """Words of a reply, text[start:end], that a rule points at; why, and what to write instead."""

    rule: str
    start: int
    end: int
    text: str
    why: str
    instead: str

    def as_dict(self) -> dict[str, Any]:
        """As in the draft document."""
        return asdict(self)


def check(
    text: str, *, public: bool = True, comment: str = "", scorer: Scorer | Literal["installed"] | None = "installed"
) -> list[Finding]:
    """All findings in a reply, in order of place.

    `public` says that everybody reads the reply. `comment` is what it answers: where that asks for a price, for buying
    advice, for a link or for whom to call, the words that say so are an answer and not selling or sending away.
    `scorer` is what was learned from examples, by default what set-up trained; with None the patterns stand alone.
    """
    reply = read(text, public, comment)
    places = {rule.name: _joined(rule, reply) for rule in RULES if not rule.after}
    knowing = replace(reply, taken=tuple(_apart(sorted(place for found in places.values() for place in found))))
    places |= {rule.name: _joined(rule, knowing) for rule in RULES if rule.after}
    if scorer == "installed":
        scorer = installed()
    if scorer is not None:
        _weigh(reply, places, scorer)
    findings = [
        Finding(rule.name, start, end, text[start:end], rule.why, rule.instead)
        for rule in RULES
        for start, end in places[rule.name]
        if not any(_touched(places[name], start, end) for name in rule.yields_to)
    ]
    return sorted(findings, key=lambda finding: (finding.start, finding.rule))


def _weigh(reply: Reply, places: dict[str, list[tuple[int, int]]], scorer: Scorer) -> None:
    """Adds the sentences that a rule's examples speak for, and drops what a pattern found where they speak against it."""
    logits = scorer.logits(reply)
    learned = scorer.learned
    for rule in RULES:
        if rule.name not in learned.rules or (rule.public and not reply.public):
            continue
        column = learned.rules.index(rule.name)
        low = logits[:, column] < learned.floors[column]
        kept = [place for place in places[rule.name] if not low[reply.number_at(place[0])]]
        if not ANSWERS.get(rule.name, frozenset()) & reply.asked:
            for number in np.flatnonzero(logits[:, column] >= learned.marks[column]):
                if not _touched(kept, *reply.sentences[number]):
                    kept.append(scorer.words_for(reply, int(number), column))
        places[rule.name] = sorted(kept)


def _touched(places: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the places, which are in order and apart, touches a stretch."""
    number = bisect_left(places, (end, 0))
    return number > 0 and places[number - 1][1] > start


def _apart(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Overlapping places as one; takes them in order."""
    held: tuple[int, int] | None = None
    for start, end in places:
        if held and start <= held[1]:
            held = (held[0], max(held[1], end))
        else:
            if held:
                yield held
            held = (start, end)
    if held:
        yield held


def _joined(rule: Rule, reply: Reply) -> list[tuple[int, int]]:
    """The places of a rule; those that overlap or stand close in one sentence are one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(rule.find(reply)):
        while end > start and reply.text[end - 1] in " ,\n":
            end -= 1
        if joined and _belong_together(reply, joined[-1][1], start):
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        elif end > start:
            joined.append((start, end))
    return joined


def _belong_together(reply: Reply, end: int, start: int) -> bool:
    if start <= end or not reply.text[end:start].strip(" ,.!?&-"):
        return True
    return start - end <= APART_AT_MOST and reply.number_at(end - 1) == reply.number_at(start)
