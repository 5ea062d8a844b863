"""Which sentence encoder is used: the one that set-up builds, or any other that was exported to ONNX."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

POOLINGS: Final = ("mean", "cls", "max", "none")
PLACES: Final = ("encoder.onnx", "model.onnx", "onnx/model.onnx")
MAX_PIECES: Final = 256
LEAST_PIECES, MOST_PIECES = 16, 8192


class EncoderSettingsError(Exception):
    """A setting of the sentence encoder can't be used as it is; the text is one line that says what to do."""


@dataclass(frozen=True)
class EncoderSettings:
    """A folder or an ONNX file, and what the files themselves don't tell.

    `tokenizer` is a tokenizer.json; None: the one beside the model, or in the folder above it. `pooling` makes one vector
    of those of the word pieces; None: their mean, unless the model gives one vector a text. `output` names the model's
    output; None: as found. `max_pieces`: of longer texts the head and the tail are read.
    """

    path: Path
    tokenizer: Path | None = None
    pooling: str | None = None
    output: str | None = None
    max_pieces: int = MAX_PIECES

    def model_file(self) -> Path | None:
        """The ONNX file; None where there is none."""
        if self.path.is_file():
            return self.path
        return next((self.path / name for name in PLACES if (self.path / name).is_file()), None)

    def tokenizer_file(self) -> Path | None:
        """The tokenizer.json; None where there is none."""
        if self.tokenizer is not None:
            return self.tokenizer if self.tokenizer.is_file() else None
        model = self.model_file()
        folders = (model.parent, model.parent.parent) if model else (self.path,)
        return next((folder / "tokenizer.json" for folder in folders if (folder / "tokenizer.json").is_file()), None)

    def environment(self) -> dict[str, str]:
        """The same settings for another process, its folder being another."""
        told = {"SHAREWELL_ENCODER": str(self.path), "SHAREWELL_ENCODER_MAX_PIECES": str(self.max_pieces)}
        if self.tokenizer:
            told["SHAREWELL_ENCODER_TOKENIZER"] = str(self.tokenizer)
        if self.pooling:
            told["SHAREWELL_ENCODER_POOLING"] = self.pooling
        if self.output:
            told["SHAREWELL_ENCODER_OUTPUT"] = self.output
        return told


def read_encoder_settings(environment: Mapping[str, str], default: Path) -> EncoderSettings:
    """The settings from SHAREWELL_ENCODER…, by default the folder that set-up builds; raises EncoderSettingsError."""
    tokenizer = environment.get("SHAREWELL_ENCODER_TOKENIZER", "").strip()
    pooling = environment.get("SHAREWELL_ENCODER_POOLING", "").strip().lower() or None
    pieces = environment.get("SHAREWELL_ENCODER_MAX_PIECES", "").strip() or str(MAX_PIECES)
    if pooling is not None and pooling not in POOLINGS:
        raise EncoderSettingsError(
            f"SHAREWELL_ENCODER_POOLING is {pooling!r}; it must be one of {', '.join(POOLINGS)}."
        )
    if not pieces.isascii() or not pieces.isdigit() or not LEAST_PIECES <= int(pieces) <= MOST_PIECES:
        raise EncoderSettingsError(
            f"SHAREWELL_ENCODER_MAX_PIECES is {pieces!r}; it must be a number from {LEAST_PIECES} to {MOST_PIECES}."
        )
    return EncoderSettings(
        path=Path(environment.get("SHAREWELL_ENCODER", "").strip() or default).absolute(),
        tokenizer=Path(tokenizer).absolute() if tokenizer else None,
        pooling=pooling,
        output=environment.get("SHAREWELL_ENCODER_OUTPUT", "").strip() or None,
        max_pieces=int(pieces),
    )
