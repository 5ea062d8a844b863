"""Working together on one comment: notes, assignees, waiting, escalating, presence."""

from __future__ import annotations

from uuid import UUID

import msgspec
from sanic import Request

from desk.domain.errors import NotFound
from desk.domain.together import Mode, Present
from desk.services.accounts import Account
from desk.services.assign import Assigning
from desk.services.decide import Person
from desk.services.notes import Noting
from desk.services.presence import Presences
from desk.services.snooze import Waiting
from desk.web import models, models_together
from desk.web.access import SOMEWHERE, require
from desk.web.operations import SIGNED_IN, Operations, Parameter
from desk.web.routes.desk import conversation

operations = Operations("together")
COMMENT = "/api/v1/comments/<comment_id:uuid>"


@operations.add(
    "GET",
    "/api/v1/people",
    allow="viewer",
    page=SOMEWHERE,
    answer=models_together.People,
    query=(Parameter("page", "Only who may see this page, with their role there"),),
)
async def people(request: Request, person: Account, query: dict[str, str | None]) -> models_together.People:
    """Colleagues, to assign comments to and to mention."""
    if query["page"] is not None:
        require(person, "viewer", query["page"])
    async with request.app.ctx.desk.uow() as unit:
        found = await unit.assignments.colleagues(query["page"])
    return models_together.People([msgspec.convert(one, models_together.Person, from_attributes=True) for one in found])


@operations.add("GET", "/api/v1/me/away", allow=SIGNED_IN, answer=models_together.Away)
async def away(request: Request, person: Account) -> models_together.Away:
    """Whether new comments pass you by."""
    assigning: Assigning = request.app.ctx.desk.assigning
    return models_together.Away(await assigning.away(_of(person)))


@operations.add("PUT", "/api/v1/me/away", allow=SIGNED_IN, body=models_together.Away, answer=models_together.Away)
async def set_away(request: Request, person: Account, body: models_together.Away) -> models_together.Away:
    """Say whether new comments are to pass you by."""
    assigning: Assigning = request.app.ctx.desk.assigning
    await assigning.set_away(_of(person), body.away)
    return body


@operations.add("POST", f"{COMMENT}/assign", allow="drafter", body=models_together.Assign, answer=models.Conversation)
async def assign(
    request: Request, person: Account, comment_id: UUID, body: models_together.Assign
) -> models.Conversation:
    """Give the comment to a colleague, to yourself, or to nobody."""
    assigning: Assigning = request.app.ctx.desk.assigning
    await assigning.assign(_of(person), comment_id, body.version, body.assignee)
    return await _conversation(request, person, comment_id)


@operations.add("POST", f"{COMMENT}/snooze", allow="drafter", body=models_together.Snooze, answer=models.Conversation)
async def snooze(
    request: Request, person: Account, comment_id: UUID, body: models_together.Snooze
) -> models.Conversation:
    """Put the comment off until a time, or bring it back."""
    await _waiting(request).snooze(_of(person), comment_id, body.version, body.until)
    return await _conversation(request, person, comment_id)


@operations.add("POST", f"{COMMENT}/remind", allow="drafter", body=models_together.Remind, answer=models.Conversation)
async def remind(
    request: Request, person: Account, comment_id: UUID, body: models_together.Remind
) -> models.Conversation:
    """Be reminded at a time if nobody has answered by then."""
    await _waiting(request).remind(_of(person), comment_id, body.at)
    return await _conversation(request, person, comment_id)


@operations.add(
    "POST", f"{COMMENT}/escalate", allow="drafter", body=models_together.Escalate, answer=models.Conversation
)
async def escalate(
    request: Request, person: Account, comment_id: UUID, body: models_together.Escalate
) -> models.Conversation:
    """Put the comment first, with a note that says why."""
    await _waiting(request).escalate(_of(person), comment_id, body.version, body.note)
    return await _conversation(request, person, comment_id)


@operations.add("GET", f"{COMMENT}/notes", allow="viewer", answer=models_together.Notes)
async def notes(request: Request, person: Account, comment_id: UUID) -> models_together.Notes:
    """What colleagues wrote on the comment, oldest first."""
    async with request.app.ctx.desk.uow() as unit:
        if await unit.comments.get(comment_id) is None:
            raise NotFound("This comment isn't here any more.")
        found = await unit.notes.of(comment_id)
    return msgspec.convert({"items": found}, models_together.Notes)


@operations.add(
    "POST", f"{COMMENT}/notes", allow="drafter", body=models_together.NewNote, answer=models.Conversation, status=201
)
async def add_note(
    request: Request, person: Account, comment_id: UUID, body: models_together.NewNote
) -> models.Conversation:
    """Write a note for colleagues; customers never see it."""
    noting: Noting = request.app.ctx.desk.noting
    await noting.add(_of(person), comment_id, body.text, body.mentions, body.id)
    return await _conversation(request, person, comment_id)


@operations.add("GET", f"{COMMENT}/presence", allow="viewer", answer=models_together.PresentPeople)
async def present(request: Request, person: Account, comment_id: UUID) -> models_together.PresentPeople:
    """Who has the comment open."""
    return _present(await _presences(request).present(comment_id))


@operations.add(
    "POST", f"{COMMENT}/presence", allow="viewer", body=models_together.Beat, answer=models_together.PresentPeople
)
async def beat(
    request: Request, person: Account, comment_id: UUID, body: models_together.Beat
) -> models_together.PresentPeople:
    """Say every ten to fifteen seconds that you have the comment open, and learn who else has."""
    if body.mode == "gone":
        return _present(await _presences(request).leave(_of(person), comment_id, body.tab))
    mode = Mode(body.mode)
    if mode is Mode.EDITING:
        async with request.app.ctx.desk.uow() as unit:
            pages = await unit.belonging.pages_of_comments([comment_id])
        require(person, "drafter", pages.get(comment_id))
    return _present(await _presences(request).beat(_of(person), comment_id, mode, body.tab))


def _of(account: Account) -> Person:
    return Person(account.id, account.name, account.created_at)


def _waiting(request: Request) -> Waiting:
    waiting: Waiting = request.app.ctx.desk.waiting
    return waiting


def _presences(request: Request) -> Presences:
    presences: Presences = request.app.ctx.desk.presences
    return presences


def _present(found: list[Present]) -> models_together.PresentPeople:
    return models_together.PresentPeople([models_together.Present(one.id, one.name, one.mode.value) for one in found])


async def _conversation(request: Request, person: Account, comment_id: UUID) -> models.Conversation:
    found: models.Conversation = await conversation(request, person, comment_id)
    return found
