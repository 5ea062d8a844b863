"""Texts that read almost the same and have different labels by different people: a person settles which holds."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from desk.domain.errors import Invalid, NotFound
from desk.domain.label import INTENTS, RELABELLED, SETTLED
from desk.domain.label_lessons import Labelled, key_of
from desk.ports.learning import OpenLearning
from desk.ports.outside import Clock
from desk.services.labels import gather

LEAST: Final = 0.75
"""From this cosine on two texts are shown. With the shipped encoder 27 of 40 paraphrases and 91 % of changed wordings
reach it, and of 12,262 carefully labelled examples only 37 pairs with different labels; at 0.70 it would be 33 paraphrases and
131 pairs, at 0.80 21 and 15 (``python -m benchmarks.nearly_same``)."""
MOST: Final = 2_500
"""So many examples, the newest, are compared: as many as are learned from at once."""
AT_ONCE: Final = 512


@dataclass(frozen=True)
class NearlySame:
    """Two examples whose meaning is almost the same, and how like they are."""

    one: Labelled
    other: Labelled
    likeness: float

    @property
    def keys(self) -> tuple[str, str]:
        """What names the two texts without holding them."""
        return key_of(self.one.text), key_of(self.other.text)


@dataclass(frozen=True)
class AlmostTheSame:
    """Finds such pairs. ``encoder`` gives what turns texts into vectors of length 1; those of the present examples are
    kept, so that only new texts take time."""

    uow: OpenLearning
    clock: Clock
    encoder: Callable[[], Any]
    kept: dict[str, np.ndarray] = field(default_factory=dict)
    alone: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def pairs(self) -> list[NearlySame]:
        """The present ones: first those where both labels were given by hand, the most alike first."""
        examples = (await gather(self.uow, self.clock)).examples[-MOST:]
        async with self.alone:  # who asks meanwhile finds the vectors made
            return await asyncio.to_thread(self._pairs, examples)

    async def settle(self, keys: Sequence[str], intent: str | None, by: str, pages: Container[str]) -> None:
        """One label holds for both texts; or, without an intent, each keeps its own."""
        if intent is not None and intent not in INTENTS:
            raise Invalid(f"The intent must be one of {', '.join(INTENTS)}.")
        pair = next((one for one in await self.pairs() if set(one.keys) == set(keys)), None)
        if pair is None or pair.one.page not in pages or pair.other.page not in pages:
            raise NotFound("People agree about these texts by now, or they aren't here any more.")
        async with self.uow() as unit:
            for example, key in zip((pair.one, pair.other), pair.keys, strict=True):
                chosen = intent or example.intent
                await unit.labels.settle(key, chosen, by, self.clock.now())
                await unit.audit.append(by, "label.settled", key[:12], None, {"intent": chosen})

    def _pairs(self, examples: Sequence[Labelled]) -> list[NearlySame]:
        found = pairs_of(self._vectors([one.text for one in examples]), [one.intent for one in examples], LEAST)
        pairs = [NearlySame(examples[one], examples[other], likeness) for one, other, likeness in found]
        told = [pair for pair in pairs if pair.one.by != pair.other.by and not _both_settled(pair)]
        return sorted(told, key=lambda pair: (-_given(pair), -pair.likeness, pair.keys))

    def _vectors(self, texts: Sequence[str]) -> np.ndarray:
        encoder, kept = self.encoder(), dict(self.kept)
        new = [text for text in dict.fromkeys(texts) if text not in kept]
        kept.update(zip(new, encoder.encode(new), strict=True))
        self.kept.clear()
        self.kept.update({text: kept[text] for text in texts})
        return np.stack([kept[text] for text in texts]) if texts else np.zeros((0, encoder.dimension), np.float32)


def pairs_of(vectors: np.ndarray, intents: Sequence[str], least: float) -> list[tuple[int, int, float]]:
    """Pairs with different intents that are at least so like, by their places; vectors have length 1."""
    numbers = {intent: number for number, intent in enumerate(dict.fromkeys(intents))}
    labels = np.array([numbers[intent] for intent in intents], dtype=np.int64)
    found = []
    for start in range(0, len(vectors), AT_ONCE):
        likeness = vectors[start : start + AT_ONCE] @ vectors[start:].T
        differ = labels[start : start + AT_ONCE, None] != labels[None, start:]
        for row, column in np.argwhere((likeness >= least) & differ):
            if row < column:
                found.append((start + int(row), start + int(column), float(likeness[row, column])))
    return found


def _both_settled(pair: NearlySame) -> bool:
    return pair.one.source == pair.other.source == SETTLED


def _given(pair: NearlySame) -> int:
    return sum(one.source in (RELABELLED, SETTLED) for one in (pair.one, pair.other))
