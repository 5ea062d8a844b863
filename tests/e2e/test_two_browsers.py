"""Two people at one comment: never two replies, never a lost edit, always told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import httpx
import psycopg
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.integration.conftest import wait_until
from tests.integration.stack import PAGE, TOKEN

MACHINE = {"Authorization": f"Bearer {TOKEN}"}
SOON = 10_000


@pytest.fixture
def grace(browser: Browser, page: Page) -> Iterator[Page]:
    """A window of the administrator's of their own, so that what is blocked in it stays there."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, storage_state=page.context.storage_state())
    yield context.new_page()
    context.close()


@pytest.fixture
def ada(browser: Browser, running) -> Iterator[Page]:
    """Another browser, in which the approver has signed in."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    tab = context.new_page()
    tab.goto(running.url)
    tab.get_by_label("E-mail address").fill("ada@example.org")
    tab.get_by_label("Password", exact=True).fill("correct horse battery")
    tab.get_by_role("button", name="Sign in").click()
    tab.get_by_role("navigation").first.wait_for()
    yield tab
    context.close()


def arrived(running, page: Page, external_id: str, author: str) -> str:
    """The id of a new comment that has its draft."""
    response = httpx.post(
        f"{running.url}/api/v1/comments",
        headers=MACHINE,
        json={
            "page": PAGE,
            "id": external_id,
            "text": "How do I return a helmet?",
            "author": {"name": author},
            "channel": "facebook",
        },
    )
    assert response.status_code == 201, response.text
    comment: str = response.json()["id"]
    address = f"{running.url}/api/v1/comments/{comment}/conversation"
    wait_until(lambda: page.request.get(address).json()["draft"] is not None, 20)
    return comment


def opened(running, tab: Page, comment: str) -> Locator:
    """The editor of a comment in this tab, with its draft."""
    tab.goto(f"{running.url}/comment/{comment}")
    editor = tab.get_by_role("textbox", name="Reply")
    expect(editor).not_to_have_value("", timeout=SOON)
    return editor


def deaf(tab: Page) -> None:
    """Live changes don't reach this tab: it decides about what it saw before."""
    tab.route("**/api/v1/events", lambda route: route.abort())


def worded(editor: Locator, words: str) -> str:
    """The draft's first line with words of one's own, which claim nothing."""
    text: str = editor.input_value().split("\n")[0] + " " + words
    editor.fill(text)
    return text


def told(tab: Page, words: str) -> None:
    expect(tab.get_by_role("alert").filter(has_text=words).first).to_be_visible(timeout=SOON)


def received(receiver, external_id: str) -> list[str]:
    """The replies to a comment that its page's system has taken."""
    bodies = [json.loads(body) for body, _ in receiver.bodies]
    return [body["reply"]["text"] for body in bodies if body["comment"]["id"] == external_id]


def settled(running, external_id: str, *states: str) -> bool:
    """Whether the comment's replies are in these states and no job is left that could send another."""
    with psycopg.connect(running.env["DATABASE_URL"]) as connection:
        rows = connection.execute(
            "SELECT r.state, EXISTS (SELECT FROM procrastinate_jobs j WHERE j.args ->> 'reply_id' = r.id::text"
            " AND j.status IN ('todo', 'doing')) FROM replies r JOIN comments c ON c.id = r.comment_id"
            " WHERE c.external_id = %s ORDER BY r.state",
            (external_id,),
        ).fetchall()
    return rows == [(state, False) for state in sorted(states)]


def test_whoever_comes_second_is_told_who_edits_and_asked_before_taking_over(grace, ada, running):
    comment = arrived(running, grace, "two-1", "Lou Lock")
    hers = opened(running, grace, comment)
    worded(hers, "From Grace.")
    theirs = opened(running, ada, comment)
    expect(ada.get_by_text("Grace is editing this reply")).to_be_visible(timeout=SOON)
    draft = theirs.input_value()
    theirs.click()
    ada.keyboard.type("x")
    dialog = ada.get_by_role("dialog", name="Grace is editing this reply")
    expect(dialog).to_be_visible()
    ada.keyboard.press("Enter")  # the careful way is the nearest
    expect(dialog).to_have_count(0)
    expect(theirs).to_have_value(draft)
    ada.get_by_role("button", name="Edit anyway").click()
    worded(theirs, "From Ada.")
    for tab in (grace, ada):
        expect(tab.get_by_text("Only one reply can be sent").first).to_be_visible(timeout=SOON)
    expect(hers).to_have_value(re.compile("From Grace"))
    expect(theirs).to_have_value(re.compile("From Ada"))


