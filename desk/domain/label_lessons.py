"""Labels made ready for learning: each text once, what people disagree about set aside, no author heard too often."""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from desk.domain.label import GIVEN, IMPORTED, RELABELLED, SETTLED

NEAR: Final = 0.8
"""Texts that share so much of their words (Jaccard) say the same."""
SHORT: Final = 5
"""Of fewer words too little is left to compare; such texts are the same only if their words are equal."""
MOST_BY_AUTHOR: Final = 10
"""So many different texts of one author teach one label; what more there is adds nothing."""
REPEATED: Final = 5
"""What came so often, or oftener, in the same words is shown."""
HELD_OUT: Final = 0.2
MOST_HELD_OUT: Final = 600
_BETWEEN: Final = re.compile(r"[\W\d_]+")


@dataclass(frozen=True)
class Labelled:
    """One labelled comment, its text without personal data; ``author`` is None where the platform told none.

    ``imported``: a text of a file, and no comment of the desk; ``comment`` is then its own id.
    """

    comment: UUID
    page: str
    channel: str
    language: str | None
    author: str | None
    text: str
    intent: str
    source: str
    by: str
    at: datetime
    weight: float
    imported: bool = False

    @property
    def words(self) -> str:
        """What it is compared by."""
        return words_of(self.text)


@dataclass(frozen=True)
class Repeat:
    """The same words again and again: ``times`` from ``authors`` people; they count as ``comment`` alone."""

    comment: UUID
    text: str
    intent: str
    times: int
    authors: int


@dataclass(frozen=True)
class Opinion:
    """What one person said of a text."""

    intent: str
    source: str
    by: str
    at: datetime
    comment: UUID
    page: str


@dataclass(frozen=True)
class Contradiction:
    """A text that people gave more than one label; ``key`` names it without holding it."""

    key: str
    text: str
    opinions: tuple[Opinion, ...]


