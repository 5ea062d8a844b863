"""Where a comment lies for the kernel and the linear scorer: its encoder vector beside its standardised cues."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from components.scoring.cues import cues

REACH: Final = 0.85


class Points:
    """Learns the mean and spread of each cue once; then turns texts and vectors into points."""

    def __init__(self, mean: np.ndarray, spread: np.ndarray) -> None:
        self.mean, self.spread = mean, spread

    @classmethod
    def learn(cls, texts: Sequence[str]) -> Points:
        """Take the cues' mean and spread from `texts`, raw as they came."""
        return cls._of(cues(texts))

    @classmethod
    def learned_on(cls, texts: Sequence[str], vectors: np.ndarray) -> tuple[Points, np.ndarray]:
        """The same, and the points of `texts`."""
        found = cues(texts)
        learned = cls._of(found)
        return learned, learned._joined(found, vectors)

    @classmethod
    def _of(cls, found: np.ndarray) -> Points:
        return cls(found.mean(axis=0), found.std(axis=0) + 0.1)

    def __call__(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """[n, 768 + cues] float32: two halves of length 1 and the cues at length REACH."""
        return self._joined(cues(texts), vectors)

    def _joined(self, found: np.ndarray, vectors: np.ndarray) -> np.ndarray:
        scaled = (found - self.mean) / self.spread
        scaled /= np.maximum(np.linalg.norm(scaled, axis=1, keepdims=True), 1e-9)
        return np.hstack([vectors, REACH * scaled]).astype(np.float32)
