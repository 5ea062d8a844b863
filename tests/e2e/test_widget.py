"""A visitor's chat on a shop's own site, and the desk behind it, in Chromium."""

from __future__ import annotations

import os
import re
import signal
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from benchmarks.widget_load import busy
from desk.settings import ROOT
from tests.e2e.chat_desk import ChatDesk
from tests.e2e.line import Line
from tests.e2e.shop_site import ShopSite
from tests.integration.conftest import answers, wait_until

AXE = ROOT / "console" / "node_modules" / "axe-core" / "axe.min.js"
SOON = 20_000
OFFLINE_S = 30
LOADS = 3
GENEROUS_MS = 120.0
NARROW = {"width": 360, "height": 740}
WIDE = {"width": 1280, "height": 800}
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"


class Visitor:
    """A visitor's browser."""

    def __init__(self, context: BrowserContext, site: ShopSite) -> None:
        self.context, self.site = context, site
        self.problems: list[str] = []
        self.tab = self.another_tab()

    def another_tab(self) -> Page:
        tab = self.context.new_page()
        tab.on("pageerror", lambda error: self.problems.append(str(error)))
        tab.on("console", lambda message: self._note(message.text))
        tab.on("dialog", lambda dialog: self._refuse(dialog))
        return tab

    def _note(self, text: str) -> None:
        if "Content Security Policy" in text or "Trusted" in text:
            self.problems.append(text)

    def _refuse(self, dialog) -> None:
        self.problems.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def visit(self, name: str = "shop.html") -> Page:
        self.tab.goto(f"{self.site.origin}/{name}")
        return self.tab

    def ask(self, text: str) -> None:
        """Write it in the chat, which is opened first where it is closed."""
        if not field(self.tab).is_visible():
            launcher(self.tab).click()
        field(self.tab).fill(text)
        field(self.tab).press("Enter")


def launcher(tab: Page) -> Locator:
    return tab.get_by_role("button", name="Open chat")


def panel(tab: Page) -> Locator:
    return tab.get_by_role("dialog")


def field(tab: Page) -> Locator:
    return tab.get_by_role("textbox", name="Your message")


def log(tab: Page) -> Locator:
    return tab.get_by_role("log", name="Conversation")


def said(tab: Page, text: str | re.Pattern[str]) -> Locator:
    return log(tab).get_by_text(text)


def sent(tab: Page) -> None:
    """Wait until the desk has taken what was written last."""
    expect(log(tab).get_by_text("Sent", exact=True)).to_be_visible(timeout=SOON)
    expect(said(tab, "Waiting to be sent")).to_have_count(0)


@contextmanager
def visiting(browser: Browser, site: ShopSite, **options) -> Iterator[Visitor]:
    context = browser.new_context(**{"viewport": WIDE, "locale": "en-GB", **options})
    visitor = Visitor(context, site)
    yield visitor
    context.close()
    assert not visitor.problems, visitor.problems


@pytest.fixture
def arrive(browser: Browser, site: ShopSite, chat: ChatDesk) -> Iterator[Callable[..., Visitor]]:
    """Lets a visitor come, in a browser of their own."""
    with ExitStack() as visits:
        yield lambda **options: visits.enter_context(visiting(browser, site, **options))


def test_a_question_is_answered_in_the_console_and_the_answer_appears(arrive, chat: ChatDesk, page: Page, running):
    visitor = arrive()
    tab = visitor.visit()
    question = "Do you take returns of a helmet I wore once?"
    visitor.ask(question)
    sent(tab)
    chat.comment(question)
    page.goto(running.url)
    page.get_by_role("link", name=re.compile("wore once")).first.click()
    editor = page.get_by_role("textbox", name="Reply")
    expect(editor).not_to_have_value("", timeout=SOON)
    reply = editor.input_value().split("\n")[0] + " Grace from the shop"
    editor.fill(reply)
    page.keyboard.press("Control+Enter")
    answer = said(tab, re.compile("Grace from the shop"))
    expect(answer).to_be_visible(timeout=SOON)
    wait_until(lambda: chat.comment(question)["state"] == "sent", 20)

    tab.reload()
    expect(panel(tab)).to_be_visible()
    expect(said(tab, question)).to_be_visible(timeout=SOON)
    expect(answer).to_have_count(1)


