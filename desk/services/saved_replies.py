"""Saved replies: who may approve keeps them, everybody who writes uses them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

from desk.domain.errors import NotFound
from desk.domain.saved_reply import SavedReply, saved_reply
from desk.ports.articles import OpenSavedReplies, SavedRepliesUnit
from desk.ports.outside import Clock


@dataclass(frozen=True)
class WantedReply:
    """A saved reply as it is to be."""

    page_id: str | None
    title: str
    text: str
    shortcut: str


async def put_saved_reply(
    uow: OpenSavedReplies, clock: Clock, by: str, wanted: WantedReply, reply_id: UUID | None = None
) -> SavedReply:
    """Store a new one, or change the one with this id. Conflict where its shortcut is taken on the same page."""
    async with uow() as unit:
        await _check_page(unit, wanted.page_id)
        if reply_id is not None and await unit.saved_replies.get(reply_id) is None:
            raise NotFound("This saved reply isn't here any more.")
        reply = saved_reply(
            reply_id or uuid4(), wanted.page_id, wanted.title, wanted.text, wanted.shortcut, clock.now(), by
        )
        await unit.saved_replies.put(reply)
        return reply


async def remove_saved_reply(uow: OpenSavedReplies, reply_id: UUID) -> None:
    """Forget it; replies that were written from it stay as they are."""
    async with uow() as unit:
        if not await unit.saved_replies.remove(reply_id):
            raise NotFound("This saved reply isn't here any more.")


async def _check_page(unit: SavedRepliesUnit, page_id: str | None) -> None:
    if page_id is not None and await unit.pages.get(page_id) is None:
        raise NotFound(f"There is no page with the id {page_id!r}.")
