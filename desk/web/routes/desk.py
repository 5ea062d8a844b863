"""Conversations, and decisions about them."""

from __future__ import annotations

import asyncio
from uuid import UUID

import msgspec
from sanic import Request

from desk.domain.errors import Invalid, NotFound
from desk.domain.page import Connection
from desk.domain.text import MAX_COMMENT, MAX_REPLY
from desk.services.accounts import Account
from desk.services.by_hand import ByHand
from desk.services.decide import Decisions, Person, bare_sentences
from desk.web import answers, models, models_draft
from desk.web.access import in_body
from desk.web.models_by_hand import NotPosted
from desk.web.models_redraft import Redraft
from desk.web.operations import Operations
from language import tone
from language.channels import LIMITS, length, limit_of
from language.support import unsupported_sentences

operations = Operations("desk")


@operations.add("GET", "/api/v1/comments/<comment_id:uuid>/conversation", allow="viewer", answer=models.Conversation)
async def conversation(request: Request, person: Account, comment_id: UUID) -> models.Conversation:
    """One comment with all that is known about it."""
    return await read_conversation(request, comment_id)


async def read_conversation(request: Request, comment_id: UUID) -> models.Conversation:
    """As the person who asks sees it."""
    async with request.app.ctx.desk.uow() as unit:
        row = await unit.views.conversation(comment_id)
        if row is None:
            raise NotFound("This comment isn't here any more.")
        first = await unit.first_approvals.shown(comment_id, request.ctx.person.id)
        proposal = await unit.proposals.shown(comment_id)
        together = await unit.together_views.of(row)
    by_hand = await request.app.ctx.desk.by_hand.is_needed(row["connection_id"])
    present = await request.app.ctx.desk.presences.present(comment_id)
    shown = {**row, "first_approval": first, "proposal": proposal, "by_hand": by_hand}
    connector = request.app.ctx.desk.connectors.get(row["platform"])
    if connector is None:
        return answers.conversation(shown, {**together, "presence": present}, None, (None, None))
    connection = Connection(row["connection_id"], row["page_id"], row["platform"], row["connection_config"])
    prices = connector.price("", connection), connector.price("https://example.org", connection)
    return answers.conversation(shown, {**together, "presence": present}, connector.platform, prices)


def _decisions(request: Request) -> Decisions:
    decisions: Decisions = request.app.ctx.desk.decisions
    return decisions


@operations.add(
    "POST",
    "/api/v1/comments/<comment_id:uuid>/approve",
    allow="approver",
    body=models.Approve,
    answer=models.Conversation,
)
async def approve(request: Request, person: Account, comment_id: UUID, body: models.Approve) -> models.Conversation:
    """Approve this text as the reply; it leaves when the undo window has passed."""
    await _decisions(request).approve(
        Person(person.id, person.name, person.created_at),
        comment_id,
        body.version,
        body.text,
        body.draft_id,
        confirmed=body.confirmed,
        private=body.private,
    )
    return await read_conversation(request, comment_id)


@operations.add(
    "POST",
    "/api/v1/comments/<comment_id:uuid>/dismiss",
    allow="approver",
    body=models.Dismiss,
    answer=models.Conversation,
)
async def dismiss(request: Request, person: Account, comment_id: UUID, body: models.Dismiss) -> models.Conversation:
    """Close the comment without a reply."""
    await _decisions(request).dismiss(Person(person.id, person.name), comment_id, body.version, body.reason, body.note)
    return await read_conversation(request, comment_id)


@operations.add(
    "POST",
    "/api/v1/comments/<comment_id:uuid>/relabel",
    allow="drafter",
    body=models.Relabel,
    answer=models.Conversation,
)
async def relabel(request: Request, person: Account, comment_id: UUID, body: models.Relabel) -> models.Conversation:
    """Say what the comment really is."""
    await _decisions(request).relabel(Person(person.id, person.name), comment_id, body.version, body.intent)
    return await read_conversation(request, comment_id)


@operations.add(
    "POST",
    "/api/v1/comments/<comment_id:uuid>/undo",
    allow="approver",
    body=models.Versioned,
    answer=models.Conversation,
)
async def undo(request: Request, person: Account, comment_id: UUID, body: models.Versioned) -> models.Conversation:
    """Take an approval or dismissal back."""
    await _decisions(request).undo(Person(person.id, person.name), comment_id, body.version)
    return await read_conversation(request, comment_id)


