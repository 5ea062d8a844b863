"""Runs the processes of a plan together, from the first start to the last end."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil
import psycopg

from desk.settings import ROOT
from desk.supervisor.child import Child, Nursery
from desk.supervisor.errors import SupervisorError
from desk.supervisor.logs import Collected, LinePump, ProcessLog, Terminal
from desk.supervisor.plan import PROCESSES, Plan, check_ports
from desk.supervisor.postgres import NAME, Cluster
from desk.supervisor.service import Service
from desk.supervisor.state import Document, document, state_file, write_atomically, write_state

# Ended one after the other, those in a group together: who takes work first, who keeps it last.
_ENDING: Final = (("web",), ("worker",), ("assistant", "actions"), ("postgres",))
DEMO_AGAIN_S: Final = 10.0
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Options:
    """How to run a plan."""

    state_folder: Path
    ready_file: Path | None = None
    quiet: bool = False
    stop_with_stdin: bool = False
    greeting: bool = True


class Supervisor:
    """One run of a plan."""

    def __init__(self, plan: Plan, options: Options) -> None:
        self.plan = plan
        self.options = options
        self.terminal = Terminal([*(spec.name for spec in plan.specs), "migrate", "demo"], quiet=options.quiet)
        self._started = time.time()
        self._clock = time.monotonic()
        self._logs: dict[str, ProcessLog] = {}
        self._requests = 0
        self._stop = asyncio.Event()
        self._database = asyncio.Event()
        self._nursery = Nursery()
        self._tasks: list[asyncio.Task[None]] = []
        self._errands: set[Child] = set()
        self._services = [
            Service(spec, self._nursery, self.terminal, self._log(spec.name), self._write_state) for spec in plan.specs
        ]

    async def run(self) -> None:
        """Until a signal says stop; raises SupervisorError when the processes can't be brought up."""
        self._nursery.open()
        loop = asyncio.get_running_loop()
        for number in _SIGNALS:
            loop.add_signal_handler(number, self._on_signal)
        if self.options.stop_with_stdin:
            loop.add_reader(sys.stdin.fileno(), self._on_stdin)
        try:
            check_ports(self.plan)
            await self._prepare_postgres()
            await self._until_stopped()
        finally:
            await self._end()
            self._nursery.close()

    async def _until_stopped(self) -> None:
        self._tasks = [asyncio.create_task(self._run_service(service)) for service in self._services]
        bringing_up = asyncio.create_task(self._bring_up())
        stopped = asyncio.create_task(self._stop.wait())
        gave_up = [asyncio.create_task(service.gave_up.wait()) for service in self._services]
        self._tasks += [bringing_up, stopped, *gave_up]  # type: ignore[list-item]
        waiting = {bringing_up, stopped, *gave_up}
        while not self._stop.is_set():
            done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            if bringing_up in done:
                bringing_up.result()
            for service in self._services:
                if service.gave_up.is_set():
                    raise SupervisorError(
                        f"{service.spec.name} does not come up ({service.report.last_exit}): its last lines are above, "
                        f"all of them in {self._log(service.spec.name).path}."
                    )

    async def _bring_up(self) -> None:
        by_name = {service.spec.name: service for service in self._services}
        if "postgres" in by_name:
            await by_name["postgres"].became_ready.wait()
            if self.plan.cluster:
                await self._create_database(self.plan.cluster)
        if self.plan.migrates:
            status = await self._errand("migrate", lambda: self._pump("migrate"))
            if status and not self._stop.is_set():
                raise SupervisorError("The database could not be brought up to date: see the lines above.")
        self._database.set()
        for service in self._services:
            await service.became_ready.wait()
        self._write_state()
        took = time.monotonic() - self._clock
        if self.options.greeting:
            self.terminal.say(f"ready after {took:.1f} s" + "".join(f" · {url}" for url in self._public_urls()))
        if self.options.ready_file:
            write_atomically(self.options.ready_file, str(os.getpid()))
        await self._welcome(by_name)

    async def _welcome(self, services: Iterable[str]) -> None:
        """With a web server up: the first administrator's link, and the demo's comments where they are wanted."""
        if "web" not in services or not self.options.greeting:
            return
        answer = Collected()
        link = ""
        if await self._errand("admin-link", lambda: answer) == 0:
            link = await answer.text()
        if link.startswith("http"):
            self.terminal.say(f"the first administrator signs in once by {link}")
        while self.plan.settings.demo and not self._stop.is_set():
            if await self._errand("demo", lambda: self._pump("demo")) == 0:
                return
            await asyncio.sleep(DEMO_AGAIN_S)

    async def _run_service(self, service: Service) -> None:
        if "database" in service.spec.needs:
            await self._database.wait()
        await service.run()

    async def _errand(self, command: str, output: Callable[[], asyncio.Protocol]) -> int:
        """Run one of the desk's commands to its end; answers its exit status."""
        child = await self._nursery.start(
            [sys.executable, "-m", "desk", command], env=self.plan.env, cwd=ROOT, output=output
        )
        self._errands.add(child)
        status = await child.wait()
        self._errands.discard(child)
        return status or 0

    def _pump(self, name: str) -> LinePump:
        return LinePump(name, self.terminal, self._log(name))

    async def _prepare_postgres(self) -> None:
        cluster = self.plan.cluster
        if cluster is None:
            return
        for opened in cluster.prepare_folders():
            self.terminal.say(opened)
        if not cluster.is_initialised():
            target = cluster.initdb_target()
            self.terminal.say(f"making the database in {cluster.data}")
            log = self._log("postgres")
            child = await self._nursery.start(
                cluster.initdb_command(target),
                env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
                cwd=target,
                output=lambda: LinePump("postgres", Terminal([], quiet=True), log),
                account=cluster.account,
            )
            if await child.wait():
                raise SupervisorError(f"The database could not be made: see {log.path}.")
            target.rename(cluster.data)
        write_atomically(self.plan.settings.data / "database_url", self.plan.database_url)

    async def _create_database(self, cluster: Cluster) -> None:
        async with await psycopg.AsyncConnection.connect(cluster.url("postgres"), autocommit=True) as connection:
            found = await connection.execute("SELECT FROM pg_database WHERE datname = %s", (NAME,))
            if await found.fetchone() is None:
                await connection.execute(f"CREATE DATABASE {NAME}".encode())

    async def _end(self) -> None:
        """End all in reverse order, then whatever they left behind."""
        for task in self._tasks[len(self._services) :]:
            task.cancel()
        for errand in list(self._errands):
            errand.signal(signal.SIGTERM)
        if any(service.report.pid for service in self._services):
            self.terminal.say("stopping; once more to stop at once")
        by_name = {service.spec.name: service for service in self._services}
        for group in _ENDING:
            await asyncio.gather(*(by_name[name].stop() for name in group if name in by_name))
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for left in psutil.Process().children(recursive=True):
            with contextlib.suppress(psutil.Error):
                left.kill()
        self._write_state()
        if self.options.ready_file:
            self.options.ready_file.unlink(missing_ok=True)
        for log in self._logs.values():
            log.close()

    def _on_signal(self) -> None:
        self._requests += 1
        self._stop.set()
        if self._requests > 1:
            for service in reversed(self._services):
                service.kill()

    def _on_stdin(self) -> None:
        if not os.read(sys.stdin.fileno(), 1024):
            asyncio.get_running_loop().remove_reader(sys.stdin.fileno())
            self._stop.set()

    def _log(self, name: str) -> ProcessLog:
        if name not in self._logs:
            self._logs[name] = ProcessLog(self.plan.settings.data / "logs" / f"{name}.log")
        return self._logs[name]

    def _public_urls(self) -> list[str]:
        return [self.plan.urls["desk"]] if "desk" in self.plan.urls else []

    def _write_state(self) -> None:
        with contextlib.suppress(OSError):
            write_state(self.options.state_folder, self.state())

    def state(self) -> Document:
        """What `status` reads."""
        return document([service.report for service in self._services], self.plan.urls, self._started)


def run_plan(plan: Plan, options: Options) -> None:
    """Run a plan until told to stop; raises SupervisorError."""

    async def run() -> None:
        await Supervisor(plan, options).run()

    asyncio.run(run())


__all__ = ["PROCESSES", "Options", "Supervisor", "run_plan", "state_file"]
