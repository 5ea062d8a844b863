"""Who is looking at a comment or editing its reply right now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from desk.domain.errors import NotFound
from desk.domain.text import cleaned
from desk.domain.together import Mode, Present
from desk.ports.outside import Clock
from desk.ports.together import OpenTogether
from desk.services.decide import Person

EXPIRY: Final = timedelta(seconds=30)
MAX_TAB: Final = 100


@dataclass(frozen=True)
class Presences:
    """Presence on one desk: a sign of life every ten to fifteen seconds; without one for half a minute one is gone."""

    uow: OpenTogether
    clock: Clock

    async def beat(self, person: Person, comment_id: UUID, mode: Mode, tab: str = "") -> list[Present]:
        """This person has the comment open in this tab; returns who else has. Others are told what is new to them."""
        tab = cleaned(tab, "The tab", MAX_TAB, required=False)
        now = self.clock.now()
        async with self.uow() as unit:
            changed = await unit.presence.beat(comment_id, person.id, tab, mode, now, now - EXPIRY)
            if changed is None:
                raise NotFound("This comment isn't here any more.")
            if changed:
                await unit.presence.forget(now - 2 * EXPIRY)
                await unit.presence.announce(comment_id)
                await unit.chat.opened(comment_id)
            return await unit.presence.present(comment_id, now - EXPIRY)

    async def leave(self, person: Person, comment_id: UUID, tab: str = "") -> list[Present]:
        """This tab shows something else now."""
        async with self.uow() as unit:
            if await unit.presence.leave(comment_id, person.id, cleaned(tab, "The tab", MAX_TAB, required=False)):
                await unit.presence.announce(comment_id)
                await unit.chat.typing_changed(comment_id)
            return await unit.presence.present(comment_id, self.clock.now() - EXPIRY)

    async def present(self, comment_id: UUID) -> list[Present]:
        """Who has the comment open."""
        async with self.uow() as unit:
            return await unit.presence.present(comment_id, self.clock.now() - EXPIRY)
