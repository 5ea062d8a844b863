"""Figures of a span of days, as JSON and CSV, and the comments behind each."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import Any, Final

import msgspec
from sanic import Request
from sanic.response import HTTPResponse

from desk.domain.errors import Invalid, NotFound
from desk.domain.span import STEPS, Span, read_span
from desk.domain.text import excerpt
from desk.services.accounts import Account
from desk.services.numbers import Wanted, figures
from desk.web import models_numbers as models
from desk.web.access import SOMEWHERE
from desk.web.models_imported import ImportedHistory
from desk.web.numbers_csv import TABLES, csv_of
from desk.web.operations import Operations, Parameter, read_number

operations = Operations("numbers")
MAX_LIMIT: Final = 200
FIGURES: Final = ("comments", "gaps", "first_reply", "outcomes", "edits", "avoided", "people", "assigned")
_SPAN: Final = (
    Parameter("from", "The first day, such as 2026-03-01; 30 days up to the last one without it"),
    Parameter("to", "The last day; today without it"),
    Parameter("zone", "Whose days: a time zone such as Europe/Paris", default="UTC"),
    Parameter("page", "Only this page"),
    Parameter("channel", "Only this channel"),
)
_STEP: Final = Parameter("step", "What one value stands for", default="day", choices=STEPS)
_BEHIND: Final = (
    Parameter("figure", "Which figure's comments", required=True, choices=FIGURES),
    Parameter("intent", "comments: only this intent; `none` for those not understood yet"),
    Parameter("outcome", "outcomes: only this one"),
    Parameter("person", "people, assigned: only this person, by name"),
    Parameter("rule", "avoided: only findings of this rule"),
    Parameter("promise", "first_reply: only those within, or not within, the promise", choices=("kept", "late")),
    Parameter("hour", "first_reply: only those that began to wait in this hour, 0 to 23"),
    Parameter("weekday", "first_reply: only those that began to wait on this weekday, 0 (Monday) to 6"),
    Parameter("band", "edits: only those with this tenth of the draft changed, 0 to 9"),
)
_NUMBERED: Final = {"hour": 23, "weekday": 6, "band": 9}


@operations.add("GET", "/api/v1/numbers", allow="viewer", page=SOMEWHERE, answer=models.Numbers, query=(*_SPAN, _STEP))
async def numbers(request: Request, person: Account, query: dict[str, str | None]) -> models.Numbers:
    """All figures of a span of days, each beside that of as many days before."""
    return msgspec.convert(await _figures(request, person, query), models.Numbers)


@operations.add(
    "GET",
    "/api/v1/numbers.csv",
    allow="viewer",
    page=SOMEWHERE,
    query=(Parameter("figure", "Which figure", required=True, choices=tuple(TABLES)), *_SPAN, _STEP),
)
async def numbers_csv(request: Request, person: Account, query: dict[str, str | None]) -> HTTPResponse:
    """One figure as CSV."""
    figure = query["figure"] or ""
    found = await _figures(request, person, query)
    name = f"{figure}-{found['first']}-{found['last']}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HTTPResponse(csv_of(figure, found), headers=headers, content_type="text/csv; charset=utf-8")


@operations.add(
    "GET",
    "/api/v1/numbers/comments",
    allow="viewer",
    page=SOMEWHERE,
    answer=models.NumberComments,
    query=(
        *_BEHIND,
        *_SPAN,
        Parameter("cursor", "Where the page before ended"),
        Parameter("limit", f"How many, at most {MAX_LIMIT}", default="50"),
    ),
)
async def number_comments(request: Request, person: Account, query: dict[str, str | None]) -> models.NumberComments:
    """The comments behind a figure, newest first."""
    span = _span(request, query)
    pages = await _pages(request, person, query["page"])
    async with request.app.ctx.desk.uow() as unit:
        rows, following = await unit.number_comments.behind(
            query["figure"] or "",
            span.start,
            span.end,
            pages,
            zone=span.zone.key,
            channel=query["channel"],
            narrowed=_narrowed(query),
            cursor=query["cursor"],
            limit=read_number(query["limit"] or "50", "limit", MAX_LIMIT),
        )
    items = [{**row, "excerpt": excerpt(row["text"])} for row in rows]
    return msgspec.convert({"items": items, "next_cursor": following}, models.NumberComments)


@operations.add(
    "GET",
    "/api/v1/numbers/imported",
    allow="viewer",
    page=SOMEWHERE,
    answer=ImportedHistory,
    query=(Parameter("page", "Only this page"),),
)
async def imported_history(request: Request, person: Account, query: dict[str, str | None]) -> ImportedHistory:
    """What other systems handled before, as it was imported: by month, apart from all other figures."""
    pages = await _pages(request, person, query["page"])
    async with request.app.ctx.desk.uow() as unit:
        months = await unit.imported.months(pages)
        totals = await unit.imported.totals(pages)
    sums = {name: sum(getattr(one, name) for one in months) for name in ("comments", "answered", "replies_alone")}
    found = {**sums, **totals, "months": [asdict(one) for one in months]}
    return msgspec.convert(found, ImportedHistory)


def _narrowed(query: dict[str, str | None]) -> dict[str, Any]:
    narrowed: dict[str, Any] = {}
    for name in ("intent", "outcome", "person", "rule", "promise", *_NUMBERED):
        value = query[name]
        if value is None:
            continue
        narrowed[name] = _ordinal(value, name, _NUMBERED[name]) if name in _NUMBERED else value
    if narrowed.get("intent") == "none":
        narrowed["intent"] = ""
    return narrowed


def _ordinal(value: str, name: str, highest: int) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 3 and int(value) <= highest):
        raise Invalid(f"{name!r} must be a number from 0 to {highest}.")
    return int(value)


async def _figures(request: Request, person: Account, query: dict[str, str | None]) -> dict[str, Any]:
    pages = await _pages(request, person, query["page"])
    desk = request.app.ctx.desk
    count = await figures(desk.uow, desk.sheets, Wanted(_span(request, query), pages, query["channel"]))
    return await asyncio.to_thread(count)


def _span(request: Request, query: dict[str, str | None]) -> Span:
    return read_span(query["from"], query["to"], query["zone"], query.get("step"), request.app.ctx.desk.clock.now())


async def _pages(request: Request, person: Account, page: str | None) -> list[str]:
    async with request.app.ctx.desk.uow() as unit:
        pages = [one.id for one in await unit.pages.all() if one.id in person.pages()]
    if page is None:
        return pages
    if page not in pages:
        raise NotFound(f"There is no page {page!r}.")
    return [page]
