"""How often something may happen: the generic cell rate algorithm, in memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

KEPT: Final = 100_000
"""Beyond so many keys those that are free again are dropped."""
SWEEP_S: Final = 5.0


@dataclass(frozen=True)
class Limit:
    """``count`` in ``seconds``, of which ``burst`` may come at once."""

    count: int
    seconds: float
    burst: int


@dataclass
class Paces:
    """What has happened under which key; one a process."""

    clock: Callable[[], float] = time.monotonic
    _until: dict[str, float] = field(default_factory=dict)
    _swept: float = 0.0

    def take(self, limits: Mapping[str, Limit]) -> float:
        """Count one under each key; seconds to wait where one is spent, and then nothing is counted; 0: go on."""
        now = self.clock()
        waits = [self._wait(key, limit, now) for key, limit in limits.items()]
        if (longest := max(waits, default=0.0)) > 0:
            return longest
        for key, limit in limits.items():
            self._until[key] = max(self._until.get(key, now), now) + limit.seconds / limit.count
        if len(self._until) > KEPT and now - self._swept > SWEEP_S:
            self._swept = now
            self._until = {key: until for key, until in self._until.items() if until > now}
        return 0.0

    def _wait(self, key: str, limit: Limit, now: float) -> float:
        gap = limit.seconds / limit.count
        return max(self._until.get(key, now), now) - gap * (limit.burst - 1) - now
