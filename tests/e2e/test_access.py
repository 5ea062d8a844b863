"""axe-core finds nothing on any screen, light and dark, wide and narrow."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from desk.settings import ROOT
from tests.e2e.test_approving import hand_in, open_comment

AXE = ROOT / "console" / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = {"wide": 1280, "narrow": 360}


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run(document)).violations")
    return [f"{v['id']}: {v['help']}: {[node['html'][:200] for node in v['nodes']]}" for v in found]


@pytest.fixture(params=["light", "dark"])
def scheme(request):
    return request.param


@pytest.fixture(params=WIDTHS)
def tab(request, scheme, browser: Browser, page: Page):
    """A tab of its own, signed in as the others are."""
    context = browser.new_context(
        viewport={"width": WIDTHS[request.param], "height": 800},
        color_scheme=scheme,
        storage_state=page.context.storage_state(),
    )
    yield context.new_page()
    context.close()


def test_signing_in(browser: Browser, running, scheme):
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(running.url)
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert violations(page) == []
    context.close()


def test_the_queue_a_conversation_and_its_dialogs(tab: Page, running):
    if not getattr(running, "access_comment", False):
        hand_in(running, "axe-1", "I want my money back or I call a lawyer. How do I return a helmet?", "Axe Tester")
        running.access_comment = True
    tab.goto(running.url)
    expect(tab.get_by_text("Axe Tester").first).to_be_visible(timeout=10_000)
    assert violations(tab) == []
    open_comment(tab, "Axe Tester")
    expect(tab.get_by_role("textbox", name="Reply")).not_to_have_value("", timeout=10_000)
    assert violations(tab) == []
    for key in ("d", "l", "m", "s", "t", "?"):
        tab.keyboard.press(key)
        expect(tab.get_by_role("dialog")).to_be_visible()
        assert violations(tab) == [], key
        tab.keyboard.press("Escape")
        expect(tab.get_by_role("dialog")).to_have_count(0)


def test_articles(tab: Page, running):
    tab.goto(f"{running.url}/articles")
    tab.locator(".article-row").first.wait_for()
    assert violations(tab) == []
    tab.locator(".article-row").first.click()
    tab.locator(".prose").wait_for()
    assert violations(tab) == []
    article = tab.url
    for screen, shown in (("edit", ".edit-form"), ("history", ".revision")):
        tab.goto(f"{article}/{screen}")
        tab.locator(shown).wait_for()
        assert violations(tab) == [], screen


def test_numbers(tab: Page, running):
    if not getattr(running, "numbers_comment", False):
        hand_in(running, "axe-numbers", "Do you open on Sundays?", "Number Tester")
        running.numbers_comment = True
    tab.goto(f"{running.url}/numbers")
    card = tab.get_by_role("list", name="At a glance").get_by_role("link", name="Comments")
    empty = tab.get_by_role("heading", name="Nothing in these days")
    expect(card.or_(empty).first).to_be_visible(timeout=10_000)
    assert violations(tab) == []
    tab.goto(f"{running.url}/numbers/comments?figure=comments")
    tab.locator(".behind-row").first.wait_for()
    assert violations(tab) == []


def test_settings(tab: Page, running):
    tab.goto(f"{running.url}/settings")
    expect(tab.get_by_role("button", name="Save").first).to_be_visible()
    assert violations(tab) == []
    sections = ("saved-replies", "notifications", "team", "connections", "web-chat", "sign-in", "retention", "audit")
    for section in sections:
        tab.goto(f"{running.url}/settings/{section}")
        expect(tab.get_by_role("heading", level=2).nth(2)).to_be_visible()
        tab.wait_for_load_state("networkidle")
        assert violations(tab) == [], section


def test_learning_and_the_report_of_a_run(tab: Page, running):
    for path in ("/learning", f"/learning/runs/{running.learned}"):
        tab.goto(running.url + path)
        expect(tab.get_by_role("heading", level=1)).to_be_visible()
        tab.wait_for_load_state("networkidle")
        assert violations(tab) == [], path
    expect(tab.get_by_role("heading", name="Learning curve")).to_be_visible()


def test_a_new_password(browser: Browser, running, scheme):
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{running.url}/new-password/long-used")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert violations(page) == []
    context.close()


def test_the_account(tab: Page, running):
    tab.goto(f"{running.url}/account")
    expect(tab.get_by_role("heading", level=1)).to_be_visible()
    tab.wait_for_load_state("networkidle")
    assert violations(tab) == []


def test_gaps_and_a_new_article(tab: Page, running):
    for path in ("/articles/-/gaps", "/articles/-/new", "/start"):
        tab.goto(running.url + path)
        expect(tab.get_by_role("heading", level=1).first).to_be_attached()
        tab.wait_for_load_state("networkidle")
        assert violations(tab) == [], path


def test_the_console_in_german(browser: Browser, page: Page, running):
    context = browser.new_context(locale="de-DE", storage_state=page.context.storage_state())
    tab = context.new_page()
    tab.goto(running.url)
    expect(tab.get_by_role("link", name="Einstellungen")).to_be_visible(timeout=10_000)
    assert (
        tab.evaluate("document.documentElement.lang") == "de-DE"
        or tab.evaluate("document.documentElement.lang") == "de"
    )
    assert violations(tab) == []
    context.close()