def test_two_tabs_show_one_conversation(arrive, chat: ChatDesk):
    visitor = arrive()
    first = visitor.visit()
    visitor.ask("Are there bikes for hire?")
    sent(first)
    second = visitor.another_tab()
    second.goto(f"{visitor.site.origin}/shop.html")
    expect(said(second, "Are there bikes for hire?")).to_be_visible(timeout=SOON)
    field(second).fill("For two days?")
    second.get_by_role("button", name="Send").click()
    expect(said(first, "For two days?")).to_be_visible(timeout=SOON)
    chat.approve("For two days?", "Yes, from Friday on.")
    for tab in (first, second):
        expect(said(tab, "Yes, from Friday on.")).to_be_visible(timeout=SOON)
        expect(said(tab, "For two days?")).to_have_count(1)
    assert len(chat.arrived("For two days?")) == 1


def test_half_a_minute_offline_loses_and_doubles_nothing_in_either_direction(browser: Browser, chat: ChatDesk, running):
    with Line(running.url) as line, ShopSite(line.url) as site, visiting(browser, site) as visitor:
        chat.allow(site.origin)
        tab = visitor.visit()
        visitor.ask("Before the tunnel?")
        sent(tab)
        line.cut()
        visitor.context.set_offline(True)
        began = time.monotonic()

        def until(seconds: float) -> None:
            tab.wait_for_timeout(1000 * max(0.0, seconds - (time.monotonic() - began)))

        expect(panel(tab).get_by_text("No connection. Messages are kept and sent later.")).to_be_visible()
        written = [f"In the tunnel, {number}" for number in range(3)]
        for number, text in enumerate(written):
            until(number * OFFLINE_S / 3)
            visitor.ask(text)
        chat.approve("Before the tunnel?", "We are listening.")
        wait_until(lambda: chat.comment("Before the tunnel?")["state"] == "sent", 20)
        until(OFFLINE_S)
        expect(said(tab, "Waiting to be sent")).to_have_count(3)
        assert not any(chat.arrived(text) for text in written)
        expect(said(tab, "We are listening.")).to_have_count(0)
        assert time.monotonic() - began >= OFFLINE_S

        line.mend()
        visitor.context.set_offline(False)
        for reloaded in (False, True):
            if reloaded:
                tab.reload()
            expect(said(tab, "We are listening.")).to_be_visible(timeout=SOON)
            expect(said(tab, "Waiting to be sent")).to_have_count(0, timeout=SOON)
            for text in ["Before the tunnel?", *written, "We are listening."]:
                expect(said(tab, text)).to_have_count(1)
        assert [one["text"] for one in chat.comments() if "tunnel, " in one["text"]] == written


def test_with_the_keyboard_alone(arrive, chat: ChatDesk):
    tab = arrive().visit()
    tab_to(tab, launcher(tab))
    tab.keyboard.press("Enter")
    expect(field(tab)).to_be_focused()
    tab.keyboard.type("Can I steer with keys?")
    tab.keyboard.press("Enter")
    chat.approve("Can I steer with keys?", "Every one of them.")
    expect(said(tab, "Every one of them.")).to_be_visible(timeout=SOON)
    tab_to(tab, log(tab), "Shift+Tab")
    tab_to(
        tab, tab.get_by_role("link", name="Bikes", exact=True), "Shift+Tab"
    )  # beside the page, the chat holds nobody
    tab_to(tab, field(tab))
    tab.keyboard.press("Escape")
    expect(panel(tab)).to_have_count(0)
    expect(launcher(tab)).to_be_focused()


def test_on_a_narrow_screen_the_keyboard_stays_in_the_open_chat(arrive):
    tab = arrive(viewport=NARROW).visit()
    tab_to(tab, launcher(tab))
    tab.keyboard.press("Enter")
    expect(field(tab)).to_be_focused()
    for key in ["Tab"] * 10 + ["Shift+Tab"] * 10:
        tab.keyboard.press(key)
        # The body is what a browser names while its own controls have the focus.
        assert tab.evaluate("document.activeElement.localName") in ("sharewell-chat", "body")
    tab.keyboard.press("Escape")
    expect(panel(tab)).to_have_count(0)
    expect(launcher(tab)).to_be_focused()


