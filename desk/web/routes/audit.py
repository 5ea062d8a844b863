"""The audit log: who changed what about pages, people, tokens and settings."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime, timezone
from typing import Any, Final

from sanic import Request
from sanic.response import HTTPResponse

from desk.domain.audit import AuditFilter
from desk.domain.errors import Invalid
from desk.services.accounts import Account
from desk.web import models_audit as models
from desk.web.access import DESK
from desk.web.operations import Operations, Parameter, read_number

operations = Operations("audit")
MAX_LIMIT: Final = 200
MAX_EXPORT: Final = 100_000
COLUMNS: Final = ("at", "actor", "action", "subject", "page", "data")
FILTERS: Final = (
    Parameter("actor", "Only what this person or part did"),
    Parameter("action", "Only this action"),
    Parameter("page", "Only about this page"),
    Parameter("since", "Only from this moment on, as 2026-11-23T00:00:00Z"),
    Parameter("until", "Only before this moment"),
)


@operations.add(
    "GET",
    "/api/v1/audit",
    allow="admin",
    page=DESK,
    answer=models.AuditPage,
    query=(
        *FILTERS,
        Parameter("cursor", "Where the page before ended"),
        Parameter("limit", f"How many, at most {MAX_LIMIT}", default="50"),
    ),
)
async def audit(request: Request, person: Account, query: dict[str, str | None]) -> models.AuditPage:
    """What was changed about pages that the person may see, people, tokens and settings, the newest first."""
    limit = read_number(query["limit"] or "50", "limit", MAX_LIMIT)
    async with request.app.ctx.desk.uow() as unit:
        rows, following = await unit.audit_views.entries(_filter(query), limit, query["cursor"], scope=person.pages())
    return models.AuditPage([models.AuditEntry(**row) for row in rows], following)


@operations.add("GET", "/api/v1/audit/choices", allow="admin", page=DESK, answer=models.AuditChoices)
async def audit_choices(request: Request, person: Account) -> models.AuditChoices:
    """The actors and actions that the log can be narrowed to."""
    async with request.app.ctx.desk.uow() as unit:
        return models.AuditChoices(**await unit.audit_views.choices(person.pages()))


@operations.add("GET", "/api/v1/audit.csv", allow="admin", page=DESK, query=FILTERS, media="text/csv")
async def export_audit(request: Request, person: Account, query: dict[str, str | None]) -> HTTPResponse:
    """The same as a CSV file."""
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow(COLUMNS)
    count = 0
    async with request.app.ctx.desk.uow() as unit:
        async for row in unit.audit_views.every(_filter(query), scope=person.pages()):
            if (count := count + 1) > MAX_EXPORT:
                raise Invalid(f"More than {MAX_EXPORT:,} entries fit; narrow the time with 'since' and 'until'.")
            writer.writerow(_cells(row))
    name = f"audit-{datetime.now(timezone.utc):%Y-%m-%d}.csv"
    return HTTPResponse(
        output.getvalue().encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


def _cells(row: dict[str, Any]) -> list[str]:
    data = json.dumps(row["data"], ensure_ascii=False) if row["data"] else ""
    cells = [row["at"].isoformat(), row["actor"], row["action"], row["subject"], row["page_id"] or "", data]
    return [_harmless(cell) for cell in cells]


def _harmless(cell: str) -> str:
    """A spreadsheet takes a cell that begins so for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _filter(query: dict[str, str | None]) -> AuditFilter:
    return AuditFilter(query["actor"], query["action"], query["page"], _moment(query, "since"), _moment(query, "until"))


def _moment(query: dict[str, str | None], name: str) -> datetime | None:
    text = query[name]
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        raise Invalid(f"{name!r} must be a moment such as 2026-11-23T00:00:00Z.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
