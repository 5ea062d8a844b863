"""One request at a time to one host, with limits on size, time and redirects."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import httpx

from desk.domain.errors import Invalid
from desk.sources.addresses import checked, joined, same_host

AGENT: Final = "Sharewell"
MAX_PAGE: Final = 5_000_000
TIMEOUT: Final = httpx.Timeout(15.0, connect=10.0)
DEADLINE_S: Final = 60.0
MAX_REDIRECTS: Final = 5
MAX_WAIT_S: Final = 60.0
HTML: Final = ("text/html", "application/xhtml+xml")
_REDIRECTS: Final = (301, 302, 303, 307, 308)
_BUSY: Final = (429, 503)
_GONE: Final = (404, 410)


class Unfetched(Exception):
    """A page that can't be had; ``status`` is the HTTP status where there was one."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status

    @property
    def gone(self) -> bool:
        """Whether the site says that there is no such page."""
        return self.status in _GONE


@dataclass(frozen=True)
class Fetched:
    """A body, where it was found in the end, and what its Content-Type said."""

    address: str
    body: bytes
    content_type: str
    charset: str | None


def new_client() -> httpx.Client:
    """A client for imports: redirects are left to the Fetcher, which looks where they lead."""
    return httpx.Client(timeout=TIMEOUT, follow_redirects=False, headers={"User-Agent": AGENT, "Accept": "*/*"})


class Fetcher:
    """Gets pages with ``client``; ``pause`` waits so many seconds between requests where a site asks for that."""

    def __init__(
        self,
        client: httpx.Client,
        pause: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._pause = pause
        self._clock = clock
        self._last = float("-inf")
        self.delay_s = 0.0
        """The least time from one request to the next."""

    def get(self, address: str, *, types: tuple[str, ...] = (), limit: int = MAX_PAGE) -> Fetched:
        """The body at an http or https address, of one of ``types`` (any, if empty) and at most ``limit`` bytes.

        Redirects are followed on the same host only. Raises Unfetched, or Invalid for what is no address.
        """
        address = checked(address)
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._once(address, types, limit)
            if isinstance(answer, Fetched):
                return answer
            if not same_host(address, answer):
                raise Unfetched(f"redirects to another host; to import that, name it: {answer[:300]}")
            address = answer
        raise Unfetched(f"redirects more than {MAX_REDIRECTS} times")

    def _once(self, address: str, types: tuple[str, ...], limit: int) -> Fetched | str:
        """What is there, or the address that it redirects to; a site that is busy is asked once more."""
        for attempt in (1, 2):
            self._keep_distance()
            try:
                with self._client.stream("GET", address) as response:
                    if response.status_code in _BUSY and attempt == 1:
                        wait = _seconds(response.headers.get("retry-after"))
                    else:
                        return self._read(response, address, types, limit)
            except httpx.TimeoutException:
                raise Unfetched("does not answer in time") from None
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise Unfetched(f"can't be reached: {error or type(error).__name__}") from None
            self._pause(wait)
        raise AssertionError("the second attempt always ends")

    def _read(self, response: httpx.Response, address: str, types: tuple[str, ...], limit: int) -> Fetched | str:
        status, location = response.status_code, response.headers.get("location")
        if status in _REDIRECTS and location:
            try:
                return joined(address, location)
            except Invalid as error:
                raise Unfetched(f"redirects to no web address: {error}") from None
        if status != 200:
            raise Unfetched(f"answers {status} {response.reason_phrase}".rstrip(), status)
        content_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if types and content_type not in types:
            raise Unfetched(f"is {content_type[:60] or 'of an unknown type'}, not {types[0]}")
        return Fetched(address, self._body(response, limit), content_type, response.charset_encoding)

    def _body(self, response: httpx.Response, limit: int) -> bytes:
        until = self._clock() + DEADLINE_S
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > limit:
                raise Unfetched(f"is larger than {limit / 1_000_000:g} MB")
            if self._clock() > until:
                raise Unfetched(f"takes longer than {DEADLINE_S:.0f} seconds")
        return bytes(body)

    def _keep_distance(self) -> None:
        wait = self._last + self.delay_s - self._clock()
        if wait > 0:
            self._pause(wait)
        self._last = self._clock()


def _seconds(retry_after: str | None) -> float:
    value = (retry_after or "").strip()
    return min(float(value), MAX_WAIT_S) if value.isascii() and value.isdecimal() else 5.0
