"""The conversation as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html).

The widget reads them with fetch, so that the token goes in a header. Each browser costs a task and a few flags: messages
are read from the database when there are new ones, and a browser that doesn't keep up is parted with; it comes back with
its cursor.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from sanic.response import BaseHTTPResponse

from desk.domain.chat import BATCH, ChatMessage, Marks
from desk.domain.chat_errors import TokenDead
from desk.ports.errors import DatabaseUnavailable
from desk.services.attempts import network_of
from desk.web.widget.calls import Call
from desk.web.widget.feed import Subscription
from desk.web.widget.messages import cursor_of, shown

PING_S: Final = 15.0
SLOW_S: Final = 10.0
"""A browser that takes nothing for so long is parted with."""
BUFFER: Final = 32_768
RETRY_MS: Final = 3_000
# Some proxies pass nothing on before they have so much.
GREETING: Final = f": {' ' * 2_048}\nretry: {RETRY_MS}\n\n"
PING: Final = ": ping\n\n"


async def stream(call: Call) -> None:
    """What happens in the conversation from the cursor on, until the browser leaves or its token ends."""
    after = cursor_of(call.request.args.get("after"))
    assert call.known is not None
    visitor, token = call.visitor, call.known.token
    with call.feed.subscribed(
        visitor.conversation_id, visitor.id, token.family, network_of(call.address)
    ) as news:
        response = await call.request.respond(
            content_type="text/event-stream", headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        )
        assert response is not None
        if (transport := call.request.transport) is not None:
            transport.set_write_buffer_limits(high=BUFFER)  # type: ignore[attr-defined]
        try:
            await _Stream(call, news, response, after).run()
        except TokenDead:
            await response.send(_event("gone", {"reason": "deleted"}))
            await response.eof()
        except (asyncio.TimeoutError, DatabaseUnavailable):
            if transport is not None:
                transport.abort()  # type: ignore[attr-defined]


@dataclass
class _Stream:
    call: Call
    news: Subscription
    response: BaseHTTPResponse
    after: int
    shown_marks: Marks | None = None

    async def run(self) -> None:
        clock = asyncio.get_running_loop().time
        await self._send(GREETING)
        self.news.take()
        messages, marks = await self.call.desk.chat.read(self.call.visitor, self.after)
        await self._send_changes(marks)
        await self._send_messages(messages)
        ping_at = clock() + PING_S
        while True:
            kinds, ratings = self.news.take()
            if self.news.gone is None and self._expired():
                self.news.gone = "expired"
            if self.news.gone is None and kinds & {"read", "typing"} and not await self._send_marks():
                self.news.gone = "deleted"
            if self.news.gone is not None:
                await self._send(_event("gone", {"reason": self.news.gone}))
                await self.response.eof()  # type: ignore[attr-defined]
                return
            if "message" in kinds:
                await self._send_messages(await self.call.desk.chat.messages(self.call.visitor, self.after))
            for rating in ratings:
                await self._send(_event("rating", rating))
            if not await self.news.wait(ping_at - clock()):
                await self._send(PING)
                ping_at = clock() + PING_S
                if self.shown_marks is not None and self.shown_marks.typing:
                    self.news.note("typing")  # nobody says that they went away

    def _expired(self) -> bool:
        assert self.call.known is not None
        return bool(self.call.desk.clock.now() >= self.call.known.token.expires_at)

    async def _send_marks(self) -> bool:
        """What changed of them; False when the conversation is gone."""
        marks: Marks | None = await self.call.desk.chat.marks(self.call.visitor)
        if marks is not None:
            await self._send_changes(marks)
        return marks is not None

    async def _send_changes(self, marks: Marks) -> None:
        before, self.shown_marks = self.shown_marks, marks
        if before is None or before.typing != marks.typing:
            await self._send(_event("typing", {"typing": marks.typing}))
        if before is None or before.read != marks.read:
            await self._send(_event("read", {"read_up_to": str(marks.read) if marks.read else None}))

    async def _send_messages(self, messages: list[ChatMessage]) -> None:
        for message in messages:
            await self._send(_event("message", shown(self.call, message), id=message.seq))
            self.after = message.seq
        if len(messages) == BATCH:  # there are more
            self.news.note("message")

    async def _send(self, text: str) -> None:
        await asyncio.wait_for(self.response.send(text), SLOW_S)


def _event(kind: str, data: Any, id: int | None = None) -> str:
    head = f"id: {id}\n" if id is not None else ""
    return f"{head}event: {kind}\ndata: {msgspec.json.encode(data).decode()}\n\n"
