"""Simulated platforms on a loopback port, each under its own name, with faults on the wire."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote
from uuid import uuid4

from sanic import Request, Sanic
from sanic.response import HTTPResponse

from desk.simulators.base import REFUSALS, Call, Fault, Faults, Reply, Simulator

DID_IT: Final = frozenset({Fault.LOST_AFTER, Fault.HALF, Fault.MALFORMED})
NONSENSE: Final = b"<html><body>Bad Gateway"


@dataclass
class Served:
    """One simulated platform, what goes wrong with it, and what it counts."""

    simulator: Simulator
    faults: Faults
    calls: int = 0
    unheard: set[str] = field(default_factory=set)
    """Replies that were posted, and whose poster was never told."""

    def answer(self, call: Call) -> tuple[Reply | None, Fault | None]:
        """The answer, None where the connection just breaks, and what went wrong."""
        self.calls += 1
        send = self.simulator.is_send(call)
        fault = self.faults.draw(send)
        if fault is Fault.LOST_BEFORE:
            return None, fault
        if fault in REFUSALS:
            return self.simulator.refusal(fault), fault
        before = set(self.simulator.world.posts)
        reply = self.simulator.answer(call)
        if fault in DID_IT:
            self.unheard |= set(self.simulator.world.posts) - before
        return (None if fault is Fault.LOST_AFTER else reply), fault


@asynccontextmanager
async def serving(platforms: Mapping[str, Served], port: int = 0) -> AsyncIterator[str]:
    """The address under which the platforms answer: ``ADDRESS/<platform>``."""
    app: Sanic = Sanic(f"simulators-{uuid4().hex}", configure_logging=False)  # type: ignore[type-arg]
    app.config.MOTD = False
    app.config.TOUCHUP = False  # it rewrites Sanic's methods once a process, and there may be several of these
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = 0.5

    async def handle(request: Request, platform: str, path: str = "") -> HTTPResponse:
        served = platforms.get(platform)
        if served is None:
            return HTTPResponse("There is no such platform here.", status=404)
        headers = {name.lower(): value for name, value in request.headers.items()}
        raw = request.raw_url.decode("latin-1").split("?")[0]
        call = Call(
            request.method,
            unquote(raw.removeprefix(f"/{platform}")) or "/",
            {name: request.args.get(name, "") for name in request.args},
            headers,
            request.body,
        )
        reply, fault = served.answer(call)
        if reply is None:
            _break_off(request)
            return HTTPResponse(status=500)
        if fault is Fault.MALFORMED:
            return HTTPResponse(NONSENSE, status=reply.status, content_type="text/html")
        if fault is Fault.HALF:
            await _half(request, reply)
            return HTTPResponse(status=500)
        kind = reply.headers.get("content-type", "application/octet-stream")
        rest = {name: value for name, value in reply.headers.items() if name.lower() != "content-type"}
        return HTTPResponse(reply.body, status=reply.status, headers=rest, content_type=kind)

    methods = ["GET", "POST", "PUT", "PATCH", "DELETE"]
    app.add_route(handle, "/<platform:str>", methods=methods, name="root")
    app.add_route(handle, "/<platform:str>/<path:path>", methods=methods, name="any")
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(("127.0.0.1", port))
        door.listen(256)
        server = await app.create_server(sock=door, return_asyncio_server=True)
        assert server is not None
        await server.startup()  # type: ignore[no-untyped-call]
        await server.start_serving()  # type: ignore[no-untyped-call]
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            server.close()  # type: ignore[no-untyped-call]
            for connection in list(server.connections):  # kept alive by whoever called
                connection.abort()
            await asyncio.sleep(0)
            await asyncio.sleep(0)


def _break_off(request: Request) -> None:
    if request.transport is not None:
        request.transport.abort()  # type: ignore[attr-defined]  # asyncio's write transport


async def _half(request: Request, reply: Reply) -> None:
    """The head that promises a body, half of the body, and then nothing."""
    if request.transport is not None:
        head = (
            f"HTTP/1.1 {reply.status} OK\r\nContent-Type: application/json\r\nContent-Length: {len(reply.body)}\r\n\r\n"
        )
        request.transport.write(head.encode() + reply.body[: len(reply.body) // 2])  # type: ignore[attr-defined]
        await asyncio.sleep(0.01)
        _break_off(request)
