"""Child processes that can't outlive the supervisor, and the one place that collects their ends."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_CHILD_SUBREAPER: Final = 36
_libc: Final = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Account:
    """The operating-system user that a process runs as."""

    name: str
    uid: int
    gid: int


class Child:
    """One running process."""

    def __init__(self, process: subprocess.Popen[bytes], exited: asyncio.Future[int]) -> None:
        self._process = process
        self._exited = exited

    @property
    def pid(self) -> int:
        """Its process id, which is also that of its group."""
        return self._process.pid

    @property
    def exited(self) -> bool:
        """Whether it has ended."""
        return self._exited.done()

    async def wait(self, timeout: float | None = None) -> int | None:
        """Its exit status, negative for a signal; None when it still runs after `timeout` seconds."""
        done, _ = await asyncio.wait([self._exited], timeout=timeout)
        return self._exited.result() if done else None

    def signal(self, number: int) -> None:
        """Send a signal to the process alone."""
        if not self.exited:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill_group(self) -> None:
        """End the process and all that it started in its group, at once."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)


class Nursery:
    """Starts processes and notices their ends; needs a running loop in the main thread."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._running: dict[int, tuple[subprocess.Popen[bytes], asyncio.Future[int]]] = {}

    def open(self) -> None:
        """Become the parent of whatever our children leave behind, and listen for ends."""
        if _libc:
            _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        self._loop.add_signal_handler(signal.SIGCHLD, self._collect)

    def close(self) -> None:
        """Stop listening."""
        self._loop.remove_signal_handler(signal.SIGCHLD)

    async def start(
        self,
        command: Sequence[str],
        *,
        env: Mapping[str, str],
        cwd: Path,
        output: Callable[[], asyncio.Protocol],
        account: Account | None = None,
        parent_death: signal.Signals = signal.SIGKILL,
    ) -> Child:
        """Start a command in a session of its own; raises OSError when it can't be started.

        `parent_death` reaches it when the supervisor dies, even by SIGKILL. It is set after the change of
        user, which would clear it.
        """
        reading, writing = os.pipe()
        try:
            process = subprocess.Popen(
                list(command),
                stdin=subprocess.DEVNULL,
                stdout=writing,
                stderr=writing,
                env=dict(env),
                cwd=cwd,
                start_new_session=True,
                preexec_fn=_tie_to(os.getpid(), parent_death),
                user=account.uid if account else None,
                group=account.gid if account else None,
                extra_groups=[] if account else None,
            )
        except (OSError, subprocess.SubprocessError) as error:
            os.close(reading)
            raise OSError(str(error)) from error
        finally:
            os.close(writing)
        exited: asyncio.Future[int] = self._loop.create_future()
        self._running[process.pid] = (process, exited)
        await self._loop.connect_read_pipe(output, os.fdopen(reading, "rb", buffering=0))
        return Child(process, exited)

    def _collect(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            process, exited = self._running.pop(pid, (None, None))
            if process and exited:
                process.returncode = os.waitstatus_to_exitcode(status)
                if not exited.done():
                    exited.set_result(process.returncode)


def _tie_to(parent: int, death_signal: signal.Signals) -> Callable[[], None] | None:
    if _libc is None:
        return None
    prctl = _libc.prctl

    def tie() -> None:
        prctl(_PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
        if os.getppid() != parent:  # it died before the line above
            os._exit(1)

    return tie
