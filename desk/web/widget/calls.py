"""One call of the widget: from which site, by whom, and what another site's browser may do with the answer.

Every site that isn't allowed is refused, in words that are the same whichever page, token or path it asks for. Its scripts
may read them (https://fetch.spec.whatwg.org/#http-cors-protocol), so that the chat there stops asking, and its web developer
learns why. There are no cookies: whoever calls shows a token.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, TypeVar
from uuid import UUID

from sanic import Request
from sanic.response import BaseHTTPResponse, HTTPResponse

from desk.domain.chat import Visitor
from desk.domain.chat_errors import OriginRefused, TokenMissing, TooLarge, WrongType
from desk.domain.errors import DeskError
from desk.services.chat_guard import READS
from desk.services.chat_sites import ChatSite
from desk.services.chat_visitors import Known
from desk.web.address import address_of
from desk.web.operations import read_body
from desk.web.rendering import App, json_answer
from desk.web.widget.feed import Feed

PREFIX: Final = "/widget/v1/"
MAX_BODY: Final = 64_000
MAX_REFUSED: Final = 10_000_000
"""Of a body that isn't taken so much is read; beyond that the connection is closed."""
ANY_SITE: Final = "*"
_PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": "GET, POST, DELETE",
    "Access-Control-Allow-Headers": "authorization, content-type",
    "Access-Control-Max-Age": "7200",
}
Body = TypeVar("Body")


@dataclass(frozen=True)
class Call:
    """A call that may go on. ``known`` only where a token was asked for."""

    request: Request
    desk: Any
    feed: Feed
    origin: str
    address: str
    site: ChatSite | None = None
    known: Known | None = None

    @property
    def visitor(self) -> Visitor:
        """Whose token it carries."""
        assert self.known is not None
        return self.known.visitor

    @property
    def page_site(self) -> ChatSite:
        """The chat of the page that it is about."""
        assert self.site is not None
        return self.site

    def body(self, kind: type[Body]) -> Body:
        """The JSON that it brings; raises WrongType, TooLarge, Invalid."""
        said = self.request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if said != "application/json":
            raise WrongType("Send JSON, with Content-Type: application/json.")
        if len(self.request.body) > MAX_BODY:
            raise TooLarge(f"At most {MAX_BODY // 1_000} kB of JSON are taken.")
        read: Body = read_body(self.request, kind)
        return read

    def limit(self, what: str, limits: Any, visitor: UUID | None = None) -> None:
        """Count it; raises TooFast."""
        page = self.site.page.id if self.site else ""
        self.desk.chat_guard.check(what, limits, address=self.address, page=page, visitor=visitor)


Handler = Callable[..., Awaitable[Any]]


class Calls:
    """Adds the widget's routes to the application."""

    def __init__(self, app: App, desk: Any, feed: Feed) -> None:
        self._app, self._desk, self._feed = app, desk, feed
        self._paths: set[str] = set()
        app.register_middleware(_share, "response")

    def of_page(self, method: str, path: str, handler: Handler) -> None:
        """A route about the page that its path names."""

        async def handle(request: Request, page_id: str) -> BaseHTTPResponse | None:
            origin, address = await self._origin(request), address_of(request)
            with _refused_alike(request):
                site = await self._desk.chat_sites.of_page(page_id, origin)
            call = Call(request, self._desk, self._feed, origin, address, site)
            call.limit("read", READS)
            return _answered(await handler(call))

        self._add(method, path, handle, handler.__name__)

    def with_token(self, method: str, path: str, handler: Handler, *, stream: bool = False) -> None:
        """A route for whoever shows a visitor's token."""

        async def handle(request: Request, **arguments: Any) -> BaseHTTPResponse | None:
            origin, address = await self._origin(request), address_of(request)
            self._desk.chat_guard.check("read", READS, address=address)
            scheme, _, token = request.headers.get("authorization", "").partition(" ")
            if scheme.lower() != "bearer" or not token.strip():
                raise TokenMissing()
            with _refused_alike(request):
                known = await self._desk.chat_visitors.known(token.strip(), origin)
                site = await self._desk.chat_sites.of_page(known.token.page, origin)
            return _answered(
                await handler(Call(request, self._desk, self._feed, origin, address, site, known), **arguments)
            )

        async def handle_stream(request: Request, **arguments: Any) -> BaseHTTPResponse | None:
            try:
                return await handle(request, **arguments)
            except DeskError:
                await _read_to_its_end(request)
                raise

        self._add(method, path, handle_stream if stream else handle, handler.__name__, stream=stream)

    def _add(self, method: str, path: str, handle: Any, name: str, *, stream: bool = False) -> None:
        self._app.add_route(handle, path, methods=[method], name=f"widget_{name}", stream=stream, unquote=True)
        if path not in self._paths:
            self._paths.add(path)
            self._app.add_route(
                self._preflight, path, methods=["OPTIONS"], name=f"widget_preflight_{len(self._paths)}", unquote=True
            )

    async def _preflight(self, request: Request, **_: Any) -> HTTPResponse:
        """For every site the same, before a token can be seen: the call itself is refused, and its answer can be read."""
        request.ctx.shared_with = ANY_SITE
        return HTTPResponse(status=204, headers=_PREFLIGHT)

    async def _origin(self, request: Request) -> str:
        """The site that calls; raises OriginRefused where no page's chat may be used on it."""
        given = request.headers.getall("origin", [])
        own = self._desk.chat_sites.own
        if not given and own and request.headers.get("sec-fetch-site") == "same-origin":
            given = [own]  # browsers leave it out for reading on their own site
        if len(given) != 1 or not await self._desk.chat_sites.allow_somewhere(given[0]):
            request.ctx.shared_with = ANY_SITE
            raise OriginRefused()
        request.ctx.shared_with = given[0]
        return str(given[0])


async def _read_to_its_end(request: Request) -> None:
    """A browser shows the answer only to what it could send whole."""
    assert request.stream is not None
    request.stream.request_max_size = MAX_REFUSED
    while request.stream.request_body and await request.stream.read() is not None:  # type: ignore[attr-defined]
        pass


@contextmanager
def _refused_alike(request: Request) -> Iterator[None]:
    """A site that is refused on this page alone reads what one reads that is refused on all."""
    try:
        yield
    except OriginRefused:
        request.ctx.shared_with = ANY_SITE
        raise OriginRefused() from None


async def _share(request: Request, response: BaseHTTPResponse) -> None:
    if not request.path.startswith(PREFIX):
        return
    response.headers.setdefault("Vary", "Origin")
    if origin := getattr(request.ctx, "shared_with", None):
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = "Retry-After"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"


def _answered(answer: Any) -> BaseHTTPResponse | None:
    if answer is None or isinstance(answer, BaseHTTPResponse):
        return answer
    status, value = answer if isinstance(answer, tuple) else (200, answer)
    return HTTPResponse(status=status) if value is None else json_answer(value, status)
