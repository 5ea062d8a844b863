"""The vectors of the last few texts, so that one comment looked for in two places is encoded once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import Final

import numpy as np

from desk.db.encoders import TextEncoder

KEPT: Final = 256


class RecentVectors:
    """A TextEncoder that remembers what it was asked last; safe to share between threads."""

    def __init__(self, encoder: TextEncoder) -> None:
        self._encoder = encoder
        self._kept: OrderedDict[str, np.ndarray] = OrderedDict()
        self._lock = Lock()

    @property
    def identity(self) -> str:
        """The encoder's."""
        return self._encoder.identity

    @property
    def dimension(self) -> int:
        """The encoder's."""
        return self._encoder.dimension

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """[n, dimension] float32; only single texts are kept."""
        if len(texts) != 1:
            return self._encoder.encode(texts)
        (text,) = texts
        with self._lock:
            known = self._kept.get(text)
        if known is None:
            known = self._encoder.encode(texts)
            with self._lock:
                self._kept[text] = known
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return known
