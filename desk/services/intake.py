"""What platforms delivered is read: each body by its connector, each happening in a transaction of its own."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final
from uuid import UUID

import structlog

from desk.domain.comment import OPEN
from desk.domain.delivery import WEBHOOK, StoredDelivery
from desk.domain.errors import Conflict, DeskError, NotFound
from desk.domain.incoming import Added, Answered, Edited, Happening, Incoming, Malformed, Removed, Skipped
from desk.domain.page import Connection
from desk.domain.platform import PlatformError
from desk.domain.text import cleaned
from desk.ports.errors import DatabaseUnavailable
from desk.ports.outside import Clock
from desk.ports.platforms import Connector
from desk.ports.unit import UnitOfWork
from desk.services.fitting import fitting
from desk.services.outside import COLLEAGUE, ELSEWHERE, answered
from desk.services.receive import delete, edit, receive
from desk.services.vault import Vault

BATCH: Final = 40
AT_ONCE: Final = 5
"""So many connections to the database are taken, beside the one that holds the batch."""
MAX_NOTE: Final = 2_000
SOON: Final = timedelta(minutes=1)
"""How soon a platform is asked for what its delivery only hinted at: a few hints cost one call."""
MOST: Final = 5_000
"""No platform tells of so much in one body; reading it would hold up all others."""
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Intake:
    """Reads what was stored and has not been read; several workers may do so at once."""

    uow: UnitOfWork
    clock: Clock
    connectors: Mapping[str, Connector]
    vault: Vault

    async def work(self) -> int:
        """Read all that waits; how many bodies."""
        read = 0
        while count := await self._some():
            read += count
        return read

    async def _some(self) -> int:
        """Read a few bodies; they stay pending if this process dies meanwhile, and reading them again changes nothing."""
        async with self.uow() as unit:
            taken = await unit.deliveries.take(BATCH)
            connections = {one.connection_id: await unit.pages.connection(one.connection_id) for one in taken}
            at_once = asyncio.Semaphore(AT_ONCE)

            async def read(delivery: StoredDelivery) -> tuple[str | None, bool]:
                async with at_once:
                    return await self._read(delivery, connections[delivery.connection_id])

            # Their order among each other doesn't matter: a platform keeps none either.
            for delivery, (note, failed) in zip(taken, await asyncio.gather(*map(read, taken)), strict=True):
                now = self.clock.now()
                if failed:
                    await unit.deliveries.failed(delivery.id, now, note or "")
                else:
                    await unit.deliveries.done(delivery.id, now, note)
            return len(taken)

    async def _read(self, delivery: StoredDelivery, connection: Connection) -> tuple[str | None, bool]:
        """What to note about a body, and whether it couldn't be read."""
        connector = self.connectors[connection.platform]
        with structlog.contextvars.bound_contextvars(delivery=delivery.id, platform=connection.platform):
            try:
                happenings = connector.parse(delivery.body, connection)
            except Malformed as error:
                log.warning("delivery_malformed", reason=str(error))
                return f"It can't be read: {error}"[:MAX_NOTE], True
            except Exception as error:  # a mistake in the parser: the body is kept, and read again when it is mended
                log.exception("parser_failed")
                return f"Reading it broke off ({type(error).__name__}); replay it when that is mended.", True
            if len(happenings) > MOST:
                return f"It tells of {len(happenings):,} things; at most {MOST:,} are read of one body.", True
            notes, broke_off = await self._take_all(happenings, connection, delivery)
            log.info("delivery_read", happenings=len(happenings), left_out=sum(notes.values()))
        left_out = "; ".join(f"{count} × {why}" if count > 1 else why for why, count in notes.items())
        return cleaned(left_out[:MAX_NOTE], "The note", MAX_NOTE, required=False) or None, broke_off

    async def _take_all(
        self, happenings: Sequence[Happening], connection: Connection, delivery: StoredDelivery
    ) -> tuple[Counter[str], bool]:
        """What was left out and why, and whether something broke off that should not have."""
        left_out: Counter[str] = Counter()
        broke_off = False
        came: set[UUID] = set()
        ask = False
        owners: dict[str | None, Connection | None] = {None: connection}
        for happening in happenings:
            if isinstance(happening, Skipped):
                left_out[happening.why] += 1
                ask = ask or happening.ask
                continue
            owner = None
            try:
                happening = fitting(happening)
                if happening.account not in owners:
                    owners[happening.account] = await self._owner(happening.account, connection)
                owner = owners[happening.account]
                if owner is None:
                    left_out["It is for an account that isn't connected."] += 1
                    continue
                why = await self._take(happening, owner)
            except DeskError as error:
                why = str(error)
            except DatabaseUnavailable:
                raise
            except Exception as error:  # a mistake in the desk: one comment must not stop all that come after it
                log.exception("taking_failed")
                why, broke_off = f"Taking it broke off ({type(error).__name__}); replay it when that is mended.", True
            if why:
                left_out[why] += 1
            if owner is not None:
                came.add(owner.id)
        async with self.uow() as unit:
            for one in came:
                await unit.channels.note_event(one, delivery.received_at)
            if ask and delivery.source == WEBHOOK:
                await unit.channels.fetch_by(connection.id, self.clock.now() + SOON)
        return left_out, broke_off

    async def _take(self, happening: Happening, connection: Connection) -> str | None:
        """Why it was left out; None where it was taken."""
        if isinstance(happening, Added):
            return await self._add(happening.comment, connection)
        if isinstance(happening, Edited):
            return await self._edit(happening, connection)
        if isinstance(happening, Removed):
            try:
                await delete(self.uow, self.clock, connection, happening.external_id)
            except NotFound:
                async with self.uow() as unit:
                    await unit.channels.bury(connection.id, happening.external_id, self.clock.now())
            return None
        if isinstance(happening, Answered):
            await answered(self.uow, self.clock, connection, happening)
        return None

    async def _add(self, incoming: Incoming, connection: Connection) -> str | None:
        async with self.uow() as unit:
            if await unit.channels.is_buried(connection.id, incoming.external_id):
                return "It was removed before it arrived."
            if await unit.channels.is_ours(connection.id, incoming.external_id):
                return "It is the desk's own reply."
        try:
            received = await receive(self.uow, self.clock, connection, incoming)
        except Conflict:
            return "An older version of a comment that is here."
        if received.created:
            await self._note_earlier_answers(incoming, connection)
        return None

    async def _note_earlier_answers(self, incoming: Incoming, connection: Connection) -> None:
        """Answers of the page's own people that arrived before the comment they answer."""
        async with self.uow() as unit:
            answers = await unit.channels.answers_to(connection.id, incoming.external_id)
            comment = await unit.comments.by_external_id(connection.id, incoming.external_id, lock=True)
            if comment is None or comment.state not in OPEN:
                return
            for answer in answers:
                data = {"text": answer.text, "author": answer.author, "external_id": answer.external_id}
                await unit.events.append(comment, ELSEWHERE, COLLEAGUE, comment.state, comment.state, data)

    async def _edit(self, happening: Edited, connection: Connection) -> str | None:
        incoming = happening.comment
        async with self.uow() as unit:
            known = await unit.comments.by_external_id(connection.id, incoming.external_id)
        if known is None:
            return await self._add(replace(incoming, edited_at=happening.at or self.clock.now()), connection)
        if known.edited_at is not None and happening.at is not None and happening.at < known.edited_at:
            return "An older version of a comment that is here."
        try:
            await edit(self.uow, self.clock, connection, incoming.external_id, incoming.text, happening.at)
        except Conflict as error:
            return str(error)
        return None

    async def _owner(self, account: str | None, connection: Connection) -> Connection | None:
        """The connection that an account in the body belongs to: one app may serve many pages, by one secret."""
        if account is None or connection.config.get("account_id") == account:
            return connection
        async with self.uow() as unit:
            others = await unit.channels.by_account(connection.platform, account)
        try:
            secret = self.vault.opened(connection).secrets.get("app_secret")
            for other in others:
                if secret and self.vault.opened(other).secrets.get("app_secret") == secret:
                    return other
        except PlatformError as error:
            log.warning("credentials_unreadable", reason=error.reason)
        return None