def test_of_two_who_approve_one_reply_leaves_and_the_other_is_told_and_loses_nothing(grace, ada, running, receiver):
    comment = arrived(running, grace, "two-2", "Bo Both")
    deaf(ada)
    theirs = opened(running, ada, comment)
    text = worded(theirs, "From Ada.")
    hers = opened(running, grace, comment)
    grace.get_by_role("button", name="Edit anyway").click(timeout=SOON)
    sent = worded(hers, "From Grace.")
    grace.keyboard.press("Control+Enter")
    expect(grace.get_by_role("button", name="Undo").first).to_be_visible()
    theirs.focus()
    ada.keyboard.press("Control+Enter")
    told(ada, "Your decision on Bo Both’s comment was not taken")
    told(ada, "Grace approved a reply")
    wait_until(lambda: settled(running, "two-2", "sent"), 20)
    assert received(receiver, "two-2") == [sent]
    ada.goto(f"{running.url}/comment/{comment}")
    expect(ada.get_by_role("alert", name="Your text was not sent").get_by_text(text)).to_be_visible(timeout=SOON)


def test_a_reply_that_is_sent_under_one_s_hands_leaves_what_one_typed(grace, ada, running, receiver):
    comment = arrived(running, grace, "two-3", "Una Under")
    hers, theirs = opened(running, grace, comment), opened(running, ada, comment)
    text = worded(theirs, "From Ada.")
    grace.get_by_role("button", name="Edit anyway").click(timeout=SOON)
    sent = worded(hers, "From Grace.")
    grace.keyboard.press("Control+Enter")
    alert = ada.get_by_role("alert", name="Your text was not sent")
    expect(alert.get_by_text(text)).to_be_visible(timeout=SOON)
    wait_until(lambda: settled(running, "two-3", "sent"), 20)
    assert received(receiver, "two-3") == [sent]
    ada.reload()
    expect(alert.get_by_text(text)).to_be_visible(timeout=SOON)


def test_an_approval_of_what_the_author_has_edited_meanwhile_is_not_taken(grace, running, receiver):
    comment = arrived(running, grace, "two-4", "Ed Edits")
    deaf(grace)
    editor = opened(running, grace, comment)
    text = worded(editor, "From Grace.")
    edited = httpx.put(
        f"{running.url}/api/v1/comments/two-4", headers=MACHINE, json={"text": "How do I return a bike?"}
    )
    assert edited.status_code == 200, edited.text
    editor.focus()
    grace.keyboard.press("Control+Enter")
    told(grace, "Your decision on Ed Edits’s comment was not taken")
    told(grace, "The author edited the comment")
    assert settled(running, "two-4")
    grace.goto(f"{running.url}/comment/{comment}")
    expect(grace.get_by_text("How do I return a bike?").first).to_be_visible(timeout=SOON)
    expect(grace.get_by_role("textbox", name="Reply")).to_have_value(text, timeout=SOON)
    assert received(receiver, "two-4") == []


def test_an_approval_from_a_lost_network_neither_doubles_a_reply_nor_loses_its_words(grace, ada, running, receiver):
    comment = arrived(running, grace, "two-5", "Nell Network")
    theirs = opened(running, ada, comment)
    text = worded(theirs, "From Ada.")
    ada.context.set_offline(True)
    ada.keyboard.press("Control+Enter")
    told(ada, "Your decision on Nell Network’s comment has not arrived")
    hers = opened(running, grace, comment)
    # Whether the desk still takes Ada for editing depends on how long ago her last sign of life was.
    lock, free = grace.get_by_role("button", name="Edit anyway"), grace.locator("textarea.editor-text:not([readonly])")
    expect(lock.or_(free).first).to_be_visible(timeout=SOON)
    if lock.is_visible():
        lock.click()
    sent = worded(hers, "From Grace.")
    hers.focus()
    grace.keyboard.press("Control+Enter")
    wait_until(lambda: settled(running, "two-5", "sent"), 20)
    ada.context.set_offline(False)
    ada.get_by_role("alert").get_by_role("button", name="Try again").click()
    told(ada, "Your decision on Nell Network’s comment was not taken")
    assert received(receiver, "two-5") == [sent]
    assert settled(running, "two-5", "sent")
    ada.get_by_role("alert").get_by_role("button", name="Look at it").or_(
        ada.get_by_role("heading", name=re.compile("Nell Network"))
    ).first.click()
    expect(ada.get_by_role("alert", name="Your text was not sent").get_by_text(text)).to_be_visible(timeout=SOON)


def test_a_note_reaches_the_colleague_it_mentions(grace, ada, running):
    comment = arrived(running, grace, "two-6", "Nan Noted")
    opened(running, grace, comment)
    grace.get_by_role("textbox", name="Note for colleagues").wait_for()
    grace.locator("#conversation-title").focus()
    grace.keyboard.press("n")
    grace.keyboard.type("@ad")
    grace.get_by_role("option", name=re.compile("Ada")).wait_for()
    grace.keyboard.press("Enter")
    field = grace.get_by_role("textbox", name="Note for colleagues")
    expect(field).to_have_value("@Ada ")
    grace.keyboard.type("yours?")
    grace.keyboard.press("Control+Enter")
    expect(field).to_have_value("")
    told(ada, "You were mentioned")
    ada.get_by_role("alert").get_by_role("button", name="Look at it").click()
    expect(ada.get_by_role("region", name="Notes").get_by_text("@Ada")).to_be_visible(timeout=SOON)
