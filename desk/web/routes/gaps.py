"""Questions that nobody could answer."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

import msgspec
from sanic import Request

from desk.domain.errors import NotFound
from desk.services.accounts import Account
from desk.services.gaps import dismiss_gap
from desk.web import models_gaps as models
from desk.web.access import SOMEWHERE, require
from desk.web.operations import Operations, Parameter
from language.typical import typical

operations = Operations("articles")
REPLIES: Final = 3


@operations.add(
    "GET",
    "/api/v1/gaps",
    allow="viewer",
    page=SOMEWHERE,
    answer=models.GapList,
    query=(
        Parameter("page", "Only this page"),
        Parameter("state", "Which", default="open", choices=("open", "dismissed")),
    ),
)
async def gaps(request: Request, person: Account, query: dict[str, str]) -> models.GapList:
    """Questions that no article answers, what is asked most first."""
    if query["page"] is not None:
        require(person, "viewer", query["page"])
    async with request.app.ctx.desk.uow() as unit:
        rows = await unit.gaps.listed(query["page"], dismissed=query["state"] == "dismissed")
    return models.GapList([_answer(row) for row in rows if row["page_id"] in person.pages()])


@operations.add("GET", "/api/v1/gaps/<gap_id:uuid>", allow="viewer", answer=models.Gap)
async def gap(request: Request, person: Account, gap_id: UUID) -> models.Gap:
    """One such question with more of the comments that ask it."""
    async with request.app.ctx.desk.uow() as unit:
        row = await unit.gaps.one(gap_id)
    if row is None:
        raise NotFound("This gap isn't here any more; an article may answer it by now.")
    return _answer(row)


@operations.add("POST", "/api/v1/gaps/<gap_id:uuid>/dismiss", allow="approver", status=204)
async def dismiss_gap_for_good(request: Request, person: Account, gap_id: UUID) -> None:
    """Nothing is to be written about it."""
    await dismiss_gap(request.app.ctx.desk.uow, request.app.ctx.desk.clock, gap_id, person.name)


@operations.add("POST", "/api/v1/gaps/<gap_id:uuid>/restore", allow="approver", status=204)
async def restore_gap(request: Request, person: Account, gap_id: UUID) -> None:
    """After all an article about it would help."""
    await dismiss_gap(request.app.ctx.desk.uow, request.app.ctx.desk.clock, gap_id, person.name, dismissed=False)


def _answer(row: dict[str, Any]) -> models.Gap:
    return msgspec.convert({**row, "replies": _best(row["replies"])}, models.Gap)


def _best(replies: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The most typical of the newest, different ones: what is said again and again holds more surely."""
    shares = typical([one["text"] for one in replies], [1.0] * len(replies))
    ordered = sorted(zip(shares, replies, strict=True), key=lambda pair: -pair[0])
    different = {one["text"]: one for _, one in reversed(ordered)}
    return list(reversed(different.values()))[:REPLIES]
