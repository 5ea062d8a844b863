"""Each platform's whole path on real parts: written there, here in the desk, approved, posted there; no wrong sender."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import datetime, timedelta, timezone

import httpx
import psycopg
import pytest

from desk.connectors.registry import connectors
from desk.db.chat_posts import ChatPosts
from desk.db.database import Database
from desk.domain.comment import CommentState
from desk.domain.errors import IllegalMove, Invalid
from desk.domain.incoming import Incoming
from desk.domain.page import Page
from desk.main import SystemClock
from desk.services.decide import Decisions, Person
from desk.services.receive import receive
from desk.simulators.base import Fault, Faults
from desk.simulators.registry import SIMULATORS
from desk.simulators.serving import Served, serving
from desk.simulators.traffic import Traffic
from desk.simulators.world import World
from tests.integration.people import account

ABOUT = {
    name: one.platform
    for name, one in connectors(httpx.AsyncClient(), SystemClock(), "no key", ChatPosts(Database(""))).items()
    if name in SIMULATORS
}
PLATFORMS = sorted(SIMULATORS)
POSTING = [name for name in PLATFORMS if ABOUT[name].posts]
PUSHING = [name for name in PLATFORMS if ABOUT[name].webhook]
SECRET = [name for name in PLATFORMS if any(field.secret for field in ABOUT[name].fields)]


class Scene:
    """A page that is connected to a simulated platform."""

    def __init__(self, desk, platform, served, address):
        self.desk, self.platform, self.served, self.address = desk, platform, served, address
        self.simulator, self.world = served.simulator, served.simulator.world
        config, secrets = self.simulator.settings(f"{address}/{platform}")
        self.values = {
            name: str(value).lower() if isinstance(value, bool) else str(value)
            for name, value in {**config, **secrets}.items()
            if name in {field.name for field in desk.connectors[platform].platform.fields}
        }

    async def connect(self):
        self.connection_id = await self.desk.connecting.connect("Ada", "shop", self.platform, self.values)
        return self.connection_id

    @property
    def hook(self):
        about = self.desk.connectors[self.platform].platform
        return f"{self.desk.settings.public_url}/hooks/{self.connection_id}" if about.webhook else None

    async def tell(self, client):
        """The platform tells the desk what happened, or the desk asks; then the desk reads it."""
        if self.hook:
            for delivery in self.simulator.deliveries(self.world.told):
                answer = await client.post(self.hook, content=delivery.body, headers=dict(delivery.headers))
                assert answer.status_code == 200, answer.text
        await self.ask()
        await self.desk.intake.work()

    async def ask(self):
        for _ in range(20):
            async with self.desk.uow() as unit:
                await unit.channels.fetch_at(self.connection_id, self.desk.clock.now())
            await self.desk.fetching.work()
            if (await self.state()).fetch_at > self.desk.clock.now():
                return

    async def state(self):
        async with self.desk.uow() as unit:
            return await unit.channels.get(self.connection_id)

    async def comment(self, external_id):
        async with self.desk.uow() as unit:
            return await unit.comments.by_external_id(self.connection_id, external_id)

    async def approve(self, comment, text="Yes, from nine to five."):
        person = await account(self.desk, "Bo", "approver", None)
        await Decisions(self.desk.uow, self.desk.clock).approve(
            Person(person.id, "Bo"), comment.id, comment.version, text, confirmed=True
        )
        async with self.desk.uow() as unit:
            return (await unit.replies.live(comment.id)).approved.id


@asynccontextmanager
async def scene_of(desk, platform, faults=None):
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop", {"undo_seconds": 0}))
    simulator = SIMULATORS[platform](World(lambda: datetime.now(timezone.utc)))
    served = Served(simulator, faults or Faults())
    async with serving({platform: served}) as address:
        yield Scene(desk, platform, served, address)


@pytest.fixture(params=PLATFORMS)
async def scene(desk, web, request):
    async with scene_of(desk, request.param) as scene:
        yield scene


@pytest.fixture
async def client():
    async with httpx.AsyncClient(timeout=20) as client:
        yield client


async def test_written_there_approved_here_posted_there(scene, client):
    await scene.connect()
    post = scene.world.write("Are you open on Sunday?")
    await scene.tell(client)
    await scene.tell(client)
    comment = await scene.comment(post.id)
    assert comment is not None and comment.text == "Are you open on Sunday?"
    about = scene.desk.connectors[scene.platform].platform
    assert comment.channel == about.channel
    reply_id = await scene.approve(comment)
    await scene.desk.publishing.publish(reply_id)
    comment = await scene.comment(post.id)
    if about.posts:
        (reply,) = scene.world.by_api()
        assert reply.parent == post.id and "from nine to five" in reply.text
        assert comment.state is CommentState.SENT
        await scene.tell(client)  # the reply comes back as an echo: it is no comment
        async with scene.desk.database.connection() as raw:
            row = await (await raw.execute("SELECT count(*) AS n FROM comments")).fetchone()
        assert row["n"] == 1
    else:
        assert not scene.world.by_api() and comment.state is CommentState.SENDING


@pytest.mark.parametrize("scene", POSTING, indirect=True)
async def test_a_colleague_on_the_platform_is_not_talked_over(scene, client):
    await scene.connect()
    post = scene.world.write("Are you open on Sunday?")
    await scene.tell(client)
    reply_id = await scene.approve(await scene.comment(post.id))
    scene.world.write("We are!", parent=post.id, own=True)
    await scene.desk.publishing.publish(reply_id)
    comment = await scene.comment(post.id)
    if (await scene.desk.connectors[scene.platform].look(comment, await opened(scene))).answer is None:
        assert comment.state is CommentState.SENT  # this platform doesn't tell what else hangs under a comment
    else:
        assert comment.state is CommentState.WAITING and not scene.world.by_api()


async def opened(scene):
    async with scene.desk.uow() as unit:
        return scene.desk.vault.opened(await unit.pages.connection(scene.connection_id))


@pytest.mark.parametrize("scene", POSTING, indirect=True)
async def test_a_reply_whose_answer_is_lost_is_found_and_never_doubled(scene, client):
    about = ABOUT[scene.platform]
    await scene.connect()
    post = scene.world.write("Are you open on Sunday?")
    await scene.tell(client)
    reply_id = await scene.approve(await scene.comment(post.id))
    scene.served.faults.next = Fault.LOST_AFTER
    await scene.desk.publishing.publish(reply_id)
    assert (await scene.comment(post.id)).state is CommentState.UNKNOWN
    await scene.desk.publishing.look_up(reply_id, 1)
    await scene.desk.publishing.publish(reply_id)
    state = (await scene.comment(post.id)).state
    assert state is (CommentState.SENT if about.finds else CommentState.UNKNOWN)
    assert len(scene.world.by_api()) == 1


@pytest.mark.parametrize("scene", POSTING, indirect=True)
async def test_dead_credentials_keep_the_reply_and_reconnecting_sends_it(scene, client):
    await scene.connect()
    post = scene.world.write("Are you open on Sunday?")
    await scene.tell(client)
    reply_id = await scene.approve(await scene.comment(post.id))
    scene.served.faults.next = Fault.TOKEN
    await scene.desk.publishing.publish(reply_id)
    state = await scene.state()
    assert state.trouble is not None and state.trouble.value == "token" and state.trouble_reason
    assert not scene.world.by_api()
    await scene.connect()
    assert (await scene.state()).trouble is None
    await scene.desk.publishing.publish(reply_id)
    assert len(scene.world.by_api()) == 1


@pytest.mark.parametrize("scene", SECRET, indirect=True)
async def test_wrong_credentials_are_refused_and_nothing_is_stored(scene):
    secrets = {field.name for field in scene.desk.connectors[scene.platform].platform.fields if field.secret}
    scene.values = {name: ("xyzzy" if name in secrets else value) for name, value in scene.values.items()}
    with pytest.raises(Invalid) as refused:
        await scene.connect()
    assert "xyzzy" not in str(refused.value)
    async with scene.desk.uow() as unit:
        assert await unit.channels.of_page("shop", scene.platform) is None


async def test_credentials_lie_sealed_in_the_database_and_are_never_sent_back(scene, web):
    await scene.connect()
    secrets = [
        scene.values[field.name]
        for field in scene.desk.connectors[scene.platform].platform.fields
        if field.secret and scene.values.get(field.name)
    ]
    with psycopg.connect(scene.desk.settings.database_url) as raw:
        rows = raw.execute("SELECT n.*::text FROM connections n").fetchall()
        rows += raw.execute("SELECT a.*::text FROM audit a").fetchall()
    assert not [secret for secret in secrets for row in rows if secret in str(row)]


@pytest.mark.parametrize("scene", PUSHING, indirect=True)
async def test_nothing_is_stored_without_a_valid_signature(scene, client):
    await scene.connect()
    scene.world.write("Are you open on Sunday?")
    (delivery, *_) = scene.simulator.deliveries(scene.world.told)
    for body, headers in (
        (delivery.body + b" ", dict(delivery.headers)),
        (delivery.body, {}),
        (b"", dict(delivery.headers)),
        (b"\x00" * 1000, {"X-Hub-Signature-256": "sha256=" + "0" * 64}),
    ):
        answer = await client.post(scene.hook, content=body, headers=headers)
        assert answer.status_code == 403, answer.text
    assert (await client.get(scene.hook)).status_code == 403
    with psycopg.connect(scene.desk.settings.database_url) as raw:
        assert raw.execute("SELECT count(*) FROM deliveries").fetchone() == (0,)
    assert (await scene.state()).refused_count >= 1


async def test_a_flood_of_traffic_with_repeats_arrives_once(scene, client):
    await scene.connect()
    traffic = Traffic(scene.simulator, client, scene.hook, seed=3)
    await traffic.write(40)
    await traffic.deliver(everything=True)
    await scene.tell(client)
    there = {post.id for post in scene.world.posts.values() if not post.gone and not post.own}
    with psycopg.connect(scene.desk.settings.database_url) as raw:
        stored = raw.execute("SELECT external_id FROM comments WHERE deleted_at IS NULL").fetchall()
    assert there <= {row[0] for row in stored}
    assert len(stored) == len({row[0] for row in stored})


async def test_a_comment_that_takes_no_reply_says_why(desk):
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop"))
    connection = await desk.api_connection("shop")
    incoming = Incoming("c1", "Open?", cannot_reply="The author has to mention the account first.")
    received = await receive(desk.uow, desk.clock, connection, incoming)
    person = await account(desk, "Bo", "approver", None)
    with pytest.raises(IllegalMove, match="mention"):
        await Decisions(desk.uow, desk.clock).approve(Person(person.id, "Bo"), received.comment.id, 1, "Yes.")


async def test_silence_is_an_alarm_and_expiry_is_told_ahead(desk):
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop"))
        connection = await unit.pages.api_connection("shop")
    now = desk.clock.now()
    async with desk.database.connection() as raw:
        await raw.execute("INSERT INTO threads (id, page_id, external_id) VALUES (gen_random_uuid(), 'shop', 't')")
        await raw.execute(
            "INSERT INTO comments (id, page_id, connection_id, thread_id, channel, external_id, text, received_at,"
            " place_at, state) SELECT gen_random_uuid(), 'shop', %s, (SELECT id FROM threads), 'api', n::text, 'Hi',"
            " now() - interval '2 days' - make_interval(mins => 30 * n), now(), 'dismissed' FROM generate_series(1, 60) n",
            (connection.id,),
        )
        await raw.execute(
            "UPDATE connections SET event_at = %s, expires_at = %s",
            (now - timedelta(days=2), now + timedelta(days=3)),
        )
    await desk.watching.look()
    await desk.watching.look()
    async with desk.database.connection() as raw:
        cursor = await raw.execute(
            "SELECT args ->> 'kind' AS kind FROM procrastinate_jobs WHERE task_name = 'notify_connection'"
        )
        kinds = [row["kind"] async for row in cursor]
    assert kinds.count("silent") == 1 and "expires" in kinds