@operations.add(
    "POST",
    "/api/v1/comments/<comment_id:uuid>/redraft",
    allow="drafter",
    body=Redraft,
    answer=models.Conversation,
)
async def redraft(request: Request, person: Account, comment_id: UUID, body: Redraft) -> models.Conversation:
    """Ask the assistant again, with a hint of what the draft should rest on or say."""
    await _decisions(request).redraft(Person(person.id, person.name), comment_id, body.version, body.hint)
    return await read_conversation(request, comment_id)


@operations.add(
    "POST",
    "/api/v1/comments/<comment_id:uuid>/retry",
    allow="approver",
    body=models.Versioned,
    answer=models.Conversation,
)
async def retry(request: Request, person: Account, comment_id: UUID, body: models.Versioned) -> models.Conversation:
    """Send a failed or unknown reply again."""
    await _decisions(request).retry(Person(person.id, person.name), comment_id, body.version)
    return await read_conversation(request, comment_id)


@operations.add(
    "POST",
    "/api/v1/comments/<comment_id:uuid>/give-up",
    allow="approver",
    body=models.Versioned,
    answer=models.Conversation,
)
async def give_up(request: Request, person: Account, comment_id: UUID, body: models.Versioned) -> models.Conversation:
    """Don't send a failed or unknown reply; the comment waits again."""
    await _decisions(request).give_up(Person(person.id, person.name), comment_id, body.version)
    return await read_conversation(request, comment_id)


@operations.add(
    "POST",
    "/api/v1/comments/<comment_id:uuid>/mark-sent",
    allow="approver",
    body=models.Versioned,
    answer=models.Conversation,
)
async def mark_sent(request: Request, person: Account, comment_id: UUID, body: models.Versioned) -> models.Conversation:
    """Say that an unknown reply was seen on the platform."""
    await _decisions(request).mark_sent(Person(person.id, person.name), comment_id, body.version)
    return await read_conversation(request, comment_id)


@operations.add(
    "POST",
    "/api/v1/comments/<comment_id:uuid>/posted",
    allow="approver",
    body=models.Versioned,
    answer=models.Conversation,
)
async def posted(request: Request, person: Account, comment_id: UUID, body: models.Versioned) -> models.Conversation:
    """Say that you posted a reply by hand, where the platform takes none from the desk."""
    by_hand: ByHand = request.app.ctx.desk.by_hand
    await by_hand.posted(Person(person.id, person.name), comment_id, body.version)
    return await read_conversation(request, comment_id)


@operations.add(
    "POST",
    "/api/v1/comments/<comment_id:uuid>/not-posted",
    allow="approver",
    body=NotPosted,
    answer=models.Conversation,
)
async def not_posted(request: Request, person: Account, comment_id: UUID, body: NotPosted) -> models.Conversation:
    """Say that a reply can't be posted by hand, and why; it waits for another decision."""
    by_hand: ByHand = request.app.ctx.desk.by_hand
    await by_hand.not_posted(Person(person.id, person.name), comment_id, body.version, body.reason)
    return await read_conversation(request, comment_id)


@operations.add(
    "POST",
    "/api/v1/tone",
    allow="viewer",
    page=in_body("comment", "answers"),
    body=models_draft.ToneQuestion,
    answer=models_draft.ToneAnswer,
)
async def check_tone(request: Request, person: Account, body: models_draft.ToneQuestion) -> models_draft.ToneAnswer:
    """What the tone check finds in a reply to ``comment``, and how long the channel counts it."""
    if body.channel not in LIMITS:
        raise Invalid(f"'channel' must be one of {', '.join(LIMITS)}.")
    if len(body.text) > MAX_REPLY:
        raise Invalid(f"A reply has at most {MAX_REPLY:,} characters.")
    async with request.app.ctx.desk.uow() as unit:
        comment = await unit.comments.get(body.answers) if body.answers else None
        bare = await bare_sentences(unit, comment, body.text) if comment else unsupported_sentences(body.text, ())
    limit = limit_of(body.channel, comment.reply_limit if comment else None)

    def check() -> models_draft.ToneAnswer:
        found = tone.check(body.text, public=body.public, comment=body.comment[:MAX_COMMENT])
        return models_draft.ToneAnswer(
            [models_draft.Finding(**finding.as_dict()) for finding in found],
            length(body.text, limit.counting),
            limit.limit,
            msgspec.convert([one.as_dict() for one in bare], list[models_draft.Unsupported]),
        )

    return await asyncio.to_thread(check)
