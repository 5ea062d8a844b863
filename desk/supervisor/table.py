"""What `./sharewell status` prints."""

from __future__ import annotations

import time
from typing import Any

import psutil

from desk.supervisor.state import Document

_HEADINGS = ("process", "state", "pid", "since", "restarts", "memory")


def with_memory(state: Document, *, alive: bool) -> Document:
    """The state with each process's memory in bytes; all stopped when no supervisor is there any more."""
    processes = []
    for process in state["processes"]:
        if alive:
            processes.append({**process, "memory": memory_of(process["pid"])})
        else:
            processes.append({**process, "state": "stopped", "pid": None, "memory": None})
    supervisor = {"memory": memory_of(state["pid"], descendants=False) if alive else None}
    return {
        **state,
        "ready": state["ready"] and alive,
        "running": alive,
        "processes": processes,
        "supervisor": supervisor,
    }


def memory_of(pid: int | None, *, descendants: bool = True) -> int | None:
    """Bytes that a process and those it started hold, shared pages counted by their share where that is told."""
    if pid is None:
        return None
    try:
        process = psutil.Process(pid)
        return sum(_own(one) for one in [process, *(process.children(recursive=True) if descendants else [])])
    except psutil.Error:
        return None


def render(state: Document) -> str:
    """The table, its closing line included."""
    rows = [_row(process) for process in state["processes"]]
    widths = [max(len(row[column]) for row in [_HEADINGS, *rows]) for column in range(len(_HEADINGS))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in [_HEADINGS, *rows]
    ]
    total = sum(process["memory"] or 0 for process in state["processes"]) + (state["supervisor"]["memory"] or 0)
    if not state["running"]:
        closing = "Nothing is running: start it with ./sharewell up."
    else:
        closing = f"{'Ready' if state['ready'] else 'Not all ready'}; {_size(total)} in all, the supervisor included."
        closing += "".join(f" {name}: {url}" for name, url in state["urls"].items() if name == "desk")
    return "\n".join([*lines, closing])


def _own(process: psutil.Process) -> int:
    try:
        full: Any = process.memory_full_info()
        return int(getattr(full, "pss", 0) or full.uss)
    except psutil.AccessDenied:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def _row(process: dict[str, Any]) -> tuple[str, ...]:
    return (
        process["name"],
        process["state"],
        str(process["pid"] or "-"),
        _age(time.time() - process["since"]),
        str(process["restarts"]),
        _size(process["memory"]) if process["memory"] is not None else "-",
    )


def _age(seconds: float) -> str:
    for unit, name in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= unit:
            return f"{seconds / unit:.0f} {name}"
    return f"{max(seconds, 0):.0f} s"


def _size(count: int) -> str:
    return f"{count / 1024 / 1024:.0f} MB"
