"""Shadow runs: a model that reads new comments beside the one that serves."""

from __future__ import annotations

import msgspec
from sanic import Request

from desk.domain.learning import FORMER, KEPT
from desk.services.accounts import Account
from desk.services.shadow import Shown
from desk.web import models_shadow as models
from desk.web.access import DESK
from desk.web.operations import Operations

operations = Operations("learning")


@operations.add("GET", "/api/v1/learning/shadow", allow="approver", page=DESK, answer=models.ShadowState)
async def shadow_state(request: Request, person: Account) -> models.ShadowState:
    """How far the shadow run is, or what came of the last one: of comments on the pages that the person may see."""
    shown = await request.app.ctx.desk.shadowing.shown(person.pages())
    if shown is None:
        none = models.ShadowRights(0, 0, 0)
        return models.ShadowState(None, models.ShadowCounts(0, 0, 0), none, none, [])
    return models.ShadowState(
        _run(shown),
        msgspec.convert(shown.counts, models.ShadowCounts, from_attributes=True),
        msgspec.convert(shown.by_hand, models.ShadowRights, from_attributes=True),
        msgspec.convert(shown.standing, models.ShadowRights, from_attributes=True),
        [msgspec.convert(one, models.ShadowDifference, from_attributes=True) for one in shown.differing],
    )


@operations.add(
    "POST",
    "/api/v1/learning/shadow",
    allow="admin",
    page=DESK,
    body=models.StartShadow,
    answer=models.ShadowState,
)
async def start_shadow(request: Request, person: Account, body: models.StartShadow) -> models.ShadowState:
    """Have a model read new comments beside the one that serves; a worker takes it up within a minute."""
    await request.app.ctx.desk.shadowing.ask(body.model_id, body.hours, person.name)
    answer: models.ShadowState = await shadow_state(request, person)
    return answer


@operations.add("POST", "/api/v1/learning/shadow/stop", allow="admin", page=DESK, status=204)
async def stop_shadow(request: Request, person: Account) -> None:
    """End the shadow run; what it found stays."""
    await request.app.ctx.desk.shadowing.stop(person.name)


def _run(shown: Shown) -> models.ShadowRun:
    known = msgspec.to_builtins(shown.shadow)
    more = {
        "model": shown.model.file,
        "champion": shown.champion.file,
        "can_promote": shown.model.state in (KEPT, FORMER),
    }
    return msgspec.convert({**known, **more}, models.ShadowRun)
