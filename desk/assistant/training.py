"""Training and trying models, each in a process of the assistant environment with bounds on what it takes."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from desk.assistant.limits import modest
from desk.ports.errors import LearningFailed

Tell = Callable[[str | None], Awaitable[None]]
EVERY_S: Final = 1.0
LOADING_S: Final = 180.0
READING_S: Final = 60.0
LONGEST_LINE: Final = 4 * 1024 * 1024
_STARTED: Final = re.compile(r"Starting to train component '(\w+)'")
_WHAT: Final = {
    "CommentClassifier": "learning what comments are",
    "Escalation": "learning what needs a person at once",
    "RulePolicy": "packing the model",
}
_FULL: Final = ("No space left on device", "Errno 28", "Disk quota exceeded")
_TOO_LARGE: Final = ("MemoryError", "Unable to allocate", "bad_alloc", "Cannot allocate memory")


class RasaTrainer:
    """Runs `rasa train` and models of its making. ``python`` and ``env`` are the assistant environment's."""

    def __init__(self, python: Path, env: Mapping[str, str], root: Path, memory: int) -> None:
        self._python = str(python)
        self._env = dict(env)
        self._root = root
        self._memory = memory

    async def train(self, data: Path, out: Path, name: str, tell: Tell) -> Path:
        """Train on the project's own examples and those in `data`; gives the packed model in `out`."""
        command = ("-m", "components.server", "train", "--skip-validation", "--data", "data", str(data))
        options = ("--fixed-model-name", name, "--out", str(out))
        async with self._started(out, (*command, *options), asyncio.subprocess.STDOUT) as process:
            assert process.stdout is not None
            log = _Log(out / "training.log")
            try:
                await _watched(process, asyncio.create_task(log.follow(process.stdout)), tell, lambda: log.doing)
            finally:
                log.close()
        model = out / f"{name}.tar.gz"
        if process.returncode != 0 or not model.is_file():
            raise LearningFailed(self._why("Training", process.returncode or 0, log.last))
        return model

    async def understand(self, model: Path, texts: Sequence[str], tell: Tell) -> list[dict[str, Any]]:
        """What the model understands of each text, with the shares of every intent."""
        command = ("-m", "components.bulk", "--shares", "--model", str(model))
        async with self._started(model.parent, command, asyncio.subprocess.PIPE, feeding=True) as process:
            assert process.stdout is not None and process.stderr is not None and process.stdin is not None
            answers: list[dict[str, Any]] = []
            errors = asyncio.create_task(process.stderr.read())
            feeding = asyncio.create_task(_feed(process.stdin, texts))
            reading = asyncio.create_task(_read(process.stdout, answers))
            try:
                await _watched(process, reading, tell, lambda: f"{max(0, len(answers) - 1)} of {len(texts)} texts")
            finally:
                feeding.cancel()
                await asyncio.gather(feeding, return_exceptions=True)
            said = (await errors).decode("utf-8", "replace").splitlines()
        if process.returncode != 0 or len(answers) != len(texts) + 1:
            raise LearningFailed(self._why(f"Trying {model.name}", process.returncode or 0, said))
        return [_understood(answer) for answer in answers[1:]]

    @asynccontextmanager
    async def reading(self, model: Path, folder: Path) -> AsyncIterator[RasaLiveModel]:
        """The model, loaded in a process that reads for as long as the block lasts."""
        command = ("-m", "components.shadow", "--model", str(model))
        async with self._started(folder, command, asyncio.subprocess.PIPE, feeding=True) as process:
            assert process.stderr is not None
            said: list[str] = []
            listening = asyncio.create_task(_last_lines(process.stderr, said))

            def why(status: int) -> str:
                return self._why(f"Reading with {model.name}", status, said)

            try:
                live = RasaLiveModel(process, why, listening)
                await live.ready()
                yield live
            finally:
                listening.cancel()
                await asyncio.gather(listening, return_exceptions=True)

    @asynccontextmanager
    async def _started(
        self, folder: Path, command: Sequence[str], errors: int, *, feeding: bool = False
    ) -> AsyncIterator[asyncio.subprocess.Process]:
        """A process that is gone when the block is left, with all that it started and its temporary files."""
        temporary = folder / f"tmp-{os.getpid()}-{id(command):x}"
        try:
            temporary.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LearningFailed(f"Nothing can be written to {folder} ({error.strerror}).") from error
        process = await asyncio.create_subprocess_exec(
            self._python,
            *command,
            cwd=self._root,
            env={**self._env, "TMPDIR": str(temporary)},
            stdin=asyncio.subprocess.PIPE if feeding else asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
            limit=LONGEST_LINE,
            start_new_session=True,
            preexec_fn=modest(self._memory),
        )
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
            await asyncio.to_thread(_remove, temporary)

    def _why(self, what: str, status: int, said: Sequence[str]) -> str:
        text = "\n".join(said[-40:])
        if any(sign in text for sign in _FULL):
            return f"{what} broke off: the disk is full."
        if any(sign in text for sign in _TOO_LARGE) or status == -signal.SIGKILL:
            return f"{what} broke off: it needs more than the {self._memory / 2**30:.1f} GB that it may take, or was killed."
        last = next((line.strip() for line in reversed(said) if line.strip()), "it said nothing")
        return f"{what} broke off with status {status}: {last[:300]}"


