"""People: who works at the desk, with which role on which page. For administrators of the whole desk."""

from __future__ import annotations

from uuid import UUID

import msgspec
from sanic import Request

from desk.domain.team import Invitation
from desk.services.accounts import Account
from desk.services.team import TeamChanges
from desk.web import models_team as models
from desk.web.access import DESK
from desk.web.operations import Operations

operations = Operations("team")


@operations.add("GET", "/api/v1/team", allow="admin", page=DESK, answer=models.Team)
async def team(request: Request, person: Account) -> models.Team:
    """Everybody with an account, and those who were invited."""
    return await _team(request)


@operations.add(
    "POST",
    "/api/v1/team/invitations",
    allow="admin",
    page=DESK,
    body=models.NewInvitation,
    answer=models.InvitationLink,
    status=201,
)
async def invite(request: Request, person: Account, body: models.NewInvitation) -> models.InvitationLink:
    """Invite somebody; the answer has the link to send them, this once."""
    return _linked(request, *await _changes(request).invite(person.name, body.email, body.name, body.role, body.pages))


@operations.add(
    "POST",
    "/api/v1/team/invitations/<invitation_id:uuid>/renew",
    allow="admin",
    page=DESK,
    answer=models.InvitationLink,
)
async def renew_invitation(request: Request, person: Account, invitation_id: UUID) -> models.InvitationLink:
    """Another link for the invitation; the one before works no more."""
    return _linked(request, *await _changes(request).renew(person.name, invitation_id))


@operations.add("DELETE", "/api/v1/team/invitations/<invitation_id:uuid>", allow="admin", page=DESK, status=204)
async def withdraw_invitation(request: Request, person: Account, invitation_id: UUID) -> None:
    """Take an invitation back: its link works no more."""
    await _changes(request).withdraw(person.name, invitation_id)


@operations.add(
    "PATCH",
    "/api/v1/team/<user_id:uuid>",
    allow="admin",
    page=DESK,
    body=models.ChangeMember,
    answer=models.Team,
)
async def change_member(request: Request, person: Account, user_id: UUID, body: models.ChangeMember) -> models.Team:
    """Change somebody's role, or switch their account off or on; there is always an administrator left."""
    if body.role is not None:
        await _changes(request).change_role(person.name, user_id, body.role)
    if body.on is not None:
        await _changes(request).switch(person.name, user_id, on=body.on)
    return await _team(request)


@operations.add(
    "PUT",
    "/api/v1/team/<user_id:uuid>/pages/<page:str>",
    allow="admin",
    page=DESK,
    body=models.ChangePageRole,
    answer=models.Team,
)
async def change_page_role(
    request: Request, person: Account, user_id: UUID, page: str, body: models.ChangePageRole
) -> models.Team:
    """Give somebody another role on one page, or let their own count there again."""
    await _changes(request).change_page_role(person.name, user_id, page, body.role)
    return await _team(request)


def _changes(request: Request) -> TeamChanges:
    changes: TeamChanges = request.app.ctx.desk.team
    return changes


async def _team(request: Request) -> models.Team:
    async with request.app.ctx.desk.uow() as unit:
        people, invitations = await unit.team.members(), await unit.team.invitations()
    return msgspec.convert(
        {
            "people": [{**vars(one), "pages": one.page_roles} for one in people],
            "invitations": [{**vars(one), "pages": one.page_roles} for one in invitations],
            "mails": request.app.ctx.desk.password_links.letters is not None,
        },
        models.Team,
    )


def _linked(request: Request, invitation: Invitation, token: str) -> models.InvitationLink:
    link = f"{request.app.ctx.desk.settings.public_url.rstrip('/')}/welcome/{token}"
    return models.InvitationLink(invitation.id, invitation.email, invitation.expires_at, link)
