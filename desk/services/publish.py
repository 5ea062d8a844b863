"""An approved reply leaves, at most once. What can't be known is `unknown` and left to a person."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from desk.domain.comment import Comment, CommentState, Move, after
from desk.domain.connecting import DEAD_LOOK
from desk.domain.errors import IllegalMove, NotFound
from desk.domain.incoming import Answered
from desk.domain.notification import FAILED, PUT_OFF, UNKNOWN
from desk.domain.page import Connection
from desk.domain.platform import DEAD, Found, PlatformError, Trouble
from desk.domain.reply import ApprovedReply, HandedOver, Outcome, Refused, ReplyState, Sent, Uncertain
from desk.domain.text import MAX_COMMENT, cleaned
from desk.ports.comments import StoredReply
from desk.ports.errors import DatabaseUnavailable
from desk.ports.outside import Clock
from desk.ports.platforms import Connector
from desk.ports.unit import Unit, UnitOfWork
from desk.services.circuit import note_trouble, note_well
from desk.services.outside import hold_back
from desk.services.receive import delete, edit
from desk.services.vault import Vault

PUBLISHER = "publisher"
API = "api"
TURN_HOLDS: Final = timedelta(minutes=1)
"""Who comes later than that for its turn takes another."""
MAX_REASON: Final = 1_000
BACK_OFF: Final = tuple(timedelta(seconds=s) for s in (5, 30, 120, 600, 3600, 6 * 3600, 24 * 3600))
# How long a known outcome waits for a database that is away, before the reply counts as unknown.
SETTLING: Final = (0.5, 1.0, 2.0, 4.0)
# When to look on the platform for a reply whose sending broke off: each time so long after the time before.
LOOK_UPS: Final = (timedelta(seconds=20), timedelta(minutes=2), timedelta(minutes=15))
DISCONNECTED = "This page is disconnected from the platform. Connect it again, and the reply leaves by itself."
NOT_THERE = "Sending broke off, and the reply is not on the platform. Send it again if it is still right."
CANT_TELL = "Sending broke off, and the platform can't tell whether the reply is there; please look."
CRASHED = "The desk stopped while this reply was being sent; look on the platform whether it arrived."
CHANGED = "The comment changed after its reply was handed out; look on the platform whether it was posted."


@dataclass(frozen=True)
class Publishing:
    """Sends approved replies through the connector of their connection."""

    uow: UnitOfWork
    clock: Clock
    connectors: Mapping[str, Connector]
    vault: Vault

    async def publish(self, reply_id: UUID, turn: datetime | None = None) -> None:
        """Send one reply, if it is still to be sent. Safe to run twice and after a crash at any point.

        ``turn``: when it may leave at its connection's pace, where it had to wait for that.
        """
        ready = await self._ready(reply_id, turn)
        if ready is None or not await self._as_approved(*ready):
            return
        claimed = await self._claim(reply_id)
        if claimed is None:
            return
        reply, comment, connection = claimed
        try:
            connector = self.connectors[connection.platform]
            outcome = await connector.publish(reply, comment, self.vault.opened(connection))
        except PlatformError as error:  # its credentials can't be opened: nothing has left
            outcome = Refused(error.reason, trouble=error.trouble)
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

    async def look_up(self, reply_id: UUID, attempt: int) -> None:
        """Look on the platform for a reply that is unknown, before anybody is asked. Never sends it again."""
        async with self.uow() as unit:
            stored, comment = await self._locked(unit, reply_id)
            if stored is None or comment is None or stored.state is not ReplyState.UNKNOWN:
                return
            connection = await unit.pages.connection(comment.connection_id)
        connector = self.connectors[connection.platform]
        try:
            found = await connector.find(stored.approved, comment, self.vault.opened(connection))
        except PlatformError:
            found = Found(None)
        async with self.uow() as unit:
            stored, comment = await self._locked(unit, reply_id)
            if stored is None or comment is None or stored.state is not ReplyState.UNKNOWN:
                return
            if found.there:
                await self._apply(unit, stored, comment, Sent(found.external_id))
            elif attempt < len(LOOK_UPS):
                await unit.jobs.look_up(reply_id, attempt + 1, self.clock.now() + LOOK_UPS[attempt])
            elif found.there is False:
                await self._end(unit, stored, comment, Move.NOT_THERE, ReplyState.FAILED, NOT_THERE)
                await unit.jobs.notify(comment, FAILED, {"reason": NOT_THERE})
            else:
                await unit.jobs.notify(comment, UNKNOWN, {"reason": CANT_TELL})

    async def confirm(self, page_id: str, reply_id: UUID, external_id: str | None) -> None:
        """The other side says that it posted a reply it fetched. Saying it twice changes nothing."""
        async with self.uow() as unit:
            reply, comment = await self._locked(unit, reply_id)
            if reply is None or comment is None or not await self._is_machines(unit, comment, page_id):
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
            if reply is None or comment is None or not await self._is_machines(unit, comment, page_id):
                raise NotFound("This page has no such reply.")
            if reply.state is ReplyState.FAILED:
                return
            if reply.state is not ReplyState.SENDING:
                raise IllegalMove(f"This reply is {reply.state.value}; only one that was handed out can fail.")
            if reply.attempting_since is not None:
                raise IllegalMove("This reply is being delivered right now; answer the delivery with a status instead.")
            await self._apply(unit, reply, comment, Refused(reason))

    async def _ready(self, reply_id: UUID, turn: datetime | None) -> tuple[ApprovedReply, Comment, Connection] | None:
        """The reply, if it may leave now: approved for the comment as it is, and its connection takes replies."""
        async with self.uow() as unit:
            reply, comment = await self._locked(unit, reply_id)
            if reply is None or comment is None or not await self._is_due(unit, reply, comment):
                return None
            connection = await unit.pages.connection(comment.connection_id)
            platform = self.connectors[connection.platform].platform
            now = self.clock.now()
            standing = await unit.channels.get(connection.id)
            if standing.disconnected_at is not None:
                await unit.replies.settle(reply_id, reply.state, error=DISCONNECTED)
                await unit.jobs.publish(reply_id, now + DEAD_LOOK)
                return None
            # What a person carries over doesn't depend on the platform's answering.
            blocked = standing.blocked_at(now) if platform.posts else None
            if blocked is not None:
                await unit.jobs.publish(reply_id, blocked)
                return None
            if platform.pace is not None and (turn is None or now - turn > TURN_HOLDS):
                turn = await unit.channels.take_turn(connection.id, now, platform.pace.gap, platform.pace.burst)
                if turn > now:
                    await unit.jobs.publish(reply_id, turn, turn)
                    return None
            return reply.approved, comment, connection

    async def _as_approved(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> bool:
        """Look at the comment on its platform: it must be there, unedited, and unanswered by a colleague."""
        connector = self.connectors[connection.platform]
        try:
            now = await connector.look(comment, self.vault.opened(connection))
        except PlatformError as error:
            await self._put_off(reply.id, error)
            return False
        if now.there is False:
            await delete(self.uow, self.clock, connection, comment.external_id)
            await self.publish(reply.id)  # finds it withdrawn
            return False
        if now.text is not None and now.text.split() != comment.text.split() and now.text.strip():
            await edit(self.uow, self.clock, connection, comment.external_id, now.text[:MAX_COMMENT])
            await self.publish(reply.id)
            return False
        if now.answer is not None and now.answer_id is not None:
            answer = Answered(comment.external_id, now.answer_id, now.answer)
            return not await hold_back(self.uow, self.clock, connection, answer, reply)
        return True

    async def _put_off(self, reply_id: UUID, error: PlatformError) -> None:
        """Nothing has left, and now isn't the time."""
        async with self.uow() as unit:
            reply, comment = await self._locked(unit, reply_id)
            if reply is None or comment is None or reply.state not in (ReplyState.APPROVED, ReplyState.SENDING):
                return
            until = await note_trouble(
                unit, self.clock, comment.connection_id, error.trouble, error.reason, error.retry_after
            )
            await unit.replies.settle(reply_id, reply.state, error=error.reason)
            await unit.jobs.publish(reply_id, until or self.clock.now() + BACK_OFF[1])
            await self._note(unit, comment, "send_postponed", {"reason": error.reason})
            await unit.jobs.notify(comment, PUT_OFF, {"reason": error.reason})

    async def _is_due(self, unit: Unit, reply: StoredReply, comment: Comment) -> bool:
        """Whether it is to be sent now; what is in the way is settled."""
        if reply.state not in (ReplyState.APPROVED, ReplyState.SENDING):
            return False
        if reply.attempting_since is not None:
            await self._apply(unit, reply, comment, Uncertain(CRASHED))
            return False
        if self.clock.now() < reply.approved.send_after:
            await unit.jobs.publish(reply.approved.id, reply.approved.send_after)
            return False
        if reply.approved.text_version != comment.text_version or comment.deleted_at is not None:
            await self._withdraw(unit, reply, comment)
            return False
        return True

    async def _claim(self, reply_id: UUID) -> tuple[ApprovedReply, Comment, Connection] | None:
        async with self.uow() as unit:
            reply, comment = await self._locked(unit, reply_id)
            if reply is None or comment is None or not await self._is_due(unit, reply, comment):
                return None
            if comment.state is CommentState.APPROVED:
                state = after(comment.state, Move.START_SENDING)
                await unit.comments.move(comment.id, state, bump=True)
                await unit.events.append(comment, Move.START_SENDING.value, PUBLISHER, comment.state, state)
            await unit.replies.attempt(reply_id, self.clock.now())
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
        if isinstance(outcome, Sent):
            await note_well(unit, self.clock, comment.connection_id)
            await self._end(
                unit, reply, comment, Move.CONFIRM, ReplyState.SENT, None, outcome.external_id, outcome.note
            )
            await unit.jobs.remember(reply.approved.id)
        elif isinstance(outcome, Uncertain):
            await self._end(unit, reply, comment, Move.LOSE_TRACK, ReplyState.UNKNOWN, outcome.reason)
            connection = await unit.pages.connection(comment.connection_id)
            if self.connectors[connection.platform].platform.finds:
                await unit.jobs.look_up(reply.approved.id, 1, self.clock.now() + LOOK_UPS[0])
            else:
                await unit.jobs.notify(comment, UNKNOWN, {"reason": outcome.reason})
        else:
            await self._refused(unit, reply, comment, outcome)

    async def _refused(self, unit: Unit, reply: StoredReply, comment: Comment, outcome: Refused) -> None:
        """Put off what may go well later or when the connection is mended; the rest has failed."""
        now, until = self.clock.now(), None
        if outcome.trouble is not None:
            until = await note_trouble(
                unit, self.clock, comment.connection_id, outcome.trouble, outcome.reason, outcome.retry_after
            )
        tired = reply.attempts > len(BACK_OFF)
        if outcome.trouble in DEAD or outcome.trouble is Trouble.RATE or (outcome.passing and not tired):
            wait = outcome.retry_after or BACK_OFF[min(max(reply.attempts - 1, 0), len(BACK_OFF) - 1)]
            again = max(until, now) if until is not None else now + wait
            await unit.replies.settle(reply.approved.id, ReplyState.SENDING, error=outcome.reason)
            await unit.jobs.publish(reply.approved.id, again)
            data = {"reason": outcome.reason, "wait_s": (again - now).total_seconds()}
            await self._note(unit, comment, "send_postponed", data)
            await unit.jobs.notify(comment, PUT_OFF, {"reason": outcome.reason})
            return
        await self._end(unit, reply, comment, Move.FAIL, ReplyState.FAILED, outcome.reason)
        await unit.jobs.notify(comment, FAILED, {"reason": outcome.reason})

    async def _end(
        self,
        unit: Unit,
        reply: StoredReply,
        comment: Comment,
        move: Move,
        reply_state: ReplyState,
        error: str | None,
        external_id: str | None = None,
        note: str | None = None,
    ) -> None:
        """The reply's sending is over, one way or the other."""
        state = after(comment.state, move)
        sent_at = self.clock.now() if reply_state is ReplyState.SENT else None
        await unit.replies.settle(reply.approved.id, reply_state, error=error, external_id=external_id, sent_at=sent_at)
        await unit.comments.move(comment.id, state, bump=True)
        data = {"reply": str(reply.approved.id), "external_id": external_id, "reason": error or note}
        await unit.events.append(comment, move.value, PUBLISHER, comment.state, state, data)

    @staticmethod
    async def _is_machines(unit: Unit, comment: Comment, page_id: str) -> bool:
        """Whether the page's own system posts the replies to this comment."""
        connection = await unit.pages.connection(comment.connection_id)
        return comment.page_id == page_id and connection.platform == API

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
