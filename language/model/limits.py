"""What keeps a model from being asked too much: a budget of tokens a day, and a circuit that opens when it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Final

from language.model.errors import AnswerUnusable, ModelBusy, ModelUnreachable, NotAsked

FAILURES: Final = 3
PAUSE_S: Final = 60.0
LONGEST_PAUSE_S: Final = 3600.0


@dataclass
class Reservation:
    """What a call uses: an estimate at first."""

    used: int


class Budget:
    """Tokens a day (UTC), kept in memory: what is under way is counted before its true cost is known."""

    def __init__(self, tokens_a_day: int, today: Callable[[], date]) -> None:
        self._limit = tokens_a_day
        self._today = today
        self._day = today()
        self.spent = 0

    @contextmanager
    def reserved(self, tokens: int) -> Iterator[Reservation]:
        """Count so many tokens as spent until the block has set what it really used; raises NotAsked beyond the budget."""
        day = self._today()
        if day != self._day:
            self._day, self.spent = day, 0
        if self.spent + tokens > self._limit:
            raise NotAsked("The model's tokens for today are used up.")
        self.spent += tokens
        reservation = Reservation(tokens)
        try:
            yield reservation
        finally:
            if day == self._day:
                self.spent += reservation.used - tokens


class Circuit:
    """Opens after FAILURES in a row, or as long as the endpoint asks; then one call tries whether it is well again."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._failures = 0
        self._until: float | None = None
        self._trying = False

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Around one call; raises NotAsked while the circuit is open, and learns from how the call ends."""
        if self._until is not None and (self._trying or self._clock() < self._until):
            raise NotAsked("The model failed repeatedly and is left alone for a while.")
        single = self._trying = self._until is not None
        try:
            yield
        except ModelUnreachable as failure:
            self._failures += 1
            asked = failure.retry_after if isinstance(failure, ModelBusy) else None
            if asked is not None:
                self._until = self._clock() + min(max(asked, 1.0), LONGEST_PAUSE_S)
            elif self._failures >= FAILURES or single:
                self._until = self._clock() + PAUSE_S
            raise
        except AnswerUnusable:
            self._failures, self._until = 0, None  # it does answer
            raise
        else:
            self._failures, self._until = 0, None
        finally:
            if single:
                self._trying = False
