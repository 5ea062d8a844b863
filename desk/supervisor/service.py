"""One supervised process: started, asked whether it is ready, started again when it falls."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from desk.supervisor.backoff import Backoff
from desk.supervisor.child import Account, Child, Nursery
from desk.supervisor.errors import SupervisorError
from desk.supervisor.logs import LinePump, ProcessLog, Terminal
from desk.supervisor.probes import Probe

HEALTHY_S: Final = 30.0
PROBE_WHILE_STARTING_S: Final = 0.1
PROBE_WHILE_READY_S: Final = 5.0
SILENT_S: Final = 90.0
GIVE_UP_AFTER: Final = 5


@dataclass(frozen=True)
class Spec:
    """What to run and how to tell that it works."""

    name: str
    command: tuple[str, ...]
    env: Mapping[str, str]
    cwd: Path
    probe: Probe
    needs: tuple[str, ...] = ()
    port: int | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    parent_death: signal.Signals = signal.SIGKILL
    stop_deadline: float = 10.0
    start_deadline: float = 60.0
    account: Account | None = None
    prepare: Callable[[], object] | None = None
    command_now: Callable[[], tuple[str, ...]] | None = None
    """The command of each start, where it is not always the same; may raise OSError or SupervisorError."""


@dataclass
class Report:
    """What `status` shows: waiting, starting, ready, silent, restarting, stopping, stopped or failed, since when."""

    name: str
    state: str = "waiting"
    pid: int | None = None
    since: float = field(default_factory=time.time)
    restarts: int = 0
    port: int | None = None
    last_exit: str | None = None


class Service:
    """Keeps one process running until told to stop."""

    def __init__(
        self, spec: Spec, nursery: Nursery, terminal: Terminal, log: ProcessLog, changed: Callable[[], None]
    ) -> None:
        self.spec = spec
        self.report = Report(spec.name, port=spec.port)
        self.became_ready = asyncio.Event()
        self.gave_up = asyncio.Event()
        self._nursery = nursery
        self._terminal = terminal
        self._log = log
        self._changed = changed
        self._backoff = Backoff()
        self._stopping = asyncio.Event()
        self._child: Child | None = None

    async def run(self) -> None:
        """Start the process, and start it again whenever it ends, until stopped or given up."""
        while not self._stopping.is_set():
            started = time.monotonic()
            ready_for = await self._one_life(started)
            if self._stopping.is_set():
                return
            if ready_for >= HEALTHY_S:
                self._backoff.reset()
            self.report.restarts += 1
            if not self.became_ready.is_set() and self.report.restarts >= GIVE_UP_AFTER:
                self._set("failed", pid=None)
                self.gave_up.set()
                return
            wait = self._backoff.next()
            self._set("restarting", pid=None)
            self._terminal.say(f"{self.spec.name} ended ({self.report.last_exit}); starting it again in {wait:.1f} s")
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), wait)

    async def stop(self) -> None:
        """Ask the process to end, and end it when it doesn't in time."""
        self._stopping.set()
        child = self._child
        if child and not child.exited:
            self._set("stopping")
            child.signal(self.spec.stop_signal)
            if await child.wait(self.spec.stop_deadline) is None:
                self._terminal.say(f"{self.spec.name} did not end within {self.spec.stop_deadline:.0f} s; killed")
                child.kill_group()
                await child.wait(5)
        if child:
            child.kill_group()
        self._set("stopped", pid=None)

    def kill(self) -> None:
        """End it at once."""
        self._stopping.set()
        if self._child:
            self._child.kill_group()

    async def _one_life(self, started: float) -> float:
        """From start to end; answers for how many seconds it was ready."""
        try:
            if self.spec.prepare:
                await asyncio.get_running_loop().run_in_executor(None, self.spec.prepare)
            command = self.spec.command
            if self.spec.command_now:
                command = await asyncio.get_running_loop().run_in_executor(None, self.spec.command_now)
            child = await self._nursery.start(
                command,
                env=self.spec.env,
                cwd=self.spec.cwd,
                output=lambda: LinePump(self.spec.name, self._terminal, self._log),
                account=self.spec.account,
                parent_death=self.spec.parent_death,
            )
        except (OSError, SupervisorError) as error:
            self.report.last_exit = f"could not be started: {error}"
            return 0.0
        self._child = child
        self._set("starting", pid=child.pid)
        ready_for = 0.0
        if await self._until_ready(child, started):
            ready_at = time.monotonic()
            self._set("ready")
            self.became_ready.set()
            await self._while_healthy(child, started)
            ready_for = time.monotonic() - ready_at
        if self._stopping.is_set():
            return ready_for
        if not child.exited:
            self._terminal.say(f"{self.spec.name} does not answer; ending it")
            child.kill_group()
        status = await child.wait()
        child.kill_group()  # what it may have left behind
        self.report.last_exit = _in_words(status or 0)
        return ready_for

    async def _until_ready(self, child: Child, started: float) -> bool:
        while not child.exited and not self._stopping.is_set():
            age = time.monotonic() - started
            if await self.spec.probe(age):
                return not child.exited
            if age > self.spec.start_deadline:
                return False
            await child.wait(PROBE_WHILE_STARTING_S)
        return False

    async def _while_healthy(self, child: Child, started: float) -> None:
        answered = time.monotonic()
        while not self._stopping.is_set():
            if await child.wait(PROBE_WHILE_READY_S) is not None:
                return
            now = time.monotonic()
            if await self.spec.probe(now - started):
                answered = time.monotonic()
                if self.report.state == "silent":
                    self._set("ready")
            elif now - answered > SILENT_S:
                return
            elif now - answered > 2 * PROBE_WHILE_READY_S and self.report.state == "ready":
                self._set("silent")

    def _set(self, state: str, **changes: int | None) -> None:
        if state != self.report.state:
            self.report.state = state
            self.report.since = time.time()
        if "pid" in changes:
            self.report.pid = changes["pid"]
        self._changed()


def _in_words(status: int) -> str:
    if status >= 0:
        return f"exit status {status}"
    with contextlib.suppress(ValueError):
        return signal.Signals(-status).name
    return f"signal {-status}"
