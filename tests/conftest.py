"""For the tiers that start real processes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from provision.wordpress import missing_wordpress

if TYPE_CHECKING:
    from tests.wordpress.blog import Blog


@pytest.fixture(scope="session")
def private_folder() -> Iterator[Path]:
    """A folder for processes that run as other users, which can't pass through pytest's own."""
    with tempfile.TemporaryDirectory(prefix="sharewell-test-") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def blog(private_folder: Path) -> Iterator[Blog]:
    """A real WordPress; where the machine has none, its tests are skipped, and fail where CI is set."""
    missing = missing_wordpress()
    if missing:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"THE REAL WORDPRESS WAS NOT TESTED: {missing}")
    from tests.wordpress.blog import start  # the assistant's environment, which runs none of these, has no httpx

    with start(private_folder / "wordpress") as blog:
        yield blog