class RasaLiveModel:
    """A loaded model in its process: texts in, what it understands of each out."""

    def __init__(
        self, process: asyncio.subprocess.Process, why: Callable[[int], str], listening: asyncio.Task[None]
    ) -> None:
        self._process = process
        self._why = why
        self._listening = listening

    async def ready(self) -> None:
        """Wait until the model is loaded."""
        await self._line(LOADING_S)

    async def read(self, texts: Sequence[str]) -> list[dict[str, Any] | None]:
        """What it understands of each text; None of one it can make nothing of."""
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it ended: reading its answers says why
            self._process.stdin.write(json.dumps({"texts": list(texts)}).encode() + b"\n")
            await self._process.stdin.drain()
        return [(await self._line(READING_S)).get("understanding") for _ in texts]

    async def _line(self, seconds: float) -> dict[str, Any]:
        assert self._process.stdout is not None
        try:
            line = await asyncio.wait_for(self._process.stdout.readline(), seconds)
        except (asyncio.TimeoutError, TimeoutError) as error:
            raise LearningFailed(f"The model said nothing for {seconds:.0f} seconds.") from error
        if line:
            answer: dict[str, Any] = json.loads(line)
            return answer
        status = await self._process.wait()
        await asyncio.wait([self._listening], timeout=EVERY_S)
        raise LearningFailed(self._why(status))


async def _last_lines(stream: asyncio.StreamReader, said: list[str]) -> None:
    while line := await stream.readline():
        said.append(line.decode("utf-8", "replace").rstrip())
        del said[:-60]


class _Log:
    """What a training says: kept in a file, its last lines and what it is doing at hand."""

    def __init__(self, path: Path) -> None:
        self.last: list[str] = []
        self.doing = "reading the examples"
        self._file = path.open("w", encoding="utf-8")

    async def follow(self, stream: asyncio.StreamReader) -> None:
        while line := await stream.readline():
            text = line.decode("utf-8", "replace").rstrip()
            self.last = [*self.last[-60:], text]
            if started := _STARTED.search(text):
                self.doing = _WHAT.get(started[1], started[1])
            with contextlib.suppress(OSError):  # on a full disk the training itself says so
                self._file.write(text + "\n")

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._file.close()


async def _watched(
    process: asyncio.subprocess.Process, reading: asyncio.Task[None], tell: Tell, doing: Callable[[], str]
) -> None:
    """Until the process has ended and all that it said was read; what `tell` raises ends it."""
    try:
        while not reading.done():
            await asyncio.wait([reading], timeout=EVERY_S)
            await tell(doing())
        await reading
        await process.wait()
    finally:
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)


async def _read(stream: asyncio.StreamReader, answers: list[dict[str, Any]]) -> None:
    while line := await stream.readline():
        answers.append(json.loads(line))


async def _feed(stream: asyncio.StreamWriter, texts: Sequence[str]) -> None:
    try:
        for text in texts:
            stream.write(json.dumps({"text": text}).encode() + b"\n")
            await stream.drain()
        stream.close()
    except (BrokenPipeError, ConnectionResetError):
        return  # it ended early, which whoever reads its answers notices


def _understood(answer: dict[str, Any]) -> dict[str, Any]:
    if "error" in answer:
        raise LearningFailed(f"A text could not be understood: {str(answer['error'])[:300]}")
    understanding: dict[str, Any] = answer["understanding"]
    return understanding


def _remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
