"""The desk's side of a chat: what arrived, and somebody who approves."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

from desk.domain.errors import Conflict
from desk.domain.page import Page
from desk.main import Desk
from desk.services.decide import Decisions, Person
from desk.settings import read_settings
from desk.supervisor.running import Running
from tests.integration.conftest import wait_until

PAGE = "fernhill-cycles"
"""As the demo pages name it."""
SECRET = "the shop's own widget secret"
Answer = TypeVar("Answer")


class ChatDesk:
    """Calls the desk's services from a thread of its own, for the browser's client has this one's event loop."""

    def __init__(self, running: Running, origin: str) -> None:
        self.running = running
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._desk = Desk(read_settings(running.env))
        self._origins = [origin]
        self._do(self._furnish())

    def close(self) -> None:
        """End the thread."""
        self._do(self._desk.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def arrived(self, text: str) -> list[dict[str, Any]]:
        """The comments with this text; names of files may stand below it."""
        return [one for one in self.comments() if one["text"].split("\n")[0] == text]

    def comments(self) -> list[dict[str, Any]]:
        """All that the page's visitors wrote, the oldest first."""
        return self._do(self._comments())

    def comment(self, text: str) -> dict[str, Any]:
        """The one with this text, as soon as it is there."""
        wait_until(lambda: self.arrived(text), 20, lambda: repr(self.comments()))
        (found,) = self.arrived(text)
        return found

    def approve(self, asked: str, reply: str) -> None:
        """Answer the comment with this text; the desk's worker sends it."""
        self._do(self._approve(self.comment(asked)["id"], reply))

    def allow(self, origin: str) -> None:
        """Name another site on which the page's chat may be used."""
        self._origins.append(origin)
        self._do(self._connect())

    def signature(self, identity: str) -> str:
        """What the shop's server gives somebody who has signed in there."""
        return hmac.new(SECRET.encode(), identity.encode(), hashlib.sha256).hexdigest()

    def _do(self, action: Coroutine[Any, Any, Answer]) -> Answer:
        return asyncio.run_coroutine_threadsafe(action, self._loop).result(60)

    async def _furnish(self) -> None:
        await self._desk.open()
        async with self._desk.uow() as unit:
            await unit.pages.add(Page(PAGE, "Fernhill Cycles", {"undo_seconds": 0}))
        account = await self._desk.accounts.add("Lin", "lin@example.org", "approver", "correct horse battery")
        self._person = Person(account.id, account.name)
        await self._connect()

    async def _connect(self) -> None:
        origins = "\n".join(self._origins)
        await self._desk.connecting.connect("Lin", PAGE, "chat", {"origins": origins, "secret": SECRET})

    async def _comments(self) -> list[dict[str, Any]]:
        async with self._desk.database.connection() as raw:
            query = "SELECT id, text, author, state FROM comments WHERE page_id = %s ORDER BY received_at, id"
            return [dict(row) for row in await (await raw.execute(query, (PAGE,))).fetchall()]

    async def _approve(self, comment_id: Any, reply: str) -> None:
        decisions = Decisions(self._desk.uow, self._desk.clock)
        for _ in range(20):
            async with self._desk.uow() as unit:
                comment = await unit.comments.get(comment_id)
            assert comment is not None
            try:
                await decisions.approve(self._person, comment.id, comment.version, reply, confirmed=True)
                return
            except Conflict:  # its draft has come in between
                await asyncio.sleep(0.1)
        raise AssertionError("the comment changes all the time")
