"""One set-up at a time in one installation."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

from provision.step import say


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold the lock for the block; waits, with a message, while another set-up holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(str(path), "a+", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            say(f"Another set-up (process {lock.read().strip()}) is running here; waiting for it to end …\n")
            fcntl.flock(lock, fcntl.LOCK_EX)
        lock.seek(0)
        lock.truncate()
        lock.write(str(os.getpid()))
        lock.flush()
        yield
