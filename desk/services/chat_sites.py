"""Which pages can be chatted with, and from which sites; looked up again every few seconds."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import structlog

from desk.domain.chat import ChatRules, rules_of
from desk.domain.chat_errors import OriginRefused
from desk.domain.errors import Invalid, NotFound
from desk.domain.page import Connection, Page
from desk.domain.platform import PlatformError
from desk.ports.unit import UnitOfWork
from desk.services.vault import Vault

KEPT_S: Final = 3.0
AGAIN_S: Final = 0.25
"""What isn't known is looked for again so often at most: a flood of wrong calls must not become one of queries."""
SECRET: Final = "secret"
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class ChatSite:
    """A page's chat: its connection with opened credentials, and its rules."""

    page: Page
    connection: Connection
    rules: ChatRules

    @property
    def secret(self) -> str | None:
        """What the site's server vouches for its visitors with; None where it doesn't."""
        return self.connection.secrets.get(SECRET) or None


@dataclass
class ChatSites:
    """One a process. ``own``: the desk's own site, where its administrators try every page's chat."""

    uow: UnitOfWork
    vault: Vault
    own: str | None = None
    _known: Mapping[str, ChatSite] = field(default_factory=dict)
    _looked: float = float("-inf")
    _looking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def of_page(self, page_id: str, origin: str) -> ChatSite:
        """The page's chat as this site may use it; raises OriginRefused, and NotFound on the desk's own site alone."""
        asked = time.monotonic()
        site = (await self._all()).get(page_id)
        if site is None or not self._allows(site, origin):  # it may have been connected a moment ago
            site = (await self._anew(asked)).get(page_id)
        if site is None and origin == self.own:
            raise NotFound("There is no chat with this page.")
        if site is None or not self._allows(site, origin):  # the same for both: other pages are none of its business
            raise OriginRefused()
        return site

    async def allow_somewhere(self, origin: str) -> bool:
        """Whether some page's chat may be used on this site."""
        asked = time.monotonic()
        known = await self._all()
        if not any(self._allows(site, origin) for site in known.values()):
            known = await self._anew(asked)
        return any(self._allows(site, origin) for site in known.values())

    def _allows(self, site: ChatSite, origin: str) -> bool:
        return origin == self.own or origin in site.rules.origins

    async def _all(self) -> Mapping[str, ChatSite]:
        """Every page's, as of a few seconds ago."""
        if time.monotonic() - self._looked > KEPT_S:
            return await self._anew(time.monotonic() - KEPT_S)
        return self._known

    async def _anew(self, since: float) -> Mapping[str, ChatSite]:
        """Every page's, as of ``since`` or later."""
        async with self._looking:  # however many ask at once, one look answers them
            if self._looked < since:
                await asyncio.sleep(max(self._looked + AGAIN_S - time.monotonic(), 0.0))
                began = time.monotonic()
                self._known = await self._look()
                self._looked = began
            return self._known

    async def _look(self) -> dict[str, ChatSite]:
        sites = {}
        async with self.uow() as unit:
            for connection in await unit.chat.connections():
                page = await unit.pages.get(connection.page_id)
                if page is None:
                    continue
                try:
                    opened = self.vault.opened(connection)
                except PlatformError:  # sealed by another key: the chat goes on, nobody can be vouched for
                    log.error("credentials_unreadable", connection=str(connection.id))
                    opened = connection
                try:
                    sites[page.id] = ChatSite(page, opened, rules_of(connection.config))
                except Invalid as error:
                    log.error("chat_rules_unreadable", page=page.id, reason=str(error))
        return sites
