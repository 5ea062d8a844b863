"""What to label next: a page's list of the day, chosen when somebody first looks at it, and how far they are."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, timezone
from typing import Any, Final
from uuid import UUID

import numpy as np

from desk.domain.comment import Turn
from desk.domain.errors import NotFound
from desk.domain.label_lessons import words_of
from desk.domain.label_next import A_DAY, Candidate, Choice, choose, doubt_of, worth
from desk.domain.page import Page
from desk.ports.labels import LabelNextUnit, OpenLabelNext
from desk.ports.outside import Clock

RECENT: Final = timedelta(days=90)
LOOKED_AT: Final = 300
"""So many unsure comments, so many others, and so many that were closed without a label, are looked at."""
COMPARED: Final = 200
"""So many of them, those of the greatest doubt, are compared with what was learned."""
LABELLED: Final = 200
LONGEST: Final = 2_000


@dataclass(frozen=True)
class ToLabel:
    """A comment of the list: its row, and what was said before it in its thread."""

    row: dict[str, Any]
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class Today:
    """What is left of the day's list; ``done`` of ``total`` have a label or were skipped by whoever asks."""

    page: str
    done: int
    total: int
    left: tuple[ToLabel, ...]


@dataclass(frozen=True)
class LabelNext:
    """The lists of one desk. ``encoder`` gives what turns texts into vectors of length 1; ``learned`` those of the
    examples that the assistant was trained on, (n, dimension), without any where this machine has none."""

    uow: OpenLabelNext
    clock: Clock
    encoder: Callable[[], Any]
    learned: Callable[[], np.ndarray]

    async def today(self, page_id: str, reader: UUID) -> Today:
        """The page's list of the day; filled up where nothing of it is left and it is not full yet."""
        async with self.uow() as unit:
            page = await unit.pages.get(page_id)
            if page is None:
                raise NotFound(f"There is no page with the id {page_id!r}.")
            day = self._day(page)
            rows = await unit.label_next.listed(page_id, day, reader)
        if len(rows) < A_DAY and not _left(rows):
            if choices := await self._chosen(page_id, A_DAY - len(rows)):
                await self._add(page_id, day, choices)
            async with self.uow() as unit:
                rows = await unit.label_next.listed(page_id, day, reader)
        done = sum(row["labelled"] or row["skipped"] for row in rows)
        left = _left(rows)
        async with self.uow() as unit:
            return Today(page_id, done, done + len(left), tuple([await _with_turns(unit, row) for row in left]))

    async def skip(self, comment_id: UUID, reader: UUID) -> None:
        """This person can't tell what it is: they don't see it again, and it is on nobody's later list."""
        async with self.uow() as unit:
            await unit.label_next.skip(comment_id, reader, self.clock.now())

    async def unskip(self, comment_id: UUID, reader: UUID) -> None:
        """They can, after all."""
        async with self.uow() as unit:
            await unit.label_next.unskip(comment_id, reader)

    def _day(self, page: Page) -> date:
        """Today where the page is."""
        return self.clock.now().astimezone(page.promise.tz if page.promise else timezone.utc).date()

    async def _chosen(self, page_id: str, count: int) -> list[Choice]:
        now = self.clock.now()
        async with self.uow() as unit:
            rows = await unit.label_next.candidates(page_id, now - RECENT, LOOKED_AT)
            labelled = await unit.label_next.labelled_texts(page_id, LABELLED) if rows else []
        candidates = [_candidate(row) for row in rows if words_of(row["text"])]
        if not candidates:
            return []
        candidates.sort(key=lambda pair: -worth(pair[0], now))
        doubtful = candidates[:COMPARED]
        texts = [text for _, text in doubtful]
        vectors, novelty = await asyncio.to_thread(self._compared, texts, labelled)
        judged = [
            Candidate(one.comment, one.at, one.doubt, one.division, float(new))
            for (one, _), new in zip(doubtful, novelty, strict=True)
        ]
        words = [words_of(text) for text in texts]

        def likeness(one: int, other: int) -> float:
            return 1.0 if words[one] == words[other] else float(vectors[one] @ vectors[other])

        return await asyncio.to_thread(choose, judged, now, likeness, count)

    def _compared(self, texts: Sequence[str], labelled: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """The vectors of the texts, and how far each is from everything learned; nothing is far where nothing was."""
        encoder = self.encoder()
        vectors: np.ndarray = encoder.encode(texts)
        known = [part for part in (self.learned(), encoder.encode([text[:LONGEST] for text in labelled])) if len(part)]
        nearest = [(vectors @ part.T).max(axis=1) for part in known]
        if not nearest:
            return vectors, np.zeros(len(texts), dtype=np.float32)
        return vectors, np.clip(1.0 - np.max(nearest, axis=0), 0.0, 1.0)

    async def _add(self, page_id: str, day: date, choices: Sequence[Choice]) -> None:
        async with self.uow() as unit:
            await unit.label_next.hold(page_id)
            # Whoever looked at the same time may have been faster.
            room = A_DAY - len(await unit.label_next.listed(page_id, day, UUID(int=0)))
            await unit.label_next.add(page_id, day, choices[:room])
            await unit.label_next.drop_before(day - timedelta(days=2))


def _candidate(row: dict[str, Any]) -> tuple[Candidate, str]:
    understanding = row["understanding"]
    division = min(1.0, max(0.0, float(understanding.get("division", 0.0))))
    candidate = Candidate(row["id"], row["received_at"], doubt_of(understanding), division)
    return candidate, row["text"][:LONGEST]


def _left(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row["standing"] and not row["labelled"] and not row["skipped"]]


async def _with_turns(unit: LabelNextUnit, row: dict[str, Any]) -> ToLabel:
    comment = await unit.comments.get(row["id"])
    earlier = await unit.comments.earlier_turns(comment) if comment else []
    return ToLabel(row, (*(comment.turns if comment else ()), *earlier))
