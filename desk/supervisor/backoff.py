"""How long to wait before a process is started again."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Backoff:
    """Doubling waits in seconds with jitter, so that processes that fell together don't rise together."""

    first: float = 0.25
    longest: float = 30.0
    jitter: Callable[[], float] = random.random
    failures: int = field(default=0, init=False)

    def next(self) -> float:
        """The wait after one more failure: between half of the doubled wait and all of it."""
        wait = min(self.first * float(2 ** min(self.failures, 16)), self.longest)
        self.failures += 1
        return wait * (0.5 + self.jitter() / 2)

    def reset(self) -> None:
        """Start over, after a process has been healthy for a while."""
        self.failures = 0
