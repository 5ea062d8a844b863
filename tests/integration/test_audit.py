"""Reading the audit log: filters, pages of it, and the CSV file."""

import csv
import io

import httpx
import psycopg
import pytest

from desk.domain.page import Page
from tests.integration.people import account, browser_of

ADA = {"name": "Ada", "email": "ada@example.org", "password": "correct horse battery"}


@pytest.fixture
async def browser(desk, web):
    async with httpx.AsyncClient(base_url=web, headers={"Sec-Fetch-Site": "same-origin"}) as browser:
        token = await desk.accounts.first_admin_link()
        assert (await browser.post(f"/api/v1/sign-in-links/{token}", json=ADA)).status_code == 200
        async with desk.database.connection() as raw:
            await raw.execute("TRUNCATE audit")
        async with desk.uow() as unit:
            await unit.pages.add(Page("shop", "The Shop"))
        yield browser


async def filled(desk, count):
    async with desk.database.connection() as raw:
        await raw.execute(
            "INSERT INTO audit (at, actor, action, subject, page_id) SELECT '2026-11-01T00:00:00Z'::timestamptz"
            " + make_interval(hours => n / 2), 'person-' || n %% 3, 'action-' || n %% 2, 'subject ' || n,"
            " CASE WHEN n %% 2 = 0 THEN 'shop' END FROM generate_series(1, %s) n",
            (count,),
        )


async def everything(browser, query):
    found, cursor = [], None
    while True:
        page = (await browser.get("/api/v1/audit", params={**query, **({"cursor": cursor} if cursor else {})})).json()
        found += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return found


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 100),
        ({"actor": "person-1"}, 34),
        ({"action": "action-0"}, 50),
        ({"page": "shop"}, 50),
        ({"actor": "person-1", "action": "action-1"}, 17),
        ({"since": "2026-11-02T00:00:00Z"}, 53),
        ({"until": "2026-11-02T00:00:00Z"}, 47),
        ({"actor": "nobody"}, 0),
    ],
    ids=str,
)
async def test_filters_narrow_and_pages_of_it_hold_each_entry_once(desk, browser, query, count):
    await filled(desk, 100)
    found = await everything(browser, {**query, "limit": "7"})
    assert len({entry["id"] for entry in found}) == len(found) == count
    assert found == sorted(found, key=lambda entry: (entry["at"], entry["id"]), reverse=True)


async def test_what_can_be_chosen_is_what_occurs(desk, browser):
    await filled(desk, 20)
    assert (await browser.get("/api/v1/audit/choices")).json() == {
        "actors": ["person-0", "person-1", "person-2"],
        "actions": ["action-0", "action-1"],
    }


async def test_a_hidden_page_is_in_no_entry_choice_or_file(desk, browser, web):
    async with desk.uow() as unit:
        await unit.pages.add(Page("other", "Another"))
        await unit.audit.append("Ada", "page.added", "The Shop", "shop", {})
        await unit.audit.append("Bo", "token.added", "For the other", "other", {})
        await unit.audit.append("Ada", "invitation.sent", "c@example.org", None, {"pages": {"shop": "viewer", "other": "admin"}})  # fmt: skip
    person = await account(desk, "Elsewhere", "admin", {"other": "none"})
    async with await browser_of(desk, web, person) as elsewhere:
        seen = await everything(elsewhere, {})
        assert [entry["action"] for entry in seen] == ["invitation.sent", "page.added"]
        assert seen[0]["data"] == {"pages": {"shop": "viewer"}}
        assert await everything(elsewhere, {"page": "other"}) == []
        chosen = (await elsewhere.get("/api/v1/audit/choices")).json()
        assert chosen == {"actors": ["Ada"], "actions": ["invitation.sent", "page.added"]}
        assert "other" not in (await elsewhere.get("/api/v1/audit.csv")).text
    assert len(await everything(browser, {})) == 3 and len(await everything(browser, {"page": "other"})) == 1


@pytest.mark.parametrize("query", ["since=yesterday", "cursor=x", "limit=0", "limit=500", "cursor=WyJhIl0="])
async def test_nonsense_gets_a_sentence(browser, query):
    response = await browser.get(f"/api/v1/audit?{query}")
    assert response.status_code == 422 and len(response.json()["error"]["message"]) > 10


async def test_the_csv_file_holds_what_is_filtered_and_no_formula(desk, browser):
    await filled(desk, 10)
    async with desk.uow() as unit:
        await unit.audit.append("Ada", "page_renamed", "=HYPERLINK(1)", "shop", {"é": 1})
    response = await browser.get("/api/v1/audit.csv?actor=Ada")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in response.headers["content-disposition"]
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0] == ["at", "actor", "action", "subject", "page", "data"]
    assert rows[1][1:] == ["Ada", "page_renamed", "'=HYPERLINK(1)", "shop", '{"é": 1}']
    assert len(rows) == 2
    assert len((await browser.get("/api/v1/audit.csv")).text.splitlines()) == 12


@pytest.mark.parametrize("change", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit"])
async def test_the_log_can_not_be_rewritten(desk, browser, change):
    await filled(desk, 1)
    with pytest.raises(psycopg.errors.RaiseException):
        async with desk.database.connection() as raw:
            await raw.execute(change)
