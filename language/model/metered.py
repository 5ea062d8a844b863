"""Calls to a model within the day's budget, none while it fails again and again, each counted."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timezone
from typing import Final

from language.model.chat import AsksModel
from language.model.completion import Completion
from language.model.errors import AnswerUnusable, ModelUnreachable
from language.model.limits import Budget, Circuit

_CHARACTERS_A_TOKEN: Final = 4


@dataclass(frozen=True)
class Call:
    """What one call cost, and how it ended."""

    ms: int
    tokens: int
    outcome: str


def utc_day() -> date:
    """The day that the budget is counted for."""
    return datetime.now(timezone.utc).date()


class Metered:
    """A model that isn't asked more than it may be; `expected` is how many tokens an answer is likely to have."""

    def __init__(
        self,
        model: AsksModel,
        tokens_a_day: int,
        expected: int,
        clock: Callable[[], float] = time.monotonic,
        today: Callable[[], date] = utc_day,
    ) -> None:
        self.model = model
        self._expected = expected
        self._clock = clock
        self._budget = Budget(tokens_a_day, today)
        self._circuit = Circuit(clock)

    async def ask(self, messages: list[dict[str, str]], within: float, told: Callable[[Call], None]) -> Completion:
        """The answer; `told` hears what the call cost, however it ends. Raises ModelError, NotAsked where none was made."""
        started, question = self._clock(), sum(len(message["content"]) for message in messages)
        reserved = question // _CHARACTERS_A_TOKEN + self._expected
        used, outcome = reserved, "broken off"
        with self._circuit.guarded(), self._budget.reserved(reserved) as reservation:
            try:
                completion = await self.model.ask(messages, within)
                estimate = (question + len(completion.text)) // _CHARACTERS_A_TOKEN
                used, outcome = (estimate if completion.tokens is None else completion.tokens), "answered"
                return completion
            except AnswerUnusable as error:
                used, outcome = (reserved if error.tokens is None else error.tokens), str(error)
                raise
            except ModelUnreachable as error:
                used, outcome = (reserved if error.sent else 0), str(error)
                raise
            finally:
                reservation.used = used
                told(Call(round(1000 * (self._clock() - started)), used, outcome))
