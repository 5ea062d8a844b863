"""An administrator connects a page to a platform, tries the connection, and disconnects it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from desk.domain.connecting import ConnectionState
from desk.domain.errors import Conflict, Invalid, NotFound
from desk.domain.page import Connection
from desk.domain.platform import Field, Platform, PlatformError
from desk.domain.text import cleaned
from desk.ports.outside import Clock
from desk.ports.platforms import Connector
from desk.ports.unit import UnitOfWork
from desk.services.vault import Vault
from desk.services.watching import Watching

MAX_VALUE: Final = 10_000
_NUMBER: Final = re.compile(r"\d{1,9}(\.\d{1,9})?", re.ASCII)


@dataclass(frozen=True)
class Connecting:
    """Every change is in the audit log; secrets never are."""

    uow: UnitOfWork
    clock: Clock
    connectors: Mapping[str, Connector]
    vault: Vault
    watching: Watching

    def platforms(self) -> list[Platform]:
        """What a page can be connected to, by name; the API connection is there anyway."""
        every = (connector.platform for connector in self.connectors.values())
        return sorted((one for one in every if one.fields), key=lambda one: one.name)

    async def connect(self, actor: str, page_id: str, platform: str, values: Mapping[str, str]) -> UUID:
        """Connect, or connect anew; nothing is stored where the platform refuses the credentials (Invalid).

        A secret that is left out or empty stays as it was.
        """
        connector = self._connector(platform)
        async with self.uow() as unit:
            if await unit.pages.get(page_id) is None:
                raise NotFound(f"There is no page with the id {page_id!r}.")
            known = await unit.channels.of_page(page_id, platform)
        before = self._opened(known)
        config, secrets = read_values(connector.platform, values, before)
        connection = Connection(before.id if before else uuid4(), page_id, platform, config, secrets)
        try:
            account = await connector.account(connection)
        except PlatformError as error:
            raise Invalid(error.reason, trouble=error.trouble.value) from None
        now = self.clock.now()
        stored = replace(connection, config={**config, **account.config}, sealed=self.vault.seal(secrets), secrets={})
        fetch_at = now if connector.platform.fetch_every is not None else None
        async with self.uow() as unit:
            raced = await unit.channels.of_page(page_id, platform)
            if raced is not None and raced.connection.id != stored.id:
                raise Conflict("Somebody else has just connected this page to this platform.")
            await unit.channels.put(stored, account.name, account.expires_at, now, fetch_at)
            await unit.jobs.publish_sooner(await unit.channels.put_off(stored.id), now)
            what = "connection.renewed" if known is not None else "connection.made"
            await unit.audit.append(actor, what, connector.platform.name, page_id, {"account": account.name})
        return stored.id

    async def disconnect(self, actor: str, page_id: str, connection_id: UUID) -> None:
        """Forget the credentials; comments and replies stay."""
        async with self.uow() as unit:
            state = await self._of(unit.channels.get, page_id, connection_id)
            if state.connection.platform not in {one.id for one in self.platforms()}:
                raise Conflict("The API connection can't be taken away; revoke its tokens instead.")
            await unit.channels.disconnect(connection_id, self.clock.now())
            name = self._connector(state.connection.platform).platform.name
            await unit.audit.append(actor, "connection.removed", name, page_id, {"account": state.account})

    async def check(self, page_id: str, connection_id: UUID) -> None:
        """Try the credentials now, and fetch what there is."""
        async with self.uow() as unit:
            state = await self._of(unit.channels.get, page_id, connection_id)
        if state.disconnected_at is not None:
            raise Conflict("This page is disconnected; connect it again.")
        await self.watching.check(state)
        if self._connector(state.connection.platform).platform.fetch_every is not None:
            async with self.uow() as unit:
                await unit.channels.fetch_at(connection_id, self.clock.now())

    async def replay(self, actor: str, page_id: str, connection_id: UUID) -> int:
        """Read again what could not be read; how many bodies."""
        async with self.uow() as unit:
            state = await self._of(unit.channels.get, page_id, connection_id)
            count = await unit.deliveries.replay(connection_id)
            name = self._connector(state.connection.platform).platform.name
            await unit.audit.append(actor, "connection.replayed", name, page_id, {"count": count})
        return count

    def _connector(self, platform: str) -> Connector:
        connector = self.connectors.get(platform)
        if connector is None or not connector.platform.fields:
            known = ", ".join(one.id for one in self.platforms())
            raise Invalid(f"There is no platform {platform!r}; known are {known}.")
        return connector

    def _opened(self, known: ConnectionState | None) -> Connection | None:
        if known is None:
            return None
        try:
            return self.vault.opened(known.connection)
        except PlatformError:  # sealed with a key that is gone: all secrets are asked for anew
            return known.connection

    @staticmethod
    async def _of(get: Any, page_id: str, connection_id: UUID) -> ConnectionState:
        state: ConnectionState = await get(connection_id)
        if state.connection.page_id != page_id:
            raise NotFound("This page has no such connection.")
        return state


def read_values(
    platform: Platform, values: Mapping[str, str], before: Connection | None
) -> tuple[dict[str, Any], dict[str, str]]:
    """Config and secrets from what a person filled in; raises Invalid that names the field."""
    unknown = set(values) - {field.name for field in platform.fields}
    if unknown:
        raise Invalid(f"{platform.name} has no {', '.join(sorted(unknown))}.")
    config: dict[str, Any] = dict(before.config) if before else {}
    secrets: dict[str, str] = dict(before.secrets) if before else {}
    for field in platform.fields:
        kept = (secrets if field.secret else config).get(field.name, "")
        value = cleaned(values.get(field.name, ""), field.label, MAX_VALUE, required=False)
        value = value or (str(kept) if field.secret or field.name not in values else "") or field.default
        if not value and field.required:
            raise Invalid(f"{field.label} is missing.", field=field.name)
        _check(field, value)
        target = secrets if field.secret else config
        if value:
            target[field.name] = value
        else:
            target.pop(field.name, None)
    return config, secrets


def _check(field: Field, value: str) -> None:
    if not value:
        return
    if field.choices and value not in field.choices:
        raise Invalid(f"{field.label} must be one of {', '.join(field.choices)}.", field=field.name)
    if field.kind == "number" and not _NUMBER.fullmatch(value):
        raise Invalid(f"{field.label} must be a number.", field=field.name)
    if field.kind == "flag" and value not in ("true", "false"):
        raise Invalid(f"{field.label} must be true or false.", field=field.name)
    if field.kind == "url":
        try:
            address = urlsplit(value)
            fine = address.scheme in ("http", "https") and bool(address.hostname) and address.port != 0
        except ValueError:
            fine = False
        if not fine or address.username or address.password or any(character.isspace() for character in value):
            raise Invalid(f"{field.label} must be a web address that starts with https://.", field=field.name)
