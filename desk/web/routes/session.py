"""Signing in and out, and one-time links."""

from __future__ import annotations

from typing import Any

from sanic import Request
from sanic.response import HTTPResponse

from desk.services.accounts import Account
from desk.web import answers, models
from desk.web.address import origin_of
from desk.web.guard import COOKIE, clear_session, refuse_cross_site, set_session
from desk.web.operations import PUBLIC, SIGNED_IN, Operations
from desk.web.rendering import json_answer

operations = Operations("session")


@operations.add("POST", "/api/v1/session", allow=PUBLIC, body=models.SignIn, answer=models.Me)
async def sign_in(request: Request, body: models.SignIn) -> HTTPResponse:
    """Sign in with e-mail address and password."""
    refuse_cross_site(request)
    account, token = await request.app.ctx.desk.accounts.sign_in(
        body.email, body.password, origin_of(request), body.code
    )
    return await _signed_in(request, account, token)


@operations.add("DELETE", "/api/v1/session", allow=PUBLIC, status=204)
async def sign_out(request: Request) -> HTTPResponse:
    """Sign out."""
    refuse_cross_site(request)
    if token := request.cookies.get(COOKIE):
        await request.app.ctx.desk.accounts.sign_out(token)
    response = HTTPResponse(status=204)
    clear_session(request, response)
    return response


@operations.add("GET", "/api/v1/me", allow=SIGNED_IN, answer=models.Me)
async def me(request: Request, person: Account) -> models.Me:
    """Who is signed in, and the pages and counts to start with."""
    return await _me(request, person)


@operations.add("GET", "/api/v1/sign-in-links/<token:str>", allow=PUBLIC, answer=models.Link)
async def read_link(request: Request, token: str) -> models.Link:
    """What a one-time link is for."""
    link = await request.app.ctx.desk.accounts.link(token)
    return models.Link(link["email"], link["name"], link["purpose"], link["expires_at"])


@operations.add("POST", "/api/v1/sign-in-links/<token:str>", allow=PUBLIC, body=models.FollowLink, answer=models.Me)
async def follow_link(request: Request, token: str, body: models.FollowLink) -> HTTPResponse:
    """Make the account a one-time link is for, and sign in."""
    refuse_cross_site(request)
    account, session = await request.app.ctx.desk.accounts.follow_link(
        token, body.name, body.email, body.password, origin_of(request)
    )
    return await _signed_in(request, account, session)


async def _signed_in(request: Request, account: Account, token: str) -> HTTPResponse:
    known: Account | None = await request.app.ctx.desk.accounts.by_session(token)
    response = json_answer(await _me(request, known or account))
    set_session(request, response, token)
    return response


async def _me(request: Request, account: Account) -> models.Me:
    async with request.app.ctx.desk.uow() as unit:
        rows: list[dict[str, Any]] = await unit.views.pages()
        counts = await unit.views.counts(account.pages())
        by_hand = await unit.views.by_hand(request.app.ctx.desk.by_hand.platforms, account.pages())
        new = await unit.sessions.unrecognised(account.id, account.session) if account.session else []
    return models.Me(
        answers.user(account),
        [answers.page(row, account.roles.on(row["id"])) for row in rows if row["id"] in account.pages()],
        models.Counts(**counts, by_hand=by_hand),
        account.factor_missing,
        [models.SignInNotice(row["id"], row["created_at"], row["device"] or "", row["address"] or "") for row in new],
        request.app.ctx.desk.translating.pages(row["id"] for row in rows if row["id"] in account.pages()),
    )
