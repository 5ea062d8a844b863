"""A trained scorer found again by the hash of all that it was trained from: the same examples and code, the same numbers."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

import numpy as np

from components.scoring.store import ModelDamaged, load, save

Trained = tuple[dict[str, np.ndarray], dict[str, Any]]
MOST: Final = 2


def kept_or_trained(folder: Path, key: str, train: Callable[[], Trained]) -> Trained:
    """What was trained before under this key, checked against its hashes; else what `train` gives, which is kept."""
    place = folder / key
    try:
        found = load(place)
        os.utime(place)
        return found
    except ModelDamaged:
        trained = train()
    fresh = folder / f".{os.getpid()}-{key}"
    try:
        fresh.mkdir(parents=True, exist_ok=True)
        save(fresh, *trained)
        shutil.rmtree(place, ignore_errors=True)
        fresh.replace(place)
        _keep_newest(folder)
    except OSError:  # a full disk makes the next training slower, not this one wrong
        shutil.rmtree(fresh, ignore_errors=True)
    return trained


def key_of(parts: Iterable[bytes]) -> str:
    """One name for what a training starts from: `parts`, the code of the scorers, and the libraries under them."""
    import scipy
    import sklearn

    total = hashlib.sha256()
    code = (path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    cleaning = (Path(__file__).parents[1] / "cleaning.py").read_bytes()
    versions = f"{np.__version__} {scipy.__version__} {sklearn.__version__}".encode()
    for part in (*code, cleaning, versions, *parts):
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.hexdigest()[:32]


def _keep_newest(folder: Path) -> None:
    by_age = sorted((path for path in folder.iterdir() if path.is_dir()), key=lambda path: -path.stat().st_mtime)
    for old in by_age[MOST:]:
        shutil.rmtree(old, ignore_errors=True)
