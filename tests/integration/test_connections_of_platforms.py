"""What the console asks of connections to platforms, over HTTP, with a simulated Facebook on the other side."""

from contextlib import asynccontextmanager
from datetime import datetime, timedelta, timezone

import pytest

from desk.domain.incoming import Incoming
from desk.domain.page import Page
from desk.services.receive import receive
from desk.simulators.base import Fault, Faults
from desk.simulators.registry import SIMULATORS
from desk.simulators.serving import Served, serving
from desk.simulators.world import World
from tests.integration.people import account, browser_of

CHANNELS = "/api/v1/pages/shop/channels"


class Scene:
    def __init__(self, desk, browser, served, address):
        self.desk, self.browser, self.served = desk, browser, served
        self.world = served.simulator.world
        config, secrets = served.simulator.settings(f"{address}/facebook")
        self.secrets = set(secrets)
        self.values = {name: str(value) for name, value in {**config, **secrets}.items()}

    async def connect(self, **other):
        values = {**self.values, **other}
        return await self.browser.post(CHANNELS, json={"platform": "facebook", "values": values})

    async def standing(self):
        answer = await self.browser.get(CHANNELS)
        assert answer.status_code == 200, answer.text
        (one,) = answer.json()["connections"]
        return one

    async def arrived(self, text="Are you open on Sunday?"):
        """A comment written on the platform, here in the desk, as its conversation."""
        post = self.world.write(text)
        connection_id = (await self.standing())["id"]
        async with self.desk.uow() as unit:
            connection = await unit.pages.connection(connection_id)
        incoming = Incoming(post.id, text, channel="facebook")
        received = await receive(self.desk.uow, self.desk.clock, connection, incoming)
        return post, await self.conversation(received.comment.id)

    async def conversation(self, comment_id):
        answer = await self.browser.get(f"/api/v1/comments/{comment_id}/conversation")
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def moderate(self, conversation, what):
        path = f"/api/v1/comments/{conversation['comment']['id']}/moderate"
        return await self.browser.post(path, json={"what": what})

    async def approve(self, conversation, browser=None, **body):
        comment = conversation["comment"]
        return await (browser or self.browser).post(
            f"/api/v1/comments/{comment['id']}/approve",
            json={"version": comment["version"], "text": "Yes, we are.", "confirmed": True, **body},
        )

    async def publish(self, conversation):
        async with self.desk.uow() as unit:
            reply = await unit.replies.live(conversation["comment"]["id"])
        await self.desk.publishing.publish(reply.approved.id)
        return await self.conversation(conversation["comment"]["id"])


@asynccontextmanager
async def scene_of(desk, web, **settings):
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop", {"undo_seconds": 0, **settings}))
    served = Served(SIMULATORS["facebook"](World(lambda: datetime.now(timezone.utc))), Faults())
    browser = await browser_of(desk, web, await account(desk, "Ada", "admin"))
    async with browser, serving({"facebook": served}) as address:
        yield Scene(desk, browser, served, address)


@pytest.fixture
async def scene(desk, web):
    async with scene_of(desk, web) as scene:
        yield scene


async def test_platforms_say_what_they_need_and_what_they_can_do(scene):
    platforms = (await scene.browser.get("/api/v1/platforms")).json()["platforms"]
    facebook = next(one for one in platforms if one["id"] == "facebook")
    assert facebook["private"] and facebook["moderation"] == ["hide", "unhide"] and facebook["webhook"]
    token = next(field for field in facebook["fields"] if field["name"] == "token")
    assert token["secret"] and token["required"] and token["label"] and token["help"]
    assert "api" not in {one["id"] for one in platforms}


async def test_a_page_is_connected_checked_and_disconnected(scene):
    made = await scene.connect()
    assert made.status_code == 201, made.text
    one = await scene.standing()
    assert one["id"] == made.json()["id"] and one["connected"] and one["trouble"] is None
    assert one["webhook_url"].endswith(f"/hooks/{one['id']}")
    assert not scene.secrets & set(one["config"])
    checked = await scene.browser.post(f"{CHANNELS}/{one['id']}/check")
    assert checked.status_code == 200 and checked.json()["connections"][0]["checked_at"]
    assert (await scene.browser.post(f"{CHANNELS}/{one['id']}/replay")).json() == {"count": 0}
    assert (await scene.browser.delete(f"{CHANNELS}/{one['id']}")).status_code == 204
    gone = await scene.standing()
    assert not gone["connected"] and gone["webhook_url"] is None
    actions = {entry["action"] for entry in (await scene.browser.get("/api/v1/audit")).json()["items"]}
    assert {"connection.made", "connection.replayed", "connection.removed"} <= actions


async def test_reconnecting_keeps_the_secrets_that_are_left_out(scene):
    await scene.connect()
    public = {name: value for name, value in scene.values.items() if name not in scene.secrets}
    again = await scene.browser.post(CHANNELS, json={"platform": "facebook", "values": public})
    assert again.status_code == 201, again.text
    entries = (await scene.browser.get("/api/v1/audit")).json()["items"]
    assert "connection.renewed" in {entry["action"] for entry in entries}