@dataclass(frozen=True)
class Lessons:
    """What there is to learn: one example a text, oldest first; and what was left out of it, and why."""

    examples: tuple[Labelled, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    labels: int = 0
    wordless: int = 0
    beyond_author: int = 0
    sources: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Split:
    """Examples to learn from, and newer ones that no training sees; ``cut`` is the time between them."""

    learned: tuple[Labelled, ...]
    held_out: tuple[Labelled, ...]
    cut: datetime | None


def words_of(text: str) -> str:
    """The text without case, marks, digits and blanks."""
    return _BETWEEN.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def key_of(text: str) -> str:
    """A name for all texts of these words."""
    return hashlib.sha256(words_of(text).encode("utf-8", "replace")).hexdigest()


def lessons_of(labels: Iterable[Labelled], settled: Mapping[str, str] | None = None) -> Lessons:
    """One example for each text; ``settled`` says which label holds for texts that people disagreed about, by key."""
    settled = settled or {}
    ordered = sorted(labels, key=lambda one: (one.at, str(one.comment)))
    groups: dict[str, list[Labelled]] = defaultdict(list)
    for one in ordered:
        groups[one.words].append(one)
    wordless = len(groups.pop("", ()))
    contradictions: list[Contradiction] = []
    agreed: list[list[Labelled]] = []
    for group in groups.values():
        key = key_of(group[0].text)
        if key in settled:
            agreed.append([_settled(one, settled[key]) for one in group])
        elif holding := _holding(group):
            agreed.append(holding)
        else:
            contradictions.append(_contradiction(key, group))
    merged = _near_merged(agreed)
    leaders = sorted((_leader(group) for group in merged), key=lambda one: (one.at, str(one.comment)))
    examples, beyond = _few_by_author(leaders)
    return Lessons(
        examples=tuple(examples),
        contradictions=tuple(sorted(contradictions, key=_most_explicit)),
        repeats=_repeats(merged),
        labels=len(ordered),
        wordless=wordless,
        beyond_author=beyond,
        sources=dict(sorted(Counter(one.source for one in examples).items())),
    )


def split(examples: Sequence[Labelled], not_before: datetime | None = None, share: float = HELD_OUT) -> Split:
    """The newest are held out, and never those from before ``not_before``: a model may have learned from these.

    Examples that came at the same moment stay together.
    """
    if not examples:
        return Split((), (), None)
    ordered = sorted(examples, key=lambda one: one.at)
    wanted = min(MOST_HELD_OUT, round(len(ordered) * share))
    cut = ordered[len(ordered) - wanted - 1].at if wanted < len(ordered) else ordered[0].at
    cut = max(cut, not_before) if not_before else cut
    learned = tuple(one for one in ordered if one.at <= cut)
    return Split(learned, tuple(one for one in ordered if one.at > cut), cut)


def _settled(one: Labelled, intent: str) -> Labelled:
    return replace(one, intent=intent, source=SETTLED, weight=1.0)


def _holding(group: Sequence[Labelled]) -> list[Labelled]:
    """Those whose label holds: the given ones where they agree, else all where all agree; else none."""
    given = [one for one in group if one.source in GIVEN]
    for some in (given, group):
        intents = {one.intent for one in some}
        if len(intents) == 1:
            return list(some) if some is group else [one for one in group if one.intent in intents]
        if given:
            return []
    return []


def _contradiction(key: str, group: Sequence[Labelled]) -> Contradiction:
    given = [one for one in group if one.source in GIVEN]
    opinions: dict[tuple[str, str], Opinion] = {}
    for one in given or group:
        opinions[one.intent, one.by] = Opinion(one.intent, one.source, one.by, one.at, one.comment, one.page)
    return Contradiction(key, group[-1].text, tuple(opinions.values()))


def _most_explicit(contradiction: Contradiction) -> tuple[bool, float]:
    given = any(opinion.source in GIVEN for opinion in contradiction.opinions)
    return not given, -max(opinion.at.timestamp() for opinion in contradiction.opinions)


def _near_merged(groups: Sequence[list[Labelled]]) -> list[list[Labelled]]:
    """Groups of the same label that share most of their words, put together; the earlier one leads.

    Two sets as near as that share one of their rarest words (prefix filtering, Chaudhuri et al. 2006), so that only
    those few words are looked up.
    """
    ordered = sorted(groups, key=lambda group: (group[0].at, str(group[0].comment)))
    sets = [frozenset(group[0].words.split()) for group in ordered]
    often = Counter(word for words in sets for word in words)
    merged: list[list[Labelled]] = []
    leaders: list[frozenset[str]] = []
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for group, words in zip(ordered, sets, strict=True):
        intent = group[0].intent
        rare: list[str] = []
        if len(words) >= SHORT:
            by_rarity = sorted(words, key=lambda word: (often[word], word))
            rare = by_rarity[: len(words) - math.ceil(NEAR * len(words)) + 1]
        candidates = {place for word in rare for place in holders.get((intent, word), ())}
        near = [place for place in candidates if len(words & leaders[place]) >= NEAR * len(words | leaders[place])]
        if near:
            merged[min(near)].extend(group)
            continue
        merged.append(list(group))
        leaders.append(words)
        for word in rare:
            holders[intent, word].append(len(merged) - 1)
    return merged


def _leader(group: Sequence[Labelled]) -> Labelled:
    """The one of the surest source, and of these the earliest: more of the same change nothing."""
    order = (SETTLED, RELABELLED, IMPORTED)
    return min(group, key=lambda one: (order.index(one.source) if one.source in order else len(order), one.at))


def _few_by_author(examples: Sequence[Labelled]) -> tuple[list[Labelled], int]:
    heard: Counter[tuple[str, str, str]] = Counter()
    kept = []
    for one in examples:
        if one.author is not None:
            heard[one.page, one.author, one.intent] += 1
            if heard[one.page, one.author, one.intent] > MOST_BY_AUTHOR:
                continue
        kept.append(one)
    return kept, len(examples) - len(kept)


def _repeats(groups: Sequence[Sequence[Labelled]]) -> tuple[Repeat, ...]:
    found = [
        Repeat(
            _leader(group).comment,
            _leader(group).text,
            group[0].intent,
            len(group),
            len({(one.page, one.author) for one in group}),
        )
        for group in groups
        if len(group) >= REPEATED
    ]
    return tuple(sorted(found, key=lambda one: -one.times))
