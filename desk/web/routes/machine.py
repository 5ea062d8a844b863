"""The API connection: a page's own system posts comments and fetches replies, with a token."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import structlog
from sanic import Request
from sanic.response import HTTPResponse

from desk.domain.comment import Comment, Turn
from desk.domain.errors import NotAllowed, NotFound
from desk.domain.incoming import Incoming
from desk.services.receive import delete, edit, receive
from desk.web import models_machine
from desk.web.operations import MACHINE, Operations, Parameter, read_id, read_number
from desk.web.rendering import json_answer

operations = Operations("machine")
REPLIES = 100


@operations.add(
    "POST",
    "/api/v1/comments",
    allow=MACHINE,
    body=models_machine.NewComment,
    answer=models_machine.CommentReceipt,
    status=201,
    also=200,
)
async def post_comment(request: Request, machine: str, body: models_machine.NewComment) -> HTTPResponse:
    """Hand in a comment. The same id and text again answers 200 and changes nothing."""
    if body.page != machine:
        raise NotAllowed(f"This token speaks for the page {machine!r}, not for {body.page!r}.")
    desk = request.app.ctx.desk
    incoming = Incoming(
        external_id=body.id,
        text=body.text,
        channel=body.channel,
        author=body.author.name if body.author else None,
        author_id=body.author.id if body.author else None,
        thread=body.thread,
        parent=body.parent,
        post={"text": body.post.text, "url": body.post.url} if body.post else None,
        url=body.url,
        written_at=body.at,
        turns=tuple(Turn(turn.author, turn.from_page, turn.text) for turn in body.turns),
        reach=body.reach or 0,
    )
    received = await receive(desk.uow, desk.clock, await desk.api_connection(machine), incoming, request.ctx.request_id)
    structlog.get_logger(__name__).info(
        "received", comment=str(received.comment.id), page=machine, created=received.created
    )
    return json_answer(_receipt(received.comment), 201 if received.created else 200)


@operations.add("GET", "/api/v1/comments/<external_id:str>", allow=MACHINE, answer=models_machine.CommentReceipt)
async def get_comment(request: Request, machine: str, external_id: str) -> models_machine.CommentReceipt:
    """Where a comment stands."""
    desk = request.app.ctx.desk
    connection = await desk.api_connection(machine)
    async with desk.uow() as unit:
        comment = await unit.comments.by_external_id(connection.id, external_id)
    if comment is None:
        raise NotFound(f"This page has no comment with the id {external_id!r}.")
    return _receipt(comment)


@operations.add(
    "PUT",
    "/api/v1/comments/<external_id:str>",
    allow=MACHINE,
    body=models_machine.EditComment,
    answer=models_machine.CommentReceipt,
)
async def edit_comment(
    request: Request, machine: str, external_id: str, body: models_machine.EditComment
) -> models_machine.CommentReceipt:
    """Its author edited the comment."""
    desk = request.app.ctx.desk
    connection = await desk.api_connection(machine)
    return _receipt(await edit(desk.uow, desk.clock, connection, external_id, body.text, body.at))


@operations.add("DELETE", "/api/v1/comments/<external_id:str>", allow=MACHINE, answer=models_machine.CommentReceipt)
async def delete_comment(request: Request, machine: str, external_id: str) -> models_machine.CommentReceipt:
    """Its author deleted the comment."""
    desk = request.app.ctx.desk
    connection = await desk.api_connection(machine)
    return _receipt(await delete(desk.uow, desk.clock, connection, external_id))


@operations.add(
    "GET",
    "/api/v1/replies",
    allow=MACHINE,
    answer=models_machine.OutgoingReplies,
    query=(
        Parameter("limit", "How many, at most 100", default="100"),
        Parameter("after", "Only replies behind this one: the id of the last one of the list before"),
    ),
)
async def outgoing_replies(request: Request, machine: str, query: dict[str, Any]) -> models_machine.OutgoingReplies:
    """Approved replies that wait to be posted by you; each stays here until you confirm it."""
    limit = read_number(query["limit"], "limit", REPLIES)
    after = read_id(query["after"], "after")
    async with request.app.ctx.desk.uow() as unit:
        rows = await unit.views.outgoing(machine, limit, after)
    return models_machine.OutgoingReplies([models_machine.OutgoingReply(**row) for row in rows])


@operations.add(
    "POST", "/api/v1/replies/<reply_id:uuid>/confirm", allow=MACHINE, body=models_machine.Confirm, status=204
)
async def confirm_reply(request: Request, machine: str, reply_id: UUID, body: models_machine.Confirm) -> None:
    """You posted this reply."""
    await request.app.ctx.desk.publishing.confirm(machine, reply_id, body.external_id)


@operations.add(
    "POST", "/api/v1/replies/<reply_id:uuid>/fail", allow=MACHINE, body=models_machine.ReplyFailed, status=204
)
async def fail_reply(request: Request, machine: str, reply_id: UUID, body: models_machine.ReplyFailed) -> None:
    """You can't post this reply; a person sees why and decides."""
    await request.app.ctx.desk.publishing.fail(machine, reply_id, body.reason)


def _receipt(comment: Comment) -> models_machine.CommentReceipt:
    return models_machine.CommentReceipt(
        comment.id, comment.external_id, comment.page_id, comment.state.value, comment.received_at
    )
