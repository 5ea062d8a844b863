"""What somebody who may not approve would reply."""

from __future__ import annotations

from uuid import UUID

from sanic import Request

from desk.services.accounts import Account
from desk.services.decide import Person
from desk.services.propose import propose as keep_proposal
from desk.web import models
from desk.web.models_approval import Propose
from desk.web.operations import Operations
from desk.web.routes.desk import read_conversation

operations = Operations("desk")


@operations.add(
    "PUT",
    "/api/v1/comments/<comment_id:uuid>/proposal",
    allow="drafter",
    body=Propose,
    answer=models.Conversation,
)
async def propose(request: Request, person: Account, comment_id: UUID, body: Propose) -> models.Conversation:
    """Keep this text beside the draft for whoever may approve it."""
    desk = request.app.ctx.desk
    await keep_proposal(desk.uow, desk.clock, Person(person.id, person.name), comment_id, body.version, body.text)
    return await read_conversation(request, comment_id)
