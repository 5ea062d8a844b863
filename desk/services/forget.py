"""Somebody asks to be forgotten: what was answered to them leaves memory, what was learned from it, and their chat."""

from __future__ import annotations

from dataclasses import replace

from desk.domain.errors import NotFound
from desk.domain.memory import Author, Known
from desk.ports.outside import Clock
from desk.ports.unit import UnitOfWork
from desk.services.chat import erase_within


async def forget_author(uow: UnitOfWork, clock: Clock, page_id: str, author: Author, *, really: bool) -> Known:
    """What of this author goes, or with ``really`` went; raises NotFound for somebody who left no comment on the page.

    Of a chat everything goes, as when its visitor deletes it.
    """
    async with uow() as unit:
        known = await unit.memory.known_of(page_id, author)
        visitors = await unit.chat.by_author(page_id, author)
        if not known.comments and not visitors:
            raise NotFound(_nobody(page_id, author, await unit.memory.ids_of(page_id, author.value)))
        if really:
            for visitor in sorted(visitors, key=lambda one: one.id):
                await erase_within(unit, clock, visitor)
            await unit.memory.forget_author(page_id, author)
        return replace(known, conversations=len(visitors))


def _nobody(page_id: str, author: Author, ids: list[str]) -> str:
    if author.by_name:
        return f"Nobody shown as {author.value!r} left a comment on {page_id}."
    text = f"Nobody with the id {author.value!r} left a comment on {page_id}."
    return f"{text} Shown by that name: {', '.join(ids)}." if ids else f"{text} If it is a name, add --name."
