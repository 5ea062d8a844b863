"""The worker keeps bringing back what was put off, whatever the database does."""

import asyncio

import pytest

from desk.ports.errors import DatabaseUnavailable
from desk.worker import Watch


async def test_waking_goes_on_after_the_database_was_away():
    troubles = [DatabaseUnavailable("away")]
    enough = asyncio.Event()
    looks = 0

    async def wake():
        nonlocal looks
        if troubles:
            raise troubles.pop()
        looks += 1
        if looks == 2:
            enough.set()
        return 1

    waking = asyncio.create_task(Watch("waking", 0, wake).run())
    await asyncio.wait_for(enough.wait(), 5)
    waking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waking
