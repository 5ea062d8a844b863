"""A real desk and a real browser."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from desk.main import Desk
from desk.settings import read_settings
from desk.supervisor import start
from desk.supervisor.running import Running
from tests.e2e.chat_desk import ChatDesk
from tests.e2e.learned import learned
from tests.e2e.shop_site import ShopSite
from tests.integration.stack import PAGE, Receiver, furnish

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SHOTS = os.environ.get("SHAREWELL_SCREENSHOTS")


def chromium() -> str:
    """Where Chromium is."""
    names = ("chromium", "chromium-browser", "google-chrome")
    executable = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    assert executable, "no Chromium on this machine: apt-get install chromium"
    return executable


@pytest.fixture(scope="session")
def receiver() -> Iterator[Receiver]:
    """The page's own system, which takes replies."""
    with Receiver() as receiver:
        yield receiver


@pytest.fixture(scope="session")
def running(receiver: Receiver, private_folder: Path) -> Iterator[Running]:
    """Every process, on a private database with one page, a token, a webhook and a few articles."""
    with start(private_folder / "e2e", env={"SHAREWELL_LOG": "json"}) as running:
        running.link = asyncio.run(_furnish(running, receiver))
        yield running


async def _furnish(running: Running, receiver: Receiver) -> str:
    from desk.demo import KNOWLEDGE
    from desk.services.knowledge import read_folder

    desk = Desk(read_settings(running.env))
    await desk.open()
    try:
        token = await desk.accounts.invite("invite", "admin")
        _, running.secret = await furnish(desk, receiver.url, undo_seconds=2)
        reading = read_folder(KNOWLEDGE)
        assert not reading.left_out
        for article in list(reading.articles.values())[:12]:
            async with desk.uow() as unit:
                await unit.articles.put(article, desk.encoder(), "test")
        running.learned = await learned(desk, PAGE)
        return f"{running.url}/welcome/{token}"
    finally:
        await desk.close()


@pytest.fixture(scope="session")
def browser(running: Running) -> Iterator[Browser]:
    """Debian's Chromium, headless, with an empty profile."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def page(browser: Browser, running: Running) -> Iterator[Page]:
    """A browser tab in which an administrator has signed in by the one-time link."""
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "console", lambda message: problems.append(message.text) if "Content Security Policy" in message.text else None
    )
    page.goto(running.link)
    page.get_by_label("Your name").fill("Grace")
    page.get_by_label("E-mail address").fill("grace@example.org")
    page.get_by_label("Password", exact=True).fill("correct horse battery")
    page.get_by_role("button", name="Create the account").click()
    page.get_by_role("navigation").first.wait_for()
    yield page
    assert not problems, problems


@pytest.fixture
def shoot(page: Page):
    """Take a screenshot into SHAREWELL_SCREENSHOTS, where that is set."""

    def take(name: str) -> None:
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}.png")

    return take


@pytest.fixture(scope="session")
def site(running: Running) -> Iterator[ShopSite]:
    """A shop's site, which has the chat."""
    with ShopSite(running.url) as site:
        yield site


@pytest.fixture(scope="session")
def chat(running: Running, site: ShopSite) -> Iterator[ChatDesk]:
    """The desk's side of that chat."""
    desk = ChatDesk(running, site.origin)
    yield desk
    desk.close()
