"""Models in the data folder, each under a name that says when it was made; and which of them is served."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path
from typing import Any, Final

from desk.domain.learning import Model
from desk.ports.errors import LearningFailed

SERVING: Final = "serving.json"
_BESIDE: Final = frozenset(
    {
        "tone",
        "evaluation",
        "answering",
        "build_tone.py",
        "build_encoder.py",
        "check_data.py",
        "rest_channel.py",
        "shadow.py",
    }
)


class DataFolderModels:
    """Files in ``folder``; ``shipped_folder`` is where set-up trains its model, ``root`` the project."""

    def __init__(self, folder: Path, shipped_folder: Path, root: Path, encoder: Mapping[str, str]) -> None:
        self.folder = folder
        self._shipped = shipped_folder
        self._root = root
        self._encoder = encoder

    @property
    def code_version(self) -> str:
        """The code that models are trained and run by, and the encoder under them."""
        return code_version(self._root, self._encoder)

    def shipped(self) -> Path | None:
        """The newest of those that set-up trained."""
        found = sorted(self._shipped.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
        return found[-1] if found else None

    def digest(self, source: Path) -> str:
        """The hash of a file."""
        return sha256_of(source)

    def add(self, source: Path, name: str, *, copy: bool) -> str:
        """Take a file over, in one step; answers its sha256."""
        target, fresh = self.path(name), self.folder / f".{os.getpid()}-{name}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if copy:
                shutil.copyfile(source, fresh)
            else:
                shutil.move(source, fresh)
            digest = sha256_of(fresh)
            fresh.replace(target)
        except OSError as error:
            fresh.unlink(missing_ok=True)
            raise LearningFailed(f"The model can't be kept in {self.folder} ({error.strerror}).") from error
        return digest

    def path(self, file: str) -> Path:
        """Where a model's file is."""
        return self.folder / Path(file).name

    def intact(self, model: Model) -> bool:
        """Whether its file is there and what it was."""
        return _holds(self.path(model.file), model.sha256)

    def serve_from_now_on(self, model: Model) -> None:
        """An assistant that starts, or is started again, serves this one."""
        value = {"file": model.file, "sha256": model.sha256, "code_version": model.code_version}
        fresh = self.folder / f".{os.getpid()}-{SERVING}"
        try:
            fresh.write_text(json.dumps(value), encoding="utf-8")
            fresh.replace(self.folder / SERVING)
        except OSError as error:
            raise LearningFailed(f"Which model to serve can't be noted in {self.folder} ({error.strerror}).") from error

    def keep_only(self, files: Set[str]) -> None:
        """Delete models that nobody can want any more, and what a broken-off run left."""
        for path in self.folder.glob("*.tar.gz") if self.folder.is_dir() else ():
            if path.name not in files:
                path.unlink(missing_ok=True)


def served_model(folder: Path, version: str) -> Path | None:
    """The model that is to be served, if it is intact and of this version of the code; None for the shipped one."""
    try:
        value: Any = json.loads((folder / SERVING).read_text(encoding="utf-8"))
        path = folder / Path(str(value["file"])).name
        intact = value["code_version"] == version and _holds(path, str(value["sha256"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return path if intact else None


def code_version(root: Path, encoder: Mapping[str, str]) -> str:
    """A hash over the code that a model is trained and run by, the pipeline, and the encoder's settings."""
    total = hashlib.sha256(json.dumps(sorted(encoder.items())).encode())
    for path in _code(root):
        total.update(path.relative_to(root).as_posix().encode() + b"\0")
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def _code(root: Path) -> Iterator[Path]:
    yield from (path for path in (root / "config.yml", root / "domain.yml") if path.is_file())
    for path in _sorted((root / "components").rglob("*.py")):
        if path.relative_to(root / "components").parts[0] not in _BESIDE:
            yield path
    yield from (path for path in _sorted((root / "language").glob("encoder*.py")))


def _sorted(paths: Iterable[Path]) -> list[Path]:
    return sorted(paths, key=lambda path: path.as_posix())


def _holds(path: Path, digest: str) -> bool:
    try:
        return sha256_of(path) == digest
    except OSError:
        return False


def sha256_of(path: Path) -> str:
    """The hash of a file."""
    total = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            total.update(block)
    return total.hexdigest()
