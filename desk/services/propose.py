"""Somebody who may not approve words a reply; whoever may finds it among the suggested texts."""

from __future__ import annotations

from uuid import UUID

from desk.domain.comment import Move, after
from desk.domain.errors import NotFound, Stale
from desk.domain.text import MAX_REPLY, cleaned
from desk.ports.outside import Clock
from desk.ports.unit import UnitOfWork
from desk.services.decide import Person

PROPOSED = "proposed"
TAKEN_BACK = "proposal_taken_back"


async def propose(uow: UnitOfWork, clock: Clock, person: Person, comment_id: UUID, version: int, text: str) -> None:
    """Keep their wording beside the draft, in place of their earlier one; an empty text takes theirs back.

    It decides nothing, so whoever looks at the comment need not look again before they decide: the comment's version
    stays. The same again changes nothing. Every wording stays in the log.
    """
    text = cleaned(text, "The reply", MAX_REPLY, required=False)
    async with uow() as unit:
        comment = await unit.comments.get(comment_id, lock=True)
        if comment is None:
            raise NotFound("This comment isn't here any more.")
        if comment.version != version:
            raise Stale("This comment changed since you opened it; look at it again. Your text is kept.")
        after(comment.state, Move.APPROVE)
        if text:
            changed = await unit.proposals.put(comment.id, person.id, comment.text_version, text, clock.now())
        else:
            changed = await unit.proposals.remove(comment.id, person.id)
        if changed:
            kind = PROPOSED if text else TAKEN_BACK
            data = {"text": text} if text else {}
            await unit.events.append(comment, kind, person.name, comment.state, comment.state, data)
