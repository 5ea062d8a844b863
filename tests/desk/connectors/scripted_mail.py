"""Mail servers that say what they are told to, over real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

SILENT, LOST = "silent", "lost"


@asynccontextmanager
async def listening(handle) -> AsyncIterator[int]:
    """A server on this machine; its port."""
    tasks = set()

    async def served(reader, writer):
        tasks.add(asyncio.current_task())
        try:
            await handle(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the other side left, or the test is over
        finally:
            writer.close()

    server = await asyncio.start_server(served, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class SmtpScript:
    """An SMTP server; ``says``: its answers by verb, with ``BODY`` for the end of the message. ``taken``: what came whole."""

    def __init__(self, says: Mapping[str, str] | None = None, extensions: str = "250 AUTH PLAIN\r\n") -> None:
        self.says = {"HELLO": "220 here\r\n", "EHLO": f"250-here\r\n{extensions}", "AUTH": "235 in\r\n", "MAIL": "250 ok\r\n",
                     "RCPT": "250 ok\r\n", "DATA": "354 go\r\n", "BODY": "250 taken\r\n", "QUIT": "221 bye\r\n", **(says or {})}  # fmt: skip
        self.heard: list[str] = []
        self.taken: list[bytes] = []

    async def __call__(self, reader, writer):
        if not await self._say("HELLO", writer):
            return
        while line := await reader.readline():
            self.heard.append(line.decode())
            verb = line.split()[0].decode().upper()
            if not await self._say(verb, writer):
                return
            if verb == "DATA" and self.says["DATA"].startswith("354"):
                self.taken.append(await reader.readuntil(b"\r\n.\r\n"))
                if not await self._say("BODY", writer):
                    return

    async def _say(self, verb, writer):
        answer = self.says.get(verb, "500 what?\r\n")
        if answer == LOST:
            return False
        if answer == SILENT:
            await asyncio.sleep(3600)
        writer.write(answer.encode())
        await writer.drain()
        return True


class ImapScript:
    """An IMAP server; ``says``: what it answers to a command instead of OK, the tag put before it."""

    def __init__(
        self, says: Mapping[str, str] | None = None, capabilities: str = "IMAP4rev1 AUTH=PLAIN SASL-IR"
    ) -> None:
        self.says = dict(says or {})
        self.capabilities = capabilities
        self.heard: list[str] = []

    async def __call__(self, reader, writer):
        writer.write(self.says.get("HELLO", "* OK here\r\n").encode())
        while line := await reader.readline():
            self.heard.append(line.decode())
            tag, command, *rest = line.decode().split()
            command = rest[0].upper() if command.upper() == "UID" else command.upper()
            answer = self.says.get(command)
            if answer == LOST:
                return
            if answer == SILENT:
                await asyncio.sleep(3600)
            if answer is None:
                untagged = {"CAPABILITY": f"* CAPABILITY {self.capabilities}\r\n", "LOGOUT": "* BYE\r\n",
                            "EXAMINE": "* 1 EXISTS\r\n* OK [UIDVALIDITY 1] x\r\n* OK [UIDNEXT 2] x\r\n"}.get(command, "")  # fmt: skip
                answer = f"{untagged}TAG OK done\r\n"
            writer.write(answer.replace("TAG", tag).encode())
            await writer.drain()
