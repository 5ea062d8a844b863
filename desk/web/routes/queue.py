"""The queue: its list, saved views, and decisions about many comments at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal
from uuid import UUID

import msgspec
from sanic import Request

from desk.domain.errors import DeskError, Invalid, NotAllowed, NotFound
from desk.domain.narrowing import NOBODY, VIEWS, QueueFilter
from desk.domain.second_approval import INTENTS
from desk.domain.text import MAX_NAME, cleaned
from desk.services.accounts import Account
from desk.services.bulk import Bulk, Outcome, What
from desk.services.decide import Person
from desk.services.receive import CHANNELS
from desk.web import answers, models, models_queue
from desk.web.access import SOMEWHERE, require
from desk.web.operations import Operations, Parameter, read_id, read_number

operations = Operations("desk")
MAX_LIMIT: Final = 200
ME: Final = "me"
NARROWING: Final = (
    Parameter("view", "Which part", default="waiting", choices=VIEWS),
    Parameter("page", "Only this page"),
    Parameter("channel", "Only this channel", choices=tuple(sorted(CHANNELS))),
    Parameter("intent", "Only this intent", choices=INTENTS),
    Parameter("severity", "Only complaints at least this severe", choices=("1", "2", "3", "4")),
    Parameter("language", "Only this language"),
    Parameter("assignee", "Only those that somebody looks after: me, none, or a person's id"),
    Parameter("mine", "Only those that you look after, and open ones that mention you in a note", choices=("true",)),
    Parameter("unsure", "Only where the assistant was unsure", choices=("true",)),
    Parameter("escalated", "Only those that escalate", choices=("true",)),
    Parameter("safe", "Only those whose draft can be approved as it stands", choices=("true",)),
    Parameter("q", "Only with these words, in the comment, its author's name or a sent reply"),
)
_APPROVERS: Final = frozenset({"approve", "dismiss"})


@operations.add(
    "GET",
    "/api/v1/queue",
    allow="viewer",
    page=SOMEWHERE,
    answer=models.QueuePage,
    query=(
        *NARROWING,
        Parameter("cursor", "Where the page before ended"),
        Parameter("limit", f"How many, at most {MAX_LIMIT}", default="50"),
    ),
)
async def queue(request: Request, person: Account, query: dict[str, str]) -> models.QueuePage:
    """Comments of one view; those that wait come by their place, the others newest first."""
    limit = read_number(query["limit"], "limit", MAX_LIMIT)
    narrowed = _narrowed(query, person)
    async with request.app.ctx.desk.uow() as unit:
        rows, following, total = await unit.views.queue(
            query["view"],
            narrowed,
            text=query["q"],
            cursor=query["cursor"],
            limit=limit,
            scope=person.pages(),
            reader=person.id,
        )
    return models.QueuePage([answers.queue_item(row) for row in rows], following, total)


@operations.add("GET", "/api/v1/views", allow="viewer", page=SOMEWHERE, answer=models_queue.SavedViews)
async def saved_views(request: Request, person: Account) -> models_queue.SavedViews:
    """The person's own saved views and those that are shared."""
    async with request.app.ctx.desk.uow() as unit:
        rows = await unit.saved_views.of(person.id)
    return msgspec.convert({"items": rows}, models_queue.SavedViews)


@operations.add(
    "POST",
    "/api/v1/views",
    allow="viewer",
    page=SOMEWHERE,
    body=models_queue.NewView,
    answer=models_queue.SavedView,
    status=201,
)
async def save_view(request: Request, person: Account, body: models_queue.NewView) -> models_queue.SavedView:
    """Keep a filter under a name; sharing it with everybody needs a drafter."""
    if body.shared:
        _may_share(person)
    name = cleaned(body.name, "The name", MAX_NAME)
    kept = _checked(body.query, person)
    async with request.app.ctx.desk.uow() as unit:
        row = await unit.saved_views.add(person.id, name, kept, shared=body.shared)
    return msgspec.convert(row, models_queue.SavedView)


@operations.add(
    "PATCH",
    "/api/v1/views/<view_id:uuid>",
    allow="viewer",
    page=SOMEWHERE,
    body=models_queue.ViewChange,
    answer=models_queue.SavedView,
)
async def change_view(
    request: Request, person: Account, view_id: UUID, body: models_queue.ViewChange
) -> models_queue.SavedView:
    """Rename a view, share it or keep it to oneself: one's own, and for an administrator any that is shared."""
    name = None if body.name is None else cleaned(body.name, "The name", MAX_NAME)
    async with request.app.ctx.desk.uow() as unit:
        is_shared = await _check_may_change(unit, person, view_id)
        if body.shared and not is_shared:
            _may_share(person)
        row = await unit.saved_views.change(person.id, view_id, name=name, shared=body.shared)
    return msgspec.convert(row, models_queue.SavedView)