def tab_to(tab: Page, wanted: Locator, key: str = "Tab") -> None:
    for _ in range(30):
        if wanted.evaluate("(element) => element.matches(':focus')"):
            return
        tab.keyboard.press(key)
    raise AssertionError(f"{key} does not lead to {wanted}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(arrive, chat: ChatDesk, scheme):
    visitor = arrive(color_scheme=scheme)
    visitor.context.add_init_script(path=AXE)
    tab = visitor.visit()
    expect(launcher(tab)).to_be_visible()
    assert violations(tab) == []
    question = f"Is it {scheme} there?"
    visitor.ask(question)
    chat.approve(question, "Very, and [this](https://example.org) is why.")
    expect(said(tab, "Very, and")).to_be_visible(timeout=SOON)
    assert violations(tab) == []
    panel(tab).get_by_role("button", name="Options").click()
    expect(panel(tab).get_by_role("checkbox", name="Sound")).to_be_visible(timeout=SOON)
    assert violations(tab) == []
    tab.set_viewport_size(NARROW)
    tab.reload()
    launcher(tab).click()
    expect(said(tab, "Very, and")).to_be_visible(timeout=SOON)
    assert violations(tab) == []


def test_axe_finds_nothing_from_right_to_left(arrive):
    visitor = arrive()
    visitor.context.add_init_script(path=AXE)
    tab = visitor.visit("right-to-left.html")
    opener = tab.locator("sharewell-chat").get_by_role("button")
    expect(opener).to_be_visible()
    assert violations(tab) == []
    assert opener.bounding_box()["x"] < WIDE["width"] / 2
    opener.click()
    expect(panel(tab)).to_have_attribute("dir", "rtl")
    expect(tab.get_by_role("textbox", name=re.compile("[\u0600-\u06ff]"))).to_be_focused(timeout=SOON)
    assert violations(tab) == []


def violations(tab: Page) -> list[str]:
    found = tab.evaluate("async () => (await axe.run(document)).violations")
    return [f"{v['id']}: {v['help']}: {[node['html'][:200] for node in v['nodes']]}" for v in found]


def test_nothing_moves_and_nothing_but_the_script_is_asked_for_before_it_is_opened(arrive, running):
    visitor = arrive()
    visitor.context.add_init_script(
        "window.moved = [];"
        "new PerformanceObserver((list) => window.moved.push(...list.getEntries().map((one) => JSON.stringify(one))))"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    asked: list[str] = []
    visitor.tab.on("request", lambda request: asked.append(request.url))
    tab = visitor.visit()
    expect(launcher(tab)).to_be_visible()
    tab.wait_for_timeout(500)
    (script,) = [address for address in asked if address.startswith(running.url)]
    assert re.fullmatch(r".*/widget/v1\.[0-9a-f]{16}\.js", script)
    assert visitor.context.cookies() == [] and tab.evaluate("localStorage.length") == 0
    visitor.context.route("**/widget/v1/pages/*", later)
    launcher(tab).click()
    expect(field(tab)).to_be_focused()
    expect(panel(tab).get_by_role("heading", name="Fernhill Cycles")).to_be_visible(timeout=SOON)
    expect(panel(tab).get_by_role("button", name="Attach a file")).to_be_enabled()
    tab.keyboard.press("Escape")
    expect(launcher(tab)).to_be_focused()
    tab.wait_for_timeout(200)
    tab.wait_for_timeout(600)
    tab.evaluate("Sharewell.open()")
    expect(field(tab)).to_be_focused()
    tab.evaluate("Sharewell.close()")
    expect(launcher(tab)).to_be_focused()
    tab.wait_for_timeout(200)
    assert tab.evaluate("window.moved") == []
    assert visitor.context.cookies() == []


def later(route: Route) -> None:
    """What moves half a second after a click isn't excused by it."""
    time.sleep(0.7)
    route.continue_()


def test_loading_it_hardly_keeps_a_slow_phone_busy(browser: Browser, site: ShopSite):
    times = [busy(browser, site, 4) for _ in range(LOADS)]
    print(f"main thread at a quarter of the speed: {statistics.median(times):.0f} ms")
    assert statistics.median(times) < GENEROUS_MS


def test_script_of_any_origin_is_shown_as_text(arrive, chat: ChatDesk, page: Page, running):
    visitor = arrive()
    tab = visitor.visit()
    tab.evaluate(
        "(who) => Sharewell.identify(who)",
        {"id": "u-1", "name": f"Eve {HOSTILE}", "hmac": chat.signature("u-1")},
    )
    launcher(tab).click()
    expect(panel(tab).get_by_role("button", name="Attach a file")).to_be_enabled(timeout=SOON)
    name = "<img src=x onerror=alert(3)>.txt"
    tab.locator("sharewell-chat input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": b"hello"}
    )
    expect(panel(tab).get_by_role("button", name=re.compile("^Remove"))).to_be_visible(timeout=SOON)
    question = f"From the visitor {HOSTILE}"
    visitor.ask(question)
    sent(tab)
    chat.approve(question, f"From the page {HOSTILE} [here](javascript:alert(4)) **there**")
    expect(said(tab, re.compile("From the page <img src=x"))).to_be_visible(timeout=SOON)
    expect(said(tab, re.compile("From the visitor <img src=x"))).to_be_visible()
    expect(log(tab).get_by_role("link", name=re.compile(r"img src=x.*\.txt"))).to_be_visible()
    assert harmless(tab)

    comment = chat.comment(question)
    assert comment["author"] == f"Eve {HOSTILE}"
    page.goto(f"{running.url}/comment/{comment['id']}")
    expect(page.get_by_text("From the visitor <img").first).to_be_visible(timeout=SOON)
    expect(page.get_by_text("Eve <img").first).to_be_visible()
    assert harmless(page)


def harmless(tab: Page) -> bool:
    tab.wait_for_timeout(300)
    return (
        tab.locator("img[src=x], [onerror], a[href^=javascript]").count() == 0
        and tab.locator("script", has_text="alert").count() == 0
    )


def test_on_a_site_that_is_not_listed_visitors_see_nothing_and_its_web_developer_is_told(
    browser: Browser, chat: ChatDesk, running
):
    with ShopSite(running.url) as elsewhere, visiting(browser, elsewhere) as visitor:
        asked: list[str] = []
        warnings: list[str] = []
        visitor.tab.on("request", lambda request: "/widget/v1/" in request.url and asked.append(request.url))
        visitor.tab.on("console", lambda message: message.type == "warning" and warnings.append(message.text))
        tab = visitor.visit()
        launcher(tab).click()
        expect(launcher(tab)).to_have_count(0, timeout=SOON)
        expect(panel(tab)).to_have_count(0)
        tab.wait_for_timeout(4_000)
        assert len(asked) == 1
        (warning,) = warnings
        assert "Settings, Web chat, Sites with the chat" in warning and elsewhere.origin in warning

        tab.reload()
        tab.wait_for_timeout(4_000)
        expect(launcher(tab)).to_have_count(0)
        assert len(asked) == len(warnings) == 2

        chat.allow(elsewhere.origin)
        tab.reload()
        expect(launcher(tab)).to_be_visible(timeout=SOON)
        visitor.ask("From where?")
        sent(tab)
        assert len(chat.arrived("From where?")) == 1


def test_a_browser_that_refuses_its_storage_chats_all_the_same(arrive, chat: ChatDesk):
    visitor = arrive()
    visitor.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    tab = visitor.visit()
    visitor.ask("Do you keep nothing?")
    chat.approve("Do you keep nothing?", "Nothing at all.")
    expect(said(tab, "Nothing at all.")).to_be_visible(timeout=SOON)
    assert len(chat.arrived("Do you keep nothing?")) == 1


def test_a_restart_of_the_web_process_loses_and_doubles_nothing(arrive, chat: ChatDesk, running):
    visitor = arrive()
    tab = visitor.visit()
    visitor.ask("Before the restart?")
    sent(tab)
    before = running.process("web")["pid"]
    os.kill(before, signal.SIGKILL)
    for number in range(3):
        visitor.ask(f"During the restart, {number}")
    chat.approve("Before the restart?", "Approved meanwhile.")
    wait_until(lambda: running.process("web")["pid"] != before and answers(f"{running.url}/healthz"), 60)
    expect(said(tab, "Approved meanwhile.")).to_be_visible(timeout=60_000)
    expect(said(tab, "Waiting to be sent")).to_have_count(0, timeout=60_000)
    visitor.ask("After the restart?")
    chat.approve("After the restart?", "And after it.")
    expect(said(tab, "And after it.")).to_be_visible(timeout=SOON)
    written = [f"During the restart, {number}" for number in range(3)] + ["After the restart?"]
    assert [one["text"] for one in chat.comments() if "the restart" in one["text"]] == [
        "Before the restart?",
        *written,
    ]
    for text in [*written, "Approved meanwhile."]:
        expect(said(tab, text)).to_have_count(1)
