"""The desk's web application: operations, live events, health, the console."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable
from typing import Any, Final

import msgspec
import structlog
from sanic import Request, Sanic
from sanic.exceptions import SanicException
from sanic.response import BaseHTTPResponse, HTTPResponse

from desk.domain.chat_errors import NotScanned, TokenRefused, TooFast, TooLarge, WrongType
from desk.domain.errors import Conflict, DeskError, Invalid, NotAllowed, NotFound, NotTranslated
from desk.domain.roles import VIEWER
from desk.ports.errors import DatabaseUnavailable
from desk.services.accounts import TooManyAttempts, WrongCredentials
from desk.services.second_factor import CodeNeeded
from desk.web import models, openapi
from desk.web.access import check_pages
from desk.web.guard import NotSignedIn, WrongToken, page_of_machine, person
from desk.web.hooks import serve_hooks
from desk.web.operations import MACHINE, PUBLIC, Operation, read_body, read_query
from desk.web.rendering import App, json_answer
from desk.web.routes import (
    account,
    articles,
    audit,
    channels,
    connections,
    gaps,
    label_next,
    learning,
    lesson_files,
    machine,
    moderation,
    notifications,
    numbers,
    pages,
    password_links,
    problems,
    proposals,
    queue,
    retention,
    saved_replies,
    session,
    setup,
    shadow,
    sign_on,
    team,
    together,
    translation,
    widget,
)
from desk.web.routes import desk as desk_routes
from desk.web.site import serve_console
from desk.web.stream import Broadcast, stream
from desk.web.widget.serve import serve_widget

OPERATIONS: Final[list[Operation]] = [
    *session.operations.table,
    *queue.operations.table,
    *desk_routes.operations.table,
    *pages.operations.table,
    *setup.operations.table,
    *articles.operations.table,
    *numbers.operations.table,
    *together.operations.table,
    *gaps.operations.table,
    *learning.operations.table,
    *label_next.operations.table,
    *shadow.operations.table,
    *lesson_files.operations.table,
    *notifications.operations.table,
    *problems.operations.table,
    *saved_replies.operations.table,
    *machine.operations.table,
    *proposals.operations.table,
    *team.operations.table,
    *account.operations.table,
    *password_links.operations.table,
    *sign_on.operations.table,
    *connections.operations.table,
    *channels.operations.table,
    *moderation.operations.table,
    *audit.operations.table,
    *retention.operations.table,
    *translation.operations.table,
    *widget.operations.table,
]
MAX_BODY: Final = 3_000_000
TOO_LARGE: Final = f"The request is too large; at most {MAX_BODY // 1_000_000} MB are taken."
TOO_LARGE_HEAD: Final = "The request's address and headers are too large; at most 8 kB are taken."
RETRY_S: Final = 60
STATUSES: Final[dict[type[DeskError], int]] = {
    NotSignedIn: 401,
    WrongToken: 401,
    WrongCredentials: 401,
    CodeNeeded: 401,
    TooManyAttempts: 429,
    TokenRefused: 401,
    TooFast: 429,
    TooLarge: 413,
    WrongType: 415,
    NotScanned: 503,
    NotAllowed: 403,
    NotFound: 404,
    Conflict: 409,
    Invalid: 422,
    NotTranslated: 503,
}
_LINK = re.compile(r".*?/(?:sign-in|password)-links/")
_REQUEST_ID = re.compile(r"[\w.-]{1,100}")
log = structlog.get_logger(__name__)


def create_app(desk: Any, name: str = "sharewell") -> App:
    """The application on a wired desk (see desk/main.py); nothing is opened before it starts."""
    app: App = Sanic(name, configure_logging=False, dumps=lambda value: msgspec.json.encode(value).decode())
    app.config.REQUEST_MAX_SIZE = MAX_BODY
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.config.RESPONSE_TIMEOUT = 60
    app.config.KEEP_ALIVE_TIMEOUT = 75
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = 3.0
    app.config.MOTD = False
    app.ctx.desk = desk
    broadcast = Broadcast(desk.changes)

    @app.before_server_start
    async def open_desk(app: App) -> None:
        await desk.open()
        broadcast.start()

    @app.after_server_stop
    async def close_desk(app: App) -> None:
        await broadcast.stop()
        await desk.close()

    @app.on_request
    async def begin(request: Request) -> None:
        given = request.headers.get("x-request-id", "")
        request.ctx.request_id = given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        request.ctx.began = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request.ctx.request_id)

    async def finish(request: Request, response: BaseHTTPResponse) -> None:
        if hasattr(request.ctx, "request_id"):
            response.headers["X-Request-Id"] = request.ctx.request_id
            took = 1000 * (time.perf_counter() - request.ctx.began)
            if request.path.startswith("/api/"):
                log.info(
                    "request", method=request.method, path=_loggable(request), status=response.status, ms=round(took, 1)
                )

    app.register_middleware(finish, "response")
    app.exception(Exception)(answer_exception)
    for operation in OPERATIONS:
        app.add_route(
            _handler(operation), operation.path, methods=[operation.method], name=operation.name, unquote=True
        )

    @app.get("/api/v1/events", name="events")
    async def events(request: Request) -> None:
        await stream(request, broadcast, await person(request, VIEWER))

    @app.get("/openapi.json", name="openapi")
    async def openapi_document(request: Request) -> HTTPResponse:
        return json_answer(openapi.document(OPERATIONS))

    @app.get("/healthz", name="healthz")
    async def healthz(request: Request) -> HTTPResponse:
        return json_answer({"status": "ok"})

    @app.get("/readyz", name="readyz")
    async def readyz(request: Request) -> HTTPResponse:
        parts = await desk.readiness()
        ready = all(parts.values())
        return json_answer({"status": "ready" if ready else "not ready", "parts": parts}, 200 if ready else 503)

    serve_hooks(app, desk)
    serve_widget(app, desk)
    serve_console(app, desk.console)
    return app


def _handler(operation: Operation) -> Callable[..., Any]:
    async def handle(request: Request, **path: Any) -> HTTPResponse:
        arguments = dict(path)
        if operation.allow == MACHINE:
            arguments["machine"] = await page_of_machine(request)
        elif operation.allow != PUBLIC:
            arguments["person"] = await person(request, operation.allow)
        if operation.body:
            arguments["body"] = read_body(request, operation.body)
        if operation.pages:
            await check_pages(
                request, arguments["person"], operation.allow, operation.pages, path, arguments.get("body")
            )
        if operation.query:
            arguments["query"] = read_query(request, operation.query)
        answer = await operation.handler(request, **arguments)
        if isinstance(answer, HTTPResponse):
            return answer
        if answer is None:
            return HTTPResponse(status=operation.status)
        return json_answer(answer, operation.status)

    handle.__name__ = operation.name
    return handle


def _loggable(request: Request) -> str:
    """The path without a one-time link's token, which would let whoever reads the log sign in."""
    match = _LINK.match(request.path)
    return f"{match[0]}…" if match else request.path


