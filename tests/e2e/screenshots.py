"""Pictures of every screen for the handbook, of a desk of its own with the demo company: `make screenshots`.

    python -m tests.e2e.screenshots [FOLDER]

Each screen is taken wide and light, those where the day is spent also dark, and narrow as on a phone. Nothing of a desk
that is running is touched.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from itertools import product
from pathlib import Path

import httpx
from playwright.sync_api import Browser, Page, StorageState, sync_playwright

from desk.demo import COMMENTS, PAGE, seed
from desk.main import Desk
from desk.services.accounts import hashed
from desk.services.decide import Person
from desk.settings import ROOT, read_settings
from desk.simulators.base import Faults, Simulator
from desk.simulators.registry import SIMULATORS
from desk.simulators.serving import Served, serving
from desk.simulators.world import World
from desk.supervisor import start
from tests.e2e.conftest import FLAGS, chromium

FOLDER = ROOT / "docs" / "handbook" / "images"
TOKEN = "swl_pictures"
MANY = 60
DECIDED = 16
DRAFTED = (
    "SELECT c.id, c.version, c.draft_id, d.document->'draft'->>'text' AS text FROM comments c JOIN drafts d ON d.id = c.draft_id"
    " WHERE c.state = 'waiting' AND c.draft_kind = 'answer' AND c.channel <> 'x' ORDER BY c.received_at"
)
PLATFORM = "facebook"
WAIT_MS = 60_000


@dataclass(frozen=True)
class Screen:
    """An address, and what has to be seen before the picture is taken; ``keys`` are pressed first.

    ``guest``: by somebody who isn't signed in.
    """

    name: str
    path: str
    shown: str
    keys: tuple[str, ...] = ()
    guest: bool = False


SCREENS = (
    Screen("queue", "/", "a.row"),
    Screen("conversation", "/comment/{comment}", ".editor-text"),
    Screen("dismiss", "/comment/{comment}", "[role=dialog]", ("d",)),
    Screen("assign", "/comment/{comment}", "[role=dialog]", ("m",)),
    Screen("snooze", "/comment/{comment}", "[role=dialog]", ("s",)),
    Screen("commands", "/comment/{comment}", "[role=dialog] [role=option]", ("Control+k",)),
    Screen("keys", "/comment/{comment}", "[role=dialog] kbd", ("?",)),
    Screen("articles", "/articles", ".article-row"),
    Screen("article", "/articles/{article}", ".prose"),
    Screen("article-edit", "/articles/{article}/edit", ".edit-form"),
    Screen("article-history", "/articles/{article}/history", ".revision"),
    Screen("gaps", "/articles/-/gaps", "h1"),
    Screen("numbers", "/numbers", "h1"),
    Screen("learning", "/learning", "h1"),
    Screen("settings-page", "/settings", ".settings-form"),
    Screen("settings-team", "/settings/team", "h2"),
    Screen("settings-saved-replies", "/settings/saved-replies", "h2"),
    Screen("settings-notifications", "/settings/notifications", "h2"),
    Screen("connections", "/settings/connections", ".connection-standing"),
    Screen("web-chat", "/settings/web-chat", "h2"),
    Screen("settings-sign-in", "/settings/sign-in", "h2"),
    Screen("settings-retention", "/settings/retention", "h2"),
    Screen("settings-audit", "/settings/audit", "h2"),
    Screen("account", "/account", "h1"),
    Screen("first-steps", "/start", "h1"),
    Screen("sign-in", "/", "input[name=email]", guest=True),
)
LOOKS = (("light", 1280, 800), ("dark", 1280, 800), ("narrow", 390, 844))
ALL_DAY = frozenset({"queue", "conversation", "numbers", "article-edit"})


def main(arguments: list[str]) -> int:
    """Take all pictures."""
    folder = Path(arguments[0]) if arguments else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="sharewell-pictures-") as data,
        platform() as (address, simulator),
        start(Path(data)) as running,
    ):
        link, places = asyncio.run(_furnish(running.env, address, simulator))
        _hand_in(running.url)
        with browser() as chrome:
            state = _sign_in(chrome, f"{running.url}{link}", running.url)
            with ThreadPoolExecutor(1) as aside:  # Playwright has a loop of its own on this thread
                places["comment"] = aside.submit(asyncio.run, _decide(running.env)).result()
            taken = 0
            for (look, width, height), guest in product(LOOKS, (False, True)):
                context = chrome.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme="dark" if look == "dark" else "light",
                    storage_state=None if guest else state,
                    reduced_motion="reduce",
                )
                tab = context.new_page()
                for screen in SCREENS:
                    if screen.guest is guest and (look == "light" or screen.name in ALL_DAY):
                        _take(tab, running.url, screen, places, folder / f"{screen.name}-{look}.jpg")
                        taken += 1
                context.close()
    print(f"{taken} pictures in {folder}")
    return 0


@contextmanager
def browser() -> Iterator[Browser]:
    """A Chromium with an empty profile."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            yield found
        finally:
            found.close()


