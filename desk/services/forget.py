"""Somebody asks to be forgotten: what was answered to them leaves memory, and what was learned from it."""

from __future__ import annotations

from desk.domain.errors import NotFound
from desk.domain.memory import Author, Known
from desk.ports import UnitOfWork


async def forget_author(uow: UnitOfWork, page_id: str, author: Author, *, really: bool) -> Known:
    """What of this author goes, or with ``really`` went; raises NotFound for somebody who left no comment on the page."""
    async with uow() as unit:
        known = await unit.memory.known_of(page_id, author)
        if not known.comments:
            raise NotFound(_nobody(page_id, author, await unit.memory.ids_of(page_id, author.value)))
        if really:
            await unit.memory.forget_author(page_id, author)
        return known


def _nobody(page_id: str, author: Author, ids: list[str]) -> str:
    if author.by_name:
        return f"Nobody shown as {author.value!r} left a comment on {page_id}."
    text = f"Nobody with the id {author.value!r} left a comment on {page_id}."
    return f"{text} Shown by that name: {', '.join(ids)}." if ids else f"{text} If it is a name, add --name."
