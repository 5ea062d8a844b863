"""Lessons to files of other tools, and labels from them."""

from __future__ import annotations

from typing import Final
from uuid import UUID

import msgspec
from sanic import HTTPResponse, Request

from desk.domain.errors import Invalid, NotFound
from desk.domain.lesson_file import CONTRADICTION, KNOWN, UNKNOWN_COMMENT, UNKNOWN_LABEL, UNREADABLE
from desk.services.accounts import Account
from desk.services.export_lessons import day, export_lessons
from desk.services.import_lessons import LISTED
from desk.services.lesson_files import FORMATS, decoded, format_of, read
from desk.web import models_lesson_files as models
from desk.web.access import SOMEWHERE, in_body, require
from desk.web.operations import Operations, Parameter

operations = Operations("learning")
MOST_ROWS: Final = 5_000
SHOWN: Final = 100


@operations.add(
    "GET",
    "/api/v1/learning/lessons",
    allow="admin",
    page=SOMEWHERE,
    query=(
        Parameter("format", "Whose file it is", required=True, choices=tuple(FORMATS)),
        Parameter("page", "Of which page; of all, where it isn't said"),
        Parameter("since", "Only what was labelled from this day on"),
    ),
    media=sorted({format.media for format in FORMATS.values()}),
)
async def lessons(request: Request, person: Account, query: dict[str, str | None]) -> HTTPResponse:
    """The lessons as learning takes them, as a file."""
    desk = request.app.ctx.desk
    if query["page"]:
        require(person, "admin", query["page"])
        pages = [query["page"]]
    else:
        pages = await _pages(request, person)
    found = await export_lessons(desk.uow, desk.clock, pages, day(query["since"]) if query["since"] else None)
    format = FORMATS[query["format"] or ""]
    name = f"lessons-{desk.clock.now():%Y-%m-%d}.{format.ending}"
    return HTTPResponse(
        "".join(format.write(found.rows)),
        content_type=f"{format.media}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


@operations.add(
    "POST",
    "/api/v1/learning/lessons",
    allow="admin",
    page=in_body("page", "page"),
    body=models.ImportLessons,
    answer=models.LessonsImported,
)
async def import_lessons(request: Request, person: Account, body: models.ImportLessons) -> models.LessonsImported:
    """Take the labels of a file, or say what would be taken."""
    source = decoded(body.content)
    format = body.format or format_of(body.name, source)
    rows = read(format, source)
    if len(rows) > MOST_ROWS:
        raise Invalid(f"The file has {len(rows):,} rows; more than {MOST_ROWS:,} take: ./sharewell lessons import")
    service = request.app.ctx.desk.lesson_import
    if body.preview:
        done = await service.look(body.page, rows, replace=body.replace)
    else:
        done = await service.take(person.name, body.page, format, rows, replace=body.replace)
    return models.LessonsImported(
        format=msgspec.convert(format, models.LessonFormat),
        labels=done.labels,
        examples=done.examples,
        known=done.counts[KNOWN],
        unknown_label=done.counts[UNKNOWN_LABEL],
        unknown_comment=done.counts[UNKNOWN_COMMENT],
        contradictions=done.counts[CONTRADICTION],
        unreadable=done.counts[UNREADABLE],
        left_out=[msgspec.convert(vars(one), models.LessonLeftOut) for one in done.left_out[:SHOWN]],
        import_id=done.import_id,
    )


@operations.add("GET", "/api/v1/learning/imports", allow="admin", page=SOMEWHERE, answer=models.LessonImports)
async def lesson_imports(request: Request, person: Account) -> models.LessonImports:
    """The last imports of labels, newest first."""
    pages = await _pages(request, person)
    async with request.app.ctx.desk.uow() as unit:
        found = await unit.lesson_files.imports(pages, LISTED)
    return models.LessonImports([msgspec.convert(vars(one), models.LessonImported) for one in found])


@operations.add("POST", "/api/v1/learning/imports/<import_id:uuid>/undo", allow="admin", page=SOMEWHERE, status=204)
async def undo_lesson_import(request: Request, person: Account, import_id: UUID) -> None:
    """Take an import back; what people said since stays."""
    desk = request.app.ctx.desk
    missing = "There is no such import."
    async with desk.uow() as unit:
        found = await unit.lesson_files.get(import_id)
    if found is None:
        raise NotFound(missing)
    require(person, "admin", found.page, missing)
    await desk.lesson_import.take_back(person.name, import_id)


async def _pages(request: Request, person: Account) -> list[str]:
    within = person.pages("admin")
    async with request.app.ctx.desk.uow() as unit:
        return [page.id for page in await unit.pages.all() if page.id in within]
