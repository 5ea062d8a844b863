"""What people decided, as figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID


class Numbers(Protocol):
    """What people decided, derived from the log, and the same packed by page and day."""

    async def lock(self, *, wait: bool) -> bool:
        """Whether nobody else brings the figures up to date; holds until the transaction ends."""
        ...

    async def mark_all(self) -> int: ...
    async def take(self, limit: int) -> tuple[list[UUID], int]:
        """Comments whose log grew, and how many marks that were; they go when the transaction commits."""
        ...

    async def logs(self, comment_ids: Sequence[UUID]) -> list[dict[str, Any]]:
        """Comments, each with ``log``, its happenings, and ``replies`` by id: {text, offered, findings, private}."""
        ...

    async def replace(self, comment_ids: Sequence[UUID], decisions: Sequence[dict[str, Any]]) -> None: ...
    async def take_stale(self, limit: int) -> list[tuple[str, date]]: ...
    async def rows_of(self, kind: str, day: date) -> list[dict[str, Any]]: ...
    async def codes_for(self, names: Mapping[str, Set[str]]) -> dict[str, dict[str, int]]: ...
    async def put_sheets(self, kind: str, day: date, pages: Mapping[str, bytes]) -> None: ...
    async def versions(self, kind: str, start: datetime, end: datetime) -> dict[date, int]:
        """The days that have sheets with something in between, oldest first, and the version of each."""
        ...

    async def sheets(self, kind: str, days: Sequence[date]) -> dict[date, dict[str, bytes]]:
        """The sheets of these days, by page."""
        ...

    async def codes(self) -> dict[str, dict[str, int]]: ...
    async def assigned(self, pages: Sequence[str], channel: str | None) -> dict[str, int]:
        """How many open comments each person has to look after, by name."""
        ...


class NumbersUnit(Protocol):
    """The part of a transaction that figures need."""

    @property
    def numbers(self) -> Numbers: ...


class OpenNumbers(Protocol):
    """Opens a transaction with the store of figures."""

    def __call__(self) -> AbstractAsyncContextManager[NumbersUnit]: ...
