"""The lines of all processes on one terminal, each behind its name, and in a file each."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Final, TextIO

LONGEST_LINE: Final = 16 * 1024
LARGEST_FILE: Final = 5 * 1024 * 1024
_COLOURS: Final = ("36", "32", "33", "35", "34", "96", "92")


class Terminal:
    """Writes prefixed lines; coloured where a person is looking."""

    def __init__(self, names: list[str], stream: TextIO | None = None, *, quiet: bool = False) -> None:
        self._stream = stream or sys.stdout
        self._width = max(map(len, [*names, "sharewell"]))
        self._colour = self._stream.isatty() and "NO_COLOR" not in os.environ
        self._colours = {name: _COLOURS[index % len(_COLOURS)] for index, name in enumerate(names)}
        self._quiet = quiet

    def line(self, name: str, text: str) -> None:
        """One line of a process."""
        if self._quiet:
            return
        prefix = f"{name:<{self._width}} │"
        if self._colour:
            prefix = f"\x1b[{self._colours.get(name, '1')}m{prefix}\x1b[0m"
        try:
            self._stream.write(f"{prefix} {text}\n")
            self._stream.flush()
        except (OSError, UnicodeEncodeError, ValueError):
            pass  # a closed terminal or a narrow encoding is no reason to stop the desk

    def say(self, text: str) -> None:
        """One line of the supervisor's own."""
        self.line("sharewell", text)


class ProcessLog:
    """A file for one process's lines; starts afresh, keeping one old file, when it has grown."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = path.open("ab", buffering=0)

    def write(self, line: bytes) -> None:
        """Append one line."""
        try:
            if self._file.tell() > LARGEST_FILE:
                self._file.close()
                self.path.replace(self.path.with_suffix(".log.1"))
                self._file = self.path.open("ab", buffering=0)
            self._file.write(line + b"\n")
        except OSError:
            pass  # a full disk must not take the processes down as well

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class LinePump(asyncio.Protocol):
    """Cuts what a process writes into lines and passes each on."""

    def __init__(self, name: str, terminal: Terminal, log: ProcessLog) -> None:
        self._name = name
        self._terminal = terminal
        self._log = log
        self._rest = b""

    def data_received(self, data: bytes) -> None:
        """Pass on whole lines; a line without end is cut."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._pass_on(line)
        while len(self._rest) > LONGEST_LINE:
            self._pass_on(self._rest[:LONGEST_LINE])
            self._rest = self._rest[LONGEST_LINE:]

    def connection_lost(self, error: Exception | None) -> None:
        """Pass on what is left."""
        if self._rest:
            self._pass_on(self._rest)
            self._rest = b""

    def _pass_on(self, line: bytes) -> None:
        line = line.rstrip(b"\r")
        self._log.write(line)
        self._terminal.line(self._name, line.decode("utf-8", "replace"))


class Collected(asyncio.Protocol):
    """Keeps all that a process writes, for its reader instead of a log."""

    def __init__(self) -> None:
        self._data = b""
        self._closed = asyncio.Event()

    def data_received(self, data: bytes) -> None:
        """Keep it."""
        self._data += data

    def connection_lost(self, error: Exception | None) -> None:
        """Nothing more will come."""
        self._closed.set()

    async def text(self) -> str:
        """All of it, once it has come."""
        await self._closed.wait()
        return self._data.decode("utf-8", "replace").strip()
