"""Any sentence encoder that was exported to ONNX takes the place of the built one."""

from __future__ import annotations

import numpy as np
import pytest

from language.encoder import Encoder, EncoderMissing
from language.encoder_settings import EncoderSettings, EncoderSettingsError, read_encoder_settings
from tests.language.onnx_files import write_encoder

WORDS = ("where", "is", "my", "parcel", "bike")


def test_it_gives_vectors_of_its_own_length(tmp_path):
    encoder = Encoder(write_encoder(tmp_path, WORDS, 12))
    vectors = encoder.encode(["where is my bike", "parcel"])
    assert vectors.shape == (2, 12) and encoder.dimension == 12
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_without_a_third_layer_both_halves_are_the_last(tmp_path):
    layers = Encoder(write_encoder(tmp_path, WORDS, 12)).encode_layers(["my bike"])
    assert layers.shape == (1, 24) and np.array_equal(layers[:, :12], layers[:, 12:])


def test_a_model_that_pools_gives_what_pooling_by_us_gives(tmp_path):
    by_piece = Encoder(write_encoder(tmp_path / "pieces", WORDS, 12))
    pooled = Encoder(write_encoder(tmp_path / "pooled", WORDS, 12, pooled=True, inputs=("input_ids",)))
    assert np.allclose(by_piece.encode(["where is my bike"]), pooled.encode(["where is my bike"]), atol=1e-6)


@pytest.mark.parametrize(("pooling", "take"), [("mean", np.mean), ("max", np.max), ("cls", lambda rows, axis: rows[0])])
def test_the_pooling_is_that_of_the_settings(tmp_path, pooling, take):
    folder = write_encoder(tmp_path, WORDS, 12)
    (table,) = [np.frombuffer((folder / "model.onnx").read_bytes().split(b"table\x4a")[1][2:][: 6 * 12 * 4], "<f4")]
    wanted = take(table.reshape(6, 12)[[1, 5]], axis=0)
    (vector,) = Encoder(EncoderSettings(folder, pooling=pooling)).encode(["where bike"])
    assert np.allclose(vector, wanted / np.linalg.norm(wanted), atol=1e-6)


def test_of_a_long_text_as_many_pieces_are_read_as_the_settings_say(tmp_path):
    encoder = Encoder(EncoderSettings(write_encoder(tmp_path, WORDS, 12), max_pieces=16))
    assert len(encoder.pieces("where " + "is " * 50 + "bike")) == 16


def test_a_text_without_word_pieces_has_a_vector_too(tmp_path):
    vectors = Encoder(write_encoder(tmp_path, WORDS, 12)).encode(["", "  "])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)


def test_model_and_tokenizer_are_found_where_exports_put_them(tmp_path):
    folder = write_encoder(tmp_path, WORDS, 12, name="onnx/model.onnx")
    assert Encoder(folder).dimension == 12
    assert Encoder(folder / "onnx" / "model.onnx").dimension == 12


def test_what_changes_its_vectors_changes_its_identity(tmp_path):
    folder, other = write_encoder(tmp_path / "a", WORDS, 12), write_encoder(tmp_path / "b", WORDS, 12, seed=1)
    same = write_encoder(tmp_path / "c", WORDS, 12)
    chosen = [EncoderSettings(folder), EncoderSettings(folder, pooling="max"), EncoderSettings(folder, max_pieces=99),
              EncoderSettings(other), EncoderSettings(same)]  # fmt: skip
    identities = [Encoder(one).identity for one in chosen]
    assert len(set(identities)) == 4 and identities[0] == identities[-1]


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"SHAREWELL_ENCODER": "nowhere"}, r"nowhere.*ONNX file is missing"),
        ({"SHAREWELL_ENCODER_TOKENIZER": "none.json"}, r"SHAREWELL_ENCODER_TOKENIZER is .*none\.json"),
        ({"SHAREWELL_ENCODER_OUTPUT": "pooler"}, r"no output 'pooler'.*one of last_hidden_state"),
        ({"SHAREWELL_ENCODER_POOLING": "none"}, r"a vector for each word piece.*mean, cls or max"),
    ],
)
def test_what_does_not_fit_is_said_in_one_line(tmp_path, settings, says):
    folder = write_encoder(tmp_path, WORDS, 12)
    with pytest.raises(EncoderMissing, match=says) as error:
        Encoder(read_encoder_settings({"SHAREWELL_ENCODER": str(folder), **settings}, folder))
    assert "\n" not in str(error.value)


def test_a_model_that_is_no_sentence_encoder_is_named(tmp_path):
    folder = write_encoder(tmp_path, WORDS, 12, inputs=("pixel_values",))
    with pytest.raises(EncoderMissing, match="asks for pixel_values"):
        Encoder(folder)


def test_vectors_too_long_for_the_index_are_refused(tmp_path):
    with pytest.raises(EncoderMissing, match="2,001 numbers"):
        Encoder(write_encoder(tmp_path, WORDS, 2001))


def test_another_models_tokenizer_is_noticed(tmp_path):
    folder = write_encoder(tmp_path / "small", (), 12)
    write_encoder(tmp_path / "large", ["word"], 12)
    with pytest.raises(EncoderMissing, match="do both belong together"):
        Encoder(EncoderSettings(folder, tokenizer=tmp_path / "large" / "tokenizer.json"))


@pytest.mark.parametrize(
    ("name", "value"), [("POOLING", "average"), ("MAX_PIECES", "0"), ("MAX_PIECES", "many"), ("MAX_PIECES", "²")]
)
def test_a_setting_that_makes_no_sense_is_named(tmp_path, name, value):
    with pytest.raises(EncoderSettingsError, match=f"SHAREWELL_ENCODER_{name}"):
        read_encoder_settings({f"SHAREWELL_ENCODER_{name}": value}, tmp_path)


def test_another_process_is_told_the_same(tmp_path):
    told = {"SHAREWELL_ENCODER": "a", "SHAREWELL_ENCODER_TOKENIZER": "b", "SHAREWELL_ENCODER_POOLING": "cls",
            "SHAREWELL_ENCODER_OUTPUT": "o", "SHAREWELL_ENCODER_MAX_PIECES": "64"}  # fmt: skip
    chosen = read_encoder_settings(told, tmp_path)
    assert read_encoder_settings(chosen.environment(), tmp_path / "other") == chosen
