"""A forgotten password: an administrator makes a link, and whoever has it sets a new one."""

from __future__ import annotations

from uuid import UUID

from sanic import Request

from desk.services.accounts import Account
from desk.services.password_links import PasswordLinks
from desk.web import models_password_links as models
from desk.web.access import DESK
from desk.web.address import origin_of
from desk.web.guard import refuse_cross_site
from desk.web.operations import PUBLIC, Operations

operations = Operations("session")


@operations.add(
    "POST",
    "/api/v1/people/<user_id:uuid>/password-link",
    allow="admin",
    page=DESK,
    body=models.NewPasswordLink,
    answer=models.MadePasswordLink,
    status=201,
)
async def make_password_link(
    request: Request, person: Account, user_id: UUID, body: models.NewPasswordLink
) -> models.MadePasswordLink:
    """Make a link with which somebody sets a new password; it works once, for 24 hours, and ends an earlier one."""
    made = await _links(request).make(person.name, user_id, person.id, mail=body.mail)
    link = None if made.mailed else made.address
    return models.MadePasswordLink(made.email, made.expires_at, made.mailed, link, made.why_not)


@operations.add("GET", "/api/v1/password-links/<token:str>", allow=PUBLIC, answer=models.PasswordLink)
async def read_password_link(request: Request, token: str) -> models.PasswordLink:
    """Whom a link to a new password is for."""
    link = await _links(request).read(token, origin_of(request).address)
    return models.PasswordLink(link["name"], link["email"], link["expires_at"])


@operations.add("POST", "/api/v1/password-links/<token:str>", allow=PUBLIC, body=models.NewPassword, status=204)
async def set_password_by_link(request: Request, token: str, body: models.NewPassword) -> None:
    """Set the new password; every browser of the person is signed out, and they sign in as always."""
    refuse_cross_site(request)
    await _links(request).follow(token, body.password, origin_of(request).address)


def _links(request: Request) -> PasswordLinks:
    links: PasswordLinks = request.app.ctx.desk.password_links
    return links
