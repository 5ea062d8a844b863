"""The sentence encoder: texts in, vectors out, the same on every machine and in any company.

The model is all-MiniLM-L6-v2, exported to ONNX and quantised by `components.build_encoder`. Dynamic quantisation scales
activations over a whole batch, so a text's vector would depend on its neighbours; therefore each text is run on its own,
and throughput comes from running several texts on several threads. A vector never depends on the batch it was in.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import numpy as np

MAX_PIECES: Final = 256
HEAD_PIECES: Final = 160
MAX_CHARACTERS: Final = 12_000
FILES: Final = ("encoder.onnx", "tokenizer.json", "encoder.json")


class EncoderMissing(RuntimeError):
    """No usable sentence encoder; the message names the folder and the command that makes one."""


class Encoder:
    """Turns texts into vectors with onnxruntime; safe to share between threads."""

    def __init__(self, directory: Path | str, threads: int = 1) -> None:
        directory = Path(directory)
        absent = [name for name in FILES if not (directory / name).is_file()]
        if absent:
            raise EncoderMissing(
                f"No sentence encoder in {directory} ({', '.join(absent)} missing): run ./sharewell setup"
            )
        import onnxruntime
        from tokenizers import Tokenizer

        try:
            self.about: dict[str, Any] = json.loads((directory / "encoder.json").read_text(encoding="utf-8"))
            self._tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
            options.inter_op_num_threads = 1
            options.enable_cpu_mem_arena = False
            self._session = onnxruntime.InferenceSession(
                str(directory / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime and tokenizers raise bare Exceptions for a damaged file
            raise EncoderMissing(f"The sentence encoder in {directory} can't be read: run ./sharewell setup") from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.threads = max(1, threads)
        self.fingerprint: str = str(self.about["built"])

    @property
    def dimension(self) -> int:
        """Length of one layer's vector."""
        return int(self.about["dimension"])

    def encode(self, texts: Sequence[str], batch: int = 32) -> np.ndarray:
        """The mean-pooled last layer, [n, 384] float32, each row of length 1."""
        return self._run(texts, batch)[:, : self.dimension]

    def encode_layers(self, texts: Sequence[str], batch: int = 32) -> np.ndarray:
        """[last ‖ third layer], [n, 768] float32, each half of length 1."""
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
        ids = np.asarray([self.pieces(text)], dtype=np.int32)
        last, third = self._session.run(["last", "third"], {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        return np.concatenate([_unit(last[0]), _unit(third[0])])

    def pieces(self, text: str) -> list[int]:
        """Word-piece ids of a text; of a long one its head and its tail, where complaints put their demand."""
        if len(text) > MAX_CHARACTERS:
            text = text[: MAX_CHARACTERS // 2] + " " + text[-MAX_CHARACTERS // 2 :]
        text = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate can't be tokenised
        ids: list[int] = self._tokenizer.encode(text).ids
        if len(ids) > MAX_PIECES:
            ids = ids[:HEAD_PIECES] + ids[HEAD_PIECES - MAX_PIECES :]
        return ids


def _unit(vector: np.ndarray) -> np.ndarray:
    return vector / max(float(np.linalg.norm(vector)), 1e-12)
