"""Signing in through the company's identity provider: there and back.

What ties the two halves together lives in the browser alone: a random value in a cookie, from which state, nonce and
PKCE verifier are derived. Whoever comes back without that cookie did not set out from here.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from typing import Final

import structlog
from sanic import Request
from sanic.response import HTTPResponse, redirect

from desk.domain.errors import NotFound
from desk.domain.sign_on import SignOnFailed
from desk.services.attempts import TooManyAttempts, claim, limits_of
from desk.web import models_account as models
from desk.web.address import origin_of
from desk.web.guard import set_session
from desk.web.operations import PUBLIC, Operations

operations = Operations("session")
COOKIE: Final = "sharewell_sign_on"
MINUTES: Final = 10
_COOKIE: Final = re.compile(r"[\w-]{43}")
_PLACE: Final = re.compile(r"/(?![/\\])[\w/.~-]{0,300}")
log = structlog.get_logger(__name__)


@operations.add("GET", "/api/v1/oidc", allow=PUBLIC, answer=models.SignOn)
async def sign_on(request: Request) -> models.SignOn:
    """Whether there is a company sign-in, and what its button says."""
    settings = request.app.ctx.desk.settings.sign_on
    return models.SignOn(settings.name if settings else None)


@operations.add("GET", "/api/v1/oidc/start", allow=PUBLIC, status=302)
async def start_sign_on(request: Request) -> HTTPResponse:
    """Off to the company's sign-in; `from` is the place in the console to come back to."""
    provider = request.app.ctx.desk.identity_provider
    if provider is None:
        raise NotFound("No company sign-in is set up here; see SHAREWELL_OIDC_ISSUER.")
    secret = secrets.token_urlsafe(32)
    try:
        address = await provider.address(*(_derived(secret, what) for what in ("state", "nonce", "verifier")))
    except SignOnFailed as failure:
        return _failed(request, failure)
    place = request.args.get("from") or "/"
    response = redirect(address)
    _keep(request, response, f"{secret}{place if _PLACE.fullmatch(place) else '/'}", MINUTES * 60)
    return response


@operations.add("GET", "/api/v1/oidc/callback", allow=PUBLIC, status=302)
async def finish_sign_on(request: Request) -> HTTPResponse:
    """Back from the company's sign-in: the browser is signed in, or told why not."""
    desk = request.app.ctx.desk
    if desk.identity_provider is None:
        raise NotFound("No company sign-in is set up here; see SHAREWELL_OIDC_ISSUER.")
    kept = request.cookies.get(_cookie_name(request)) or ""
    secret, place = kept[:43], kept[43:]
    try:
        given = (request.args.get("state") or "").encode("utf-8", "replace")
        if not _COOKIE.fullmatch(secret) or not hmac.compare_digest(_derived(secret, "state").encode(), given):
            raise SignOnFailed("expired")
        if error := request.args.get("error"):
            raise SignOnFailed("cancelled" if error == "access_denied" else "provider", f"The provider says {error!r}.")
        origin = origin_of(request)
        attempts = await claim(desk.uow, limits_of(address=origin.address))
        identity = await desk.identity_provider.identity(
            request.args.get("code") or "", _derived(secret, "nonce"), _derived(secret, "verifier")
        )
        _, token = await desk.sign_on.sign_in(identity, origin)
        async with desk.uow() as unit:
            await unit.sessions.take_back(attempts)
    except SignOnFailed as failure:
        return _failed(request, failure)
    except TooManyAttempts:
        return _failed(request, SignOnFailed("too-many-attempts"))
    response = redirect(place if _PLACE.fullmatch(place) else "/")
    set_session(request, response, token)
    _keep(request, response, "", 0)
    return response


def _failed(request: Request, failure: SignOnFailed) -> HTTPResponse:
    """Back at the sign-in screen, which has a sentence for each reason; the log has the particulars."""
    log.warning("sign_on_failed", reason=failure.reason, detail=str(failure))
    response = redirect(f"/?sign-on={failure.reason}")
    _keep(request, response, "", 0)
    return response


def _derived(secret: str, what: str) -> str:
    digest = hashlib.sha256(f"{what}:{secret}".encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _cookie_name(request: Request) -> str:
    """With TLS no other site of the same domain can plant it (RFC 6265bis, section 4.1.3.2)."""
    return f"__Host-{COOKIE}" if _https(request) else COOKIE


def _https(request: Request) -> bool:
    return bool(request.app.ctx.desk.settings.public_url.startswith("https://"))


def _keep(request: Request, response: HTTPResponse, value: str, seconds: int) -> None:
    response.add_cookie(
        _cookie_name(request),
        value,
        path="/",
        httponly=True,
        samesite="Lax",
        secure=_https(request),
        max_age=seconds,
    )
