"""What the widget asks before there is a conversation: about the page, and to be let in."""

from __future__ import annotations

from typing import Any

from sanic.response import HTTPResponse

from desk.domain.chat import MAX_FILE
from desk.domain.chat_files import TYPES
from desk.services.chat_visitors import Arrival, Identity
from desk.web.rendering import json_answer
from desk.web.widget import models
from desk.web.widget.calls import Call

KEPT = "public, max-age=60"


async def page(call: Call) -> HTTPResponse:
    """What the widget shows before the first message."""
    site = call.page_site
    time = await call.desk.reply_times.of(site.page)
    given = call.desk.chat_guard.challenge(site.page.id)
    challenge = models.ChallengeGiven(given.salt, given.difficulty, given.expires_at) if given else None
    answer = json_answer(
        models.PageAnswer(
            models.PageName(site.page.id, site.page.name),
            models.ReplyTimeToldBy(time.median_minutes, time.promise_minutes, time.open_now, time.opens_at),
            models.BeforeChat(site.rules.name, site.rules.email),  # type: ignore[arg-type]  # they are its choices
            models.FileRules(list(TYPES), MAX_FILE),
            challenge,
            site.secret is not None,
        )
    )
    if challenge is None:
        answer.headers["Cache-Control"] = KEPT
    return answer


async def enter(call: Call) -> tuple[int, Any]:
    """A token for a new visitor, or the next one for somebody who comes back."""
    body = call.body(models.VisitorBody)
    identity = None
    if body.identify is not None:
        given = body.identify
        identity = Identity(given.id, given.hmac, given.name, given.email)
    entered = await call.desk.chat_visitors.enter(
        call.page_site,
        Arrival(
            call.origin,
            call.address,
            body.token,
            (body.proof.salt, body.proof.nonce) if body.proof else None,
            body.name,
            body.email,
            identity,
        ),
    )
    token = entered.token
    return 201, models.VisitorAnswer(
        entered.signed, token.expires_at, token.renew_after, entered.visitor.id, entered.visitor.conversation_id
    )
