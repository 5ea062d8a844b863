"""Whom to tell outside."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from desk.domain.notification import Message, Notice, Target
from desk.ports.comments import Comments, Jobs, Pages


class Sender(Protocol):
    """Sends messages to services outside. ``service_of`` raises Invalid, ``send`` NotTold."""

    def service_of(self, url: str) -> str: ...
    async def send(self, url: str, message: Message) -> None: ...


class Notifications(Protocol):
    """Whom to tell outside, and what they were told."""

    async def targets(self) -> list[Target]: ...
    async def target(self, target_id: UUID, *, lock: bool = False) -> Target | None: ...
    async def targets_of(self, page_id: str, reason: str) -> list[Target]: ...
    async def put(self, target: Target) -> None: ...
    async def remove(self, target_id: UUID) -> bool: ...
    async def add(
        self,
        target_id: UUID,
        reason: str,
        subject: str,
        comment_id: UUID | None,
        detail: dict[str, Any],
        at: datetime,
        page_id: str | None = None,
    ) -> bool:
        """Note that the target is to be told; False when it was about this already."""
        ...

    async def pending(self, target_id: UUID, since: datetime) -> list[Notice]: ...
    async def told(self, target_id: UUID, notices: Sequence[int], at: datetime) -> None: ...
    async def not_told(self, target_id: UUID, why: str, at: datetime) -> None: ...
    async def due_between(self, start: datetime, end: datetime) -> list[UUID]:
        """Comments that wait and whose promised reply is due then."""
        ...

    async def is_failing(self, connection_id: UUID) -> bool:
        """Whether the last few replies on this connection did not arrive."""
        ...


class NotificationsUnit(Protocol):
    """The part of a transaction that notifications need."""

    @property
    def notifications(self) -> Notifications: ...
    @property
    def comments(self) -> Comments: ...
    @property
    def pages(self) -> Pages: ...
    @property
    def jobs(self) -> Jobs: ...


class OpenNotifications(Protocol):
    """Opens a transaction with the store of notifications."""

    def __call__(self) -> AbstractAsyncContextManager[NotificationsUnit]: ...
