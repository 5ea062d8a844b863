"""What every simulated platform has: calls in, answers out, documented refusals, and faults on the way."""

from __future__ import annotations

import json
import random
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from urllib.parse import parse_qsl

import httpx

from desk.simulators.world import Happened, World


@dataclass(frozen=True)
class Call:
    """A request to the platform. Names of headers are lower case; ``path`` is decoded."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON; None where it isn't."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    @property
    def form(self) -> dict[str, str]:
        """The body as a form."""
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))


@dataclass(frozen=True)
class Reply:
    """What the platform answers."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
        """A JSON answer."""
        body = json.dumps(document, ensure_ascii=False).encode()
        return cls(status, body, {"content-type": "application/json; charset=utf-8", **(headers or {})})


@dataclass(frozen=True)
class Delivery:
    """A body that the platform sends to the desk's webhook, with its headers."""

    body: bytes
    headers: Mapping[str, str]


class Fault(str, Enum):
    """What can go wrong with one call."""

    THROTTLED = "throttled"
    THROTTLED_WITH_HINT = "throttled_with_hint"
    TOKEN = "token"
    PERMISSION = "permission"
    SERVER = "server"
    LOST_BEFORE = "lost_before"
    """The connection breaks before the platform has read the call."""
    LOST_AFTER = "lost_after"
    """The platform did it; its answer never arrives."""
    HALF = "half"
    """The platform did it; its answer breaks off in the middle."""
    MALFORMED = "malformed"
    """The platform did it; what comes back is no answer of its own."""


REFUSALS = frozenset({Fault.THROTTLED, Fault.THROTTLED_WITH_HINT, Fault.TOKEN, Fault.PERMISSION, Fault.SERVER})


class Simulator(ABC):
    """One page on one simulated platform, built from the platform's documented behaviour.

    ``world`` is what a judge counts. ``answer`` is the platform's API; it checks the credentials of ``settings``.
    """

    platform: str

    def __init__(self, world: World) -> None:
        self.world = world

    @abstractmethod
    def settings(self, address: str) -> tuple[dict[str, Any], dict[str, str]]:
        """The config and the secrets of a connection to the platform when it is reached at ``address``."""

    @abstractmethod
    def answer(self, call: Call) -> Reply:
        """Do what the call asks, as the platform does."""

    @abstractmethod
    def is_send(self, call: Call) -> bool:
        """Whether the call posts a reply."""

    @abstractmethod
    def refusal(self, fault: Fault) -> Reply:
        """The platform's documented answer for a fault of REFUSALS."""

    def deliveries(self, happened: Sequence[Happened]) -> list[Delivery]:
        """What the platform sends to the webhook about this, signed; platforms without webhooks send nothing."""
        return []


class Faults:
    """Decides by chance, from a seed, what goes wrong with a call; ``next`` forces it for the next send."""

    def __init__(self, shares: Mapping[Fault, float] | None = None, seed: int = 1) -> None:
        self._shares = dict(shares or {})
        self._random = random.Random(seed)
        self.next: Fault | None = None
        self.happened: dict[Fault, int] = {}

    def draw(self, send: bool) -> Fault | None:
        """The fault of this call, or None."""
        chosen = None
        if self.next is not None:
            if send:
                chosen, self.next = self.next, None
        else:
            point = self._random.random()
            for fault, share in self._shares.items():
                if point < share:
                    chosen = fault
                    break
                point -= share
        if chosen is not None:
            self.happened[chosen] = self.happened.get(chosen, 0) + 1
        return chosen


def transport(simulator: Simulator, faults: Faults | None = None) -> httpx.MockTransport:
    """The platform without a network, for tests: an httpx transport that breaks as the faults say."""

    def handle(request: httpx.Request) -> httpx.Response:
        call = Call(
            request.method,
            request.url.path,
            dict(request.url.params),
            {name.lower(): value for name, value in request.headers.items()},
            request.content,
        )
        fault = faults.draw(simulator.is_send(call)) if faults else None
        if fault is Fault.LOST_BEFORE:
            raise httpx.ConnectTimeout("no route", request=request)
        if fault in REFUSALS:
            return _response(simulator.refusal(fault))
        reply = simulator.answer(call)
        if fault is Fault.LOST_AFTER:
            raise httpx.ReadTimeout("no answer", request=request)
        if fault is Fault.HALF:
            return httpx.Response(reply.status, headers=dict(reply.headers), stream=_Half(reply.body))
        if fault is Fault.MALFORMED:
            return httpx.Response(reply.status, content=b"<html>{", headers={"content-type": "text/html"})
        return _response(reply)

    return httpx.MockTransport(handle)


class _Half(httpx.AsyncByteStream):
    def __init__(self, body: bytes) -> None:
        self._body = body

    async def __aiter__(self) -> Any:
        yield self._body[: len(self._body) // 2]
        raise httpx.RemoteProtocolError("peer closed connection without sending complete message body")


def _response(reply: Reply) -> httpx.Response:
    return httpx.Response(reply.status, content=reply.body, headers=dict(reply.headers))
