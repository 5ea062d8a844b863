"""What the worker looks after by itself, and texts whose time has passed."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from desk.domain.page import Page
from desk.domain.retention import Retention
from desk.ports.people import Audit


class ClearedTexts(Protocol):
    """Clears what comments say."""

    async def clear_comments(self, comments: Sequence[UUID], now: datetime) -> None: ...


class Upkeep(Protocol):
    """What the worker looks after by itself."""

    async def defer_lost(self) -> int: ...
    async def count(self) -> None: ...
    async def clear_up(self) -> int: ...


class UpkeepUnit(Protocol):
    """The part of a transaction that upkeep needs."""

    @property
    def upkeep(self) -> Upkeep: ...


class OpenUpkeep(Protocol):
    """Opens a transaction with the store for upkeep."""

    def __call__(self) -> AbstractAsyncContextManager[UpkeepUnit]: ...


class DeskSettings(Protocol):
    """What is set for the whole desk."""

    async def get(self, key: str) -> Any: ...
    async def put(self, key: str, value: Any) -> None: ...


class Retained(Protocol):
    """Texts whose time has passed."""

    async def alone(self) -> bool: ...
    async def pages(self) -> list[dict[str, Any]]: ...
    async def due(self, page_id: str, kept: Retention, now: datetime) -> dict[str, int]: ...
    async def clear(self, page_id: str, kept: Retention, now: datetime, limit: int) -> dict[str, int]: ...
    async def drop_examples(self, page_id: str, kept: Retention, now: datetime) -> int:
        """Remove the page's labelled texts that came in from files so long ago."""
        ...


class ChangeablePages(Protocol):
    """Pages whose settings can be changed."""

    async def get(self, page_id: str, *, lock: bool = False) -> Page | None: ...
    async def change(self, page: Page) -> None: ...


class RetentionUnit(Protocol):
    """The part of a transaction that clearing texts needs."""

    @property
    def retention(self) -> Retained: ...
    @property
    def pages(self) -> ChangeablePages: ...
    @property
    def desk_settings(self) -> DeskSettings: ...
    @property
    def audit(self) -> Audit: ...


class OpenRetention(Protocol):
    """Opens a transaction with the stores that clearing texts needs."""

    def __call__(self) -> AbstractAsyncContextManager[RetentionUnit]: ...
