from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desk.settings import ROOT
from desk.supervisor.state import Document, read_state


def eventually(condition: Callable[[], bool], seconds: float = 10.0) -> bool:
    """Whether the condition holds within the time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def alive(pid: int) -> bool:
    """Whether a process runs; a zombie doesn't."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


class Stack:
    """The dummy processes under a supervisor in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.supervisor: subprocess.Popen[bytes] | None = None

    def start(self, *behaviours: str, wait: bool = True) -> None:
        output = (self.folder / "output").open("wb")
        self.supervisor = subprocess.Popen(
            [sys.executable, "-m", "tests.desk.supervisor.dummy_stack", str(self.folder), *behaviours],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        output.close()
        assert not wait or eventually((self.folder / "ready").exists), self.output()

    def signal(self, number: int) -> None:
        assert self.supervisor
        os.kill(self.supervisor.pid, number)

    def wait(self) -> int:
        assert self.supervisor
        return self.supervisor.wait(20)

    def pid(self, name: str, what: str = "pid") -> int:
        return int((self.folder / f"{name}.{what}").read_text(encoding="ascii"))

    def pids(self) -> list[int]:
        return [self.pid(name, what) for name in ("postgres", "worker", "web") for what in ("pid", "grandchild")]

    def events(self) -> list[str]:
        return (self.folder / "events").read_text(encoding="ascii").splitlines()

    def output(self) -> str:
        return (self.folder / "output").read_text(encoding="utf-8")

    def process(self, name: str) -> Document:
        state = read_state(self.folder / "data") or {"processes": []}
        found: Document = next((one for one in state["processes"] if one["name"] == name), {})
        return found

    def end(self) -> None:
        if self.supervisor and self.supervisor.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                self.supervisor.send_signal(signal.SIGTERM)
            self.supervisor.wait(20)


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    folder = tmp_path / "a folder"
    folder.mkdir()
    made = Stack(folder)
    yield made
    made.end()
