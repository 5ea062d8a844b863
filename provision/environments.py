"""The three Python environments: one for building, the desk's and the assistant's."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from provision.digests import digest
from provision.errors import SetupError
from provision.interpreters import ASSISTANT_VERSION, find_assistant_python, find_desk_python, find_python
from provision.pip_settings import uv_environment
from provision.places import Places
from provision.step import Step, StepLog

_INDEX_ADVICE = "check the network, or the index-url in pip's settings"
_DOWNLOAD_SECONDS = 300


class BuildEnvironment(Step):
    """Holds uv, which makes the other two."""

    name = "build"
    title = "installer"

    def digest(self) -> str:
        """The locked uv and where the environment stands."""
        return digest([str(self.places.venv("build"))], [self.places.lock_file("build")])

    def result(self) -> Path:
        """The uv program."""
        return self.places.venv("build") / "bin" / "uv"

    def make(self, log: StepLog) -> None:
        """Make the environment with venv and let pip fetch uv by its hash."""
        venv = self.places.venv("build")
        fresh = venv.with_name("build.new")
        shutil.rmtree(str(fresh), ignore_errors=True)
        python = find_desk_python()
        log.run(
            [str(python), "-m", "venv", "--clear", str(fresh)],
            f"{python} can't make an environment: install its venv module (python3-venv) and run this again.",
        )
        log.run(
            [
                str(fresh / "bin" / "python"),
                "-m",
                "pip",
                "install",
                "--no-input",
                "--require-hashes",
                "--only-binary=:all:",
                "-r",
                str(self.places.lock_file("build")),
            ],
            f"The installer uv could not be fetched: {_INDEX_ADVICE}.",
        )
        shutil.rmtree(str(venv), ignore_errors=True)
        os.replace(str(fresh), str(venv))


class _LockedEnvironment(Step):
    """An environment that holds exactly what its lock file names."""

    def digest(self) -> str:
        """The lock file and where the environment stands, for its scripts name that place."""
        return digest([str(self.places.venv(self.name))], [self.places.lock_file(self.name)])

    def result(self) -> Path:
        """The environment's Python."""
        return self.places.python(self.name)

    def wanted(self) -> bool:
        """Whether there is a lock file."""
        return self.places.lock_file(self.name).exists()

    def find_interpreter(self, log: StepLog, env: dict[str, str]) -> Path:
        """The Python to make the environment with."""
        raise NotImplementedError

    def make(self, log: StepLog) -> None:
        """Let uv make the environment match its lock; pip does it where uv can't reach an index."""
        venv, lock = self.places.venv(self.name), self.places.lock_file(self.name)
        uv = self.places.venv("build") / "bin" / "uv"
        env = uv_environment(self.places.python("build"))
        kept = self.was_finished() and self._runs()
        self.forget()
        if not kept:
            python = self.find_interpreter(log, env)
            log.run(
                [str(uv), "venv", "--clear", "--python", str(python), str(venv)],
                f"The {self.title} could not be made with {python}.",
                env=env,
            )
        interpreter = str(self.places.python(self.name))
        if log.try_run([str(uv), "pip", "sync", "--require-hashes", "--python", interpreter, str(lock)], env=env) == 0:
            return
        log.note("uv could not install; trying pip")
        log.run(
            [
                str(self.places.python("build")),
                "-m",
                "pip",
                "--python",
                interpreter,
                "install",
                "--no-input",
                "--no-deps",
                "--require-hashes",
                "-r",
                str(lock),
            ],
            f"The {self.title} could not be installed: {_INDEX_ADVICE}.",
        )

    def is_current(self) -> bool:
        """Also asks that the Python behind the environment is still there."""
        return super().is_current() and self.result().resolve().exists()

    def _runs(self) -> bool:
        try:
            return subprocess.call([str(self.result()), "-I", "-c", ""], stderr=subprocess.DEVNULL) == 0
        except OSError:
            return False


class DeskEnvironment(_LockedEnvironment):
    """Current libraries on the newest Python that runs."""

    name = "desk"
    title = "desk environment"

    def find_interpreter(self, log: StepLog, env: dict[str, str]) -> Path:
        """Any Python from 3.10 to 3.13."""
        return find_desk_python()


class AssistantEnvironment(_LockedEnvironment):
    """Rasa and what it pins, on Python 3.10."""

    name = "assistant"
    title = "assistant environment"

    def find_interpreter(self, log: StepLog, env: dict[str, str]) -> Path:
        """Python 3.10 from this machine, else one that uv fetches, else an error that says what to install."""
        if not os.environ.get("PYTHON310") and find_python(ASSISTANT_VERSION) is None:
            fetched = self._fetch(log, env)
            if fetched:
                return fetched
        return find_assistant_python()

    def _fetch(self, log: StepLog, env: dict[str, str]) -> Path | None:
        uv = self.places.venv("build") / "bin" / "uv"
        env = dict(env, UV_PYTHON_INSTALL_DIR=str(self.places.home / "python"), UV_HTTP_RETRIES="1")
        try:
            subprocess.run(
                [str(uv), "python", "install", ASSISTANT_VERSION, "--no-bin"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=dict(env, UV_PYTHON_DOWNLOADS="manual"),
                timeout=_DOWNLOAD_SECONDS,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            log.note(f"uv could not fetch Python {ASSISTANT_VERSION}")
            return None
        return find_python(ASSISTANT_VERSION, env)


def check_places(places: Places) -> None:
    """Fail early where nothing can be written; raises SetupError."""
    try:
        places.home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SetupError(
            f"{places.home} can't be made ({error.strerror}): set SHAREWELL_HOME to a folder you may write to."
        ) from error
    if not os.access(str(places.home), os.W_OK):
        raise SetupError(f"{places.home} belongs to someone else: set SHAREWELL_HOME to a folder you may write to.")
