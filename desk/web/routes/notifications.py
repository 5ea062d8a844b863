"""Whom to tell outside the desk."""

from __future__ import annotations

from uuid import UUID

import msgspec
from sanic import Request

from desk.domain.notification import Target
from desk.services.accounts import Account
from desk.services.notification_targets import NotificationTargets, Wanted
from desk.web import models_alerts as models
from desk.web.access import DESK
from desk.web.operations import Operations

operations = Operations("setup")


@operations.add("GET", "/api/v1/notification-targets", allow="admin", page=DESK, answer=models.NotificationTargets)
async def notification_targets(request: Request, person: Account) -> models.NotificationTargets:
    """Whom the desk tells outside, and how the last message to each ended."""
    return models.NotificationTargets([_answer(one) for one in await _targets(request).all()])


@operations.add(
    "POST",
    "/api/v1/notification-targets",
    allow="admin",
    page=DESK,
    body=models.PutTarget,
    answer=models.NotificationTarget,
    status=201,
)
async def add_notification_target(
    request: Request, person: Account, body: models.PutTarget
) -> models.NotificationTarget:
    """Tell somebody else as well."""
    return _answer(await _targets(request).add(_wanted(body)))


@operations.add(
    "PUT",
    "/api/v1/notification-targets/<target_id:uuid>",
    allow="admin",
    page=DESK,
    body=models.PutTarget,
    answer=models.NotificationTarget,
)
async def change_notification_target(
    request: Request, person: Account, target_id: UUID, body: models.PutTarget
) -> models.NotificationTarget:
    """Change whom to tell, or about what."""
    return _answer(await _targets(request).change(target_id, _wanted(body)))


@operations.add("DELETE", "/api/v1/notification-targets/<target_id:uuid>", allow="admin", page=DESK, status=204)
async def remove_notification_target(request: Request, person: Account, target_id: UUID) -> None:
    """Tell them nothing any more."""
    await _targets(request).remove(target_id)


@operations.add(
    "POST", "/api/v1/notification-targets/<target_id:uuid>/test", allow="admin", page=DESK, answer=models.TestResult
)
async def try_notification_target(request: Request, person: Account, target_id: UUID) -> models.TestResult:
    """Send a test message now and say what came of it."""
    tested = await _targets(request).test(target_id)
    return models.TestResult(tested.ok, tested.message)


def _targets(request: Request) -> NotificationTargets:
    targets: NotificationTargets = request.app.ctx.desk.notification_targets
    return targets


def _wanted(body: models.PutTarget) -> Wanted:
    quiet = None if body.quiet is None else (body.quiet.start, body.quiet.until, body.quiet.zone)
    return Wanted(body.name, body.page_id, body.url, body.reasons, quiet)


def _answer(target: Target) -> models.NotificationTarget:
    return msgspec.convert(
        {
            "id": target.id,
            "page_id": target.page_id,
            "name": target.name,
            "service": target.service,
            "reasons": list(target.reasons),
            "quiet": target.quiet.as_dict() if target.quiet else None,
            "sent_at": target.sent_at,
            "failed_at": target.failed_at,
            "error": target.error,
        },
        models.NotificationTarget,
    )