@operations.add("DELETE", "/api/v1/views/<view_id:uuid>", allow="viewer", page=SOMEWHERE, status=204)
async def delete_view(request: Request, person: Account, view_id: UUID) -> None:
    """Delete one's own view; an administrator may delete any that is shared."""
    async with request.app.ctx.desk.uow() as unit:
        await _check_may_change(unit, person, view_id)
        await unit.saved_views.delete(view_id)


async def _check_may_change(unit: Any, person: Account, view_id: UUID) -> bool:
    """Whether the view is shared. Raise NotFound for what the person can't see, NotAllowed where it isn't theirs."""
    known = await unit.saved_views.owner(view_id)
    if known is None or (known[0] != person.id and not known[1]):
        raise NotFound("There is no such view.")
    owner, is_shared = known
    if owner != person.id and not person.may("admin"):
        raise NotAllowed("Only whoever saved this view, or an administrator, may change or delete it.")
    return bool(is_shared)


def _may_share(person: Account) -> None:
    if not person.may_somewhere("drafter"):
        raise NotAllowed(f"Your role is {person.role}; sharing a view needs drafter.")


@operations.add(
    "POST",
    "/api/v1/queue/bulk",
    allow="drafter",
    page=SOMEWHERE,
    body=models_queue.BulkDecision,
    answer=models_queue.BulkAnswer,
)
async def decide_many(request: Request, person: Account, body: models_queue.BulkDecision) -> models_queue.BulkAnswer:
    """Decide about many comments, each by itself; approving takes only drafts that are safe as they stand."""
    what = What(body.action, body.reason, body.assignee, body.intent, body.until)
    may, refused = await _within_reach(request, person, body.action, [item.id for item in body.items])
    items = [(item.id, item.version) for item in body.items if item.id in may]
    outcome = await _bulk(request).decide(Person(person.id, person.name, person.created_at), what, items)
    return _answer(outcome, refused)


@operations.add(
    "POST",
    "/api/v1/queue/bulk/undo",
    allow="drafter",
    page=SOMEWHERE,
    body=models_queue.BulkUndo,
    answer=models_queue.BulkAnswer,
)
async def undo_many(request: Request, person: Account, body: models_queue.BulkUndo) -> models_queue.BulkAnswer:
    """Take back what the person did with many comments, where that is still possible."""
    may, refused = await _within_reach(request, person, body.action, [item.id for item in body.items])
    ids = [item.id for item in body.items if item.id in may]
    outcome = await _bulk(request).undo(Person(person.id, person.name, person.created_at), body.action, ids)
    return _answer(outcome, refused)


def _bulk(request: Request) -> Bulk:
    desk = request.app.ctx.desk
    return Bulk(desk.uow, desk.clock, desk.decisions)


async def _within_reach(
    request: Request, person: Account, action: str, ids: list[UUID]
) -> tuple[set[UUID], list[tuple[UUID, str]]]:
    """The comments on whose page the person may do that, and the others with why not."""
    least = "approver" if action in _APPROVERS else "drafter"
    async with request.app.ctx.desk.uow() as unit:
        pages = await unit.belonging.pages_of_comments(ids)
    may: set[UUID] = set()
    refused: list[tuple[UUID, str]] = []
    for comment_id in dict.fromkeys(ids):
        try:
            require(person, least, pages.get(comment_id, ""), "This comment isn't here any more.")
        except DeskError as refusal:
            refused.append((comment_id, str(refusal)))
        else:
            may.add(comment_id)
    return may, refused


def _answer(outcome: Outcome, refused: list[tuple[UUID, str]]) -> models_queue.BulkAnswer:
    told = [models_queue.RefusedItem(comment_id, message) for comment_id, message in (*outcome.refused, *refused)]
    return models_queue.BulkAnswer(outcome.done, told)


def _checked(query: Mapping[str, str], person: Account) -> dict[str, str]:
    """A view's parameters, as the queue would take them."""
    known = {parameter.name: parameter for parameter in NARROWING}
    for name, value in query.items():
        if name not in known:
            raise Invalid(f"The queue can't be filtered by {name!r}.")
        if known[name].choices and value not in known[name].choices:
            raise Invalid(f"{name!r} must be one of {', '.join(known[name].choices)}.")
        if "\x00" in value:
            raise Invalid(f"{name!r} can't be taken as it is.")
    _narrowed({name: query.get(name) for name in known}, person)
    return dict(query)


def _narrowed(query: Mapping[str, str | None], person: Account) -> QueueFilter:
    return QueueFilter(
        page=query["page"],
        channel=query["channel"],
        intent=query["intent"],
        severity=int(query["severity"]) if query["severity"] else None,
        language=query["language"],
        assignee=_assignee(query["assignee"], person),
        mine=person.id if query["mine"] == "true" else None,
        unsure=query["unsure"] == "true",
        escalated=query["escalated"] == "true",
        safe=query["safe"] == "true",
    )


def _assignee(value: str | None, person: Account) -> UUID | Literal["none"] | None:
    if value == ME:
        return person.id
    return NOBODY if value == NOBODY else read_id(value, "assignee")
