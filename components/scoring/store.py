"""Trained numbers on disk: arrays in one .npz and plain values in one .json, never a pickle.

A manifest holds each file's sha256, so a damaged or swapped file is an error on loading, not a wrong prediction later.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np


class ModelDamaged(RuntimeError):
    """A stored model can't be loaded; train it again."""


def save(directory: Path, arrays: dict[str, np.ndarray], values: dict[str, Any]) -> None:
    """Write `arrays` and `values` into `directory`."""
    np.savez(directory / "arrays.npz", **arrays)
    (directory / "values.json").write_text(json.dumps(values, sort_keys=True), encoding="utf-8")
    manifest = {name: _sha256(directory / name) for name in ("arrays.npz", "values.json")}
    (directory / "manifest.json").write_text(json.dumps(manifest, sort_keys=True), encoding="utf-8")


def load(directory: Path) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
    """Read what `save` wrote; raises ModelDamaged for a missing or changed file."""
    try:
        manifest = json.loads((directory / "manifest.json").read_text(encoding="utf-8"))
        for name in ("arrays.npz", "values.json"):
            if _sha256(directory / name) != manifest[name]:
                raise ModelDamaged(f"{name} of a trained component has changed since training: train again")
        with np.load(directory / "arrays.npz", allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        return arrays, json.loads((directory / "values.json").read_text(encoding="utf-8"))
    except (OSError, KeyError, ValueError) as error:
        raise ModelDamaged(
            f"what was trained and stored in {directory} can't be loaded ({error}): train again"
        ) from error


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
