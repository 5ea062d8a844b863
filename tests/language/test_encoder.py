"""The encoder gives the same vector whatever stands beside a text."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from language.encoder import Encoder, EncoderMissing
from language.encoder_settings import MAX_PIECES

HOME = Path(os.environ.get("SHAREWELL_HOME") or Path(__file__).parents[2] / ".sharewell")
DIRECTORY = Path(os.environ.get("SHAREWELL_ENCODER") or HOME / "encoder")
TEXTS = ["where is my parcel", "ok", "", "😀", "a long story " * 300, "Danke!", "\ud800 broken", "my parcel is lost"]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    if not (DIRECTORY / "encoder.onnx").is_file():
        pytest.skip("the encoder is not built: run ./sharewell setup")
    return Encoder(DIRECTORY, threads=2)


def test_vectors_have_length_one_and_384_numbers(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), 384) and vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_both_layers_are_normalised_and_the_last_comes_first(encoder: Encoder) -> None:
    layers = encoder.encode_layers(TEXTS)
    assert layers.shape == (len(TEXTS), 768)
    assert np.allclose(np.linalg.norm(layers[:, 384:], axis=1), 1, atol=1e-5)
    assert np.array_equal(layers[:, :384], encoder.encode(TEXTS))


def test_a_vector_does_not_depend_on_its_batch(encoder: Encoder) -> None:
    together = encoder.encode_layers(TEXTS, batch=3)
    alone = np.stack([encoder.encode_layers([text])[0] for text in TEXTS])
    assert np.abs(together - alone).max() <= 1e-6


def test_near_meanings_are_near(encoder: Encoder) -> None:
    vectors = encoder.encode(["where is my parcel", "my package has not arrived", "lovely weather on the beach"])
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2


def test_a_long_text_keeps_its_head_and_its_tail(encoder: Encoder) -> None:
    pieces = encoder.pieces("start " + "middle " * 5000 + "finish")
    assert len(pieces) == MAX_PIECES
    assert pieces[-2] == encoder.pieces("finish")[1] and pieces[1] == encoder.pieces("start")[1]


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


def test_an_absent_encoder_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(EncoderMissing, match=r"\./sharewell setup"):
        Encoder(tmp_path)


def test_a_damaged_encoder_says_what_to_run(encoder: Encoder, tmp_path: Path) -> None:
    for name in ("tokenizer.json", "encoder.json"):
        (tmp_path / name).write_bytes((DIRECTORY / name).read_bytes())
    (tmp_path / "encoder.onnx").write_bytes(b"not a model")
    with pytest.raises(EncoderMissing, match=r"\./sharewell setup"):
        Encoder(tmp_path)
