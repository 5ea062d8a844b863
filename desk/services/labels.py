"""Lessons for the understanding: what people's decisions say comments are, without personal data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Final

from desk.domain.errors import Invalid, NotFound
from desk.domain.label import IMPORTED, INTENTS, Handled, Label, label_in, weight_of
from desk.domain.label_lessons import Contradiction, Labelled, Lessons, lessons_of
from desk.domain.lesson_file import Example
from desk.ports.learning import OpenLearning
from desk.ports.outside import Clock
from language.reuse import scrubbed

IMPORTANCE: Final = 6.0
"""A decision that counts in full weighs as much as a plain shipped example."""
LONGEST: Final = 2_000
# What YAML 1.2 can't hold as it is, and signs that are seen by nobody.
_UNPRINTABLE: Final = re.compile(
    "[^\x09\x0a\x0d\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u200b-\u200f\u2028\u2029\ufeff]"
)


async def gather(uow: OpenLearning, clock: Clock) -> Lessons:
    """What there is to learn today."""
    return lessons_of(*await all_labels(uow, clock))


async def all_labels(uow: OpenLearning, clock: Clock) -> tuple[list[Labelled], dict[str, str]]:
    """Every label there is, of comments and of texts that came in from files; and what was settled, by key."""
    async with uow() as unit:
        handled, examples = await unit.labels.handled(), await unit.lesson_files.examples()
        roles, settled = await unit.labels.roles(), await unit.labels.settled()
    now = clock.now()
    return [*labelled(handled, roles, now), *imported(examples, roles, now)], settled


def labelled(handled: Iterable[Handled], roles: Mapping[str, str], now: datetime) -> list[Labelled]:
    """The comments that have a label, their texts without personal data."""
    found = []
    for one in handled:
        label = label_in(one.steps)
        text = masked(one.text, one.author_name) if label else ""
        if label and text:
            weight = weight_of(label, roles.get(label.by), now)
            found.append(
                Labelled(
                    one.comment,
                    one.page,
                    one.channel,
                    one.language,
                    one.author,
                    text,
                    label.intent,
                    label.source,
                    label.by,
                    label.at,
                    weight,
                )
            )
    return found


def imported(examples: Iterable[Example], roles: Mapping[str, str], now: datetime) -> list[Labelled]:
    """Texts that came in from files with their label; they were masked then."""
    found = []
    for one in examples:
        weight = weight_of(Label(one.intent, IMPORTED, one.by, one.at), roles.get(one.by), now)
        about = (one.language, None, one.text, one.intent, IMPORTED, one.by, one.at, weight)
        found.append(Labelled(one.id, one.page, "file", *about, imported=True))
    return found


def masked(text: str, author: str | None) -> str:
    """One line without personal data, and without what a training file can't hold."""
    line = " ".join(_UNPRINTABLE.sub(" ", scrubbed(text, author)).split())[:LONGEST]
    # Rasa reads `[words](name)` in an example as a mark-up of its own.
    return line.replace("](", "] (").replace("]{", "] {").strip()


async def settle(uow: OpenLearning, clock: Clock, key: str, intent: str, by: str) -> None:
    """A person chooses the label of a text that others labelled differently."""
    if intent not in INTENTS:
        raise Invalid(f"The intent must be one of {', '.join(INTENTS)}.")
    if key not in {one.key for one in await contradictions(uow, clock)}:
        raise NotFound("People agree about this text by now, or it isn't here any more.")
    async with uow() as unit:
        await unit.labels.settle(key, intent, by, clock.now())
        await unit.audit.append(by, "label.settled", key[:12], None, {"intent": intent})


async def contradictions(uow: OpenLearning, clock: Clock) -> tuple[Contradiction, ...]:
    """Texts that people labelled differently, those first that were labelled by hand."""
    return (await gather(uow, clock)).contradictions


def as_yaml(examples: Iterable[Labelled], about: Callable[[Labelled], str] | None = None) -> str:
    """The examples as a Rasa NLU training file, by intent and time, that a person can read and compare.

    ``about``: the metadata of each, as YAML on one line.
    """
    about = about or _about
    lines = ['version: "3.1"', "nlu:"]
    by_intent: dict[str, list[Labelled]] = {intent: [] for intent in INTENTS}
    for one in sorted(examples, key=lambda one: (one.at, str(one.comment))):
        by_intent[one.intent].append(one)
    for intent, some in by_intent.items():
        if not some:
            continue
        lines += [f"- intent: {intent}", "  examples:"]
        for one in some:
            lines += [f"  - metadata: {about(one)}", "    text: |2-", f"      {one.text}"]
    return "\n".join(lines) + "\n" if len(lines) > 2 else 'version: "3.1"\nnlu: []\n'


def _about(one: Labelled) -> str:
    weight = round(IMPORTANCE * one.weight, 2)
    return f'{{learned: {one.source}, weight: {weight}, at: "{one.at:%Y-%m-%d}", comment: {one.comment}}}'