async def answer_exception(request: Request, exception: Exception) -> HTTPResponse:
    """Every error as JSON that says what to do; only bugs are 500, and those are logged with their trace."""
    if isinstance(exception, DeskError):
        status = next((code for kind, code in STATUSES.items() if isinstance(exception, kind)), 400)
        answer = _problem(status, exception.code, str(exception), dict(exception.details))
        if status in (429, 503):
            answer.headers["Retry-After"] = str(exception.details.get("retry_after", RETRY_S))
        return answer
    if isinstance(exception, DatabaseUnavailable):
        answer = _problem(503, "unavailable", str(exception))
        answer.headers["Retry-After"] = "1"
        return answer
    if isinstance(exception, SanicException):
        status = exception.status_code or 500
        message = str(exception) or "The request can't be answered."
        if status == 413:
            message = TOO_LARGE_HEAD if "header" in message else TOO_LARGE
        return _problem(status, "request", message)
    log.exception("unexpected_error", path=_loggable(request), exc_info=exception)
    request_id = getattr(request.ctx, "request_id", "-")
    return _problem(500, "internal", f"Something unexpected went wrong; the log has it under {request_id}.")


def _problem(status: int, code: str, message: str, details: dict[str, Any] | None = None) -> HTTPResponse:
    return json_answer(models.ErrorAnswer(models.Problem(code, message, details or {})), status)
