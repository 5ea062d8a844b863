"""One step of set-up: what it is made from, whether it is current, and how it is redone."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import IO, ClassVar, Sequence

from provision.errors import SetupError
from provision.places import Places

SHOWN_LINES = 15


class Step(ABC):
    """A thing that set-up makes. Subclasses say from what, how, and where it ends up."""

    name: ClassVar[str]
    title: ClassVar[str]

    def __init__(self, places: Places) -> None:
        self.places = places

    @abstractmethod
    def digest(self) -> str:
        """A hash over everything that the result depends on."""

    @abstractmethod
    def result(self) -> Path:
        """A file or folder that exists once the step has been done."""

    @abstractmethod
    def make(self, log: StepLog) -> None:
        """Make the result; raises SetupError with one line that says what to do."""

    def wanted(self) -> bool:
        """Whether this clone has what the step is for."""
        return True

    def was_finished(self) -> bool:
        """Whether some earlier run got to the end, perhaps from other inputs."""
        return self._stamp().exists() and self.result().exists()

    def is_current(self) -> bool:
        """Whether the result exists and was made from what is there now."""
        try:
            return self._stamp().read_text(encoding="ascii") == self.digest() and self.result().exists()
        except OSError:
            return False

    def ensure(self) -> bool:
        """Make the result unless it is current; answers whether something was done."""
        if not self.wanted() or self.is_current():
            return False
        digest = self.digest()
        started = time.monotonic()
        with StepLog(self) as log:
            self.make(log)
        # An interrupted step leaves no stamp, so it is done again from the start.
        self._stamp().parent.mkdir(parents=True, exist_ok=True)
        partial = self._stamp().with_suffix(".partial")
        partial.write_text(digest, encoding="ascii")
        os.replace(str(partial), str(self._stamp()))
        say(f" {duration(time.monotonic() - started)}\n")
        return True

    def forget(self) -> None:
        """Take the result for unfinished from here on."""
        if self._stamp().exists():
            self._stamp().unlink()

    def _stamp(self) -> Path:
        return self.places.stamps / self.name


class StepLog:
    """Runs a step's commands: a short line on the terminal, all their output in a log file."""

    def __init__(self, step: Step) -> None:
        self.step = step
        self.path = step.places.logs / f"setup-{step.name}.log"
        self._file: IO[bytes] | None = None

    def __enter__(self) -> StepLog:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = open(str(self.path), "wb")
        say(f"  {self.step.title} …")
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        assert self._file is not None
        self._file.close()
        if isinstance(error, SetupError):
            say(" failed\n")
            for line in self.last_lines():
                say(f"    │ {line}\n")
        elif error is not None:
            say(" stopped\n")

    def run(
        self, command: Sequence[str], advice: str, *, env: dict[str, str] | None = None, cwd: Path | None = None
    ) -> None:
        """Run a command to its end; raises SetupError with `advice` when it fails."""
        if self.try_run(command, env=env, cwd=cwd) != 0:
            raise SetupError(f"{advice} (full output: {self.path})")

    def try_run(self, command: Sequence[str], *, env: dict[str, str] | None = None, cwd: Path | None = None) -> int:
        """Run a command to its end; answers its exit status, 127 when it can't be started."""
        assert self._file is not None
        self.note("$ " + " ".join(command))
        try:
            return subprocess.call(
                list(command),
                stdin=subprocess.DEVNULL,
                stdout=self._file,
                stderr=subprocess.STDOUT,
                env=env,
                cwd=str(cwd or self.step.places.root),
            )
        except OSError as error:
            self.note(str(error))
            return 127

    def note(self, line: str) -> None:
        """Write a line of our own into the log."""
        assert self._file is not None
        self._file.write(line.encode("utf-8", "replace") + b"\n")
        self._file.flush()

    def last_lines(self) -> list[str]:
        """The end of the log, for a failure."""
        text = self.path.read_text(encoding="utf-8", errors="replace")
        return [line.rstrip()[:200] for line in text.splitlines() if line.strip()][-SHOWN_LINES:]


def say(text: str) -> None:
    """Progress for people; on standard error, so that a command's own output stays clean."""
    try:
        sys.stderr.write(text)
    except UnicodeEncodeError:
        sys.stderr.write(text.replace("…", "...").replace("│", "|").encode("ascii", "replace").decode("ascii"))
    sys.stderr.flush()


def duration(seconds: float) -> str:
    """`0.4 s`, `14 s` or `2 min 5 s`."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{int(seconds) // 60:d} min {int(seconds) % 60:d} s"
