"""The file in which encodings are kept across trainings: one an encoder, each vector under the hash of its text."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np

from language.encoder import Encoder

KEY_BYTES = 16


def path_of(directory: Path, encoder: Encoder) -> Path:
    """The file of this encoder."""
    return directory / f"encodings-{encoder.fingerprint[:16]}.npz"


def read(path: Path) -> tuple[np.ndarray, np.ndarray] | None:
    """Keys [n, 16] and vectors [n, last ‖ third layer]; None where there is no such file or it is damaged."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            keys, vectors = stored["keys"], stored["vectors"]
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None
    return (keys, vectors) if len(keys) == len(vectors) else None


def last_layers(directory: Path, encoder: Encoder) -> np.ndarray:
    """The kept vectors as `encode` gives them, [n, dimension]; n is 0 where none are kept."""
    kept = read(path_of(directory, encoder))
    if kept is None or kept[1].ndim != 2 or kept[1].shape[1] != 2 * encoder.dimension:
        return np.zeros((0, encoder.dimension), dtype=np.float32)
    return np.ascontiguousarray(kept[1][:, : encoder.dimension])
