"""People outside the desk are told: once for each comment and reason, many together, and never in the way of anything."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from desk.domain.comment import Comment
from desk.domain.notification import CONNECTION, FAILED, PROMISE, PUT_OFF, UNKNOWN, message_of
from desk.ports.errors import NotTold, SealBroken
from desk.ports.notifications import NotificationsUnit, OpenNotifications, Sender
from desk.ports.outside import Clock, Sealing
from desk.services.notification_targets import UNREADABLE
from language.privacy import mask

OLD: Final = timedelta(hours=24)
"""What could not be told for so long is news no more."""
SOON: Final = timedelta(minutes=15)
_TROUBLE: Final = frozenset({FAILED, UNKNOWN, PUT_OFF})


@dataclass(frozen=True)
class Notifying:
    """Turns what happened into messages. ``desk_url`` is where the links in them lead."""

    uow: OpenNotifications
    clock: Clock
    sender: Sender
    sealing: Sealing
    desk_url: str

    async def note(self, comment_id: UUID, reason: str, detail: dict[str, Any]) -> None:
        """Something happened with a comment: whoever wants to know is told soon. Safe to run twice."""
        async with self.uow() as unit:
            comment = await unit.comments.get(comment_id)
            if comment is None or comment.deleted_at is not None:
                return
            if reason != PUT_OFF:
                await self._add(unit, comment, reason, str(detail.get("subject") or comment.id), detail)
            if reason in _TROUBLE and await unit.notifications.is_failing(comment.connection_id):
                subject = f"{comment.connection_id}:{self.clock.now():%Y-%m-%d}"
                await self._add(unit, comment, CONNECTION, subject, {"reason": detail.get("reason")})

    async def note_connection(self, connection_id: UUID, kind: str, reason: str) -> None:
        """A connection is in trouble, silent, or about to expire: whoever wants to know is told, once a day for each."""
        now = self.clock.now()
        async with self.uow() as unit:
            connection = await unit.pages.connection(connection_id)
            subject = f"{connection_id}:{kind}:{now:%Y-%m-%d}"
            for target in await unit.notifications.targets_of(connection.page_id, CONNECTION):
                if await unit.notifications.add(
                    target.id, CONNECTION, subject, None, {"reason": reason}, now, connection.page_id
                ):
                    await unit.jobs.tell(target.id, target.free_at(now))

    async def note_promises(self) -> None:
        """Replies that are due within a quarter of an hour, or were not long ago."""
        now = self.clock.now()
        async with self.uow() as unit:
            for comment_id in await unit.notifications.due_between(now - OLD, now + SOON):
                comment = await unit.comments.get(comment_id)
                if comment is not None:
                    await self._add(unit, comment, PROMISE, str(comment.id), {})

    async def tell(self, target_id: UUID) -> None:
        """Send a target all that it has not been told, in one message. Raises NotTold where trying again may help.

        A crash between the service's answer and its being noted sends the message again: late or twice is better than never.
        """
        now = self.clock.now()
        async with self.uow() as unit:
            target = await unit.notifications.target(target_id, lock=True)
            if target is None:
                return
            free = target.free_at(now)
            if free > now:
                return await unit.jobs.tell(target_id, free)
            notices = await unit.notifications.pending(target_id, now - OLD)
        if not notices:
            return
        message = message_of(
            [replace(one, text=mask(one.text) if one.text is not None else None) for one in notices], self.desk_url
        )
        try:
            await self.sender.send(self.sealing.open(target.url), message)
        except (NotTold, SealBroken) as error:
            why = UNREADABLE if isinstance(error, SealBroken) else str(error)
            async with self.uow() as unit:
                await unit.notifications.not_told(target_id, why, self.clock.now())
            if isinstance(error, NotTold) and error.passing:
                raise
            return
        async with self.uow() as unit:
            await unit.notifications.told(target_id, [one.id for one in notices], self.clock.now())

    async def _add(
        self, unit: NotificationsUnit, comment: Comment, reason: str, subject: str, detail: dict[str, Any]
    ) -> None:
        now = self.clock.now()
        for target in await unit.notifications.targets_of(comment.page_id, reason):
            if await unit.notifications.add(target.id, reason, subject, comment.id, detail, now):
                await unit.jobs.tell(target.id, target.free_at(now))
