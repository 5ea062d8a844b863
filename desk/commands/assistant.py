"""Modules of the assistant environment, run beside a command: the desk never imports what needs Rasa."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from desk.ports.errors import AssistantUnavailable
from desk.settings import ROOT, Settings
from desk.supervisor.plan import assistant_python, newest_model, working_environment


class Texts(Protocol):
    """Texts whose number is known; they may lie on a disk."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[str]: ...


def module(name: str, *arguments: str, settings: Settings) -> list[str]:
    """The command that runs a module of the assistant environment; raises DeskError when that isn't there."""
    return [str(assistant_python(settings)), "-m", name, *arguments]


def environment(settings: Settings) -> dict[str, str]:
    """What such a module is told."""
    return working_environment(settings)


@contextmanager
def understanding(settings: Settings, texts: Texts) -> Iterator[Iterator[dict[str, Any]]]:
    """Answers of the newest model to texts, in order: {"understanding"} or {"error"} each.

    Raises AssistantUnavailable when the model can't be loaded or the process ends early; its own line says why.
    """
    command = module("components.bulk", "--model", str(newest_model(settings)), settings=settings)
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment(settings), stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert process.stdin and process.stdout
    writer = threading.Thread(target=_feed, args=(process.stdin, texts), daemon=True)
    try:
        ready = process.stdout.readline()
        if not ready:
            raise AssistantUnavailable("The assistant's model could not be loaded; the line above says why.")
        writer.start()
        yield _answers(process.stdout, len(texts))
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        if writer.ident is None:
            process.stdin.close()
        else:
            writer.join()


def _answers(lines: Iterator[str], expected: int) -> Iterator[dict[str, Any]]:
    for count in range(expected):
        line = next(lines, "")
        if not line:
            raise AssistantUnavailable(f"The assistant ended after {count:,} of {expected:,} comments.")
        answer: dict[str, Any] = json.loads(line)
        yield answer


def _feed(pipe: Any, texts: Iterable[str]) -> None:
    try:
        with pipe:
            for text in texts:
                pipe.write(json.dumps({"text": text}) + "\n")
    except (BrokenPipeError, ValueError):
        return  # the process ended early, which the reader of its answers notices


def say_starting(what: str) -> None:
    """Tell a person who waits why nothing is to be seen yet."""
    if sys.stderr.isatty():
        sys.stderr.write(f"{what} …\n")
