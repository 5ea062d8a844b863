"""Encodings kept across trainings: one file an encoder, looked up by the hash of the text."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from language.encoder import Encoder
from language.kept_vectors import KEY_BYTES, path_of, read

MOST: Final = 50_000


class EncodingCache:
    """Vectors [768] by text; `save` writes what was used in this run first, so that the oldest fall out."""

    def __init__(self, directory: Path, encoder: Encoder) -> None:
        self._path = path_of(directory, encoder)
        self._encoder = encoder
        self._kept: dict[bytes, np.ndarray] = self._read()
        self._used: dict[bytes, np.ndarray] = {}

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """[n, 768] float32, encoding only what is not known yet."""
        keys = [hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=KEY_BYTES).digest() for text in texts]
        unknown = list(dict.fromkeys(index for index, key in enumerate(keys) if key not in self._kept))
        for index, vector in zip(
            unknown, self._encoder.encode_layers([texts[index] for index in unknown]), strict=False
        ):
            self._kept[keys[index]] = vector
        self._used.update((key, self._kept[key]) for key in keys)
        if not texts:
            return np.zeros((0, 2 * self._encoder.dimension), dtype=np.float32)
        return np.stack([self._kept[key] for key in keys])

    def save(self) -> None:
        """Write the file in one step; a cache that can't be written is only slower."""
        if not self._used:
            return
        kept = {**self._used, **{key: value for key, value in self._kept.items() if key not in self._used}}
        keys = list(kept)[:MOST]
        temporary = self._path.with_name(f".{os.getpid()}-{self._path.name}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            np.savez(
                temporary,
                keys=np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(-1, KEY_BYTES),
                vectors=np.stack([kept[key] for key in keys]),
            )
            temporary.replace(self._path)
        except OSError:
            temporary.unlink(missing_ok=True)

    def _read(self) -> dict[bytes, np.ndarray]:
        keys, vectors = read(self._path) or ((), ())
        return {key.tobytes(): vector for key, vector in zip(keys, vectors, strict=True)}
