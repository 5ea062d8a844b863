"""Replies that did not arrive, by connection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from desk.domain.errors import Conflict, NotFound
from desk.domain.platform import DEAD
from desk.ports.platforms import OpenHealth
from desk.services.decide import Decisions, Person

FAILING: Final = 3
"""From so many replies that did not arrive on, and none that did since, a connection counts as failing."""


def is_failing(health: Mapping[str, Any]) -> bool:
    """Whether a connection as a whole is in trouble, and not one reply."""
    troubled = health["failed"] + health["unknown"] + health["put_off"]
    recovered = health["sent_at"] is not None and health["since"] is not None and health["sent_at"] > health["since"]
    return bool(troubled >= FAILING and not recovered)


def is_in_trouble(health: Mapping[str, Any]) -> bool:
    """Whether nothing leaves on a connection: its credentials are dead, or it is left alone for a while."""
    return health["trouble"] in {one.value for one in DEAD} or health["blocked_until"] is not None


async def retry_failed(uow: OpenHealth, decisions: Decisions, person: Person, connection_id: UUID) -> tuple[int, int]:
    """Send again what failed on this connection; how many are on their way, and how many can't be sent as they are.

    Never one whose outcome is unknown: it may be posted already. What somebody else decided meanwhile is left alone.
    """
    async with uow() as unit:
        await unit.pages.connection(connection_id)
        failed = await unit.health.failed_on(connection_id)
    left = 0
    for comment_id, version in failed:
        try:
            await decisions.retry(person, comment_id, version)
        except (Conflict, NotFound):
            left += 1
    return len(failed) - left, left
