"""A command of the operator's that is given each file's path, and ends with 0 for a clean one."""

from __future__ import annotations

import asyncio
import os
import shlex
import tempfile
from typing import Final

import structlog

from desk.domain.chat_errors import NotScanned

SCAN_S: Final = 30.0
AT_ONCE: Final = 4
INFECTED: Final = 1
log = structlog.get_logger(__name__)


class CommandScan:
    """The FileScan of desk/ports/outside.py. A command that can't run lets nothing through."""

    def __init__(self, command: str) -> None:
        self._command = shlex.split(command)
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def is_clean(self, body: bytes) -> bool:
        """Whether the command ended with 0; 1 means that it found something, all else that it didn't work."""
        async with self._turns:
            with tempfile.NamedTemporaryFile(prefix="sharewell-scan-") as file:  # readable by its owner only
                await asyncio.to_thread(_write, file, body)
                code = await self._run(file.name)
        if code not in (0, INFECTED):
            log.error("file_scan_failed", code=code)
            raise NotScanned()
        return code == 0

    async def _run(self, path: str) -> int | None:
        try:
            process = await asyncio.create_subprocess_exec(
                *self._command, path, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL, env=dict(os.environ),
            )  # fmt: skip
        except OSError as error:
            log.error("file_scan_failed", reason=str(error))
            raise NotScanned() from None
        try:
            return await asyncio.wait_for(process.wait(), SCAN_S)
        except asyncio.TimeoutError:
            process.kill()
            await process.wait()
            return None


def _write(file: object, body: bytes) -> None:
    file.write(body)  # type: ignore[attr-defined]
    file.flush()  # type: ignore[attr-defined]
