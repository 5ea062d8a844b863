"""Platforms are asked for comments: when they are due, from where the last asking ended, never faster than they allow."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import structlog

from desk.domain.connecting import ConnectionState, block
from desk.domain.delivery import FETCH, NewDelivery
from desk.domain.platform import PlatformError, Trouble
from desk.ports.outside import Clock
from desk.ports.platforms import Connector
from desk.ports.unit import UnitOfWork
from desk.services.circuit import note_trouble, note_well
from desk.services.vault import Vault

AT_ONCE: Final = 4
LEASE: Final = timedelta(minutes=5)
"""Whoever asks a platform and dies holds it up no longer."""
AFTER_TROUBLE: Final = timedelta(minutes=1)
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Fetching:
    """Asks the connections that are due; several workers may do so at once."""

    uow: UnitOfWork
    clock: Clock
    connectors: Mapping[str, Connector]
    vault: Vault

    async def work(self) -> int:
        """Ask every connection that is due; how many."""
        due: list[ConnectionState] = []
        while len(due) < AT_ONCE:
            async with self.uow() as unit:
                state = await unit.channels.due(self.clock.now(), LEASE)
            if state is None:
                break
            due.append(state)
        await asyncio.gather(*(self._ask(state) for state in due))
        return len(due)

    async def _ask(self, state: ConnectionState) -> None:
        connection, now = state.connection, self.clock.now()
        connector = self.connectors.get(connection.platform)
        if connector is None or connector.platform.fetch_every is None:
            return
        with structlog.contextvars.bound_contextvars(connection=str(connection.id), platform=connection.platform):
            try:
                fetched = await connector.fetch(self.vault.opened(connection), state.cursor, now)
            except PlatformError as error:
                return await self._put_off(state, error)
            except Exception:  # a mistake in the connector must not keep the others from being asked
                log.exception("fetch_failed")
                return await self._put_off(state, PlatformError(Trouble.AWAY, "Asking the platform broke off."))
            new = [NewDelivery(connection.id, FETCH, now, body) for body in fetched.bodies]
            wait = timedelta(0) if fetched.more else max(fetched.wait or timedelta(0), connector.platform.fetch_every)
            async with self.uow() as unit:
                known = await unit.channels.last_bodies(connection.id)
                await unit.deliveries.add([one for one in new if one.digest not in known])
                await unit.channels.fetched(
                    connection.id, fetched.cursor, [one.digest for one in new], now, self.clock.now() + wait
                )
                await note_well(unit, self.clock, connection.id)
            log.info("fetched", bodies=len(new), more=fetched.more)

    async def _put_off(self, state: ConnectionState, error: PlatformError) -> None:
        log.warning("not_fetched", trouble=error.trouble.value, reason=error.reason)
        async with self.uow() as unit:
            await note_trouble(unit, self.clock, state.connection.id, error.trouble, error.reason, error.retry_after)
            pause = block(error.trouble, state.failures + 1, error.retry_after) or AFTER_TROUBLE
            await unit.channels.fetch_at(state.connection.id, self.clock.now() + pause)
