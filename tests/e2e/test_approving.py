"""A comment in by the API, its draft in the browser, edited and approved there, and the webhook received once."""

from __future__ import annotations

import json
import re

import httpx
import psycopg
from playwright.sync_api import Page, expect

from tests.integration.conftest import wait_until
from tests.integration.stack import PAGE, TOKEN


def hand_in(running, external_id: str, text: str, author: str = "Jo Miller") -> None:
    response = httpx.post(
        f"{running.url}/api/v1/comments",
        headers={"Authorization": f"Bearer {TOKEN}"},
        json={"page": PAGE, "id": external_id, "text": text, "author": {"name": author}, "channel": "facebook"},
    )
    assert response.status_code == 201, response.text


def open_comment(page: Page, author: str) -> None:
    page.get_by_role("link", name=re.compile(author)).or_(page.get_by_role("row", name=re.compile(author))).or_(
        page.get_by_role("option", name=re.compile(author))
    ).first.click()


def test_a_comment_appears_by_itself_is_edited_approved_and_received_once(page, running, receiver, shoot):
    hand_in(running, "e2e-1", "Do you take returns of a helmet I tried on once?", "Jo Miller")
    # The guide of an empty desk sees the first comment arrive, and leads to it.
    page.get_by_role("link", name="Open the queue").click()
    expect(page.get_by_text("Jo Miller").first).to_be_visible(timeout=10_000)
    open_comment(page, "Jo Miller")
    editor = page.get_by_role("textbox", name="Reply")
    expect(editor).not_to_have_value("", timeout=10_000)
    shoot("conversation")
    text = editor.input_value().split("\n")[0] + " Grace from the returns desk"
    editor.fill(text)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("button", name="Undo").first).to_be_visible()
    shoot("undo")
    wait_until(lambda: receiver.bodies, 15)
    (body, _signature) = receiver.bodies[0]
    assert json.loads(body)["reply"]["text"] == text
    assert json.loads(body)["comment"]["id"] == "e2e-1"
    assert receiver.all_genuine(running.secret)
    assert set(receiver.taken.values()) == {1}


def cancelled_for_good(running, external_id: str) -> bool:
    """Whether the reply is cancelled and no job is left that could send it."""
    with psycopg.connect(running.env["DATABASE_URL"]) as connection:
        row = connection.execute(
            "SELECT r.state, EXISTS (SELECT FROM procrastinate_jobs j WHERE j.args ->> 'reply_id' = r.id::text"
            " AND j.status IN ('todo', 'doing')) FROM replies r JOIN comments c ON c.id = r.comment_id"
            " WHERE c.external_id = %s",
            (external_id,),
        ).fetchone()
    return row == ("cancelled", False)


def test_an_approval_that_is_undone_never_leaves(page, running, receiver):
    before = len(receiver.bodies)
    hand_in(running, "e2e-2", "Which pads fit a Swift 4?", "Sam Lee")
    expect(page.get_by_text("Sam Lee").first).to_be_visible(timeout=10_000)
    open_comment(page, "Sam Lee")
    editor = page.get_by_role("textbox", name="Reply")
    expect(editor).not_to_have_value("", timeout=10_000)
    page.get_by_role("button", name="Approve").first.click()
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_text("Sam Lee").first).to_be_visible()
    # Its job comes due when the undo window ends; once that is done, whatever would leave has left.
    wait_until(lambda: cancelled_for_good(running, "e2e-2"), 20)
    assert len(receiver.bodies) == before


def test_a_comment_is_dismissed_with_the_keyboard_alone(page, running):
    hand_in(running, "e2e-3", "first!!!", "Kit Brown")
    expect(page.get_by_text("Kit Brown").first).to_be_visible(timeout=10_000)
    open_comment(page, "Kit Brown")
    expect(
        page.get_by_role("heading", name=re.compile("Kit Brown")).or_(page.get_by_text("first!!!")).first
    ).to_be_visible()
    page.keyboard.press("d")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Dismiss").click()
    expect(page.get_by_text("Kit Brown’s comment dismissed").first).to_be_visible()


def test_a_reply_without_evidence_takes_more_than_one_key(page, running, receiver):
    hand_in(running, "e2e-4", "Which pads fit a Swift 4?", "Robin Hart")
    expect(page.get_by_text("Robin Hart").first).to_be_visible(timeout=10_000)
    open_comment(page, "Robin Hart")
    editor = page.get_by_role("textbox", name="Reply")
    expect(editor).not_to_have_value("", timeout=10_000)
    editor.fill("Hi Robin, all pads are free for 75 years.")
    expect(page.get_by_text("“75 years”")).to_be_visible(timeout=10_000)
    page.keyboard.press("Control+Enter")
    dialog = page.get_by_role("dialog", name="Is this right?")
    expect(dialog).to_be_visible()
    page.keyboard.press("Enter")  # the careful way is the nearest
    expect(dialog).to_have_count(0)
    expect(editor).to_have_value("Hi Robin, all pads are free for 75 years.")
    page.get_by_role("button", name="Approve").first.click()
    dialog.get_by_role("button", name="Approve all the same").click()
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_text("Robin Hart").first).to_be_visible()


def test_another_suggested_text_is_one_key_away_and_nothing_typed_is_lost(page, running):
    hand_in(running, "e2e-5", "How do I return a helmet?", "Noor Blake")
    expect(page.get_by_text("Noor Blake").first).to_be_visible(timeout=10_000)
    open_comment(page, "Noor Blake")
    editor = page.get_by_role("textbox", name="Reply")
    expect(editor).not_to_have_value("", timeout=10_000)
    first = editor.input_value()
    editor.fill(first + " My own words.")
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    expect(editor).not_to_have_value(first + " My own words.")
    page.get_by_role("button", name="Your text").click()
    expect(editor).to_have_value(first + " My own words.")
    page.keyboard.press("1")
    expect(editor).to_have_value(first)


def test_the_voice_is_set_and_the_next_draft_speaks_in_it(page, running):
    page.get_by_role("link", name="Settings").click()
    page.get_by_label("Sign replies with").fill("Mo at the shop")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("Saved. The next draft is worded by it.").first).to_be_visible()
    page.get_by_role("link", name="Queue").click()
    hand_in(running, "e2e-6", "How do I return a helmet?", "Ash Grey")
    expect(page.get_by_text("Ash Grey").first).to_be_visible(timeout=10_000)
    open_comment(page, "Ash Grey")
    expect(page.get_by_role("textbox", name="Reply")).to_have_value(re.compile("Mo at the shop"), timeout=10_000)
