"""Decide about many comments at once: each by itself and by all the rules of a single decision."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from desk.domain.comment import OPEN, Comment, CommentState
from desk.domain.errors import Conflict, DeskError, IllegalMove, Invalid, NotFound, Stale
from desk.domain.second_approval import INTENTS
from desk.ports.outside import Clock
from desk.ports.unit import Unit, UnitOfWork
from desk.services.decide import DISMISSALS, Decisions, Person
from desk.services.safe import is_safe

LONGEST_SNOOZE = timedelta(days=366)
_CHANGED = "Somebody changed this since; look at it before you take it back."


@dataclass
class Outcome:
    """What was done, and what was not and why."""

    done: list[UUID] = field(default_factory=list)
    refused: list[tuple[UUID, str]] = field(default_factory=list)


@dataclass(frozen=True)
class What:
    """What to do with every comment; which of the rest is needed depends on the action."""

    action: str
    reason: str | None = None
    assignee: UUID | None = None
    intent: str | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Bulk:
    """Decisions about many comments; one that is refused doesn't keep the others back."""

    uow: UnitOfWork
    clock: Clock
    decisions: Decisions

    async def decide(self, person: Person, what: What, items: Sequence[tuple[UUID, int]]) -> Outcome:
        """Do it to each (comment, version); Invalid when it can't be done to any."""
        self._check(what)

        async def act(comment_id: UUID, version: int) -> None:
            if what.action == "approve":
                text, draft_id = await self._safe_draft(comment_id)
                await self.decisions.approve(person, comment_id, version, text, draft_id)
            elif what.action == "dismiss":
                await self.decisions.dismiss(person, comment_id, version, what.reason or "")
            elif what.action == "label":
                await self.decisions.relabel(person, comment_id, version, what.intent or "")
            elif what.action == "assign":
                await self.assign(person, comment_id, version, what.assignee)
            else:
                assert what.until is not None
                await self.snooze(person, comment_id, version, what.until)

        return await _each(items, act)

    async def undo(self, person: Person, action: str, comment_ids: Sequence[UUID]) -> Outcome:
        """Take back what this person did with each; refused where it is too late, or somebody acted since."""
        back = {
            "approve": self._undo_decision,
            "dismiss": self._undo_decision,
            "label": self._undo_label,
            "assign": self._undo_assigning,
            "snooze": self._undo_snoozing,
        }[action]

        async def act(comment_id: UUID, _: int) -> None:
            await back(person, comment_id, action)

        return await _each([(comment_id, 0) for comment_id in comment_ids], act)

    async def assign(self, person: Person, comment_id: UUID, version: int, assignee: UUID | None) -> None:
        """Say who looks after it; None: nobody in particular."""
        async with self.uow() as unit:
            comment = await _seen(unit, comment_id, version)
            await self._assign(unit, comment, person, assignee)

    async def snooze(self, person: Person, comment_id: UUID, version: int, until: datetime) -> None:
        """Keep an undecided comment out of the queue until then."""
        async with self.uow() as unit:
            comment = await _seen(unit, comment_id, version)
            if comment.state not in OPEN:
                raise IllegalMove(f"This comment is {comment.state.value}: there is nothing to put off.")
            await self._snooze(unit, comment, person, until)

    def _check(self, what: What) -> None:
        if what.action == "dismiss" and what.reason not in DISMISSALS:
            raise Invalid(f"The reason must be one of {', '.join(DISMISSALS)}.")
        if what.action == "label" and what.intent not in INTENTS:
            raise Invalid(f"The intent must be one of {', '.join(INTENTS)}.")
        if what.action == "snooze":
            now = self.clock.now()
            if what.until is None or what.until.tzinfo is None:
                raise Invalid("Say until when, with the time zone.")
            if not now < what.until <= now + LONGEST_SNOOZE:
                raise Invalid("The time to come back must lie ahead, by a year at most.")

    async def _safe_draft(self, comment_id: UUID) -> tuple[str, UUID]:
        async with self.uow() as unit:
            comment = await unit.comments.get(comment_id)
            if comment is None:
                raise NotFound("This comment isn't here any more.")
            draft = await unit.drafts.made_for(comment.draft_id, comment.id) if comment.draft_id else None
            first = await unit.first_approvals.get(comment.id)
        if first is not None and first.private:
            raise Conflict("A colleague approved a private reply to this comment; open it to approve the same.")
        if draft is None or draft.text_version != comment.text_version or not is_safe(draft):
            raise Conflict("This draft has to be read before it is approved.")
        assert draft.document.draft is not None
        return str(draft.document.draft["text"]), draft.id

    async def _undo_decision(self, person: Person, comment_id: UUID, action: str) -> None:
        kind, state = (
            ("approved", CommentState.APPROVED) if action == "approve" else ("dismissed", CommentState.DISMISSED)
        )
        async with self.uow() as unit:
            comment = await _found(unit, comment_id)
            last = await unit.events.last(comment_id, (kind,))
        if last is None or last["actor"] != person.name or comment.state is not state:
            if comment.state in (CommentState.SENDING, CommentState.SENT) and action == "approve":
                raise IllegalMove("The undo window has passed: the reply is already on its way.")
            raise Conflict(_CHANGED)
        await self.decisions.undo(person, comment_id, comment.version)

    async def _undo_label(self, person: Person, comment_id: UUID, action: str) -> None:
        async with self.uow() as unit:
            comment = await _found(unit, comment_id, lock=True)
            last = await unit.events.last(comment_id, ("relabelled", "label_undone", "edited"))
            if last is None or last["kind"] != "relabelled" or last["actor"] != person.name:
                raise Conflict(_CHANGED)
            if "before" not in last["data"]:
                raise Conflict("What it was before isn't known; label it again.")
            await unit.comments.label_back(comment.id, last["data"]["before"])
            await unit.comments.move(comment.id, comment.state, bump=True)
            await unit.events.append(
                comment,
                "label_undone",
                person.name,
                comment.state,
                comment.state,
                {"intent": last["data"]["before"]["intent"]},
            )

    async def _undo_assigning(self, person: Person, comment_id: UUID, action: str) -> None:
        async with self.uow() as unit:
            comment = await _found(unit, comment_id, lock=True)
            last = await self._own_last(unit, person, comment_id, ("assigned",))
            before = last["data"].get("before")
            await self._assign(unit, comment, person, UUID(before) if before else None, undone=True)

    async def _undo_snoozing(self, person: Person, comment_id: UUID, action: str) -> None:
        async with self.uow() as unit:
            comment = await _found(unit, comment_id, lock=True)
            last = await self._own_last(unit, person, comment_id, ("snoozed", "woken"))
            before = last["data"].get("before")
            until = datetime.fromisoformat(before) if before else None
            later = until if until is not None and until > self.clock.now() else None
            await self._snooze(unit, comment, person, later, undone=True)

    @staticmethod
    async def _own_last(unit: Unit, person: Person, comment_id: UUID, kinds: tuple[str, ...]) -> dict[str, Any]:
        last = await unit.events.last(comment_id, kinds)
        if last is None or last["kind"] != kinds[0] or last["actor"] != person.name or last["data"].get("undone"):
            raise Conflict(_CHANGED)
        return last

    @staticmethod
    async def _assign(
        unit: Unit, comment: Comment, person: Person, assignee: UUID | None, *, undone: bool = False
    ) -> None:
        before, name = await unit.comments.assign(comment.id, assignee)
        await unit.comments.move(comment.id, comment.state, bump=True)
        data = {
            "assignee": str(assignee) if assignee else None,
            "name": name,
            "before": str(before) if before else None,
            **({"undone": True} if undone else {}),
        }
        await unit.events.append(comment, "assigned", person.name, comment.state, comment.state, data)

    @staticmethod
    async def _snooze(
        unit: Unit, comment: Comment, person: Person, until: datetime | None, *, undone: bool = False
    ) -> None:
        before = await unit.comments.snooze(comment.id, until, person.id)
        await unit.comments.move(comment.id, comment.state, bump=True)
        data = {
            "until": until.isoformat() if until else None,
            "before": before.isoformat() if before else None,
            **({"undone": True} if undone else {}),
        }
        kind = "snoozed" if until else "woken"
        await unit.events.append(comment, kind, person.name, comment.state, comment.state, data)


async def _each(items: Sequence[tuple[UUID, int]], act: Callable[[UUID, int], Awaitable[None]]) -> Outcome:
    outcome = Outcome()
    for comment_id, version in dict(items).items():
        try:
            await act(comment_id, version)
        except DeskError as refusal:
            outcome.refused.append((comment_id, str(refusal)))
        else:
            outcome.done.append(comment_id)
    return outcome


async def _found(unit: Unit, comment_id: UUID, *, lock: bool = False) -> Comment:
    comment = await unit.comments.get(comment_id, lock=lock)
    if comment is None:
        raise NotFound("This comment isn't here any more.")
    return comment


async def _seen(unit: Unit, comment_id: UUID, version: int) -> Comment:
    comment = await _found(unit, comment_id, lock=True)
    if comment.version != version:
        raise Stale("This comment changed since you opened it; look at it again before you decide.")
    return comment