@contextmanager
def platform() -> Iterator[tuple[str, Simulator]]:
    """A simulated platform that answers for as long as pictures are taken, and its address."""
    simulator = SIMULATORS[PLATFORM](World(lambda: datetime.now(timezone.utc)))
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    server = serving({PLATFORM: Served(simulator, Faults())})
    address = asyncio.run_coroutine_threadsafe(server.__aenter__(), loop).result(30)
    try:
        yield f"{address}/{PLATFORM}", simulator
    finally:
        asyncio.run_coroutine_threadsafe(server.__aexit__(None, None, None), loop).result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(30)


async def _connect(desk: Desk, address: str, simulator: Simulator) -> None:
    config, secrets = simulator.settings(address)
    values = {name: str(value) for name, value in {**config, **secrets}.items()}
    await desk.connecting.connect("Robin", PAGE.id, PLATFORM, values)


async def _furnish(env: dict[str, str], address: str, simulator: Simulator) -> tuple[str, dict[str, str]]:
    desk = Desk(read_settings(env))
    await desk.open()
    try:
        await seed(desk)
        async with desk.uow() as unit:
            await unit.pages.add_token(PAGE.id, "pictures", hashed(TOKEN))
        await _connect(desk, address, simulator)
        token = await desk.accounts.invite("invite", "admin")
        return f"/welcome/{token}", {"article": "returns-uk"}
    finally:
        await desk.close()


def _hand_in(url: str) -> None:
    with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {TOKEN}"}) as client:
        for line in COMMENTS.read_text(encoding="utf-8").splitlines()[:MANY]:
            row = json.loads(line)
            body = {"page": PAGE.id, "id": row["id"], "text": row["text"], "channel": row["channel"]}
            client.post(
                "/api/v1/comments", json={**body, "author": {"name": row["author"]}, "post": row.get("post")}
            ).raise_for_status()


def _sign_in(chrome: Browser, link: str, url: str) -> StorageState:
    context = chrome.new_context(viewport={"width": 1280, "height": 800})
    tab = context.new_page()
    tab.goto(link)
    tab.get_by_label("Your name").fill("Robin")
    tab.get_by_label("E-mail address").fill("robin@fernhillcycles.example")
    tab.get_by_label("Password", exact=True).fill("correct horse battery")
    tab.get_by_role("button", name="Create the account").click()
    tab.get_by_role("navigation").first.wait_for(timeout=WAIT_MS)
    tab.goto(url)
    tab.locator("a.row").first.wait_for(timeout=WAIT_MS)
    tab.wait_for_function("() => !document.body.innerText.includes('Drafting')", timeout=WAIT_MS)
    state = context.storage_state()
    context.close()
    return state


async def _decide(env: dict[str, str]) -> str:
    """Some replies are approved, a third of them edited; gives a comment that waits with an answer drafted."""
    desk = Desk(read_settings(env))
    await desk.open()
    try:
        async with desk.database.connection() as raw:
            robin = await (await raw.execute("SELECT id, name FROM users LIMIT 1")).fetchone()
            first, *others = await (await raw.execute(DRAFTED)).fetchall()
        assert robin is not None
        person = Person(robin["id"], robin["name"])
        for number, row in enumerate(others[:DECIDED]):
            text = row["text"] if number % 3 else f"{row['text']}\nCall in if you would like a hand with it."
            await desk.decisions.approve(person, row["id"], row["version"], text, row["draft_id"], confirmed=True)
        return str(first["id"])
    finally:
        await desk.close()


def _take(tab: Page, url: str, screen: Screen, places: dict[str, str], file: Path) -> None:
    tab.goto(url + screen.path.format(**places))
    if screen.keys:
        tab.locator("#conversation-title").wait_for(timeout=WAIT_MS)
        for key in screen.keys:
            tab.keyboard.press(key)
    tab.locator(screen.shown).first.wait_for(timeout=WAIT_MS)
    tab.wait_for_load_state("networkidle")
    tab.screenshot(path=file, type="jpeg", quality=82)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
