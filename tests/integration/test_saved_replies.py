import uuid

import httpx
import pytest

from desk.domain.incoming import Incoming
from desk.domain.page import Page
from desk.services.receive import receive
from tests.integration.test_accounts import HERE, signed_in

HOURS = {"title": "Opening hours", "text": "Hello {{author}}, see {{link}}. {{agent}}", "shortcut": "hours"}
PATH = "/api/v1/saved-replies"


@pytest.fixture
async def browser(desk, web):
    async with httpx.AsyncClient(base_url=web, headers=HERE) as browser:
        await signed_in(desk, browser)
        async with desk.uow() as unit:
            for page_id in ("shop", "other"):
                await unit.pages.add(Page(page_id, page_id))
        yield browser


async def test_a_text_is_kept_changed_and_forgotten(browser):
    made = await browser.post(PATH, json=HOURS)
    assert made.status_code == 201 and made.json()["updated_by"] == "Ada"
    path = f"{PATH}/{made.json()['id']}"
    changed = await browser.put(path, json={**HOURS, "title": "Hours", "page_id": "shop"})
    assert changed.status_code == 200 and changed.json()["title"] == "Hours"
    assert (await browser.get(PATH)).json()["items"] == [changed.json()]
    assert (await browser.delete(path)).status_code == 204
    assert (await browser.delete(path)).status_code == 404
    assert (await browser.put(path, json=HOURS)).status_code == 404


async def test_a_page_sees_its_own_and_those_that_all_share(browser):
    for page_id, title in ((None, "Shared"), ("shop", "Shop's"), ("other", "Other's")):
        await browser.post(PATH, json={**HOURS, "title": title, "page_id": page_id})
    seen = (await browser.get(PATH, params={"page": "shop"})).json()["items"]
    assert [one["title"] for one in seen] == ["Shop's", "Shared"]


async def test_a_shortcut_is_given_once_a_page(browser):
    await browser.post(PATH, json=HOURS)
    again = await browser.post(PATH, json={**HOURS, "shortcut": " HOURS "})
    assert again.status_code == 409 and "choose another" in again.text
    assert (await browser.post(PATH, json={**HOURS, "page_id": "shop"})).status_code == 201


@pytest.mark.parametrize(
    ("change", "status", "says"),
    [({"shortcut": "two words"}, 422, "small letters"), ({"title": " "}, 422, "title is empty"),
     ({"text": "Dear {{customer}}"}, 422, "no variable {{customer}}"), ({"page_id": "nowhere"}, 404, "no page")],
)  # fmt: skip
async def test_what_can_not_be_taken_is_named(browser, change, status, says):
    answer = await browser.post(PATH, json={**HOURS, **change})
    assert answer.status_code == status and says in answer.json()["error"]["message"]


async def test_a_reply_with_an_unfilled_variable_is_not_approved(desk, browser):
    connection = await desk.api_connection("shop")
    comment = (await receive(desk.uow, desk.clock, connection, Incoming(str(uuid.uuid4()), "Open?"))).comment
    path = f"/api/v1/comments/{comment.id}/approve"
    refused = await browser.post(path, json={"version": comment.version, "text": "Hello, see {{link}}."})
    assert refused.status_code == 422 and "still says {{link}}" in refused.json()["error"]["message"]
    taken = await browser.post(path, json={"version": comment.version, "text": "Hello, we are open."})
    assert taken.status_code == 200, taken.text
