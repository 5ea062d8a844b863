"""Who may call what: sessions by cookie, machines by token, and no request forged by another site.

Cross-site requests are told by ``Sec-Fetch-Site``, and by ``Origin`` where a browser doesn't send it
(https://developer.mozilla.org/docs/Web/HTTP/Headers/Sec-Fetch-Site).
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from sanic import Request
from sanic.response import HTTPResponse

from desk.domain.errors import DeskError, NotAllowed
from desk.services.accounts import SESSION, Account, hashed
from desk.web.operations import SIGNED_IN
from desk.web.rendering import App

COOKIE: Final = "sharewell_session"
OWN_ACCOUNT: Final = ("/api/v1/account", "/api/v1/me")
"""What an administrator without a second factor may reach where the desk asks for one."""
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class NotSignedIn(DeskError):
    """Sign in first."""

    code = "not_signed_in"


class FactorMissing(NotAllowed):
    """This desk asks administrators for a second factor. Set yours up first, under Account."""

    code = "second_factor_missing"


class WrongToken(DeskError):
    """This needs a valid token in the header `Authorization: Bearer …`; make one with ./sharewell token add."""

    code = "wrong_token"


async def person(request: Request, role: str) -> Account:
    """Who is signed in; raises NotSignedIn, or NotAllowed when the role reaches on no page.

    ``signed-in`` asks for no role.
    """
    refuse_cross_site(request)
    token = request.cookies.get(COOKIE)
    account: Account | None = await request.app.ctx.desk.accounts.by_session(token) if token else None
    if account is None:
        raise NotSignedIn()
    if account.factor_missing and not request.path.startswith(OWN_ACCOUNT):
        raise FactorMissing()
    if role != SIGNED_IN and not account.may_somewhere(role):
        raise NotAllowed(f"Your role is {account.role}; this needs {role}.")
    request.ctx.person = account
    return account


async def page_of_machine(request: Request) -> str:
    """The page whose token the request carries; raises WrongToken."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise WrongToken()
    async with request.app.ctx.desk.uow() as unit:
        page = await unit.pages.page_of_token(hashed(token.strip()))
    if page is None:
        raise WrongToken()
    return str(page)


def refuse_cross_site(request: Request) -> None:
    """Raise NotAllowed for a changing request that another site's page makes."""
    if request.method in SAFE:
        return
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None:
        if site != "same-origin":
            raise NotAllowed("This request came from another site.")
    elif origin is not None and urlsplit(origin).netloc != request.host:
        raise NotAllowed("This request came from another site.")


def set_session(request: Request, response: HTTPResponse, token: str) -> None:
    """Sign the browser in."""
    response.add_cookie(
        COOKIE,
        token,
        path="/",
        httponly=True,
        samesite="Lax",
        secure=_https(request.app),
        max_age=int(SESSION.total_seconds()),
    )


def clear_session(request: Request, response: HTTPResponse) -> None:
    """Sign the browser out."""
    response.add_cookie(COOKIE, "", path="/", httponly=True, samesite="Lax", secure=_https(request.app), max_age=0)


def _https(app: App) -> bool:
    return bool(app.ctx.desk.settings.public_url.startswith("https://"))
