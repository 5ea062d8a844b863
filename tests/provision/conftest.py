from __future__ import annotations

from pathlib import Path

import pytest

from provision.places import Places


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """An empty clone in a path with a space."""
    root = tmp_path / "a clone"
    (root / "requirements").mkdir(parents=True)
    return Places(root=root, home=root / ".sharewell")


def program(path: Path, script: str) -> Path:
    """An executable shell script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="ascii")
    path.chmod(0o755)
    return path
