"""Conversations in the language of who reads them."""

from __future__ import annotations

from uuid import UUID

import msgspec
from sanic import Request

from desk.services.accounts import Account
from desk.services.translate import Translating
from desk.web.models_translation import Translate, Translation
from desk.web.operations import Operations

operations = Operations("desk")


@operations.add(
    "POST", "/api/v1/comments/<comment_id:uuid>/translation", allow="viewer", body=Translate, answer=Translation
)
async def translate(request: Request, person: Account, comment_id: UUID, body: Translate) -> Translation:
    """The comment, what was said before it and the post, or a reply, translated by a language model."""
    translating: Translating = request.app.ctx.desk.translating
    if body.reply is None:
        found = await translating.conversation(comment_id, body.to)
    else:
        found = await translating.reply(comment_id, body.reply, body.to)
    return msgspec.convert({"to": body.to, "items": found}, Translation, from_attributes=True)
