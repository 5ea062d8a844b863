"""What to label next."""

from __future__ import annotations

from uuid import UUID

import msgspec
from sanic import Request

from desk.domain.errors import NotFound
from desk.services.accounts import Account
from desk.services.label_next import ToLabel
from desk.web import models_label_next as models
from desk.web.access import SOMEWHERE, require
from desk.web.operations import Operations, Parameter

operations = Operations("learning")


@operations.add(
    "GET",
    "/api/v1/learning/next",
    allow="approver",
    page=SOMEWHERE,
    answer=models.LabelsWanted,
    query=(Parameter("page", "Of which page; the first, by name, where it isn't said"),),
)
async def labels_wanted(request: Request, person: Account, query: dict[str, str | None]) -> models.LabelsWanted:
    """Comments of a page whose label would teach most: the rest of the day's list."""
    page_id = query["page"] or await _first_page(request, person)
    require(person, "approver", page_id)
    today = await request.app.ctx.desk.label_next.today(page_id, person.id)
    return models.LabelsWanted(today.page, today.done, today.total, [_wanted(one) for one in today.left])


@operations.add("POST", "/api/v1/learning/next/<comment_id:uuid>/skip", allow="approver", status=204)
async def skip_label(request: Request, person: Account, comment_id: UUID) -> None:
    """The person can't tell what it is."""
    await request.app.ctx.desk.label_next.skip(comment_id, person.id)


@operations.add("DELETE", "/api/v1/learning/next/<comment_id:uuid>/skip", allow="approver", status=204)
async def unskip_label(request: Request, person: Account, comment_id: UUID) -> None:
    """They can, after all."""
    await request.app.ctx.desk.label_next.unskip(comment_id, person.id)


async def _first_page(request: Request, person: Account) -> str:
    async with request.app.ctx.desk.uow() as unit:
        pages = await unit.views.pages()
    within = person.pages("approver")
    found = next((page["id"] for page in pages if page["id"] in within), None)
    if found is None:
        raise NotFound("There is no page yet whose comments you could label.")
    return str(found)


def _wanted(one: ToLabel) -> models.LabelWanted:
    known = {name: one.row[name] for name in models.LabelWanted.__struct_fields__ if name != "turns"}
    return msgspec.convert({**known, "turns": list(one.turns)}, models.LabelWanted, from_attributes=True)
