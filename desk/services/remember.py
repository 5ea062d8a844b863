"""A reply becomes memory once it was sent, and what was changed in its draft a lesson."""

from __future__ import annotations

from uuid import UUID

from desk.ports.outside import Recall
from desk.ports.unit import UnitOfWork
from desk.services.learn import lesson_of


async def remember(uow: UnitOfWork, recall: Recall, reply_id: UUID) -> bool:
    """Remember one sent reply; False where there is nothing new to remember. Safe to run twice.

    Whether it may be remembered is asked before its comment is encoded, and again in the transaction that stores it:
    the author may have deleted the comment meanwhile.
    """
    async with uow() as unit:
        answered = await unit.memory.source_of(reply_id)
    if answered is None:
        return False
    vector = await recall.vector_of(answered.comment)
    async with uow() as unit:
        again = await unit.memory.source_of(reply_id)
        if again is None:
            return False
        edited = await unit.lessons.source_of(reply_id)
        if edited is not None:
            await unit.lessons.add(edited, *lesson_of(edited))
        return await unit.memory.add(again, vector)
