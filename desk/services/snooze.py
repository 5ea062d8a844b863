"""What can wait: snoozing, reminders and how both come back; and what can't: escalating."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, Final
from uuid import UUID

from desk.domain.errors import IllegalMove, Invalid, NotFound
from desk.domain.notification import ESCALATION
from desk.domain.text import cleaned
from desk.domain.together import OPEN, Due
from desk.domain.urgency import ESCALATION_WEIGHT
from desk.ports.outside import Clock
from desk.ports.together import OpenTogether, TogetherUnit
from desk.services.decide import MAX_NOTE, Person
from desk.services.seen import as_seen, check_open

LONGEST: Final = timedelta(days=366)
BATCH: Final = 100
DESK: Final = "desk"


@dataclass(frozen=True)
class Waiting:
    """Putting comments off, and putting them first, on one desk."""

    uow: OpenTogether
    clock: Clock

    async def snooze(self, person: Person, comment_id: UUID, version: int, until: datetime | None) -> None:
        """Put the comment off until then, or bring it back now; Invalid for a time that isn't ahead."""
        at = self._ahead(until) if until else None
        async with self.uow() as unit:
            comment = await as_seen(unit, comment_id, version)
            before = await unit.waits.snoozed_until(comment.id)
            if at is not None:
                check_open(comment)
            if at == before:
                return
            await unit.waits.snooze(comment.id, at, person.id if at else None)
            kind = "snoozed" if at else "woken"
            data = {"until": at.isoformat() if at else None, "before": before.isoformat() if before else None}
            await unit.events.append(comment, kind, person.name, comment.state, comment.state, data)

    async def remind(self, person: Person, comment_id: UUID, at: datetime | None) -> None:
        """Tell this person at that time if nobody has answered; None: they need no reminder any more."""
        ahead = self._ahead(at) if at else None
        async with self.uow() as unit:
            comment = await unit.comments.get(comment_id)
            if comment is None:
                raise NotFound("This comment isn't here any more.")
            if ahead is not None:
                check_open(comment)
            await unit.waits.remind(comment.id, person.id, ahead)
            kind, data = ("reminder_set", {"at": ahead.isoformat()}) if ahead else ("reminder_dropped", {})
            await unit.events.append(comment, kind, person.name, comment.state, comment.state, data)

    async def escalate(self, person: Person, comment_id: UUID, version: int, note: str) -> None:
        """Put the comment first; the note tells colleagues why."""
        note = cleaned(note, "The note", MAX_NOTE, required=False)
        async with self.uow() as unit:
            comment = await as_seen(unit, comment_id, version)
            check_open(comment)
            if await unit.waits.is_escalated(comment.id):
                raise IllegalMove("This comment is escalated already.")
            await unit.waits.escalate(comment.id, person.id, ESCALATION_WEIGHT, f"Escalation: by {person.name}")
            data = {"note": note or None}
            await unit.events.append(comment, "escalated", person.name, comment.state, comment.state, data)
            await unit.jobs.notify(comment, ESCALATION, {"escalate": [f"by {person.name}"]})

    def _ahead(self, at: datetime) -> datetime:
        if at.tzinfo is None:
            raise Invalid("Say in which time zone the time is, as in 2026-03-01T09:00:00Z.")
        now = self.clock.now()
        if not now < at <= now + LONGEST:
            raise Invalid("Choose a time that is ahead, and at most a year.")
        return at.astimezone(timezone.utc)


async def wake(uow: OpenTogether, clock: Clock) -> int:
    """Bring back the comments and give the reminders whose time has come; how many. Safe side by side with others."""
    told = 0
    while True:
        async with uow() as unit:
            woken = await unit.waits.woken(clock.now(), BATCH)
            reminded = await unit.waits.reminded(clock.now(), BATCH)
            for kind, due in [*(("woken", one) for one in woken), *(("reminded", one) for one in reminded)]:
                told += await _tell(unit, kind, due)
        if len(woken) < BATCH and len(reminded) < BATCH:
            return told


async def _tell(unit: TogetherUnit, kind: str, due: Due) -> int:
    """An event for whom it is meant; none for a comment that was answered, dismissed or deleted meanwhile."""
    comment = due.comment
    if comment.state not in OPEN or comment.deleted_at is not None:
        return 0
    data: dict[str, Any] = {"for": due.to.as_data if due.to else None, "to": [str(due.to.id)] if due.to else []}
    await unit.events.append(comment, kind, DESK, comment.state, comment.state, data)
    return 1
