"""A private set of processes for a test, a benchmark or a command that needs some."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final

from desk.settings import ROOT, read_settings
from desk.supervisor.errors import SupervisorError
from desk.supervisor.plan import LOOPBACK
from desk.supervisor.state import Document, read_state

_OURS: Final = (
    *("DATABASE_URL", "ASSISTANT_URLS", "ASSISTANT_TOKEN", "ACTION_ENDPOINT_URL", "DEMO"),
    *("SHAREWELL_MODEL_URL", "SHAREWELL_MODEL_NAME", "SHAREWELL_MODEL_KEY"),
)
_STOP_S: Final = 60.0


class Running:
    """Processes under a supervisor of their own; they end with the block, or with the process that started them."""

    def __init__(self, supervisor: subprocess.Popen[bytes], state_folder: Path, env: dict[str, str], log: Path) -> None:
        self._supervisor = supervisor
        self._state_folder = state_folder
        self.env = env
        self.log = log

    @property
    def data(self) -> Path:
        """The data folder."""
        return Path(self.env["SHAREWELL_DATA"])

    @property
    def url(self) -> str:
        """Where the web server listens."""
        return f"http://{LOOPBACK}:{self.env['SHAREWELL_PORT']}"

    @property
    def database_url(self) -> str:
        """How to connect to the database."""
        return self.env.get("DATABASE_URL", "")

    @property
    def pid(self) -> int:
        """The supervisor's process id."""
        return self._supervisor.pid

    def state(self) -> Document:
        """What the supervisor wrote last."""
        return read_state(self._state_folder) or {"ready": False, "processes": []}

    def process(self, name: str) -> Document:
        """The state of one process; raises KeyError when it isn't among them."""
        for found in self.state()["processes"]:
            if found["name"] == name:
                process: Document = found
                return process
        raise KeyError(name)

    def stop(self) -> int:
        """End all processes; answers the supervisor's exit status."""
        with contextlib.suppress(BrokenPipeError):
            if self._supervisor.stdin:
                self._supervisor.stdin.close()
        try:
            return self._supervisor.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            self._supervisor.send_signal(signal.SIGKILL)
            return self._supervisor.wait()
        finally:
            if self._state_folder != self.data:
                shutil.rmtree(self._state_folder, ignore_errors=True)

    def __enter__(self) -> Running:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def start(
    data_dir: Path, *, only: Sequence[str] = (), env: Mapping[str, str] | None = None, timeout: float = 240.0
) -> Running:
    """Bring processes up on free ports and wait until all are ready; all processes unless `only` names some.

    Settings come from this process's environment, except those that say where other processes are; `env` is
    added to them. Raises SupervisorError when they don't come up within `timeout` seconds.
    """
    data_dir = data_dir.absolute()
    data_dir.mkdir(parents=True, exist_ok=True)
    settings = {name: value for name, value in os.environ.items() if name not in _OURS}
    needs_database = not only or "postgres" in only
    if not needs_database and os.environ.get("DATABASE_URL"):
        settings["DATABASE_URL"] = os.environ["DATABASE_URL"]
    ports = _free_ports(3)
    settings.update(
        SHAREWELL_DATA=str(data_dir),
        SHAREWELL_HOST=LOOPBACK,
        SHAREWELL_PORT=str(ports[0]),
        SHAREWELL_RASA_PORT=str(ports[1]),
        SHAREWELL_ACTIONS_PORT=str(ports[2]),
    )
    settings.pop("SHAREWELL_PUBLIC_URL", None)
    settings.update(env or {})
    # Without a database of its own it may stand beside another supervisor on the same data.
    state_folder = data_dir if needs_database else Path(tempfile.mkdtemp(prefix="sharewell-"))
    ready, log = state_folder / f"ready-{os.getpid()}-{ports[0]}", data_dir / "logs" / "supervisor.log"
    ready.unlink(missing_ok=True)
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    command = [sys.executable, "-m", "desk.supervisor", "up", "--private", "--state", str(state_folder)]
    command += ["--ready-file", str(ready), *(["--only", ",".join(only)] if only else [])]
    with log.open("ab") as output:
        mark = output.tell()
        supervisor = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=output, stderr=output, cwd=ROOT, env=settings, start_new_session=True
        )
    running = Running(supervisor, state_folder, settings, log)
    deadline = time.monotonic() + timeout
    while not ready.exists():
        if supervisor.poll() is not None or time.monotonic() > deadline:
            running.stop()
            raise SupervisorError(f"{_why(log, mark)} (all of its output: {log})")
        time.sleep(0.05)
    known = read_settings(settings)
    settings.update(
        ASSISTANT_URLS=",".join(known.assistant_urls),
        ASSISTANT_TOKEN=known.assistant_token,
        **({"DATABASE_URL": known.database_url} if known.database_url else {}),
    )
    return running


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind((LOOPBACK, 0))
        return [one.getsockname()[1] for one in sockets]


def _why(log: Path, mark: int) -> str:
    with log.open("rb") as stream:
        stream.seek(mark)
        lines = [
            line for line in stream.read().decode("utf-8", "replace").splitlines() if line.startswith("sharewell:")
        ]
    return lines[-1].removeprefix("sharewell: ") if lines else "The processes did not come up in time."
