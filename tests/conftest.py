"""For the tiers that start real processes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def private_folder() -> Iterator[Path]:
    """A folder for processes that run as other users, which can't pass through pytest's own."""
    with tempfile.TemporaryDirectory(prefix="sharewell-test-") as folder:
        yield Path(folder)
