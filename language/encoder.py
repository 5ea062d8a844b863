"""The sentence encoder: texts in, vectors out, the same on every machine and in any company.

The model is all-MiniLM-L6-v2, exported to ONNX and quantised by `components.build_encoder`, or any other that the
settings name (language/encoder_settings.py). Dynamic quantisation scales activations over a whole batch, so a text's
vector would depend on its neighbours; therefore each text is run on its own, and throughput comes from running several
texts on several threads. A vector never depends on the batch it was in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import numpy as np

from language.encoder_settings import EncoderSettings

HEAD_SHARE: Final = 5 / 8
CHARACTERS_A_PIECE: Final = 12_000 / 256
MOST_NUMBERS: Final = 2_000
"""As many as the database's index of vectors takes."""
FILES: Final = ("encoder.onnx", "tokenizer.json", "encoder.json")
THIRD: Final = "third"
_KNOWN_OUTPUTS: Final = ("last", "sentence_embedding", "last_hidden_state", "token_embeddings")
_TYPES: Final = {"tensor(int64)": np.int64, "tensor(int32)": np.int32}
_POOL: Final[Mapping[str, Callable[[np.ndarray], np.ndarray]]] = {
    "mean": lambda states: states.mean(axis=0),
    "cls": lambda states: states[0],
    "max": lambda states: states.max(axis=0),
}


class EncoderMissing(RuntimeError):
    """No usable sentence encoder; the message names the file and what to do."""


