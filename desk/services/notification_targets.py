"""Whom to tell outside: what an administrator sets, and a test message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time
from typing import Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from desk.domain.errors import Invalid, NotFound
from desk.domain.notification import REASONS, Message, QuietHours, Target
from desk.domain.text import MAX_NAME, cleaned
from desk.ports.errors import NotTold, SealBroken
from desk.ports.notifications import NotificationsUnit, OpenNotifications, Sender
from desk.ports.outside import Clock, Sealing

MAX_URL: Final = 2_000
UNREADABLE: Final = "The address can't be read any more: the desk's key has changed. Enter the address again."
TEST: Final = Message("A test from Sharewell", "If you can read this, the desk can reach you here.")


@dataclass(frozen=True)
class Wanted:
    """A target as it is to be; ``url`` None keeps the address that is stored."""

    name: str
    page_id: str | None
    url: str | None
    reasons: Sequence[str]
    quiet: tuple[str, str, str] | None


@dataclass(frozen=True)
class Tested:
    """Whether a test message left, and what to say about it."""

    ok: bool
    message: str


@dataclass(frozen=True)
class NotificationTargets:
    """The targets of one desk. Addresses go in and never come out."""

    uow: OpenNotifications
    clock: Clock
    sender: Sender
    sealing: Sealing

    async def all(self) -> list[Target]:
        """Every target, by name."""
        async with self.uow() as unit:
            return await unit.notifications.targets()

    async def add(self, wanted: Wanted) -> Target:
        """A new target; Invalid for what can't be taken."""
        if not wanted.url:
            raise Invalid("The address is empty.")
        async with self.uow() as unit:
            service, url = self._sealed(wanted.url)
            target = Target(uuid4(), None, "", service, url, (), None, self.clock.now())
            return await self._put(unit, target, wanted)

    async def change(self, target_id: UUID, wanted: Wanted) -> Target:
        """Change it; a new address clears what went wrong with the old one."""
        async with self.uow() as unit:
            target = await _known(unit, target_id, lock=True)
            if wanted.url:
                service, url = self._sealed(wanted.url)
                target = replace(target, service=service, url=url, failed_at=None, error=None)
                await unit.jobs.tell(target_id, self.clock.now())  # what the old address did not take
            return await self._put(unit, target, wanted)

    async def remove(self, target_id: UUID) -> None:
        """Tell it nothing any more."""
        async with self.uow() as unit:
            if not await unit.notifications.remove(target_id):
                raise NotFound("This notification target isn't here any more.")

    async def test(self, target_id: UUID) -> Tested:
        """Send it a message now, quiet hours or not; how that ended is kept beside the target."""
        async with self.uow() as unit:
            target = await _known(unit, target_id)
        try:
            await self.sender.send(self.sealing.open(target.url), TEST)
        except (NotTold, SealBroken) as error:
            why = UNREADABLE if isinstance(error, SealBroken) else str(error)
            async with self.uow() as unit:
                await unit.notifications.not_told(target_id, why, self.clock.now())
            return Tested(False, why)
        async with self.uow() as unit:
            await unit.notifications.told(target_id, (), self.clock.now())
        return Tested(True, f"{target.service} took the message. Look whether it is there.")

    def _sealed(self, url: str) -> tuple[str, bytes]:
        url = cleaned(url, "The address", MAX_URL)
        return self.sender.service_of(url), self.sealing.seal(url)

    @staticmethod
    async def _put(unit: NotificationsUnit, target: Target, wanted: Wanted) -> Target:
        unknown = [reason for reason in wanted.reasons if reason not in REASONS]
        if unknown or not wanted.reasons:
            raise Invalid(f"Choose at least one reason of: {', '.join(REASONS)}.")
        if wanted.page_id is not None and await unit.pages.get(wanted.page_id) is None:
            raise NotFound(f"There is no page with the id {wanted.page_id!r}.")
        put = replace(
            target,
            name=cleaned(wanted.name, "The name", MAX_NAME),
            page_id=wanted.page_id,
            reasons=tuple(reason for reason in REASONS if reason in wanted.reasons),
            quiet=None if wanted.quiet is None else quiet_hours(*wanted.quiet),
        )
        await unit.notifications.put(put)
        return put


def quiet_hours(start: str, end: str, zone: str) -> QuietHours:
    """From texts; Invalid for what is no time or no time zone."""
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError):
        raise Invalid(f"There is no time zone {zone!r}; they are named like Europe/London.") from None
    try:
        begin, over = (time.fromisoformat(one) for one in (start, end))
    except ValueError:
        raise Invalid("Quiet hours are given like 22:00 and 07:00.") from None
    if begin == over or begin.tzinfo or over.tzinfo:
        raise Invalid("Quiet hours must begin and end at different times.")
    return QuietHours(begin, over, zone)


async def _known(unit: NotificationsUnit, target_id: UUID, *, lock: bool = False) -> Target:
    target = await unit.notifications.target(target_id, lock=lock)
    if target is None:
        raise NotFound("This notification target isn't here any more.")
    return target
