"""Live changes to the browsers: one listener a process, a bounded queue a browser.

https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, Final

from sanic import Request

from desk.domain.errors import DeskError
from desk.domain.roles import VIEWER, PageScope
from desk.ports.errors import DatabaseUnavailable
from desk.services.accounts import Account
from desk.web.guard import person

HEARTBEAT_S: Final = 15.0
BACKLOG: Final = 500
# Ids are given out before transactions commit, so one that took longer may appear below the last one seen. What a
# browser gets twice does no harm: it reads the comment again.
MARGIN: Final = 200
_RESET: Final = {"reset": True}


class Broadcast:
    """Hands every committed event to every connected browser."""

    def __init__(self, changes: Callable[[], AsyncIterator[dict[str, Any] | None]]) -> None:
        self._changes = changes
        self._queues: set[asyncio.Queue[dict[str, Any]]] = set()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to listen; call it inside the running loop."""
        self._task = asyncio.get_running_loop().create_task(self._listen())

    async def stop(self) -> None:
        """Stop listening."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    @contextlib.contextmanager
    def subscribed(self) -> Iterator[asyncio.Queue[dict[str, Any]]]:
        """A queue that gets every event until the block ends."""
        queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue(BACKLOG)
        self._queues.add(queue)
        try:
            yield queue
        finally:
            self._queues.discard(queue)

    async def _listen(self) -> None:
        async for event in self._changes():
            # None: the connection was made anew, and events may have been missed.
            self._hand_out(_RESET if event is None else event)

    def _hand_out(self, event: dict[str, Any]) -> None:
        for queue in self._queues:
            if queue.full():  # a browser that doesn't keep up reads everything again instead
                while not queue.empty():
                    queue.get_nowait()
                event_or_reset = _RESET
            else:
                event_or_reset = event
            queue.put_nowait(event_or_reset)


async def stream(request: Request, broadcast: Broadcast, account: Account) -> None:
    """Answer with events of the pages that the person may see, until the browser leaves or its session ends.

    First come those missed since its Last-Event-ID. Roles are looked at anew with each heartbeat.
    """
    seen = account.pages()
    response = await request.respond(
        content_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )
    assert response is not None
    with broadcast.subscribed() as queue:
        await response.send(": connected\n\n")
        for missed in await _missed(request):
            if _concerns(missed, seen):
                await response.send(_formatted(missed))
        clock = asyncio.get_running_loop().time
        beat = clock() + HEARTBEAT_S
        while True:
            try:
                event = await asyncio.wait_for(queue.get(), max(beat - clock(), 0))
            except asyncio.TimeoutError:
                now_signed_in = await _still_signed_in(request, account)
                if now_signed_in is None:
                    break
                account, seen = now_signed_in, now_signed_in.pages()
                await response.send(": still here\n\n")
                beat = clock() + HEARTBEAT_S
                continue
            if _concerns(event, seen):
                await response.send(_formatted(event))
    await response.eof()


async def _still_signed_in(request: Request, account: Account) -> Account | None:
    try:
        return await person(request, VIEWER)
    except DeskError:
        return None
    except DatabaseUnavailable:
        return account  # nothing can be read now, and nothing comes that could be shown


def _concerns(event: dict[str, Any], seen: PageScope) -> bool:
    return "reset" in event or seen.everything or event.get("page", "") in seen


async def _missed(request: Request) -> list[dict[str, Any]]:
    last = request.headers.get("last-event-id", "")
    if not (last.isascii() and last.isdigit() and len(last) < 19):
        return []
    async with request.app.ctx.desk.uow() as unit:
        missed: list[dict[str, Any]] = await unit.views.events_after(int(last) - MARGIN, BACKLOG + MARGIN + 1)
    return [dict(_RESET)] if len(missed) > BACKLOG + MARGIN else missed


def _formatted(event: dict[str, Any]) -> str:
    if "reset" in event:
        return "event: reset\ndata: {}\n\n"
    if "id" not in event:  # nothing that is kept, so nothing to go on from after a break
        return f"event: {event['kind']}\ndata: {json.dumps(event)}\n\n"
    return f"id: {event['id']}\nevent: change\ndata: {json.dumps(event)}\n\n"