class Encoder:
    """Turns texts into vectors with onnxruntime; safe to share between threads.

    `dimension` is the length of a vector. `identity` is the same on all machines whose vectors may be compared, and is
    what the database knows vectors by; `fingerprint` is that of the file.
    """

    def __init__(self, chosen: EncoderSettings | Path | str, threads: int = 1) -> None:
        chosen = chosen if isinstance(chosen, EncoderSettings) else EncoderSettings(Path(chosen))
        model, tokenizer = chosen.model_file(), chosen.tokenizer_file()
        if model is None or tokenizer is None:
            raise EncoderMissing(_absent(chosen, model))
        import onnxruntime
        from tokenizers import Tokenizer

        try:
            self.about: dict[str, Any] = _about(model)
            self._tokenizer = Tokenizer.from_file(str(tokenizer))
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
            options.inter_op_num_threads = 1
            options.enable_cpu_mem_arena = False
            options.log_severity_level = 3
            self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime and tokenizers raise bare Exceptions for a damaged file
            raise EncoderMissing(
                f"The sentence encoder in {model.parent} can't be read: give SHAREWELL_ENCODER an ONNX model with its"
                " tokenizer.json; the one that comes with Sharewell is built by ./sharewell setup"
            ) from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._max_pieces = chosen.max_pieces
        self.threads = max(1, threads)
        self._inputs = self._accepted_inputs(model)
        self._outputs = self._chosen_outputs(chosen.output, model)
        self._pool = _POOL.get(chosen.pooling or "", _POOL["mean"])
        self.dimension: int = self._try(chosen.pooling, model)
        ours = "built" in self.about and chosen == EncoderSettings(chosen.path)
        self.fingerprint: str = str(self.about["built"]) if ours else _digest(chosen, model, tokenizer)
        self.identity: str = f"weights {self.about['sha256']}" if ours else f"file {self.fingerprint}"

    def _accepted_inputs(self, model: Path) -> dict[str, Any]:
        """The type of each input; only what every sentence encoder is asked may be asked for."""
        inputs = {one.name: _TYPES.get(one.type) for one in self._session.get_inputs()}
        strange = [name for name in inputs if name not in ("input_ids", "attention_mask", "token_type_ids")]
        if strange or "input_ids" not in inputs or None in inputs.values():
            raise EncoderMissing(
                f"{model} asks for {', '.join(inputs) or 'nothing'}; a sentence encoder takes input_ids, attention_mask"
                " and at most token_type_ids, all whole numbers. Was another kind of model exported?"
            )
        return inputs

    def _chosen_outputs(self, wanted: str | None, model: Path) -> list[str]:
        """The output that is used, and that of an earlier layer where there is one."""
        names = [one.name for one in self._session.get_outputs()]
        if wanted is not None and wanted not in names:
            raise EncoderMissing(
                f"{model} has no output {wanted!r}: set SHAREWELL_ENCODER_OUTPUT to one of {', '.join(names)}."
            )
        first = wanted or next((name for name in _KNOWN_OUTPUTS if name in names), names[0])
        return [first, THIRD] if THIRD in names and first != THIRD else [first]

    def _try(self, pooling: str | None, model: Path) -> int:
        """Encode a word and see what comes; the length of a vector."""
        try:
            tried = self._raw(self.pieces("word"))[0]
        except Exception as error:  # whatever the model refuses, it is the wrong model or the wrong tokenizer
            raise EncoderMissing(f"{model} can't encode with this tokenizer.json: do both belong together?") from error
        shape = tried.shape
        by_piece = len(shape) == 3
        if len(shape) not in (2, 3) or shape[0] != 1:
            raise EncoderMissing(
                f"{model} gives {list(shape)} numbers in {self._outputs[0]!r}; a vector for the text or for each word piece is"
                " needed: set SHAREWELL_ENCODER_OUTPUT to another output."
            )
        if by_piece == (pooling == "none") and pooling is not None:
            told = "a vector for each word piece" if by_piece else "one vector a text"
            raise EncoderMissing(
                f"{model} gives {told} in {self._outputs[0]!r}: set SHAREWELL_ENCODER_POOLING to"
                f" {'mean, cls or max' if by_piece else 'none'}, or leave it out."
            )
        if not 1 < shape[-1] <= MOST_NUMBERS:
            raise EncoderMissing(
                f"{model} gives vectors of {shape[-1]:,} numbers; 2 to {MOST_NUMBERS:,} can be searched."
            )
        if not np.isfinite(tried).all() or not tried.any():
            raise EncoderMissing(f"{model} gives numbers that are no vector: export it anew.")
        return int(shape[-1])

    def encode(self, texts: Sequence[str], batch: int = 32) -> np.ndarray:
        """[n, dimension] float32, each row of length 1: the mean-pooled last layer, or as the settings say."""
        return self._run(texts, batch)[:, : self.dimension]

    def encode_layers(self, texts: Sequence[str], batch: int = 32) -> np.ndarray:
        """[last ‖ third layer], [n, 2 * dimension] float32, each half of length 1.

        Where the model gives no third layer, both halves are the last.
        """
        return self._run(texts, batch)

    def _run(self, texts: Sequence[str], batch: int) -> np.ndarray:
        """Encode text by text; `batch` is how many a thread takes at a time, longest first."""
        result = np.zeros((len(texts), 2 * self.dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda index: -len(texts[index]))

        def work(indices: Sequence[int]) -> None:
            for index in indices:
                result[index] = self._one(texts[index])

        if self.threads == 1 or len(texts) == 1:
            work(order)
            return result
        size = max(1, min(batch, -(-len(order) // self.threads)))
        with ThreadPoolExecutor(self.threads) as pool:
            list(pool.map(work, [order[start : start + size] for start in range(0, len(order), size)]))
        return result

    def _one(self, text: str) -> np.ndarray:
        ids = self.pieces(text)
        if not ids:  # a tokenizer without marks for start and end gives none for an empty text
            return np.full(2 * self.dimension, self.dimension**-0.5, dtype=np.float32)
        vectors = [_unit(self._pooled(values)) for values in self._raw(ids)]
        return np.concatenate([vectors[0], vectors[-1]])

    def _pooled(self, values: np.ndarray) -> np.ndarray:
        return self._pool(values[0]) if values.ndim == 3 else np.asarray(values[0])

    def _raw(self, ids: Sequence[int]) -> list[np.ndarray]:
        asked = {"input_ids": ids, "attention_mask": [1] * len(ids), "token_type_ids": [0] * len(ids)}
        fed = {name: np.asarray([asked[name]], dtype=kind) for name, kind in self._inputs.items()}
        return list(self._session.run(self._outputs, fed))

    def pieces(self, text: str) -> list[int]:
        """Word-piece ids of a text; of a long one its head and its tail, where complaints put their demand."""
        most = int(CHARACTERS_A_PIECE * self._max_pieces)
        if len(text) > most:
            text = text[: most // 2] + " " + text[-most // 2 :]
        text = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate can't be tokenised
        ids: list[int] = self._tokenizer.encode(text).ids
        if len(ids) > self._max_pieces:
            head = int(HEAD_SHARE * self._max_pieces)
            ids = ids[:head] + ids[head - self._max_pieces :]
        return ids


def _unit(vector: np.ndarray) -> np.ndarray:
    return vector / max(float(np.linalg.norm(vector)), 1e-12)


def _about(model: Path) -> dict[str, Any]:
    """What the build wrote beside its model; nothing for other encoders."""
    path = model.parent / "encoder.json"
    if model.name != FILES[0] or not path.is_file():
        return {}
    about: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {**about, "built": str(about["built"]), "sha256": str(about["sha256"])}


def _absent(chosen: EncoderSettings, model: Path | None) -> str:
    if model is None:
        return (
            f"No sentence encoder in {chosen.path} (an ONNX file is missing): run ./sharewell setup, or set"
            " SHAREWELL_ENCODER to a folder or file with an ONNX model"
        )
    if chosen.tokenizer is not None:
        return f"SHAREWELL_ENCODER_TOKENIZER is {chosen.tokenizer}; there is no such file"
    return f"No tokenizer.json beside {model}: run ./sharewell setup, or set SHAREWELL_ENCODER_TOKENIZER to the model's"


def _digest(chosen: EncoderSettings, model: Path, tokenizer: Path) -> str:
    """SHA-256 of all that a vector depends on; weights kept beside the model have names that begin with its name."""
    total = hashlib.sha256(f"{chosen.pooling} {chosen.output} {chosen.max_pieces}".encode())
    for path in (*sorted(model.parent.glob(f"{model.name}*")), tokenizer):
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                total.update(chunk)
    return total.hexdigest()
