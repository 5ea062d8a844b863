"""Texts that people keep at hand."""

from __future__ import annotations

from uuid import UUID

import msgspec
from sanic import Request

from desk.domain.saved_reply import SavedReply
from desk.services.accounts import Account
from desk.services.saved_replies import WantedReply, put_saved_reply, remove_saved_reply
from desk.web import models_saved_replies as models
from desk.web.access import SOMEWHERE, in_body, in_path, require
from desk.web.operations import Operations, Parameter

operations = Operations("setup")


@operations.add(
    "GET",
    "/api/v1/saved-replies",
    allow="viewer",
    page=SOMEWHERE,
    answer=models.SavedReplyList,
    query=(Parameter("page", "Only those that this page sees"),),
)
async def saved_replies(request: Request, person: Account, query: dict[str, str]) -> models.SavedReplyList:
    """Saved replies by shortcut; a page's own stands before a shared one of the same shortcut."""
    if query["page"] is not None:
        require(person, "viewer", query["page"])
    async with request.app.ctx.desk.uow() as unit:
        found = await unit.saved_replies.listed(query["page"])
    seen = [one for one in found if one.page_id is None or one.page_id in person.pages()]
    return models.SavedReplyList([_answer(one) for one in seen])


@operations.add(
    "POST",
    "/api/v1/saved-replies",
    allow="approver",
    page=in_body("page", "page_id"),
    body=models.PutSavedReply,
    answer=models.SavedReply,
    status=201,
)
async def add_saved_reply(request: Request, person: Account, body: models.PutSavedReply) -> models.SavedReply:
    """Keep another text at hand."""
    desk = request.app.ctx.desk
    return _answer(await put_saved_reply(desk.uow, desk.clock, person.name, _wanted(body)))


@operations.add(
    "PUT",
    "/api/v1/saved-replies/<saved_reply_id:uuid>",
    allow="approver",
    page=(in_path("saved reply", "saved_reply_id"), in_body("page", "page_id")),
    body=models.PutSavedReply,
    answer=models.SavedReply,
)
async def change_saved_reply(
    request: Request, person: Account, saved_reply_id: UUID, body: models.PutSavedReply
) -> models.SavedReply:
    """Change a saved reply."""
    desk = request.app.ctx.desk
    return _answer(await put_saved_reply(desk.uow, desk.clock, person.name, _wanted(body), saved_reply_id))


@operations.add("DELETE", "/api/v1/saved-replies/<saved_reply_id:uuid>", allow="approver", status=204)
async def forget_saved_reply(request: Request, person: Account, saved_reply_id: UUID) -> None:
    """Keep it no longer."""
    await remove_saved_reply(request.app.ctx.desk.uow, saved_reply_id)


def _wanted(body: models.PutSavedReply) -> WantedReply:
    return WantedReply(body.page_id, body.title, body.text, body.shortcut)


def _answer(reply: SavedReply) -> models.SavedReply:
    return msgspec.convert(reply, models.SavedReply, from_attributes=True)
