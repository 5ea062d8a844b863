"""Pairs of a file become memory: what each comment is, the newest model says, and by what it is found, the encoder."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np

from desk.db.memory import searched
from desk.domain.memory import Answered
from language.encoder import Encoder

AT_ONCE: Final = 250
"""So many are stored in one transaction: what is stored stays, should a command be stopped."""


async def understood(pairs: Sequence[Answered], answers: Iterator[dict[str, Any]]) -> list[Answered]:
    """The pairs with their intents."""
    return await asyncio.to_thread(lambda: [replace(pair, intent=intent_of(next(answers))) for pair in pairs])


async def encoded(encoder: Encoder, pairs: Sequence[Answered]) -> np.ndarray:
    """A vector for each pair."""
    return await asyncio.to_thread(encoder.encode, [searched(pair.comment) for pair in pairs])


def intent_of(answer: dict[str, Any]) -> str | None:
    """What the model takes a comment for."""
    intent = (answer.get("understanding") or {}).get("intent")
    return intent if isinstance(intent, str) else None
