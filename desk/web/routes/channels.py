"""Connecting a page to platforms, and how its connections stand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sanic import Request

from desk.services.accounts import Account
from desk.web import models_channels as models
from desk.web.access import SOMEWHERE
from desk.web.operations import Operations

operations = Operations("setup")


@operations.add("GET", "/api/v1/platforms", allow="admin", page=SOMEWHERE, answer=models.Platforms)
async def platforms(request: Request, person: Account) -> models.Platforms:
    """What a page can be connected to, and what each needs to be told."""
    return models.Platforms([_platform(one) for one in request.app.ctx.desk.connecting.platforms()])


@operations.add("GET", "/api/v1/pages/<page_id:str>/channels", allow="admin", answer=models.ConnectionStandings)
async def page_channels(request: Request, person: Account, page_id: str) -> models.ConnectionStandings:
    """A page's connections to platforms, and how they stand."""
    desk = request.app.ctx.desk
    names = {one.id: one for one in desk.connecting.platforms()}
    async with desk.uow() as unit:
        rows = await unit.channel_views.of(page_id)
    return models.ConnectionStandings(
        [_standing(row, names[row["platform"]], desk) for row in rows if row["platform"] in names]
    )


@operations.add(
    "POST",
    "/api/v1/pages/<page_id:str>/channels",
    allow="admin",
    body=models.ConnectionValues,
    answer=models.ConnectionMade,
    status=201,
)
async def connect_page(
    request: Request, person: Account, page_id: str, body: models.ConnectionValues
) -> models.ConnectionMade:
    """Connect the page, or connect it anew; refused with the platform's reason where the credentials don't work."""
    connecting = request.app.ctx.desk.connecting
    return models.ConnectionMade(await connecting.connect(person.name, page_id, body.platform, body.values))


@operations.add("DELETE", "/api/v1/pages/<page_id:str>/channels/<channel_id:uuid>", allow="admin", status=204)
async def disconnect_page(request: Request, person: Account, page_id: str, channel_id: UUID) -> None:
    """Disconnect: the credentials are forgotten, comments and replies stay."""
    await request.app.ctx.desk.connecting.disconnect(person.name, page_id, channel_id)


@operations.add(
    "POST",
    "/api/v1/pages/<page_id:str>/channels/<channel_id:uuid>/check",
    allow="admin",
    answer=models.ConnectionStandings,
)
async def check_channel(
    request: Request, person: Account, page_id: str, channel_id: UUID
) -> models.ConnectionStandings:
    """Try the credentials now and fetch what there is; replies that were put off are tried again where it works."""
    await request.app.ctx.desk.connecting.check(page_id, channel_id)
    answer: models.ConnectionStandings = await page_channels(request, person, page_id)
    return answer


@operations.add(
    "POST", "/api/v1/pages/<page_id:str>/channels/<channel_id:uuid>/replay", allow="admin", answer=models.Replayed
)
async def replay_channel(request: Request, person: Account, page_id: str, channel_id: UUID) -> models.Replayed:
    """Read again the deliveries that could not be read."""
    desk = request.app.ctx.desk
    return models.Replayed(await desk.connecting.replay(person.name, page_id, channel_id))


def _platform(one: Any) -> models.PlatformItem:
    fields = [
        models.PlatformField(
            field.name, field.label, field.help, field.secret, field.required, field.kind, field.default,
            list(field.choices),
        )
        for field in one.fields
    ]  # fmt: skip
    return models.PlatformItem(
        one.id, one.name, fields, one.webhook, one.fetch_every is not None, one.posts, one.private,
        sorted(what.value for what in one.moderation), one.link_note,
    )  # fmt: skip


def _standing(row: dict[str, Any], platform: Any, desk: Any) -> models.ConnectionStanding:
    public = {field.name for field in platform.fields if not field.secret}
    connected = row["disconnected_at"] is None
    address = f"{desk.settings.public_url}/hooks/{row['id']}" if platform.webhook and connected else None
    return models.ConnectionStanding(
        id=row["id"],
        platform=platform.id,
        name=platform.name,
        account=row["account"],
        config={name: str(value) for name, value in row["config"].items() if name in public},
        connected=connected,
        webhook_url=address,
        expires_at=row["expires_at"],
        checked_at=row["checked_at"],
        fetched_at=row["fetched_at"],
        next_fetch_at=row["fetch_at"],
        last_event_at=row["event_at"],
        last_reply_at=row["sent_at"],
        silent_since=row["silent_since"],
        trouble=row["trouble"],
        reason=row["trouble_reason"],
        trouble_since=row["trouble_since"],
        blocked_until=row["blocked_until"],
        put_off=row["put_off"],
        unread=row["unread"],
        unreadable=row["unreadable"],
        refused=row["refused_count"],
        refused_at=row["refused_at"],
    )
