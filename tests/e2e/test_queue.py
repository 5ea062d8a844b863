"""Many comments decided at once, a view by its address, and the command palette."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.test_approving import hand_in


def test_two_comments_are_dismissed_at_once_and_taken_back_at_once(page: Page, running) -> None:
    hand_in(running, "e2e-many-1", "first", "Pat Quill")
    hand_in(running, "e2e-many-2", "second", "Lou Marsh")
    page.goto(running.url)
    for author in ("Pat Quill", "Lou Marsh"):
        box = page.get_by_role("checkbox", name=f"Select the comment by {author}")
        expect(box).to_be_attached(timeout=10_000)
        box.check(force=True)  # seen only where one points
    page.get_by_role("button", name="Dismiss", exact=True).click()
    dialog = page.get_by_role("dialog", name="Dismiss 2 comments?")
    dialog.get_by_role("button", name="Dismiss 2 comments").click()
    done = page.get_by_role("region", name="Done for many")
    expect(done.get_by_text("2 comments dismissed")).to_be_visible(timeout=10_000)
    expect(page.get_by_role("link", name=re.compile("Pat Quill"))).to_have_count(0)
    done.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name=re.compile("Pat Quill"))).to_be_visible(timeout=10_000)


def test_a_few_letters_lead_to_a_view(page: Page, running) -> None:
    page.goto(f"{running.url}/?view=done")
    expect(page).to_have_title(re.compile("Done"))
    page.keyboard.press("Control+k")
    expect(page.get_by_role("searchbox", name="What do you want to do?")).to_be_focused()
    page.keyboard.type("snoozed")
    expect(page.get_by_role("option", name=re.compile("Snoozed")).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("view=snoozed"))
