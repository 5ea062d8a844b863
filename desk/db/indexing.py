"""What an earlier version or another encoder indexed is indexed anew, a little at a time, while the desk is at work."""

from __future__ import annotations

import asyncio
from typing import Final

import structlog

from desk.db.database import SqlUnitOfWork, TransactionUnit
from desk.db.encoders import Space, TextEncoder
from desk.db.memory import searched

REPLIES: Final = 100
log = structlog.get_logger(__name__)


class Indexing:
    """One pass over articles and remembered replies.

    The worker that started last decides which encoder is in use; another worker's pass ends when it is overtaken, so
    that two which are told different encoders don't undo each other's work for ever.
    """

    def __init__(self, uow: SqlUnitOfWork, encoder: TextEncoder) -> None:
        self._uow = uow
        self._encoder = encoder

    async def run(self) -> int:
        """How many articles and replies were indexed anew."""
        async with self._uow() as unit:
            space = await unit.encoders.space_of(self._encoder)
            if await unit.encoders.announce(space):
                log.warning("encoder_changed", encoder=self._encoder.identity, dimension=space.dimension)
        count = 0
        for part in (self._articles, self._replies):
            try:
                count += await part(space)
            except _Overtaken:
                log.warning("another_encoder_is_in_use", encoder=self._encoder.identity)
                return count
        async with self._uow() as unit:
            await unit.encoders.drop_indexes_of_others(space)
        return count

    async def _articles(self, space: Space) -> int:
        count = 0
        while True:
            async with self._uow() as unit:
                await _still_in_use(unit, space)
                articles = await unit.articles.outdated(space)
                for article in articles:
                    await unit.articles.index(article, self._encoder)
            if not articles:
                return count
            count += len(articles)

    async def _replies(self, space: Space) -> int:
        count, before = 0, None
        while True:
            async with self._uow() as unit:
                await _still_in_use(unit, space)
                found = await unit.memory.outdated(space, before, REPLIES)
                if not found:
                    return count
                vectors = await asyncio.to_thread(self._encoder.encode, [searched(comment) for _, comment in found])
                await unit.memory.place([number for number, _ in found], vectors, space)
            before = found[-1][0]
            count += len(found)


class _Overtaken(Exception):
    """A worker with another encoder was started."""


async def _still_in_use(unit: TransactionUnit, space: Space) -> None:
    if await unit.encoders.in_use() != space.id:
        raise _Overtaken
