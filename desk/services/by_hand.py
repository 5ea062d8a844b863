"""Replies that a person carries over, where the platform takes none from the desk: posted, or not to be posted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from desk.domain.comment import Comment, Move, after
from desk.domain.errors import IllegalMove, NotFound, Stale
from desk.domain.reply import ReplyState
from desk.domain.text import cleaned
from desk.ports.comments import StoredReply
from desk.ports.outside import Clock
from desk.ports.platforms import Connector
from desk.ports.unit import Unit, UnitOfWork
from desk.services.decide import Person
from desk.services.publish import MAX_REASON

NOT_BY_HAND = "This reply isn't one that is posted by hand."
NOT_YET = "This reply isn't ready to be posted yet; wait until the time to undo has passed."


@dataclass(frozen=True)
class ByHand:
    """What people say of replies that they were handed."""

    uow: UnitOfWork
    clock: Clock
    connectors: Mapping[str, Connector]

    @property
    def platforms(self) -> list[str]:
        """Those that take no replies from the desk."""
        return [id for id, connector in self.connectors.items() if not connector.platform.posts]

    async def is_needed(self, connection_id: UUID) -> bool:
        """Whether replies on this connection are carried over by hand."""
        async with self.uow() as unit:
            return await self._is_needed(unit, connection_id)

    async def posted(self, person: Person, comment_id: UUID, version: int) -> None:
        """The person posted the reply as it was approved. Saying it twice changes nothing."""
        async with self.uow() as unit:
            comment, reply = await self._handed_over(unit, comment_id, version, ReplyState.SENT)
            if reply is None:
                return
            state = after(comment.state, Move.POSTED)
            await unit.replies.settle(reply.approved.id, ReplyState.SENT, sent_at=self.clock.now())
            await unit.jobs.remember(reply.approved.id)
            await unit.comments.move(comment.id, state, bump=True)
            data = {"reply": str(reply.approved.id)}
            await unit.events.append(comment, Move.POSTED.value, person.name, comment.state, state, data)

    async def not_posted(self, person: Person, comment_id: UUID, version: int, reason: str) -> None:
        """It can't be posted; people decide again. Saying it twice changes nothing."""
        reason = cleaned(reason, "The reason", MAX_REASON)
        async with self.uow() as unit:
            comment, reply = await self._handed_over(unit, comment_id, version, ReplyState.FAILED)
            if reply is None:
                return
            state = after(comment.state, Move.NOT_POSTED)
            await unit.replies.settle(reply.approved.id, ReplyState.FAILED, error=reason)
            await unit.comments.move(comment.id, state, bump=True)
            data = {"reply": str(reply.approved.id), "reason": reason}
            await unit.events.append(comment, Move.NOT_POSTED.value, person.name, comment.state, state, data)

    async def _handed_over(
        self, unit: Unit, comment_id: UUID, version: int, said: ReplyState
    ) -> tuple[Comment, StoredReply | None]:
        """The comment and the reply that waits to be carried over; None where the same was said before."""
        comment = await unit.comments.get(comment_id, lock=True)
        if comment is None:
            raise NotFound("This comment isn't here any more.")
        reply = await unit.replies.latest(comment_id)
        if not await self._is_needed(unit, comment.connection_id):
            raise IllegalMove(NOT_BY_HAND)
        if comment.version != version:
            if reply is not None and reply.state is said:
                return comment, None
            raise Stale("This comment changed since you opened it; look at it again before you decide.")
        if reply is None or not reply.handed_over:
            raise IllegalMove(NOT_YET if reply and reply.state is ReplyState.APPROVED else NOT_BY_HAND)
        return comment, reply

    async def _is_needed(self, unit: Unit, connection_id: UUID) -> bool:
        connection = await unit.pages.connection(connection_id)
        return not self.connectors[connection.platform].platform.posts
