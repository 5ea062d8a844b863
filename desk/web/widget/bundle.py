"""The built widget: read once, named by its content, and what was ever served stays available.

Sites pin the script by its hash (https://www.w3.org/TR/SRI/), so an update of the desk must not take the old one away.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

SCRIPT: Final = "v1.js"
HASHED: Final = re.compile(r"v1(?:-[a-z0-9-]{1,40})?\.[A-Za-z0-9_-]{6,64}\.(?:js|css)")
TEXTS: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?\.json")
TYPES: Final = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".json": "application/json"}


@dataclass(frozen=True)
class Part:
    """One file, plain and as browsers may also take it."""

    body: bytes = field(repr=False)
    type: str
    etag: str
    packed: Mapping[str, bytes] = field(repr=False)
    """By content coding, the best first."""


@dataclass
class Bundle:
    """The files of ``dist``; read again when they were built anew. ``kept``: where hashed ones outlive an update."""

    dist: Path
    kept: Path
    _parts: dict[str, Part] = field(default_factory=dict)
    _old: dict[str, Part] = field(default_factory=dict)
    _built: int | None = None

    @property
    def is_built(self) -> bool:
        """Whether there is anything to serve."""
        return SCRIPT in self._current()

    @property
    def hashed_name(self) -> str | None:
        """The script's name by its content; None where it isn't built."""
        part = self._current().get(SCRIPT)
        return _hashed(part.body) if part else None

    @property
    def integrity(self) -> str | None:
        """What a browser checks the script by."""
        part = self._current().get(SCRIPT)
        return f"sha384-{base64.b64encode(hashlib.sha384(part.body).digest()).decode()}" if part else None

    def part(self, name: str) -> Part | None:
        """A file by its name: of this build, or a hashed one of an earlier."""
        found = self._current().get(name) or self._old.get(name)
        if found is None and HASHED.fullmatch(name) and (self.kept / name).is_file():
            found = self._old[name] = _part(self.kept / name)
        return found

    def _current(self) -> dict[str, Part]:
        script = self.dist / SCRIPT
        built = script.stat().st_mtime_ns if script.is_file() else None
        if built != self._built:
            self._parts = self._read() if built is not None else {}
            self._built = built
        return self._parts

    def _read(self) -> dict[str, Part]:
        parts = {SCRIPT: _part(self.dist / SCRIPT)}
        parts[_hashed(parts[SCRIPT].body)] = parts[SCRIPT]
        for path in sorted(self.dist.iterdir()):
            if HASHED.fullmatch(path.name) and path.is_file():
                parts[path.name] = _part(path)
        texts = self.dist / "texts"
        for path in sorted(texts.iterdir()) if texts.is_dir() else ():
            if TEXTS.fullmatch(path.name) and path.is_file():
                parts[f"texts/{path.name}"] = _part(path)
        self._keep({name: part for name, part in parts.items() if HASHED.fullmatch(name)})
        return parts

    def _keep(self, parts: Mapping[str, Part]) -> None:
        self.kept.mkdir(parents=True, exist_ok=True)
        for name, part in parts.items():
            place = self.kept / name
            if not place.exists():
                fresh = place.with_suffix(".new")
                fresh.write_bytes(part.body)
                fresh.replace(place)


def _hashed(body: bytes) -> str:
    return f"v1.{hashlib.sha256(body).hexdigest()[:16]}.js"


def _part(path: Path) -> Part:
    body = path.read_bytes()
    packed = {}
    brotli, zipped = path.with_name(f"{path.name}.br"), path.with_name(f"{path.name}.gz")
    if brotli.is_file():
        packed["br"] = brotli.read_bytes()
    packed["gzip"] = zipped.read_bytes() if zipped.is_file() else gzip.compress(body, 9, mtime=0)
    return Part(body, TYPES[path.suffix], f'"{hashlib.sha256(body).hexdigest()[:32]}"', packed)
