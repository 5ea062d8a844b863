"""A blog's comment feed from end to end: read, answered, carried over by a person, and seen coming back."""

from __future__ import annotations

import httpx
import pytest

from desk.connectors.feed.client import FeedConnector
from desk.domain.page import Page
from desk.services.accounts import hashed
from desk.services.decide import Decisions, Person
from desk.simulators.base import transport
from desk.simulators.feed import FeedSimulator
from desk.simulators.world import World
from tests.integration.people import account, browser_of

ADDRESS = "https://blog.example"


@pytest.fixture
async def blog(desk):
    """A page that is connected to a simulated blog, beside its API connection."""
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop", {"undo_seconds": 0}))
        await unit.pages.add_token("shop", "test", hashed("swl_shop"))
    simulator = FeedSimulator(World(desk.clock.now))
    client = httpx.AsyncClient(transport=transport(simulator))
    desk.connectors["feed"] = FeedConnector(client, desk.clock)
    config, secrets = simulator.settings(ADDRESS)
    await desk.connecting.connect("Ada", "shop", "feed", {**config, **secrets})
    yield simulator
    await client.aclose()


async def look(desk):
    """Ask the blog twice: the first look at it goes on to its older pages."""
    for _ in range(2):
        async with desk.database.connection() as raw:
            await raw.execute("UPDATE connections SET fetch_at = now() - interval '1 second' WHERE platform = 'feed'")
        await desk.fetching.work()
        await desk.intake.work()


async def comment_of(desk, external_id):
    async with desk.database.connection() as raw:
        row = await (await raw.execute("SELECT id FROM comments WHERE external_id = %s", (external_id,))).fetchone()
    async with desk.uow() as unit:
        return await unit.comments.get(row["id"])


async def handed_over(desk, blog, text="We are."):
    """A comment from the feed whose reply is approved and ready, and who approved it."""
    post = blog.world.write("Open on Sunday?")
    await look(desk)
    comment = await comment_of(desk, post.id)
    ada = await account(desk, "Ada", "approver")
    await Decisions(desk.uow, desk.clock).approve(Person(ada.id, ada.name), comment.id, comment.version, text)
    async with desk.uow() as unit:
        reply_id = (await unit.replies.live(comment.id)).approved.id
    await desk.publishing.publish(reply_id)
    return await comment_of(desk, post.id), reply_id, ada


async def test_a_person_posts_it_and_says_so_and_the_pages_own_system_is_left_out(desk, blog, web):
    comment, reply_id, ada = await handed_over(desk, blog)
    machine = {"Authorization": "Bearer swl_shop"}
    async with httpx.AsyncClient(base_url=web, headers=machine) as client:
        assert (await client.get("/api/v1/replies")).json()["items"] == []
        assert (await client.post(f"/api/v1/replies/{reply_id}/confirm", json={})).status_code == 404
        assert (await client.post(f"/api/v1/replies/{reply_id}/fail", json={"reason": "x"})).status_code == 404
    async with await browser_of(desk, web, ada) as browser:
        path = f"/api/v1/comments/{comment.id}"
        shown = (await browser.get(f"{path}/conversation")).json()
        assert shown["by_hand"] is True and shown["comment"]["state"] == "sending"
        body = {"version": shown["comment"]["version"]}
        assert (await browser.get("/api/v1/me")).json()["counts"]["by_hand"] == 1
        assert (await browser.post(f"{path}/not-posted", json={**body, "reason": " "})).status_code == 422
        assert (await browser.post(f"{path}/mark-sent", json=body)).status_code == 409
        said = await browser.post(f"{path}/posted", json=body)
        assert said.status_code == 200 and said.json()["comment"]["state"] == "sent"
        assert said.json()["events"][-1]["kind"] == "posted_by_hand"
        assert (await browser.get("/api/v1/me")).json()["counts"]["by_hand"] == 0
        assert (await browser.post(f"{path}/posted", json=body)).status_code == 200
        assert (await browser.post(f"{path}/not-posted", json={**body, "reason": "No."})).status_code == 409
    blog.world.write("We are.", parent=comment.external_id, own=True)
    await look(desk)
    async with desk.uow() as unit:
        assert await unit.channels.is_ours(comment.connection_id, next(reversed(blog.world.posts)))


async def test_a_reply_that_was_copied_over_marks_itself_as_posted(desk, blog):
    comment, _, _ = await handed_over(desk, blog)
    blog.world.write("We  are.", parent=comment.external_id, own=True)
    await look(desk)
    assert (await comment_of(desk, comment.external_id)).state.value == "sent"


async def test_what_can_not_be_posted_waits_for_another_decision(desk, blog, web):
    comment, _, ada = await handed_over(desk, blog)
    async with await browser_of(desk, web, ada) as browser:
        said = await browser.post(
            f"/api/v1/comments/{comment.id}/not-posted", json={"version": comment.version, "reason": "It is closed."}
        )
    assert said.json()["comment"]["state"] == "failed" and said.json()["reply"]["error"] == "It is closed."
    assert said.json()["events"][-1]["data"]["reason"] == "It is closed."


async def test_a_feed_that_is_gone_still_lets_replies_be_handed_over(desk, blog):
    post = blog.world.write("Open on Sunday?")
    await look(desk)
    blog.gone = True
    await look(desk)
    comment = await comment_of(desk, post.id)
    ada = await account(desk, "Ada", "approver")
    await Decisions(desk.uow, desk.clock).approve(Person(ada.id, ada.name), comment.id, comment.version, "We are.")
    async with desk.uow() as unit:
        reply_id = (await unit.replies.live(comment.id)).approved.id
    await desk.publishing.publish(reply_id)
    async with desk.uow() as unit:
        assert (await unit.replies.get(reply_id)).handed_over
        assert (await unit.channels.get(comment.connection_id)).trouble.value == "missing"
