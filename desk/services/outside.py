"""The page's own people answered on the platform itself: what was approved here is held back, and people are told."""

from __future__ import annotations

from typing import Any

from desk.domain.comment import Comment, CommentState, Move, after
from desk.domain.incoming import Answered
from desk.domain.page import Connection
from desk.domain.reply import ApprovedReply, ReplyState
from desk.domain.text import MAX_COMMENT, cleaned
from desk.ports.outside import Clock
from desk.ports.unit import Unit, UnitOfWork

COLLEAGUE = "colleague"
ELSEWHERE = "answered_elsewhere"


async def hold_back(
    uow: UnitOfWork, clock: Clock, connection: Connection, answer: Answered, reply: ApprovedReply
) -> bool:
    """Whether a reply about to be sent is held back because of this answer.

    An answer that the desk knew of before the reply was approved holds nothing back: whoever approved saw it.
    """
    async with uow() as unit:
        known = await unit.channels.answer_noted_at(connection.id, answer.external_id)
        if known is not None and known <= reply.approved_at:
            return False
    await answered(uow, clock, connection, answer)
    async with uow() as unit:
        stored = await unit.replies.get(reply.id)
        return stored is None or stored.state not in (ReplyState.APPROVED, ReplyState.SENDING)


async def answered(uow: UnitOfWork, clock: Clock, connection: Connection, answer: Answered) -> bool:
    """Keep an answer that was written on the platform itself; False where it is the desk's own, or known.

    A reply that is unknown, or was handed to a person, and comes back this way has arrived. One that waits to be sent is
    held back.
    """
    async with uow() as unit:
        if await unit.channels.is_ours(connection.id, answer.external_id):
            return False
        comment = await unit.comments.by_external_id(connection.id, answer.to, lock=True)
        live = await unit.replies.live(comment.id, lock=True) if comment is not None else None
        if comment is not None and live is not None and _same(live.approved.text, answer.text):
            if live.state is ReplyState.SENT and await unit.channels.adopt(live.approved.id, answer.external_id):
                return False
            if live.state is ReplyState.UNKNOWN or live.handed_over:
                await _arrived(unit, clock, comment, live.approved, answer.external_id)
                return False
            if live.attempting_since is not None:  # being sent right now: that will say how it ended
                return False
        answer = Answered(
            answer.to,
            answer.external_id,
            cleaned(answer.text[:MAX_COMMENT], "The answer", MAX_COMMENT, required=False),
            answer.author,
            answer.at,
        )
        if not await unit.channels.add_answer(connection.id, answer, clock.now()) or comment is None:
            return comment is None
        data = {"text": answer.text, "author": answer.author, "external_id": answer.external_id}
        if live is None or live.state not in (ReplyState.APPROVED, ReplyState.SENDING) or live.attempting_since:
            await unit.events.append(comment, ELSEWHERE, COLLEAGUE, comment.state, comment.state, data)
            if comment.state is CommentState.WAITING:
                await unit.comments.move(comment.id, comment.state, bump=True)
            return True
        await _take_back(unit, comment, live.approved, data)
        return True


async def _arrived(unit: Unit, clock: Clock, comment: Comment, reply: ApprovedReply, external_id: str) -> None:
    """The desk's own reply came back from the platform: it is there."""
    state = after(comment.state, Move.CONFIRM)
    await unit.replies.settle(reply.id, ReplyState.SENT, external_id=external_id, sent_at=clock.now())
    await unit.comments.move(comment.id, state, bump=True)
    data = {"reply": str(reply.id), "external_id": external_id}
    await unit.events.append(comment, Move.CONFIRM.value, COLLEAGUE, comment.state, state, data)
    await unit.jobs.remember(reply.id)


async def _take_back(unit: Unit, comment: Comment, reply: ApprovedReply, data: dict[str, Any]) -> None:
    state = after(comment.state, Move.HOLD_BACK)
    await unit.replies.settle(reply.id, ReplyState.CANCELLED, error="a colleague answered on the platform itself")
    await unit.comments.move(comment.id, state, bump=True)
    await unit.events.append(comment, Move.HOLD_BACK.value, COLLEAGUE, comment.state, state, data)


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()
