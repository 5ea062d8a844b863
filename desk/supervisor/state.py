"""supervisor.json: what runs on a data folder, for `status` and for tests."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desk.supervisor.errors import SupervisorError
from desk.supervisor.service import Report

Document = dict[str, Any]


def state_file(data: Path) -> Path:
    """Where the state of the processes on `data` is written."""
    return data / "supervisor.json"


def document(reports: Sequence[Report], urls: dict[str, str], started: float) -> Document:
    """The state as JSON-ready values."""
    return {
        "version": 1,
        "pid": os.getpid(),
        "started": started,
        "written": time.time(),
        "ready": all(report.state == "ready" for report in reports),
        "urls": urls,
        "processes": [asdict(report) for report in reports],
    }


def write_atomically(path: Path, content: str) -> None:
    """Replace a file so that a reader sees the old or the new one, never half."""
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    partial.write_text(content, encoding="utf-8")
    partial.replace(path)


def write_state(data: Path, state: Document) -> None:
    """Write supervisor.json."""
    write_atomically(state_file(data), json.dumps(state, indent=1))


def read_state(data: Path) -> Document | None:
    """The state written last, or None; the supervisor that wrote it may be gone: see `is_running`."""
    try:
        state: Document = json.loads(state_file(data).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return state if state.get("version") == 1 else None


def is_running(data: Path) -> bool:
    """Whether a supervisor holds this data folder now."""
    try:
        with (data / "supervisor.lock").open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


@contextmanager
def sole_use(data: Path) -> Iterator[None]:
    """Hold the data folder; raises SupervisorError when another supervisor has it."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "supervisor.lock").open("a+", encoding="ascii") as lock:
        for attempt in range(5):
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError as error:
                if attempt < 4:
                    time.sleep(0.1)  # `status` asks for the lock for a moment
                    continue
                lock.seek(0)
                pid = lock.read().strip() or "?"
                raise SupervisorError(
                    f"Sharewell is running on {data} already (process {pid}): stop that one, or set SHAREWELL_DATA."
                ) from error
        lock.seek(0)
        lock.truncate()
        lock.write(str(os.getpid()))
        lock.flush()
        yield