async def test_what_is_missing_is_told_at_its_field_and_a_refusal_in_words(scene):
    missing = await scene.connect(account_id="")
    assert missing.status_code == 422 and missing.json()["error"]["details"]["field"] == "account_id"
    wrong = await scene.connect(token="not-the-token")
    assert wrong.status_code == 422 and wrong.json()["error"]["details"]["trouble"] == "token"
    assert "Facebook" in wrong.json()["error"]["message"] and "not-the-token" not in wrong.text
    assert (await scene.browser.get(CHANNELS)).json()["connections"] == []


async def test_a_connection_in_trouble_is_in_the_health_view_until_it_is_mended(scene):
    await scene.connect()
    _, conversation = await scene.arrived()
    assert (await scene.approve(conversation)).status_code == 200
    scene.served.faults.next = Fault.TOKEN
    await scene.publish(conversation)

    async def health():
        items = (await scene.browser.get("/api/v1/connections/health")).json()["items"]
        return next(one for one in items if one["platform"] == "facebook")

    one = await health()
    assert one["in_trouble"] and one["trouble"] == "token" and one["name"] == "Facebook" and one["reason"]
    assert one["trouble_since"] and not one["failing"]
    await scene.connect()
    one = await health()
    assert not one["in_trouble"] and one["reason"] is None


async def test_a_pause_that_has_passed_is_no_trouble(scene):
    await scene.connect()
    for until, expected in ((timedelta(minutes=5), True), (timedelta(minutes=-5), False)):
        async with scene.desk.database.connection() as raw:
            at = scene.desk.clock.now() + until
            await raw.execute(
                "UPDATE connections SET trouble = 'rate', trouble_reason = 'Too much at once.', blocked_until = %s"
                " WHERE platform = 'facebook'",
                (at,),
            )
        items = (await scene.browser.get("/api/v1/connections/health")).json()["items"]
        one = next(one for one in items if one["platform"] == "facebook")
        assert one["in_trouble"] is expected and (one["blocked_until"] is not None) is expected


async def test_a_private_reply_goes_to_the_author_alone_and_says_so(scene):
    await scene.connect()
    post, conversation = await scene.arrived()
    assert conversation["platform"]["private"]
    after = (await scene.approve(conversation, private=True)).json()
    assert after["reply"]["private"]
    after = await scene.publish(conversation)
    assert after["comment"]["state"] == "sent" and after["reply"]["private"]
    assert scene.served.simulator.private[post.id] and not scene.world.by_api()
    (approved,) = [event for event in after["events"] if event["kind"] == "approved"]
    assert approved["data"]["private"] is True


async def test_a_second_person_approves_a_private_reply_as_private(desk, web):
    async with scene_of(desk, web, second_approval={"all": True}) as scene:
        await scene.connect()
        _, conversation = await scene.arrived()
        first = (await scene.approve(conversation, private=True)).json()
        assert first["first_approval"]["private"] and first["comment"]["state"] != "approved"
        async with await browser_of(desk, web, await account(desk, "Bo", "approver")) as bo:
            public = (await scene.approve(first, bo)).json()
            assert public["comment"]["state"] != "approved" and not public["first_approval"]["private"]
            private = (await scene.approve(public, private=True)).json()
            done = (await scene.approve(private, bo, private=True)).json()
        assert done["comment"]["state"] == "approved" and done["reply"]["private"]


async def test_where_the_platform_takes_no_private_reply_it_is_refused_in_words(scene):
    connection = await scene.desk.api_connection("shop")
    received = await receive(scene.desk.uow, scene.desk.clock, connection, Incoming("c1", "Open on Sunday?"))
    conversation = await scene.conversation(received.comment.id)
    assert not conversation["platform"]["private"] and conversation["platform"]["moderation"] == []
    refused = await scene.approve(conversation, private=True)
    assert refused.status_code == 422 and "private" in refused.json()["error"]["message"]


async def test_why_a_comment_takes_no_reply_is_with_it(scene):
    connection = await scene.desk.api_connection("shop")
    why = "The author has to mention the account first."
    incoming = Incoming("c1", "Open on Sunday?", cannot_reply=why)
    received = await receive(scene.desk.uow, scene.desk.clock, connection, incoming)
    conversation = await scene.conversation(received.comment.id)
    assert conversation["comment"]["cannot_reply"] == why
    refused = await scene.approve(conversation)
    assert refused.status_code == 409 and refused.json()["error"]["message"] == why


async def test_a_comment_is_hidden_and_shown_again_on_the_platform(scene):
    await scene.connect()
    post, conversation = await scene.arrived("Buy cheap lamps")
    for what in ("hide", "unhide"):
        after = await scene.moderate(conversation, what)
        assert after.status_code == 200, after.text
        assert scene.world.posts[post.id].hidden is (what == "hide")
        assert after.json()["events"][-1]["kind"] == "moderated"
        assert after.json()["events"][-1]["data"] == {"what": what}
    impossible = await scene.moderate(conversation, "spam")
    assert impossible.status_code == 409 and "Facebook" in impossible.json()["error"]["message"]
    unknown = await scene.moderate(conversation, "burn")
    assert unknown.status_code == 422
