"""A small sentence encoder as real files: an ONNX model with one row of numbers a word, and its tokenizer.

The model is written as protocol buffers by hand (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto), so that the
tests need no package to make one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import Whitespace

INT64, FLOAT = 7, 1


def write_encoder(
    folder: Path,
    words: Sequence[str],
    dimension: int,
    *,
    pooled: bool = False,
    seed: int = 0,
    name: str = "model.onnx",
    inputs: Sequence[str] = ("input_ids", "attention_mask", "token_type_ids"),
) -> Path:
    """Each of ``words`` gets ``dimension`` random numbers; ``pooled``: the model itself gives their mean."""
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = {word: number for number, word in enumerate(["[UNK]", *words])}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer, tokenizer.pre_tokenizer = Lowercase(), Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    table = np.random.default_rng(seed).standard_normal((len(vocabulary), dimension)).astype("<f4")
    nodes = [_node("Gather", ["table", inputs[0]], "last_hidden_state")]
    outputs = [_value("last_hidden_state", FLOAT, [1, "pieces", dimension])]
    if pooled:
        mean = _node("ReduceMean", ["last_hidden_state"], "sentence_embedding", _ints("axes", [1]), _int("keepdims", 0))
        nodes, outputs = [*nodes, mean], [_value("sentence_embedding", FLOAT, [1, dimension])]
    tensor = b"".join(_field(1, size) for size in table.shape) + _field(2, FLOAT) + _field(8, "table")
    graph = (
        b"".join(_field(1, node) for node in nodes)
        + _field(2, "encoder")
        + _field(5, tensor + _field(9, table.tobytes()))
    )
    graph += b"".join(_field(11, _value(one, INT64, [1, "pieces"])) for one in inputs)
    graph += b"".join(_field(12, one) for one in outputs)
    model = _field(1, 8) + _field(7, graph) + _field(8, _field(1, "") + _field(2, 13))
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(model)
    return folder


def _node(kind: str, inputs: Sequence[str], output: str, *attributes: bytes) -> bytes:
    read = b"".join(_field(1, one) for one in inputs)
    return read + _field(2, output) + _field(3, kind) + _field(4, kind) + b"".join(_field(5, one) for one in attributes)


def _int(name: str, value: int) -> bytes:
    return _field(1, name) + _field(3, value) + _field(20, 2)


def _ints(name: str, values: Sequence[int]) -> bytes:
    return _field(1, name) + b"".join(_field(8, value) for value in values) + _field(20, 7)


def _value(name: str, kind: int, shape: Sequence[int | str]) -> bytes:
    sizes = b"".join(_field(1, _field(2 if isinstance(size, str) else 1, size)) for size in shape)
    return _field(1, name) + _field(2, _field(1, _field(1, kind) + _field(2, sizes)))


def _field(number: int, value: int | str | bytes) -> bytes:
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    content = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    taken = bytearray()
    while value > 0x7F:
        taken.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*taken, value])
