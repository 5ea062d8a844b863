"""Comments and the replies that were sent, replayed in order of time: what memory would have drafted at each step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from components.evaluation.chrf import chrf
from components.evaluation.reply_rows import Answered
from language.reuse import adapt, compared, scrubbed

CANDIDATES: Final = 3
NEAR: Final = 0.80
"""From this cosine on the desk drafts from memory; actions/remembered.py has the same figure."""
# One of actions/phrases/neutral.py, and always the same one.
HOLDING: Final = "We don't have the answer to hand, so we're asking a colleague and will reply here."
MEASURES: Final = ("chrf", "cosine")
WAYS: Final = ("memory", "near", "none")


class TextEncoder(Protocol):
    """Turns texts into vectors [n, 384] of length 1."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text."""
        ...


SHARES: Final = tuple(share / 10 for share in range(1, 11))


@dataclass(frozen=True)
class Step:
    """What was drafted for a comment; `found` is the cosine of the earlier comment, None where no reply could be reused."""

    draft: str
    found: float | None

    @property
    def near(self) -> bool:
        """Whether the earlier comment was near enough for the desk."""
        return self.found is not None and self.found >= NEAR


@dataclass(frozen=True)
class Replay:
    """All rows in order. `sizes` [n]: how many pairs the company had before; `near` [n]: whether the desk would reuse one.

    `scores[measure][way]` [n]: likeness to the reply that was sent, with memory, only where near, and without.
    `partial[measure]` [10, n]: the same with memory that holds a tenth, two tenths, … of the earlier pairs.
    """

    sizes: np.ndarray
    near: np.ndarray
    found: np.ndarray
    scores: dict[str, dict[str, np.ndarray]]
    partial: dict[str, np.ndarray]


def replay(rows: Sequence[Answered], encoder: TextEncoder) -> Replay:
    """Draft for each row from the rows of the same company before it, then compare with what was sent."""
    comments = [scrubbed(compared(row.comment)) for row in rows]
    replies = [scrubbed(row.reply) for row in rows]
    vectors = _encoded(encoder, comments)
    # Which pairs a smaller memory holds is drawn once, so that each larger one holds the smaller.
    drawn = np.random.default_rng(0).random(len(rows))
    memories: dict[str, list[int]] = {}
    sizes, steps = [], []
    for place, row in enumerate(rows):
        memory = memories.setdefault(row.company, [])
        earlier = np.array(memory, dtype=int)
        order = earlier[np.argsort(-(vectors[earlier] @ vectors[place]), kind="stable")]

        def drafted(held: np.ndarray, place: int = place) -> Step:
            for one in held[:CANDIDATES]:
                kept = adapt(replies[one], comments[one], comments[place])
                if kept:
                    return Step(" ".join(kept), float(vectors[one] @ vectors[place]))
            return Step(HOLDING, None)

        sizes.append(len(memory))
        steps.append([drafted(order[drawn[order] < share]) for share in SHARES])
        memory.append(place)
    return _replay(np.array(sizes), steps, [compared(row.reply) for row in rows], encoder)


def _replay(sizes: np.ndarray, steps: list[list[Step]], sent: list[str], encoder: TextEncoder) -> Replay:
    texts = list(dict.fromkeys([HOLDING, *sent, *(step.draft for row in steps for step in row)]))
    vectors = dict(zip(texts, encoder.encode(texts), strict=True))
    chrfs: dict[tuple[str, str], float] = {}

    def likeness(draft: str, reply: str) -> tuple[float, float]:
        if (draft, reply) not in chrfs:
            chrfs[draft, reply] = chrf(draft, reply)
        return chrfs[draft, reply], float(vectors[draft] @ vectors[reply])

    partial = np.array([[likeness(step.draft, reply) for step in row] for row, reply in zip(steps, sent, strict=True)])
    none = np.array([likeness(HOLDING, reply) for reply in sent])
    near = np.array([row[-1].near for row in steps])
    scores = {}
    for place, name in enumerate(MEASURES):
        memory = partial[:, -1, place]
        gated = np.where(near, memory, none[:, place])
        scores[name] = {"memory": memory, "near": gated, "none": none[:, place]}
    found = np.array([row[-1].found is not None for row in steps])
    return Replay(sizes, near, found, scores, {name: partial[:, :, place].T for place, name in enumerate(MEASURES)})


def _encoded(encoder: TextEncoder, texts: Sequence[str]) -> np.ndarray:
    """[n, 384]; a text that comes up many times is encoded once."""
    places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
    return np.asarray(encoder.encode(list(places)))[[places[text] for text in texts]]
