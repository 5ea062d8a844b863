from __future__ import annotations

import os
import time

from desk.supervisor.table import memory_of, render, with_memory

STATE = {
    "pid": os.getpid(),
    "ready": True,
    "urls": {"desk": "http://127.0.0.1:8000"},
    "processes": [
        {"name": "web", "state": "ready", "pid": os.getpid(), "since": time.time() - 7300, "restarts": 1},
        {"name": "worker", "state": "ready", "pid": os.getpid(), "since": time.time() - 5, "restarts": 0},
    ],
}


def test_a_line_for_each_process_and_one_for_all() -> None:
    lines = render(with_memory(STATE, alive=True)).splitlines()
    assert lines[0].split() == ["process", "state", "pid", "since", "restarts", "memory"]
    assert lines[1].split()[:6] == ["web", "ready", str(os.getpid()), "2", "h", "1"]
    assert lines[-1].startswith("Ready; ")
    assert lines[-1].endswith("desk: http://127.0.0.1:8000")


def test_what_a_dead_supervisor_wrote_counts_for_nothing() -> None:
    state = with_memory(STATE, alive=False)
    assert not state["ready"]
    assert "Nothing is running" in render(state)


def test_a_process_that_is_gone_has_no_memory() -> None:
    assert memory_of(None) is None
    assert memory_of(2**22 + 1) is None
