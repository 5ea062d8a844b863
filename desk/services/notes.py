"""Notes for colleagues on a comment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from desk.domain.errors import Conflict, Invalid, NotFound
from desk.domain.notification import MENTION
from desk.domain.text import cleaned
from desk.domain.together import Note
from desk.ports.outside import Clock
from desk.ports.together import OpenTogether
from desk.services.decide import MAX_NOTE, Person

MAX_MENTIONS: Final = 20


@dataclass(frozen=True)
class Noting:
    """Writing notes on one desk. They change nothing about the comment, so they are never too late."""

    uow: OpenTogether
    clock: Clock

    async def add(
        self, person: Person, comment_id: UUID, text: str, mentions: Sequence[UUID], note_id: UUID | None = None
    ) -> None:
        """Keep the note and tell whom it mentions.

        With an id of the caller's the same note sent again is kept once. Raises Invalid for somebody who may not see
        the comment's page; the log keeps that there is a note, not what it says.
        """
        text = cleaned(text, "The note", MAX_NOTE)
        mentioned = tuple(dict.fromkeys(mentions))
        if len(mentioned) > MAX_MENTIONS:
            raise Invalid(f"A note mentions at most {MAX_MENTIONS} people.")
        async with self.uow() as unit:
            comment = await unit.comments.get(comment_id)
            if comment is None:
                raise NotFound("This comment isn't here any more.")
            people = [await unit.assignments.colleague(one, comment.page_id) for one in mentioned]
            known = [one for one in people if one is not None]
            if len(known) != len(mentioned):
                raise Invalid("Somebody whom the note mentions can't see this page.")
            note = Note(note_id or uuid4(), comment.id, person.id, text, mentioned, self.clock.now())
            if not await unit.notes.add(note):
                before = await unit.notes.get(note.id)
                if before is None or (before.comment_id, before.author_id, before.text) != (
                    comment.id,
                    person.id,
                    text,
                ):
                    raise Conflict("There is another note with this id.")
                return
            data = {
                "note": str(note.id),
                "mentions": [one.as_data for one in known],
                "to": [str(one.id) for one in known if one.id != person.id],
            }
            await unit.events.append(comment, "noted", person.name, comment.state, comment.state, data)
            if data["to"]:
                await unit.jobs.notify(comment, MENTION, {"subject": str(note.id)})
