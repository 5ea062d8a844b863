"""Operations of the HTTP API: one declaration gives the route, the checks, the validation and the OpenAPI entry."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import msgspec
from sanic import Request

from desk.domain.errors import Invalid
from desk.web.access import PageOf, from_path

PUBLIC: Final = "public"
MACHINE: Final = "machine"
SIGNED_IN: Final = "signed-in"


@dataclass(frozen=True)
class Parameter:
    """A query parameter."""

    name: str
    description: str
    required: bool = False
    default: str | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Operation:
    """One operation.

    ``allow``: the least role of a signed-in person, or ``signed-in`` (anybody with an account, about themselves), or
    ``machine`` (a token), or ``public``. ``pages``: on which pages that role is needed. ``also``: another status that
    says that all is well, where the answer then is the same. ``media``: what kinds of file it answers, if it isn't JSON.
    """

    method: str
    path: str
    summary: str
    handler: Callable[..., Awaitable[Any]]
    allow: str
    body: type | None = None
    answer: type | None = None
    status: int = 200
    tag: str = "desk"
    query: tuple[Parameter, ...] = ()
    pages: tuple[PageOf, ...] = ()
    also: int | None = None
    media: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if bool(self.pages) == (self.allow in (PUBLIC, MACHINE, SIGNED_IN)):
            raise ValueError(f"{self.name}: an operation for a role, and no other, says on which page it is needed.")

    @property
    def name(self) -> str:
        """The handler's name: the operationId."""
        return self.handler.__name__


@dataclass
class Operations:
    """The table of operations of a part of the API."""

    tag: str
    table: list[Operation] = field(default_factory=list)

    def add(
        self,
        method: str,
        path: str,
        *,
        allow: str,
        body: type | None = None,
        answer: type | None = None,
        status: int = 200,
        query: tuple[Parameter, ...] = (),
        page: PageOf | tuple[PageOf, ...] | None = None,
        also: int | None = None,
        media: str | Sequence[str] = (),
    ) -> Callable[[Callable[..., Awaitable[Any]]], Callable[..., Awaitable[Any]]]:
        """Declare the decorated coroutine as an operation; its docstring's first line is the summary.

        ``page`` needn't be given where the path names a comment, an article or a page.
        """
        pages = () if allow in (PUBLIC, MACHINE, SIGNED_IN) else from_path(path)
        if page is not None:
            pages = page if isinstance(page, tuple) else (page,)

        media = (media,) if isinstance(media, str) else tuple(media)

        def declare(handler: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
            summary = (handler.__doc__ or handler.__name__).strip().splitlines()[0]
            self.table.append(
                Operation(
                    method, path, summary, handler, allow, body, answer, status, self.tag, query, pages, also, media
                )
            )
            return handler

        return declare


def read_body(request: Request, wanted: type) -> Any:
    """The request's JSON as ``wanted``; raises Invalid with the place of the mistake."""
    if not request.body:
        raise Invalid("The request has no body; send JSON.")
    try:
        return msgspec.json.decode(request.body, type=wanted)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Invalid(f"The request's JSON can't be taken: {error}") from None


def read_number(value: str, name: str, highest: int) -> int:
    """A query parameter as a number from 1 to ``highest``; raises Invalid."""
    if not (value.isascii() and value.isdigit() and len(value) < 10 and 1 <= int(value) <= highest):
        raise Invalid(f"{name!r} must be a number from 1 to {highest}.")
    return int(value)


def read_id(value: str | None, name: str) -> UUID | None:
    """A query parameter as an id, None where it isn't given; raises Invalid."""
    try:
        return UUID(value) if value else None
    except ValueError:
        raise Invalid(f"{name!r} must be an id.") from None


def read_query(request: Request, parameters: tuple[Parameter, ...]) -> dict[str, str | None]:
    """The query parameters by name; raises Invalid for one that is missing or not among its choices."""
    values: dict[str, str | None] = {}
    for parameter in parameters:
        value = request.args.get(parameter.name) or parameter.default
        if value is None and parameter.required:
            raise Invalid(f"The query parameter {parameter.name!r} is missing.")
        if value is not None and parameter.choices and value not in parameter.choices:
            raise Invalid(f"{parameter.name!r} must be one of {', '.join(parameter.choices)}.")
        if value is not None and ("\x00" in value or len(value) > 1000):
            raise Invalid(f"The query parameter {parameter.name!r} can't be taken as it is.")
        values[parameter.name] = value
    return values
