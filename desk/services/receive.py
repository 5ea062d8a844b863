"""A comment comes in: stored once, whatever is delivered twice, late or changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from desk.domain.comment import OPEN, Comment, CommentState, Move, after
from desk.domain.errors import Conflict, Invalid, NotFound
from desk.domain.incoming import Incoming
from desk.domain.page import Connection
from desk.domain.reply import ReplyState
from desk.domain.text import MAX_COMMENT, MAX_ID, MAX_NAME, cleaned
from desk.domain.urgency import MAX_REACH, place
from desk.ports.outside import Clock
from desk.ports.unit import Unit, UnitOfWork
from desk.services.assign import take_turn

AUTHOR = "author"
CHANNELS = frozenset({"api", "blog", "bluesky", "chat", "email", "facebook", "instagram", "linkedin", "mastodon", "x"})
MAX_TURNS = 50
MAX_LINK = 2_000


@dataclass(frozen=True)
class Received:
    """The stored comment, and whether this delivery was the one that stored it."""

    comment: Comment
    created: bool


async def receive(
    uow: UnitOfWork, clock: Clock, connection: Connection, incoming: Incoming, request_id: str | None = None
) -> Received:
    """Store the comment and queue its drafting, in one transaction.

    The same delivery again changes nothing. The same id with another text is refused with Conflict: an edit has its
    own operation, so that a mixed-up id can't overwrite what somebody wrote.
    """
    async with uow() as unit:
        return await receive_within(unit, clock, connection, incoming, request_id)


async def receive_within(
    unit: Unit, clock: Clock, connection: Connection, incoming: Incoming, request_id: str | None = None
) -> Received:
    """The same within a transaction that stores more than the comment."""
    external_id = cleaned(incoming.external_id, "The comment's id", MAX_ID)
    text = cleaned(incoming.text, "The comment's text", MAX_COMMENT)
    if incoming.channel not in CHANNELS:
        raise Invalid(f"There is no channel {incoming.channel!r}; known are {', '.join(sorted(CHANNELS))}.")
    if len(incoming.turns) > MAX_TURNS:
        raise Invalid(f"The thread has {len(incoming.turns)} turns; at most {MAX_TURNS} are taken.")
    author = _optional(incoming.author, "The author's name", MAX_NAME)
    thread = _optional(incoming.thread, "The thread's id", MAX_ID) or external_id
    extra: dict[str, Any] = {
        "author_id": _optional(incoming.author_id, "The author's id", MAX_ID),
        "parent_id": _optional(incoming.parent, "The parent's id", MAX_ID),
        "written_at": _plausible(incoming.written_at),
    }
    url = _optional(incoming.url, "The address")
    post = {key: _optional(text, f"The post's {key}", 100_000) for key, text in (incoming.post or {}).items()} or None
    turns = tuple(
        replace(
            turn,
            author=_optional(turn.author, "An earlier author's name", MAX_ID),
            text=cleaned(turn.text, "An earlier text", 100_000, required=False),
        )
        for turn in incoming.turns
    )
    if not 0 <= incoming.reach <= MAX_REACH:
        raise Invalid(f"The reach must be a number from 0 to {MAX_REACH:,}.")
    known = await unit.comments.by_external_id(connection.id, external_id)
    if known is not None:
        return _the_same(known, text)
    thread_id = await unit.comments.thread_id(connection.page_id, thread, post)
    comment = Comment(
        id=uuid4(),
        page_id=connection.page_id,
        connection_id=connection.id,
        thread_id=thread_id,
        channel=incoming.channel,
        external_id=external_id,
        author=author,
        text=text,
        url=url,
        received_at=clock.now(),
        state=CommentState.RECEIVED,
        turns=turns,
        reach=incoming.reach,
        edited_at=_plausible(incoming.edited_at),
        cannot_reply=_optional(incoming.cannot_reply, "The reason why no reply is taken"),
    )
    page = await unit.pages.get(connection.page_id)
    where = place(promise=page.promise if page else None, since=comment.received_at, reach=comment.reach)
    comment = replace(comment, due_at=where.due_at)
    added = await unit.comments.add(comment, where, request_id=request_id, **extra)
    if not added:  # another delivery of it won the race
        known = await unit.comments.by_external_id(connection.id, external_id)
        if known is None:
            raise Conflict("The same comment is being stored right now; send it again.")
        return _the_same(known, text)
    await unit.events.append(comment, "received", AUTHOR, None, CommentState.RECEIVED)
    await unit.jobs.draft(comment, 1)
    page = await unit.pages.get(comment.page_id)
    if page is not None and page.takes_turns:
        await take_turn(unit, comment)
    return Received(comment, created=True)


def _the_same(known: Comment, text: str) -> Received:
    if known.text and known.text != text:  # empty: cleared, and then it is taken for the same
        raise Conflict(
            "A comment with this id is stored with another text. If its author edited it, use PUT; "
            "if it is another comment, give it an id of its own.",
            id=known.external_id,
        )
    return Received(known, created=False)


async def edit(
    uow: UnitOfWork, clock: Clock, connection: Connection, external_id: str, text: str, at: datetime | None = None
) -> Comment:
    """The author changed the comment: what was drafted or approved for the old text is never sent."""
    text = cleaned(text, "The comment's text", MAX_COMMENT)
    async with uow() as unit:
        comment = await _known(unit, connection, external_id)
        if comment.text == text:
            return comment
        if comment.deleted_at is not None:
            raise Conflict("This comment was deleted before; an edit of it comes too late.")
        now = clock.now()
        state = after(comment.state, Move.EDITED)
        await _withdraw(unit, comment, "the author edited the comment", now)
        await unit.comments.edit(comment.id, text, _plausible(at) or now)
        await unit.comments.move(comment.id, state, bump=True)
        if state is CommentState.DRAFTING and comment.state not in OPEN:
            page = await unit.pages.get(comment.page_id)
            await unit.comments.promise_anew(
                comment.id, place(promise=page.promise if page else None, since=now).due_at
            )
        await unit.events.append(
            comment, Move.EDITED.value, AUTHOR, comment.state, state, {"before": comment.text, "after": text}
        )
        edited = await unit.comments.get(comment.id)
        assert edited is not None
        if state is CommentState.DRAFTING:
            await unit.comments.attach_draft(comment.id, None, None)
            await unit.jobs.draft(edited, 1)
        return edited


async def delete(uow: UnitOfWork, clock: Clock, connection: Connection, external_id: str) -> Comment:
    """The author removed the comment: it is closed, nothing approved for it is sent, and what was answered is forgotten."""
    async with uow() as unit:
        return await delete_within(unit, clock, await _known(unit, connection, external_id))


async def delete_within(unit: Unit, clock: Clock, comment: Comment) -> Comment:
    """The same within a transaction that holds the comment and deletes more."""
    if comment.deleted_at is not None:
        return comment
    state = after(comment.state, Move.DELETED)
    await _withdraw(unit, comment, "the author deleted the comment", clock.now())
    await unit.comments.mark_deleted(comment.id, clock.now())
    await unit.memory.forget(comment.id)
    await unit.comments.move(comment.id, state, bump=True)
    await unit.events.append(comment, Move.DELETED.value, AUTHOR, comment.state, state)
    deleted = await unit.comments.get(comment.id)
    assert deleted is not None
    return deleted


async def _known(unit: Unit, connection: Connection, external_id: str) -> Comment:
    comment = await unit.comments.by_external_id(connection.id, external_id, lock=True)
    if comment is None:
        raise NotFound(f"This page has no comment with the id {external_id!r}.")
    return comment


async def _withdraw(unit: Unit, comment: Comment, reason: str, now: datetime) -> None:
    """Cancel what people approved and has not left yet; the publisher looks at once at one that it put off."""
    await unit.first_approvals.remove(comment.id)
    reply = await unit.replies.live(comment.id, lock=True)
    if reply is not None and reply.state is ReplyState.APPROVED:
        await unit.replies.settle(reply.approved.id, ReplyState.CANCELLED, error=reason)
    elif reply is not None and reply.state is ReplyState.SENDING and reply.attempting_since is None:
        await unit.jobs.publish(reply.approved.id, now)


def _optional(text: str | None, what: str, limit: int = MAX_LINK) -> str | None:
    return cleaned(text or "", what, limit, required=False) or None


def _plausible(at: datetime | None) -> datetime | None:
    if at is not None and not 1990 <= at.year <= 2200:
        raise Invalid(f"The year {at.year} is not one in which somebody writes a comment.")
    return at
