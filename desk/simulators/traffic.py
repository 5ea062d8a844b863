"""People write on a simulated platform, and the platform tells the desk: twice now and then, late, or garbled."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import httpx

from desk.simulators.base import Delivery, Simulator
from desk.simulators.world import Happened

TEXTS: Final = (
    "Are you open on Sunday?",
    "My order should have been here on Tuesday. Where is it?",
    "Does the blue one come in a smaller size?",
    "Third time I ring and nobody picks up. Not good enough.",
    "Brilliant service today, thank you all",
    "how do i send something back?",
    "The strap broke after two days!!",
    "Which of the two is better for rain?",
    "@maya you need to see this",
    "Can I pay when it arrives?",
    "You charged me twice, please look into it.",
    "Love the new colour",
    "is there parking near the shop",
    "Still waiting for my refund, it has been three weeks",
    "Do you repair older models too?",
)
NAMES: Final = ("Ada", "Bo", "Chiara", "Dmitri", "Esra", "Femi", "Grace", "Hana", "Ivo", "Jun")
RETRY_S: Final = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)


@dataclass(frozen=True)
class Habits:
    """How a platform and the people on it behave; shares from 0 to 1."""

    edits: float = 0.02
    removals: float = 0.01
    duplicates: float = 0.0
    late: float = 0.0
    malformed: float = 0.0
    batch: int = 1


@dataclass
class Traffic:
    """Comments on one simulated platform, delivered to ``hook`` where it pushes; counts what was accepted."""

    simulator: Simulator
    client: httpx.AsyncClient
    hook: str | None
    habits: Habits = Habits()
    seed: int = 1
    accepted: int = 0
    refused: int = 0
    given_up: int = 0
    _random: random.Random = field(init=False)
    _held: list[Happened] = field(default_factory=list)
    _queue: list[Happened] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    async def write(self, count: int) -> None:
        """So many comments, with the edits and removals that come with them."""
        world, chance = self.simulator.world, self._random.random
        for _ in range(count):
            number = self._random.randrange(10**6)
            before = len(world.told)
            post = world.write(
                f"{self._random.choice(TEXTS)} #{number}",
                author=self._random.choice(NAMES),
                author_id=f"u-{number}",
                thread=f"post-{self._random.randrange(1, 6)}",
            )
            if chance() < self.habits.edits:
                world.edit(post.id, f"{post.text} (edited)")
            elif chance() < self.habits.removals:
                world.remove(post.id)
            self._queue += world.told[before:]
        await self.deliver()

    async def deliver(self, *, everything: bool = False) -> None:
        """Tell the desk what happened; some of it later, unless ``everything``."""
        if self.hook is None:
            self._queue.clear()
            return
        happened, self._queue = self._held + self._queue, []
        self._held = []
        if not everything and self.habits.late:
            late = [one for one in happened if self._random.random() < self.habits.late]
            happened = [one for one in happened if one not in late]
            self._held = late
        for start in range(0, len(happened), self.habits.batch):
            for delivery in self.simulator.deliveries(happened[start : start + self.habits.batch]):
                await self._send(delivery)

    async def _send(self, delivery: Delivery) -> None:
        if self._random.random() < self.habits.malformed:
            await self._post(Delivery(delivery.body[: len(delivery.body) // 2], delivery.headers), once=True)
        await self._post(delivery)
        if self._random.random() < self.habits.duplicates:
            await self._post(delivery)

    async def _post(self, delivery: Delivery, *, once: bool = False) -> None:
        """As platforms do: again and again until it is accepted."""
        assert self.hook is not None
        waits: Sequence[float] = () if once else RETRY_S
        for wait in (*waits, None):
            try:
                headers = {"Content-Type": "application/json", **delivery.headers}
                answer = await self.client.post(self.hook, content=delivery.body, headers=headers, timeout=10)
            except httpx.HTTPError:
                answer = None
            if answer is not None and answer.status_code == 200:
                self.accepted += 1
                return
            if answer is not None and answer.status_code == 403:
                self.refused += 1
                return
            if wait is None:
                self.given_up += 1
                return
            await asyncio.sleep(wait)
