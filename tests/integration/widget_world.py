"""A page whose chat is connected, a real web process, and visitors' browsers."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import httpx

from desk.domain.page import Page
from desk.services.decide import Decisions, Person
from tests.integration.conftest import ROOT, answers, free_port, wait_until
from tests.integration.people import account

SITE = "https://www.shop.example"
OTHER = "https://evil.example"
SECRET = "the shop's own widget secret"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
_RUN = (
    "import sys; from pathlib import Path; import desk.main as wiring; wiring.ROOT = Path(sys.argv[1]);"
    " from desk.cli import main; main(['web'])"
)


@contextmanager
def chat_web(environment: dict[str, str], folder: Path, **told: str) -> Iterator[str]:
    """A web process behind one proxy, with a built widget in ``folder``."""
    dist = folder / "widget" / "dist"
    (dist / "texts").mkdir(parents=True, exist_ok=True)
    (dist / "v1.js").write_text("(()=>{window.Sharewell={}})();\n" + "// padding\n" * 200, encoding="utf-8")
    (dist / "texts" / "de.json").write_text('{"send":"Senden"}', encoding="utf-8")
    port = free_port()
    environment = {
        **environment,
        "SHAREWELL_PORT": str(port),
        "SHAREWELL_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "SHAREWELL_TRUSTED_PROXIES": "1",
        **told,
    }
    log = folder / "web.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", _RUN, str(folder)], cwd=ROOT, env=environment, stdout=output,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
        url = environment["SHAREWELL_PUBLIC_URL"]
        try:
            wait_until(lambda: answers(url + "/healthz"), 30, lambda: log.read_text()[-3000:])
            yield url
        finally:
            process.terminate()
            process.wait(10)


class Browser:
    """A visitor's browser on the shop's site."""

    def __init__(self, web: str, page: str, origin: str | None = SITE, address: str | None = None) -> None:
        self.page, self.origin = page, origin
        address = address or f"2001:db8:{uuid.uuid4().hex[:4]}:{uuid.uuid4().hex[:4]}::1"
        headers = {"X-Forwarded-For": address, **({"Origin": origin} if origin else {})}
        self.http = httpx.AsyncClient(base_url=web, headers=headers, timeout=30)
        self.token = ""

    async def enter(self, **body) -> httpx.Response:
        answer = await self.http.post(f"/widget/v1/pages/{self.page}/visitors", json=body)
        if answer.status_code == 201:
            self.take(answer)
        return answer

    def take(self, answer: httpx.Response) -> None:
        found = answer.json()
        self.token, self.visitor, self.conversation = found["token"], found["visitor"], found["conversation"]

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    async def call(self, method: str, path: str, **options) -> httpx.Response:
        headers = {**self.bearer, **options.pop("headers", {})}
        return await self.http.request(method, f"/widget/v1/{path}", headers=headers, **options)

    async def say(self, text: str, client_id: str | None = None, **more) -> httpx.Response:
        body = {"client_id": client_id or str(uuid.uuid4()), "text": text, **more}
        return await self.call("POST", "messages", json=body)

    async def attach(self, body: bytes, name: str = "a.png", type: str = "image/png") -> httpx.Response:
        return await self.call("POST", "files", params={"name": name}, content=body, headers={"Content-Type": type})

    async def read(self, **params) -> dict:
        answer = await self.call("GET", "conversation", params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    @asynccontextmanager
    async def stream(self, after: str = "") -> AsyncIterator[Events]:
        async with self.http.stream(
            "GET", "/widget/v1/stream", params={"after": after}, headers=self.bearer, timeout=30
        ) as response:
            assert response.status_code == 200, await response.aread()
            yield Events(response)


class Events:
    """Server-sent events as they come."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self._lines = response.aiter_lines()

    async def next(self, kind: str, seconds: float = 10) -> dict:
        """The data of the next event of this kind; others are passed over."""
        return await asyncio.wait_for(self._next(kind), seconds)

    async def _next(self, kind: str) -> dict:
        found = ""
        async for line in self._lines:
            if line.startswith("event: "):
                found = line.removeprefix("event: ")
            elif line.startswith("data: ") and found == kind:
                return json.loads(line.removeprefix("data: "))
        raise AssertionError(f"the stream ended without {kind}")


class Shop:
    """A page with a connected chat, and somebody who approves."""

    def __init__(self, desk, web: str, page: str, person) -> None:
        self.desk, self.web, self.page, self.person = desk, web, page, person
        self.browsers: list[Browser] = []

    def browser(self, **told) -> Browser:
        self.browsers.append(Browser(self.web, self.page, **told))
        return self.browsers[-1]

    async def visitor(self, **body) -> Browser:
        browser = self.browser()
        answer = await browser.enter(**body)
        assert answer.status_code == 201, answer.text
        return browser

    async def comments(self) -> list[dict]:
        async with self.desk.database.connection() as raw:
            cursor = await raw.execute(
                "SELECT * FROM comments WHERE page_id = %s ORDER BY received_at, id", (self.page,)
            )
            return [dict(row) for row in await cursor.fetchall()]

    async def approve(self, text: str, comment_id=None):
        """Approve a reply to the newest comment, and send it; the reply's id."""
        comment_id = comment_id or (await self.comments())[-1]["id"]
        async with self.desk.uow() as unit:
            comment = await unit.comments.get(comment_id)
        await Decisions(self.desk.uow, self.desk.clock).approve(
            Person(self.person.id, self.person.name), comment.id, comment.version, text, confirmed=True
        )
        async with self.desk.uow() as unit:
            reply_id = (await unit.replies.live(comment.id)).approved.id
        await self.desk.publishing.publish(reply_id)
        return reply_id

    async def rows(self, query: str, *values) -> list[dict]:
        async with self.desk.database.connection() as raw:
            return [dict(row) for row in await (await raw.execute(query, values)).fetchall()]


@asynccontextmanager
async def opening_shops(desk, web: str) -> AsyncIterator[Callable[..., Awaitable[Shop]]]:
    """Opens shops, and closes their visitors' browsers at the end."""
    shops: list[Shop] = []

    async def open_one(**config: str) -> Shop:
        shops.append(await _shop(desk, web, **config))
        return shops[-1]

    try:
        yield open_one
    finally:
        for browser in (browser for shop in shops for browser in shop.browsers):
            await browser.http.aclose()


async def _shop(desk, web: str, **config: str) -> Shop:
    """Each has an id of its own: the web process knows pages for a few seconds."""
    page = f"shop-{uuid.uuid4().hex[:8]}"
    async with desk.uow() as unit:
        await unit.pages.add(Page(page, "The Shop", {"undo_seconds": 0}))
    person = await account(desk, f"Ada Lovelace {page}", "admin", None)
    await desk.connecting.connect("Ada", page, "chat", {"origins": SITE, "secret": SECRET, **config})
    return Shop(desk, web, page, person)
