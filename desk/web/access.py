"""Which page an operation is about, and whether the person's role there reaches.

An operation declares how its page is found; `desk/domain/roles.py` decides. A page that somebody may not see is
answered for like one that doesn't exist.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal
from uuid import UUID

from sanic import Request

from desk.domain.errors import NotAllowed, NotFound
from desk.domain.roles import NONE
from desk.services.accounts import Account

What = Literal["comment", "article", "gap", "saved reply", "connection", "page", "somewhere", "desk"]


@dataclass(frozen=True)
class PageOf:
    """How the page is found: ``name`` is the path's or the body's field that holds ``what``."""

    what: What
    name: str = ""
    where: Literal["path", "body"] = "path"


SOMEWHERE: Final = PageOf("somewhere")
"""No page of its own: whoever has the role on any page may call it, and the handler keeps to `Account.pages()`."""
DESK: Final = PageOf("desk")
"""It concerns every page: the account's own role counts."""
_IN_PATH: Final[dict[str, PageOf]] = {
    "comment_id": PageOf("comment", "comment_id"),
    "article_id": PageOf("article", "article_id"),
    "page_id": PageOf("page", "page_id"),
    "gap_id": PageOf("gap", "gap_id"),
    "saved_reply_id": PageOf("saved reply", "saved_reply_id"),
}
_GONE: Final = {
    "article": "There is no such article.",
    "gap": "This gap isn't here any more; an article may answer it by now.",
    "saved reply": "This saved reply isn't here any more.",
    "connection": "This connection does not exist.",
}


def in_path(what: What, name: str) -> PageOf:
    """The page of something that a part of the path names."""
    return PageOf(what, name)


def in_body(what: Literal["comment", "page", "connection"], name: str) -> PageOf:
    """The page, or the comment, or each of several comments, that a field of the body names; None stands for all pages."""
    return PageOf(what, name, "body")


def from_path(path: str) -> tuple[PageOf, ...]:
    """How an operation's page is found where its path tells it already."""
    return tuple(_IN_PATH[name] for name in re.findall(r"<(\w+)", path) if name in _IN_PATH)


async def check_pages(
    request: Request, account: Account, least: str, pages: tuple[PageOf, ...], path: Mapping[str, Any], body: Any
) -> None:
    """Raise NotFound for what the person may not see, NotAllowed where their role doesn't reach."""
    for page in pages:
        if page.what == "somewhere":
            continue  # that there is one was checked with the session
        if page.what == "desk":
            require(account, least, None)
            continue
        value = path[page.name] if page.where == "path" else getattr(body, page.name)
        if page.what == "page":
            require(account, least, value)
        elif page.what in _GONE:
            await _check_one(request, account, least, page.what, value)
        elif value is not None:
            await _check_comments(request, account, least, value if isinstance(value, list) else [value])


def require(account: Account, least: str, page_id: str | None, missing: str | None = None) -> None:
    """Raise NotFound, saying ``missing``, for a hidden page, NotAllowed where the role on it doesn't reach."""
    if account.may(least, page_id):
        return
    role = account.roles.on(page_id)
    if page_id is not None and role == NONE:
        raise NotFound(missing or f"There is no page with the id {page_id!r}.")
    if page_id is None:
        raise NotAllowed(f"This concerns every page, and needs the role {least} on all of them.")
    raise NotAllowed(f"Your role on this page is {role}; this needs {least}.")


async def _check_comments(request: Request, account: Account, least: str, comment_ids: list[UUID]) -> None:
    missing = "This comment isn't here any more."
    async with request.app.ctx.desk.uow() as unit:
        found = await unit.belonging.pages_of_comments(comment_ids)
    if len(found) < len(set(comment_ids)):
        raise NotFound(missing)
    for page_id in set(found.values()):
        require(account, least, page_id, missing)


async def _check_one(request: Request, account: Account, least: str, what: str, value: str | UUID) -> None:
    async with request.app.ctx.desk.uow() as unit:
        exists, page_id = await unit.belonging.page_of(what, value)
    if not exists:
        raise NotFound(_GONE[what])
    require(account, least, page_id, _GONE[what])
