"""A visitor's chat, from the question to the answer and back after a reload, in Firefox."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from provision.tests import find_firefox, missing_firefox
from tests.e2e.chat_desk import ChatDesk
from tests.e2e.firefox import ENTER, ESCAPE, Firefox, open_firefox
from tests.e2e.shop_site import ShopSite
from tests.integration.conftest import wait_until


@pytest.fixture
def firefox(tmp_path: Path) -> Iterator[Firefox]:
    """Where the machine has none, the test is skipped, and fails where CI is set."""
    executable = find_firefox()
    if executable is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            f"THE CHAT WAS NOT TESTED IN FIREFOX: {missing_firefox()}"
        )
    with open_firefox(executable, tmp_path) as firefox:
        yield firefox


def test_the_way_of_a_question(firefox: Firefox, chat: ChatDesk, site: ShopSite):
    question, reply = "Do you true wheels?", "Every Tuesday."
    firefox.go(f"{site.origin}/shop.html")
    firefox.click(firefox.find("button", "Open chat"))
    firefox.find("textbox", "Your message")
    wait_until(lambda: "Fernhill Cycles" in firefox.text(), 20, firefox.text)
    firefox.type(question + ENTER)
    chat.approve(question, "Every **Tuesday**.")
    wait_until(lambda: reply in firefox.text(), 20, firefox.text)

    firefox.reload()
    wait_until(lambda: reply in firefox.text(), 20, firefox.text)
    assert firefox.text().count(question) == 1 and firefox.text().count(reply) == 1
    firefox.click(firefox.find("textbox", "Your message"))
    firefox.type(ESCAPE)
    firefox.find("button", "Open chat")
    assert len(chat.arrived(question)) == 1
