"""Why a model gave nothing.

ModelError
├── NotAsked            the budget is used up, or the circuit is open
├── ModelUnreachable    no answer in time, no connection, 5xx, a refused key; counts towards opening the circuit
│   └── ModelBusy       429, perhaps with the time to wait
└── AnswerUnusable      an answer came, but none of use
"""

from __future__ import annotations


class ModelError(Exception):
    """The text is one sentence for the manager; it holds neither the key nor anything a consumer wrote."""


class NotAsked(ModelError):
    """Nothing was sent."""


class ModelUnreachable(ModelError):
    """The endpoint is down, slow or misconfigured. `sent` says whether it may have worked, and charged, for nothing."""

    def __init__(self, reason: str, *, sent: bool = False) -> None:
        super().__init__(reason)
        self.sent = sent


class ModelBusy(ModelUnreachable):
    """The endpoint asks to be left alone, for `retry_after` seconds where it says so."""

    def __init__(self, reason: str, retry_after: float | None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class AnswerUnusable(ModelError):
    """An answer without a text; `tokens` is what it cost, None when it doesn't say."""

    def __init__(self, reason: str, tokens: int | None = None) -> None:
        super().__init__(reason)
        self.tokens = tokens
