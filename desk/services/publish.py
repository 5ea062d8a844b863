"""An approved reply leaves, at most once. What can't be known is `unknown` and left to a person."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from desk.domain.comment import Comment, CommentState, Move, after
from desk.domain.errors import IllegalMove, NotFound
from desk.domain.notification import FAILED, PUT_OFF, UNKNOWN
from desk.domain.page import Connection
from desk.domain.reply import ApprovedReply, HandedOver, Outcome, Refused, ReplyState, Sent, Uncertain
from desk.domain.text import cleaned
from desk.ports import Clock, Connector, DatabaseUnavailable, StoredReply, Unit, UnitOfWork

PUBLISHER = "publisher"
MAX_REASON: Final = 1_000
BACK_OFF: Final = tuple(timedelta(seconds=s) for s in (5, 30, 120, 600, 3600, 6 * 3600, 24 * 3600))
# How long a known outcome waits for a database that is away, before the reply counts as unknown.
SETTLING: Final = (0.5, 1.0, 2.0, 4.0)
CRASHED = "The desk stopped while this reply was being sent; look on the platform whether it arrived."
CHANGED = "The comment changed after its reply was handed out; look on the platform whether it was posted."


@dataclass(frozen=True)
class Publishing:
    """Sends approved replies through the connector of their connection."""

    uow: UnitOfWork
    clock: Clock
    connectors: Mapping[str, Connector]

    async def publish(self, reply_id: UUID) -> None:
        """Send one reply, if it is still to be sent. Safe to run twice and after a crash at any point."""
        claimed = await self._claim(reply_id)
        if claimed is None:
            return
        reply, comment, connection = claimed
        try:
            outcome = await self.connectors[connection.platform].publish(reply, comment, connection)
        except Exception as error:
            # A mistake in a connector: the reply may have left, so a person looks, and the mistake is logged.
            await self._settle(reply.id, Uncertain(f"Sending broke off ({type(error).__name__}); it may have arrived."))
            raise
        for wait in SETTLING:
            try:
                return await self._settle(reply.id, outcome)
            except DatabaseUnavailable:
                await asyncio.sleep(wait)
        await self._settle(reply.id, outcome)

    async def confirm(self, page_id: str, reply_id: UUID, external_id: str | None) -> None:
        """The other side says that it posted a reply it fetched. Saying it twice changes nothing."""
        async with self.uow() as unit:
            reply, comment = await self._locked(unit, reply_id)
            if reply is None or comment is None or comment.page_id != page_id:
                raise NotFound("This page has no such reply.")
            if reply.state is ReplyState.SENT:
                return
            if reply.state not in (ReplyState.SENDING, ReplyState.UNKNOWN):
                raise IllegalMove(f"This reply is {reply.state.value}; only one that was handed out can be confirmed.")
            await self._apply(unit, reply, comment, Sent(external_id))

    async def fail(self, page_id: str, reply_id: UUID, reason: str) -> None:
        """The other side says that it can't post a reply it fetched. Saying it twice changes nothing."""
        reason = cleaned(reason, "The reason", MAX_REASON)
        async with self.uow() as unit:
            reply, comment = await self._locked(unit, reply_id)
            if reply is None or comment is None or comment.page_id != page_id:
                raise NotFound("This page has no such reply.")
            if reply.state is ReplyState.FAILED:
                return
            if reply.state is not ReplyState.SENDING:
                raise IllegalMove(f"This reply is {reply.state.value}; only one that was handed out can fail.")
            if reply.attempting_since is not None:
                raise IllegalMove("This reply is being delivered right now; answer the delivery with a status instead.")
            await self._apply(unit, reply, comment, Refused(reason))

    async def _claim(self, reply_id: UUID) -> tuple[ApprovedReply, Comment, Connection] | None:
        async with self.uow() as unit:
            reply, comment = await self._locked(unit, reply_id)
            if reply is None or comment is None or reply.state not in (ReplyState.APPROVED, ReplyState.SENDING):
                return None
            if reply.attempting_since is not None:
                await self._apply(unit, reply, comment, Uncertain(CRASHED))
                return None
            now = self.clock.now()
            if now < reply.approved.send_after:
                await unit.jobs.publish(reply_id, reply.approved.send_after)
                return None
            if reply.approved.text_version != comment.text_version or comment.deleted_at is not None:
                await self._withdraw(unit, reply, comment)
                return None
            if comment.state is CommentState.APPROVED:
                state = after(comment.state, Move.START_SENDING)
                await unit.comments.move(comment.id, state, bump=True)
                await unit.events.append(comment, Move.START_SENDING.value, PUBLISHER, comment.state, state)
            await unit.replies.attempt(reply_id, now)
            return reply.approved, comment, await unit.pages.connection(comment.connection_id)

    async def _settle(self, reply_id: UUID, outcome: Outcome) -> None:
        async with self.uow() as unit:
            reply, comment = await self._locked(unit, reply_id)
            if reply is None or comment is None:
                return
            under_way = reply.state is ReplyState.SENDING and reply.attempting_since is not None
            if under_way or (reply.state is ReplyState.UNKNOWN and isinstance(outcome, Sent)):
                await self._apply(unit, reply, comment, outcome)
            elif reply.state is ReplyState.CANCELLED and isinstance(outcome, Sent):
                await self._note(unit, comment, "sent_after_all", {"reply": str(reply_id)})
            # Else the receiver confirmed it meanwhile, or somebody decided: how this delivery ended changes nothing.

    async def _withdraw(self, unit: Unit, reply: StoredReply, comment: Comment) -> None:
        """The comment is no longer the one that this was approved for; it must not stay on its way for ever."""
        if reply.state is ReplyState.SENDING and not reply.postponed:
            return await self._apply(unit, reply, comment, Uncertain(CHANGED))
        await unit.replies.settle(reply.approved.id, ReplyState.CANCELLED, error="the comment changed")
        if comment.state not in (CommentState.APPROVED, CommentState.SENDING):
            return
        move = Move.WITHDRAW if comment.deleted_at is None else Move.CLOSE
        state = after(comment.state, move)
        await unit.comments.move(comment.id, state, bump=True)
        await unit.events.append(
            comment, move.value, PUBLISHER, comment.state, state, {"reply": str(reply.approved.id)}
        )
        if state is CommentState.DRAFTING:
            await unit.comments.attach_draft(comment.id, None, None)
            await unit.jobs.draft(comment, await unit.drafts.last_attempt(comment.id, comment.text_version) + 1)

    async def _apply(self, unit: Unit, reply: StoredReply, comment: Comment, outcome: Outcome) -> None:
        if isinstance(outcome, HandedOver):
            await unit.replies.settle(reply.approved.id, ReplyState.SENDING)
            return
        if isinstance(outcome, Refused) and outcome.passing and reply.attempts <= len(BACK_OFF):
            wait = outcome.retry_after or BACK_OFF[max(reply.attempts - 1, 0)]
            await unit.replies.settle(reply.approved.id, ReplyState.SENDING, error=outcome.reason)
            await unit.jobs.publish(reply.approved.id, self.clock.now() + wait)
            await self._note(
                unit, comment, "send_postponed", {"reason": outcome.reason, "wait_s": wait.total_seconds()}
            )
            await unit.jobs.notify(comment, PUT_OFF, {"reason": outcome.reason})
            return
        if isinstance(outcome, Sent):
            move, reply_state = Move.CONFIRM, ReplyState.SENT
        elif isinstance(outcome, Uncertain):
            move, reply_state = Move.LOSE_TRACK, ReplyState.UNKNOWN
        else:
            move, reply_state = Move.FAIL, ReplyState.FAILED
        state = after(comment.state, move)
        external_id = outcome.external_id if isinstance(outcome, Sent) else None
        error = None if isinstance(outcome, Sent) else outcome.reason
        sent_at = self.clock.now() if isinstance(outcome, Sent) else None
        await unit.replies.settle(reply.approved.id, reply_state, error=error, external_id=external_id, sent_at=sent_at)
        await unit.comments.move(comment.id, state, bump=True)
        if isinstance(outcome, Sent):
            await unit.jobs.remember(reply.approved.id)
        else:
            reason = UNKNOWN if isinstance(outcome, Uncertain) else FAILED
            await unit.jobs.notify(comment, reason, {"reason": error})
        data = {"reply": str(reply.approved.id), "external_id": external_id, "reason": error}
        if isinstance(outcome, Sent) and outcome.note:
            data["reason"] = outcome.note
        await unit.events.append(comment, move.value, PUBLISHER, comment.state, state, data)

    @staticmethod
    async def _locked(unit: Unit, reply_id: UUID) -> tuple[StoredReply | None, Comment | None]:
        """The reply and its comment, the comment locked first: decisions lock in that order too."""
        peek = await unit.replies.get(reply_id)
        if peek is None:
            return None, None
        comment = await unit.comments.get(peek.approved.comment_id, lock=True)
        return await unit.replies.get(reply_id, lock=True), comment

    @staticmethod
    async def _note(unit: Unit, comment: Comment, kind: str, data: dict[str, Any]) -> None:
        await unit.events.append(comment, kind, PUBLISHER, comment.state, comment.state, data)
