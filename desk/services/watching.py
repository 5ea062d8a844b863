"""Connections are looked after: credentials tried daily, their end told ahead, and a silence that lasts too long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from desk.domain.connecting import EXPIRES_SOON, ConnectionState, alarming
from desk.domain.platform import PlatformError, Trouble
from desk.ports.outside import Clock
from desk.ports.platforms import Connector
from desk.ports.unit import UnitOfWork
from desk.services.circuit import note_trouble, note_well
from desk.services.vault import Vault

CHECK_EVERY: Final = timedelta(days=1)
USUAL: Final = timedelta(days=30)


@dataclass(frozen=True)
class Watching:
    """Looks at every connection in turn."""

    uow: UnitOfWork
    clock: Clock
    connectors: Mapping[str, Connector]
    vault: Vault

    async def look(self) -> None:
        """Once over all."""
        async with self.uow() as unit:
            states = await unit.channels.connected()
        now = self.clock.now()
        for state in states:
            if state.connection.sealed is not None and (
                state.checked_at is None or now - state.checked_at > CHECK_EVERY
            ):
                await self.check(state)
            await self._expiry(state, now)
            await self._silence(state, now)

    async def check(self, state: ConnectionState) -> None:
        """Try the credentials, and note how that went."""
        connection, connector = state.connection, self.connectors[state.connection.platform]
        try:
            account = await connector.account(self.vault.opened(connection))
        except PlatformError as error:
            async with self.uow() as unit:
                await note_trouble(unit, self.clock, connection.id, error.trouble, error.reason, error.retry_after)
            return
        async with self.uow() as unit:
            await unit.channels.checked(connection.id, account.name, account.expires_at, self.clock.now())
            if state.trouble is not Trouble.RATE:
                await note_well(unit, self.clock, connection.id)

    async def _expiry(self, state: ConnectionState, now: datetime) -> None:
        if state.expires_at is None or state.expires_at - now > EXPIRES_SOON:
            return
        days = max((state.expires_at - now).days, 0)
        name = self.connectors[state.connection.platform].platform.name
        reason = f"The credentials for {name} end in {days} days; reconnect before then, so that nothing is missed."
        if state.expires_at <= now:
            reason = f"The credentials for {name} have ended. Reconnect the page."
        async with self.uow() as unit:
            await unit.jobs.notify_connection(state.connection.id, "expires", reason)

    async def _silence(self, state: ConnectionState, now: datetime) -> None:
        if state.event_at is None or state.silent_since is not None:
            return
        async with self.uow() as unit:
            usual = await unit.channels.usual_gap(state.connection.id, now - USUAL)
            if usual is None or not alarming(state.event_at, usual, now):
                return
            await unit.channels.note_silent(state.connection.id, state.event_at)
            name = self.connectors[state.connection.platform].platform.name
            hours = round((now - state.event_at).total_seconds() / 3600)
            await unit.jobs.notify_connection(
                state.connection.id,
                "silent",
                f"Nothing has come from {name} for {hours} hours, which is unusual. Look whether it still delivers.",
            )
