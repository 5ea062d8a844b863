"""Webhook bodies are stored before anything else: many at once where many arrive at once, and only then answered."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from desk.domain.delivery import NewDelivery
from desk.ports.unit import UnitOfWork

MOST: Final = 500
"""So many are stored in one transaction."""


@dataclass
class Inbox:
    """One a process. While a transaction is under way, what arrives gathers for the next."""

    uow: UnitOfWork
    _waiting: list[tuple[NewDelivery, asyncio.Future[None]]] = field(default_factory=list)
    _storing: asyncio.Task[None] | None = None

    async def store(self, delivery: NewDelivery) -> None:
        """Returns when it is safe; raises what the database raised."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((delivery, done))
        if self._storing is None or self._storing.done():
            self._storing = asyncio.create_task(self._store_all())
        await done

    async def _store_all(self) -> None:
        while self._waiting:
            taken, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            try:
                await self._store_some([delivery for delivery, _ in taken])
            except BaseException as error:  # whoever delivered it must hear that it isn't safe, and deliver again
                for _, done in taken:
                    if not done.done():
                        done.set_exception(error if isinstance(error, Exception) else ConnectionError("stopped"))
                if not isinstance(error, Exception):
                    raise
            else:
                for _, done in taken:
                    if not done.done():
                        done.set_result(None)

    async def _store_some(self, deliveries: Sequence[NewDelivery]) -> None:
        async with self.uow() as unit:
            await unit.deliveries.add(deliveries)
