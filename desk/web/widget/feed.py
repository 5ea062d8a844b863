"""What happens in chats, handed to the browsers that are connected to this process: one listener for all of them."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from typing import Any, Final
from uuid import UUID

import structlog

from desk.domain.chat_errors import TooFast
from desk.ports.errors import DatabaseUnavailable

SWEEP_S: Final = 30.0
MOST_OF_VISITOR: Final = 6
MOST_OF_NETWORK: Final = 300
MOST_RATINGS: Final = 20
STATE: Final = frozenset({"message", "read", "typing"})
log = structlog.get_logger(__name__)


class Subscription:
    """One connected browser. It keeps what kinds of things are new, not the things: a slow one gathers nothing."""

    __slots__ = ("_event", "conversation", "family", "gone", "network", "news", "ratings", "visitor")

    def __init__(self, conversation: UUID, visitor: UUID, family: UUID, network: str) -> None:
        self.conversation, self.visitor, self.family, self.network = conversation, visitor, family, network
        self.news: set[str] = set(STATE)
        self.ratings: list[dict[str, Any]] = []
        self.gone: str | None = None
        self._event = asyncio.Event()
        self._event.set()

    def note(self, kind: str, event: dict[str, Any] | None = None) -> None:
        """Something of this kind is new."""
        if kind == "gone":
            self.gone = str((event or {}).get("reason", "deleted"))
        elif kind == "rating" and event is not None:
            self.ratings = [*self.ratings, {"message": event["message"], "rating": event["rating"]}][-MOST_RATINGS:]
        else:
            self.news.add(kind)
        self._event.set()

    async def wait(self, seconds: float) -> bool:
        """Until something is new; False when nothing was in this time."""
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._event.wait(), max(seconds, 0.0))
        return self._event.is_set()

    def take(self) -> tuple[set[str], list[dict[str, Any]]]:
        """The kinds that are new, and ratings; they are not new any more."""
        news, ratings = self.news, self.ratings
        self.news, self.ratings = set(), []
        self._event.clear()
        return news, ratings


class Feed:
    """One a process. ``alive`` notes who is connected, and answers which families of tokens still work."""

    def __init__(
        self,
        changes: Callable[[], AsyncIterator[dict[str, Any] | None]],
        alive: Callable[[Sequence[UUID], Sequence[UUID]], Awaitable[set[UUID]]],
    ) -> None:
        self._changes = changes
        self._alive = alive
        self._of: dict[UUID, list[Subscription]] = {}
        self._in_network: dict[str, int] = {}
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to listen; call it inside the running loop."""
        loop = asyncio.get_running_loop()
        self._tasks = [loop.create_task(self._listen()), loop.create_task(self._sweep_again_and_again())]

    async def stop(self) -> None:
        """Stop listening."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @contextlib.contextmanager
    def subscribed(self, conversation: UUID, visitor: UUID, family: UUID, network: str) -> Iterator[Subscription]:
        """A subscription until the block ends; raises TooFast where a network has too many."""
        if self._in_network.get(network, 0) >= MOST_OF_NETWORK:
            raise TooFast("Too many chats are open in this network; close some.", retry_after=30)
        mine = self._of.setdefault(conversation, [])
        if len(mine) >= MOST_OF_VISITOR:
            mine[0].note("gone", {"reason": "elsewhere"})
        one = Subscription(conversation, visitor, family, network)
        mine.append(one)
        self._in_network[network] = self._in_network.get(network, 0) + 1
        try:
            yield one
        finally:
            mine.remove(one)
            if not mine and self._of.get(conversation) is mine:
                del self._of[conversation]
            self._in_network[network] -= 1
            if not self._in_network[network]:
                del self._in_network[network]

    async def sweep(self) -> None:
        """Note who is connected, and part with those whose tokens were revoked."""
        every = [one for several in self._of.values() for one in several]
        if not every:
            return
        working = await self._alive(list({one.visitor for one in every}), list({one.family for one in every}))
        for one in every:
            if one.family not in working:
                one.note("gone", {"reason": "revoked"})

    async def _listen(self) -> None:
        async for event in self._changes():
            if event is None:  # the connection was made anew, and something may have been missed
                for several in self._of.values():
                    for one in several:
                        for kind in STATE:
                            one.note(kind)
                continue
            for one in self._of.get(UUID(event["conversation"]), ()):
                one.note(event["kind"], event)

    async def _sweep_again_and_again(self) -> None:
        while True:
            await asyncio.sleep(SWEEP_S)
            try:
                await self.sweep()
            except DatabaseUnavailable as error:
                log.warning("chat_sweep_interrupted", error=str(error))
            except Exception:  # the next one may go well, and open chats must not lose it
                log.exception("chat_sweep_failed")
