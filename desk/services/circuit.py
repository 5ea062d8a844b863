"""What a platform's trouble means for a connection as a whole: when it is left alone, and that somebody is told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from desk.domain.connecting import block
from desk.domain.platform import DEAD, Trouble
from desk.ports.outside import Clock
from desk.ports.unit import Unit

TOLD_AFTER: Final = 5
"""A platform that is away is news after so many failures in a row."""


async def note_trouble(
    unit: Unit, clock: Clock, connection_id: UUID, trouble: Trouble, reason: str, retry_after: timedelta | None = None
) -> datetime | None:
    """Note it; until when nothing is sent on this connection, None: it isn't blocked."""
    now = clock.now()
    state = await unit.channels.get(connection_id, lock=True)
    failures = state.failures + 1 if trouble in (*DEAD, Trouble.AWAY) else state.failures
    pause = block(trouble, failures, retry_after)
    until = now + pause if pause is not None else None
    await unit.channels.note_trouble(connection_id, trouble, reason, now, failures, until)
    if trouble in DEAD or (trouble is Trouble.AWAY and failures == TOLD_AFTER):
        await unit.jobs.notify_connection(connection_id, trouble.value, reason)
    return until


async def note_well(unit: Unit, clock: Clock, connection_id: UUID) -> None:
    """It works: what was put off leaves now."""
    state = await unit.channels.get(connection_id)
    if state.trouble is None and not state.failures:
        return
    await unit.channels.note_well(connection_id)
    if state.trouble in DEAD or state.blocked_until is not None:
        await unit.jobs.publish_sooner(await unit.channels.put_off(connection_id), clock.now())
