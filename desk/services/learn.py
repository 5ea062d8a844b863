"""Edits teach: what people keep adding to the drafts of an article, or cutting from them, goes into the next one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from desk.domain.draft import DraftDocument, Evidence
from desk.domain.lesson import ArticleNow, Edited, Habit, Learned, Lesson
from desk.domain.memory import Remembered
from desk.ports.unit import UnitOfWork
from language.alike import Wording, alike, likeness, wording
from language.case_facts import case_facts, supported
from language.edits import edits

LAST: Final = 10
"""So many of the last sent replies that rest on an article count."""
OFTEN: Final = 3
"""At least so many of them, to different people, make a habit."""
FADES: Final = 0.85
"""The newest reply weighs 1, each older one this much of the one after it."""
STANDING: Final = 1.0
"""A habit stands while replies with it weigh this much more than those against it: as much as the newest alone."""
MOST_ADDED: Final = 3
# A day that passes, taken for a habit, would be said when it has passed.
_PASSES: Final = re.compile(
    r"\b(?:to-?day|to-?night|to-?morrow|yesterday|overnight"
    r"|(?:this|last|next) (?:night|morning|afternoon|evening|week|weekend|month|year|spring|summer|autumn|fall|winter)"
    r"|january|february|april|june|july|august|september|october|november|december|(?-i:March|May)"
    r"|christmas|easter|boxing day|black friday|bank holiday)\b",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(r"(?<=[\w,;:'’] )[A-ZÀ-Þ][\w'’]+")


async def learned_for(uow: UnitOfWork, page_id: str, evidence: Sequence[Evidence]) -> Learned | None:
    """What the page's replies teach about the article that was found best; None where they teach nothing."""
    article = evidence[0].article if evidence else ""
    if not article:
        return None
    async with uow() as unit:
        lessons, now = await unit.lessons.recent(page_id, article, LAST)
    if now is None or sum(bool(lesson.added or lesson.cut) for lesson in lessons) < OFTEN:
        return None
    return learned(article, lessons, now)


def lesson_of(edited: Edited) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Sentences that were added, cut and kept."""
    found = edits(edited.drafted, edited.left_out, edited.sent, edited.names)
    return found.added, found.cut, found.kept


def learned(article: str, lessons: Sequence[Lesson], now: ArticleNow) -> Learned | None:
    """The habits in the last replies, newest first, that rest on an article; None where there are none."""
    added, cut, kept = _said(lessons)
    add = []
    for group in _groups(added):
        holding = [said for said in group if _holds(said[1], lessons[said[0]], now)]
        times = _times(holding, cut, lessons)
        habit = _worded(holding, times, lessons) if times else None
        if habit:
            add.append(habit)
    drop = []
    for group in _groups(cut):
        times = _times(group, [*kept, *added], lessons)
        if times:
            drop.append(Habit(group[0][1], times))
    add.sort(key=lambda habit: -habit.times)
    return Learned(article, tuple(add[:MOST_ADDED]), tuple(drop)) if add or drop else None


def cited(learned: Learned | None, document: DraftDocument, shown: Sequence[Evidence]) -> list[Evidence]:
    """The replies behind the learned sentences of a draft, as evidence, those not shown already."""
    sentences = (document.draft or {}).get("sentences") or []
    ids = {sentence["evidence"] for sentence in sentences} - {passage.id for passage in shown}
    replies = [habit.reply for habit in (learned.add if learned else ()) if habit.reply and habit.reply.id in ids]
    return [reply.as_evidence() for reply in dict.fromkeys(replies)]


_Said = tuple[int, str, Wording]
"""The reply's place among the last, newest first, and a sentence of it."""


def _said(lessons: Sequence[Lesson]) -> tuple[list[_Said], list[_Said], list[_Said]]:
    """What was added, cut and kept. Replies resting on one article repeat each other: a text is taken apart once."""
    known: dict[str, Wording] = {}

    def told(place: int, text: str) -> _Said:
        if text not in known:
            known[text] = wording(text)
        return place, text, known[text]

    return (
        [told(place, text) for place, one in enumerate(lessons) for text in one.added],
        [told(place, text) for place, one in enumerate(lessons) for text in one.cut],
        [told(place, text) for place, one in enumerate(lessons) for text in one.kept],
    )


def _groups(said: Sequence[_Said]) -> list[list[_Said]]:
    """Sentences that say the same."""
    groups: list[list[_Said]] = []
    for one in said:
        near = next((group for group in groups if alike(group[0][2], one[2])), None)
        if near is None:
            groups.append([one])
        else:
            near.append(one)
    return groups


def _times(group: Sequence[_Said], others: Sequence[_Said], lessons: Sequence[Lesson]) -> int:
    """To how many people it was done; 0 where that is no habit, or one that people gave up."""
    people = {lessons[place].consumer for place, _, _ in group}
    if len(people) < OFTEN:
        return 0
    against = {place for place, _, words in others if alike(words, group[0][2])}
    weight = sum(FADES**place for place in {place for place, _, _ in group} - against)
    return len(people) if weight - sum(FADES**place for place in against) >= STANDING else 0


def _holds(sentence: str, lesson: Lesson, now: ArticleNow) -> bool:
    """Whether its numbers, links and days still hold: the article says them, or hasn't changed since the draft.

    A day that passes counts only where the article says it.
    """
    if any(not supported(match.group(), now.text) for match in _PASSES.finditer(sentence)):
        return False
    return lesson.drafted_at >= now.since or all(supported(fact, now.text) for fact in case_facts(sentence))


def _worded(group: Sequence[_Said], times: int, lessons: Sequence[Lesson]) -> Habit | None:
    """The most common wording, or the one nearest to all the others, that a remembered reply holds.

    A name that only one of them says belonged to that one's case.
    """

    def common(one: _Said) -> float:
        return sum(FADES**place * likeness(one[2], words) for place, _, words in group)

    for place, text, _ in sorted(group, key=lambda one: (-common(one), one[0])):
        named = {word.lower() for word in _NAMED.findall(text)}
        if all(len({lessons[p].consumer for p, _, other in group if word in other.words}) > 1 for word in named):
            reply = lessons[place].reply
            if reply:
                return Habit(text, times, _without_score(reply, times))
    return None


def _without_score(reply: Remembered, times: int) -> Remembered:
    """Found by what it holds and not by its comment: its score is the share of the last replies that hold it too."""
    return Remembered(reply.id, reply.comment, reply.reply, reply.intent, min(times / LAST, 1.0), reply.at)
