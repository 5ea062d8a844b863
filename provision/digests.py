"""Hashes of what a step is made from, so that an unchanged step is skipped."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Iterable, Iterator

SKIPPED_FOLDERS: frozenset[str] = frozenset({"__pycache__", "node_modules", "dist", "coverage", ".vite"})


def digest(parts: Iterable[str] = (), paths: Iterable[Path] = ()) -> str:
    """One SHA-256 over the given words and the names and contents of files, folders walked in order."""
    total = hashlib.sha256()
    for part in parts:
        total.update(part.encode() + b"\0")
    for path in paths:
        for file in _files(path):
            total.update(os.path.relpath(file, path.parent).encode() + b"\0")
            with open(file, "rb") as stream:
                total.update(hashlib.sha256(stream.read()).digest())
    return total.hexdigest()


def _files(path: Path) -> Iterator[str]:
    if path.is_file():
        yield str(path)
        return
    for folder, subfolders, names in os.walk(str(path)):
        subfolders[:] = sorted(name for name in subfolders if name not in SKIPPED_FOLDERS)
        for name in sorted(names):
            if not name.endswith((".pyc", ".tsbuildinfo")) and not name.startswith("."):
                yield os.path.join(folder, name)
