"""What a process of learning may take: little of the processor, so much memory and no more, and no life of its own."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

NICENESS: Final = 10
_PR_SET_PDEATHSIG: Final = 1
_libc: Final = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def modest(memory: int) -> Callable[[], None]:
    """To be called in a new process before its program: bounds it to `memory` bytes, and ends it with its parent."""
    parent = os.getpid()

    def bound() -> None:
        os.nice(NICENESS)
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if _libc is not None:
            _libc.prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
            if os.getppid() != parent:  # it died before the line above
                os._exit(1)
        try:
            Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")  # the first to go, not the database
        except OSError:
            return

    return bound
