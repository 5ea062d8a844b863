"""What is done to a comment on its platform beside answering it."""

from __future__ import annotations

from uuid import UUID

from sanic import Request

from desk.domain.platform import Moderation
from desk.services.accounts import Account
from desk.web import models
from desk.web.models_moderation import Moderate
from desk.web.operations import Operations
from desk.web.routes.desk import read_conversation

operations = Operations("desk")


@operations.add(
    "POST",
    "/api/v1/comments/<comment_id:uuid>/moderate",
    allow="approver",
    body=Moderate,
    answer=models.Conversation,
)
async def moderate(request: Request, person: Account, comment_id: UUID, body: Moderate) -> models.Conversation:
    """Hide a comment on its platform, show it again, call it spam, …: what the platform can do."""
    await request.app.ctx.desk.moderating.moderate(person.name, comment_id, Moderation(body.what))
    return await read_conversation(request, comment_id)
