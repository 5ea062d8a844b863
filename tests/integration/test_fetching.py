"""A page's own system fetches replies page by page, and says which it could not post."""

import httpx
import pytest

from desk.domain.incoming import Incoming
from desk.domain.page import Page
from desk.services.accounts import hashed
from desk.services.decide import Decisions, Person
from desk.services.receive import receive


@pytest.fixture
async def replies(desk, web):
    """Three replies that wait to be fetched, oldest first, and the client that fetches them."""
    async with desk.uow() as unit:
        for page in ("shop", "other"):
            await unit.pages.add(Page(page, page, {"undo_seconds": 0}))
            await unit.pages.add_token(page, "test", hashed(f"swl_{page}"))
    connection = await desk.api_connection("shop")
    account = await desk.accounts.add("Ada", "ada@example.org", "approver", "correct horse battery")
    ids = []
    for number in range(3):
        comment = (await receive(desk.uow, desk.clock, connection, Incoming(f"c{number}", "Hello?"))).comment
        person = Person(account.id, account.name)
        await Decisions(desk.uow, desk.clock).approve(person, comment.id, comment.version, "Hello.")
        async with desk.uow() as unit:
            ids.append((await unit.replies.live(comment.id)).approved.id)
        await desk.publishing.publish(ids[-1])
    async with httpx.AsyncClient(base_url=web, headers={"Authorization": "Bearer swl_shop"}) as client:
        yield client, [str(reply) for reply in ids]


async def listed(client, query=""):
    return [reply["id"] for reply in (await client.get(f"/api/v1/replies{query}")).json()["items"]]


async def test_the_list_reads_on_behind_the_last_one_seen_even_when_that_is_confirmed(replies):
    client, ids = replies
    assert await listed(client, "?limit=2") == ids[:2]
    assert (await client.post(f"/api/v1/replies/{ids[1]}/confirm", json={})).status_code == 204
    assert await listed(client, f"?after={ids[1]}") == ids[2:]
    assert await listed(client, f"?after={ids[2]}") == []


async def test_a_cursor_that_is_none_of_this_page_is_refused(replies):
    client, ids = replies
    for after in ("nonsense", "00000000-0000-0000-0000-000000000000"):
        assert (await client.get(f"/api/v1/replies?after={after}")).status_code == 422
    other = {"Authorization": "Bearer swl_other"}
    assert (await client.get(f"/api/v1/replies?after={ids[0]}", headers=other)).status_code == 422


async def test_a_reply_that_could_not_be_posted_leaves_the_list(replies):
    client, ids = replies
    reason = {"reason": "the post is closed"}
    other = {"Authorization": "Bearer swl_other"}
    assert (await client.post(f"/api/v1/replies/{ids[0]}/fail", json=reason, headers=other)).status_code == 404
    assert (await client.post(f"/api/v1/replies/{ids[0]}/fail", json={"reason": " "})).status_code == 422
    assert (await client.post(f"/api/v1/replies/{ids[0]}/fail", json=reason)).status_code == 204
    assert await listed(client) == ids[1:]
    assert (await client.get("/api/v1/comments/c0")).json()["state"] == "failed"
    assert (await client.post(f"/api/v1/replies/{ids[0]}/confirm", json={})).status_code == 409
