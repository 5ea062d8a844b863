"""The file of kept encodings, as others than the training read it."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from language.kept_vectors import KEY_BYTES, last_layers, path_of, read

ENCODER = SimpleNamespace(fingerprint="0123456789abcdef-and-more", dimension=3)


def kept(folder, keys, vectors):
    np.savez(path_of(folder, ENCODER), keys=keys, vectors=vectors)


def test_the_last_layers_of_what_was_kept_are_read(tmp_path):
    vectors = np.arange(12, dtype=np.float32).reshape(2, 6)
    kept(tmp_path, np.zeros((2, KEY_BYTES), dtype=np.uint8), vectors)
    assert last_layers(tmp_path, ENCODER).tolist() == [[0, 1, 2], [6, 7, 8]]


@pytest.mark.parametrize("what", ["missing", "damaged", "other length", "not as many"])
def test_what_can_not_be_used_gives_no_vectors_and_no_error(tmp_path, what):
    if what == "damaged":
        path_of(tmp_path, ENCODER).write_bytes(b"PK\x03\x04 half a file")
    elif what == "other length":
        kept(tmp_path, np.zeros((1, KEY_BYTES), dtype=np.uint8), np.zeros((1, 8), dtype=np.float32))
    elif what == "not as many":
        kept(tmp_path, np.zeros((2, KEY_BYTES), dtype=np.uint8), np.zeros((1, 6), dtype=np.float32))
    assert last_layers(tmp_path, ENCODER).shape == (0, 3)
    assert (read(path_of(tmp_path, ENCODER)) is None) == (what != "other length")
