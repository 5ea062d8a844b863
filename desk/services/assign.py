"""Who looks after a comment: by hand, or whoever is next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from desk.domain.comment import Comment
from desk.domain.errors import Invalid
from desk.domain.together import DRAFTING_ROLES, Colleague
from desk.ports.together import OpenTogether
from desk.ports.unit import Unit
from desk.services.decide import Person
from desk.services.seen import as_seen

ASSIGNED: Final = "assigned"
DESK: Final = "desk"


@dataclass(frozen=True)
class Assigning:
    """Assigning on one desk."""

    uow: OpenTogether

    async def assign(self, person: Person, comment_id: UUID, version: int, assignee: UUID | None) -> None:
        """Give the comment to a colleague, to oneself, or to nobody.

        Raises Stale when somebody was faster, and Invalid for whoever can't draft replies on the comment's page.
        """
        async with self.uow() as unit:
            comment = await as_seen(unit, comment_id, version)
            to = await unit.assignments.colleague(assignee, comment.page_id) if assignee else None
            if assignee is not None and (to is None or to.role not in DRAFTING_ROLES):
                raise Invalid(f"{to.name if to else 'This person'} can't draft replies on this page.")
            before = await unit.assignments.assignee(comment.id)
            if before == assignee:
                return
            await unit.assignments.assign(comment.id, assignee, bump=True)
            data = {**_data(to, before), "to": [str(to.id)] if to and to.id != person.id else []}
            await unit.events.append(comment, ASSIGNED, person.name, comment.state, comment.state, data)

    async def away(self, person: Person) -> bool:
        """Whether new comments pass this person by."""
        async with self.uow() as unit:
            return await unit.assignments.away(person.id)

    async def set_away(self, person: Person, away: bool) -> None:
        """Whether new comments pass this person by; what they have stays theirs."""
        async with self.uow() as unit:
            await unit.assignments.set_away(person.id, away)


def _data(to: Colleague | None, before: UUID | None) -> dict[str, Any]:
    """As the event keeps it: who has the comment now, by id and name, and who had it."""
    return {
        "assignee": str(to.id) if to else None,
        "name": to.name if to else None,
        "before": str(before) if before else None,
    }


async def take_turn(unit: Unit, comment: Comment) -> None:
    """Assign a comment that has just arrived to whoever had one longest ago; to nobody where all are away."""
    to = await unit.assignments.next_in_turn(comment.page_id)
    if to is None:
        return
    await unit.assignments.assign(comment.id, to.id, bump=False)
    data = {**_data(to, None), "to": [str(to.id)], "by": "round-robin"}
    await unit.events.append(comment, ASSIGNED, DESK, comment.state, comment.state, data)
