"""Finds what consumers ask and no article answers, and notices when one does."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid4

from desk.domain.errors import NotFound
from desk.domain.gap import ANSWERS, LOOKED_AT, Leader, nearest
from desk.domain.suggestion import may_be_question
from desk.domain.text import excerpt
from desk.ports.articles import GapsUnit, OpenGaps
from desk.ports.outside import Clock, EvidenceSearch
from language.reuse import compared, scrubbed, sentences

AT_ONCE: Final = 200
MAX_TEXT: Final = 2_000


@dataclass(frozen=True)
class Gaps:
    """The gaps of one desk; ``encoder`` gives what turns texts into vectors of length 1."""

    uow: OpenGaps
    clock: Clock
    search: EvidenceSearch
    encoder: Callable[[], Any]

    async def look(self) -> None:
        """Put new unanswered comments into gaps, and close those that an article answers. Safe to run side by side."""
        while await self._gather() == AT_ONCE:
            pass
        await self._close()

    async def _gather(self) -> int:
        async with self.uow() as unit:
            waiting = await unit.gaps.unanswered(AT_ONCE)
        if not waiting:
            return 0
        encoder = await asyncio.to_thread(self.encoder)
        texts = [asked(one.text) for one in waiting]
        vectors = await asyncio.to_thread(encoder.encode, texts)
        async with self.uow() as unit:
            await unit.gaps.lock()  # one worker at a time: two would make the same gap twice
            leaders = await self._leaders(unit, encoder)
            for one, text, vector in zip(waiting, texts, vectors, strict=True):
                question = question_of(text)
                gap_id = nearest(one.page_id, vector, leaders)
                if gap_id is None:
                    gap_id = uuid4()
                    leaders.append(Leader(gap_id, one.page_id, vector))
                    at = self.clock.now()
                    await unit.gaps.add(gap_id, one.page_id, question, encoder.identity, vector, at)
                await unit.gaps.join(gap_id, one.comment_id, question, one.at)
            await unit.gaps.drop_empty()
        return len(waiting)

    async def _leaders(self, unit: GapsUnit, encoder: Any) -> list[Leader]:
        """Every gap that isn't closed; what another encoder made is made anew from the question."""
        leaders: list[Leader] = []
        for gap_id, page_id, question, identity, vector in await unit.gaps.leaders():
            if identity != encoder.identity:
                (vector,) = await asyncio.to_thread(encoder.encode, [asked(question)])
                await unit.gaps.encode(gap_id, encoder.identity, vector)
            leaders.append(Leader(gap_id, page_id, vector))
        return leaders

    async def _close(self) -> None:
        now = self.clock.now()
        async with self.uow() as unit:
            gaps = await unit.gaps.to_look_at(LOOKED_AT)
        for gap in gaps:
            answers: Counter[str] = Counter()
            for question in gap.questions:
                found = await self.search.find(gap.page_id, question, limit=1)
                if found and found[0].score >= ANSWERS:
                    answers[found[0].article] += 1
            enough = 2 * answers.total() > len(gap.questions)
            async with self.uow() as unit:
                await unit.gaps.looked(gap.gap_id, now, answers.most_common(1)[0][0] if enough else None)


async def dismiss_gap(uow: OpenGaps, clock: Clock, gap_id: UUID, name: str, *, dismissed: bool = True) -> None:
    """Nothing is to be written about it, or after all there is; comments like it go on joining it."""
    async with uow() as unit:
        if not await unit.gaps.dismiss(gap_id, clock.now() if dismissed else None, name if dismissed else None):
            raise NotFound("This gap isn't here any more; an article may answer it by now.")


def asked(text: str) -> str:
    """What of a comment counts: without personal data, handles and greetings."""
    return compared(scrubbed(text[:MAX_TEXT]))


def question_of(text: str) -> str:
    """The sentence that asks, else how the comment begins."""
    return next((one for one in sentences(text) if may_be_question(one)), None) or excerpt(text)
