"""Lessons go out: those that learning would learn from, with what the model had said of them."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timezone
from typing import Final
from uuid import UUID

from desk.domain.errors import Invalid
from desk.domain.label_lessons import Labelled, key_of, lessons_of
from desk.domain.lesson_file import LessonOut, Prediction
from desk.ports.learning import OpenLearning
from desk.ports.outside import Clock
from desk.services.labels import all_labels

LOOKED_UP: Final = 5_000


@dataclass(frozen=True)
class Export:
    """The lessons, and how many texts were left out because people labelled them differently."""

    rows: tuple[LessonOut, ...]
    contradictions: int


async def export_lessons(
    uow: OpenLearning, clock: Clock, pages: Collection[str], since: datetime | None = None
) -> Export:
    """The lessons of these pages, oldest first; no text that people anywhere on the desk still disagree about."""
    labels, settled = await all_labels(uow, clock)
    chosen, contradictions = await asyncio.to_thread(_lessons, labels, settled, pages, since)
    comments = [one.comment for one in chosen if not one.imported]
    predictions: dict[UUID, Prediction] = {}
    async with uow() as unit:
        for start in range(0, len(comments), LOOKED_UP):
            predictions |= await unit.lesson_files.predictions(comments[start : start + LOOKED_UP])
    return Export(tuple(LessonOut(one, predictions.get(one.comment)) for one in chosen), contradictions)


def day(text: str) -> datetime:
    """The beginning of a day (UTC), or a time; raises Invalid."""
    try:
        at = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
        return at if at.tzinfo else at.replace(tzinfo=timezone.utc)
    except ValueError:
        raise Invalid(f"The date {text[:40]!r} can't be read; write it as {date(2026, 3, 31)}.") from None


def _lessons(
    labels: Sequence[Labelled], settled: Mapping[str, str], pages: Collection[str], since: datetime | None
) -> tuple[list[Labelled], int]:
    own = [one for one in labels if one.page in pages]
    disputed = {one.key for one in lessons_of(labels, settled).contradictions}
    found = lessons_of(own, settled)
    agreed = [one for one in found.examples if key_of(one.text) not in disputed]
    left_out = len(disputed & {key_of(one.text) for one in own})
    return [one for one in agreed if since is None or one.at >= since], left_out
