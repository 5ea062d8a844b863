"""A person has a comment hidden, approved, called spam, … on its platform; the comment here stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from desk.domain.comment import Comment
from desk.domain.errors import Conflict, IllegalMove, NotFound
from desk.domain.page import Connection
from desk.domain.platform import Moderation, PlatformError
from desk.domain.reply import Outcome, Refused, Sent, Uncertain
from desk.ports.outside import Clock
from desk.ports.platforms import Connector
from desk.ports.unit import Unit, UnitOfWork
from desk.services.circuit import note_trouble, note_well
from desk.services.vault import Vault

MODERATED: Final = "moderated"


@dataclass(frozen=True)
class Moderating:
    """Asks platforms to do something about comments. What was done, or may have been, is in the history."""

    uow: UnitOfWork
    clock: Clock
    connectors: Mapping[str, Connector]
    vault: Vault

    async def moderate(self, actor: str, comment_id: UUID, what: Moderation) -> None:
        """Do it; raises IllegalMove where it can't be done, Conflict in the platform's words where it wasn't."""
        comment, connection = await self._open(comment_id, what)
        try:
            connector = self.connectors[connection.platform]
            outcome = await connector.moderate(what, comment, self.vault.opened(connection))
        except PlatformError as error:  # its credentials can't be opened
            outcome = Refused(error.reason, trouble=error.trouble)
        await self._note(actor, comment_id, what, outcome)
        if isinstance(outcome, Refused | Uncertain):
            raise Conflict(outcome.reason)

    async def _open(self, comment_id: UUID, what: Moderation) -> tuple[Comment, Connection]:
        async with self.uow() as unit:
            comment = await unit.comments.get(comment_id)
            if comment is None:
                raise NotFound("This comment isn't here any more.")
            connection = await unit.pages.connection(comment.connection_id)
            platform = self.connectors[connection.platform].platform
            if what not in platform.moderation:
                raise IllegalMove(f"{platform.name} doesn't let the desk {what.value} comments.")
            if comment.deleted_at is not None:
                raise IllegalMove("The author deleted this comment; there is nothing left on the platform.")
            if (await unit.channels.get(connection.id)).disconnected_at is not None:
                raise IllegalMove(f"This page is disconnected from {platform.name}; connect it again first.")
            return comment, connection

    async def _note(self, actor: str, comment_id: UUID, what: Moderation, outcome: Outcome) -> None:
        async with self.uow() as unit:
            comment = await unit.comments.get(comment_id, lock=True)
            if comment is None:
                return
            if isinstance(outcome, Refused):
                await self._note_refusal(unit, comment, outcome)
                return
            if isinstance(outcome, Sent):
                await note_well(unit, self.clock, comment.connection_id)
            data = {"what": what.value, **({"unsure": outcome.reason} if isinstance(outcome, Uncertain) else {})}
            await unit.events.append(comment, MODERATED, actor, comment.state, comment.state, data)

    async def _note_refusal(self, unit: Unit, comment: Comment, refused: Refused) -> None:
        if refused.trouble is not None:
            await note_trouble(
                unit, self.clock, comment.connection_id, refused.trouble, refused.reason, refused.retry_after
            )
