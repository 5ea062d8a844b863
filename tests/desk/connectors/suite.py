"""What every connector must get right. A platform's test module inherits ConnectorSuite and says how it speaks.

The platform's own simulator stands in for it; its ``world`` tells what was really posted.
"""

from contextlib import asynccontextmanager
from datetime import datetime, timedelta, timezone
from uuid import uuid4

import httpx
import pytest

from desk.domain.comment import Comment, CommentState
from desk.domain.incoming import Added, Answered, Edited, Malformed, Removed, Skipped
from desk.domain.page import Connection
from desk.domain.platform import DEAD, Account, Moderation, PlatformError, Trouble
from desk.domain.reply import Refused, Sent, Uncertain, approve
from desk.simulators.base import Fault, Faults, transport
from desk.simulators.world import World

needs = pytest.mark.needs
"""The test is for platforms that have this ability; conftest.py leaves it out for the others."""
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=timezone.utc)
LONG = "A very long story. " * 1_000
RIGHT_TO_LEFT = "متى تفتحون يوم الأحد؟ \u200f🙂"
ADDRESS = "https://platform.example"


class ConnectorSuite:
    """Inherit as ``class TestFacebook(ConnectorSuite)`` and override what stands above the line.

    ``pushes``: has webhooks. ``fetches``: can be asked. ``posts``: takes replies. ``tells_edits`` and
    ``tells_removals``: a body says so (else only ``look`` can). ``looks``: tells a comment's standing. ``finds``: can
    tell whether a reply arrived.
    """

    pushes = True
    fetches = True
    posts = True
    tells_edits = True
    tells_removals = True
    looks = True
    finds = True

    def simulator(self, world):
        """The platform's simulator on this world."""
        raise NotImplementedError

    def connector(self, client, clock):
        """The connector under test."""
        raise NotImplementedError

    def unknown_body(self):
        """A well-formed body about something that is no comment; None where there is none."""
        return None

    def wordless_body(self):
        """A body with a comment that has a picture and no words, id ``wordless``; None where that can't be."""
        return None

    @asynccontextmanager
    async def wired(self, platform, faults):
        """The connector on its simulator, with these faults between them."""
        async with httpx.AsyncClient(transport=transport(platform, faults)) as client:
            yield self.connector(client, _Clock())

    def bodies_of(self, simulator, happened):
        """Bodies about these happenings; for platforms that don't push, as fetching gives them."""
        return [delivery.body for delivery in simulator.deliveries(happened)]

    # ------------------------------------------------------------------------------------------------------------

    @pytest.fixture
    def world(self):
        return World(lambda: NOW)

    @pytest.fixture
    def platform(self, world):
        return self.simulator(world)

    @pytest.fixture
    def faults(self):
        return Faults()

    @pytest.fixture
    def connection(self, platform):
        config, secrets = platform.settings(ADDRESS)
        return Connection(uuid4(), "shop", platform.platform, config, secrets)

    @pytest.fixture
    async def desk(self, platform, faults):
        async with self.wired(platform, faults) as desk:
            yield desk

    def parsed(self, desk, connection, platform, happened):
        return [one for body in self.bodies_of(platform, happened) for one in desk.parse(body, connection)]

    def comment_of(self, post, connection):
        return Comment(
            uuid4(), "shop", connection.id, uuid4(), "api", post.id, post.author, post.text, NOW, CommentState.SENDING
        )

    def reply_to(self, comment, text="Yes, from nine to five."):
        return approve(
            reply_id=uuid4(), comment_id=comment.id, text_version=1, text=text, person_id=uuid4(), now=NOW,
            undo_window=timedelta(0),
        )  # fmt: skip

    # coming in

    def test_a_comment_is_read_with_its_author_time_and_place(self, desk, world, platform, connection):
        post = world.write("Are you open on Sunday?", author="Ada Lovelace", author_id="u-77")
        (added,) = self.parsed(desk, connection, platform, world.told)
        assert isinstance(added, Added)
        assert (added.comment.external_id, added.comment.text) == (post.id, post.text)
        assert added.comment.channel == desk.platform.channel
        assert added.comment.written_at is not None and abs(added.comment.written_at - NOW) < timedelta(seconds=1)

    def test_reading_is_the_same_each_time(self, desk, world, platform, connection):
        world.write("Once?")
        assert self.parsed(desk, connection, platform, world.told) == self.parsed(
            desk, connection, platform, world.told
        )

    def test_several_in_one_body_and_out_of_order_are_all_read(self, desk, world, platform, connection):
        ids = {world.write(f"Question {number}?").id for number in range(5)}
        found = self.parsed(desk, connection, platform, list(reversed(world.told)))
        assert {one.comment.external_id for one in found if isinstance(one, Added)} == ids

    @pytest.mark.parametrize("text", [LONG, RIGHT_TO_LEFT, '<b>&amp; "quoted"</b>', "line\nbreak", "👩‍👩‍👧 ok"])
    def test_the_text_arrives_as_it_was_written(self, desk, world, platform, connection, text):
        world.write(text)
        (added,) = self.parsed(desk, connection, platform, world.told)
        assert added.comment.text.split() == text.split()

    @needs("tells_edits")
    def test_an_edit_is_told(self, desk, world, platform, connection):
        post = world.write("Open on Sonday?")
        before = len(world.told)
        world.edit(post.id, "Open on Sunday?")
        (edited,) = self.parsed(desk, connection, platform, world.told[before:])
        assert isinstance(edited, Edited)
        assert (edited.comment.external_id, edited.comment.text) == (post.id, "Open on Sunday?")

    @needs("tells_removals")
    def test_a_removal_is_told(self, desk, world, platform, connection):
        post = world.write("Never mind.")
        before = len(world.told)
        world.remove(post.id)
        (removed,) = self.parsed(desk, connection, platform, world.told[before:])
        assert isinstance(removed, Removed) and removed.external_id == post.id

    def test_what_the_page_itself_wrote_is_no_comment(self, desk, world, platform, connection):
        post = world.write("Open on Sunday?")
        before = len(world.told)
        answer = world.write("Yes!", parent=post.id, own=True)
        found = self.parsed(desk, connection, platform, world.told[before:])
        assert found and all(isinstance(one, Answered | Skipped) for one in found)
        for one in found:
            if isinstance(one, Answered):
                assert (one.to, one.external_id, one.text) == (post.id, answer.id, "Yes!")

    @needs("unknown_body")
    def test_events_of_unknown_kinds_are_skipped(self, desk, connection):
        body = self.unknown_body()
        assert all(isinstance(one, Skipped) for one in desk.parse(body, connection))

    @needs("wordless_body")
    def test_a_comment_without_words_is_not_lost(self, desk, connection):
        body = self.wordless_body()
        (added,) = desk.parse(body, connection)
        assert isinstance(added, Added) and added.comment.external_id == "wordless" and added.comment.text.strip()

    @pytest.mark.parametrize(
        "body",
        [b"", b"{", b"null", b"[]", b"42", b'"x"', b"\xff\xfe\x00", b"[" * 50_000, b'{"object": 5, "entry": {}}',
         b'{"entry": [null, 5, {"changes": "no"}]}', b'{"data": [null, {"id": []}], "includes": 7}', b"<rss"],
    )  # fmt: skip
    def test_a_malformed_body_is_said_to_be_so(self, desk, connection, body):
        try:
            found = desk.parse(body, connection)
        except Malformed as error:
            assert str(error)
        else:
            assert all(isinstance(one, Skipped) for one in found)

    def test_a_delivery_with_the_right_signature_is_believed_and_no_other(self, desk, world, platform, connection):
        if not self.pushes:
            assert not desk.verified({}, b"{}", connection)
            return
        world.write("Open?")
        (delivery, *_) = platform.deliveries(world.told)
        headers = {name.lower(): value for name, value in delivery.headers.items()}
        assert desk.verified(headers, delivery.body, connection)
        assert not desk.verified(headers, delivery.body + b" ", connection)
        assert not desk.verified({}, delivery.body, connection)
        for name, value in headers.items():
            if "sign" in name:
                for wrong in ("", "sha256=", value[:-1], value[:-1] + "é", value + "0", "sha256=" + "0" * 64):
                    assert not desk.verified({**headers, name: wrong}, delivery.body, connection)
        other = Connection(connection.id, "shop", connection.platform, connection.config, {})
        assert not desk.verified(headers, delivery.body, other)

    # being asked

    async def everything(self, desk, connection, cursor=None):
        found = []
        for _ in range(50):
            fetched = await desk.fetch(connection, cursor, NOW)
            for body in fetched.bodies:
                found += desk.parse(body, connection)
            cursor = fetched.cursor
            if not fetched.more:
                return found, cursor
        raise AssertionError("fetching never ends")

    @needs("fetches")
    async def test_fetching_finds_all_once_and_goes_on_from_there(self, desk, world, connection):
        first = {
            world.write(f"Question {number}?", at=NOW - timedelta(hours=5, minutes=-number)).id for number in range(130)
        }
        found, cursor = await self.everything(desk, connection)
        assert {one.comment.external_id for one in found if isinstance(one, Added)} == first
        late = world.write("One more?")
        found, cursor = await self.everything(desk, connection, cursor)
        added = [one.comment.external_id for one in found if isinstance(one, Added)]
        assert late.id in added

    @pytest.mark.parametrize(
        ("fault", "trouble"),
        [(Fault.TOKEN, {Trouble.TOKEN}), (Fault.PERMISSION, {Trouble.PERMISSION}), (Fault.THROTTLED, {Trouble.RATE}),
         (Fault.THROTTLED_WITH_HINT, {Trouble.RATE}), (Fault.SERVER, {Trouble.AWAY}), (Fault.LOST_BEFORE, {Trouble.AWAY}),
         (Fault.LOST_AFTER, {Trouble.AWAY}), (Fault.HALF, {Trouble.AWAY}), (Fault.MALFORMED, {Trouble.AWAY})],
    )  # fmt: skip
    @needs("fetches")
    async def test_a_fetch_that_fails_says_why(self, platform, world, connection, fault, trouble):
        world.write("Anybody there?")
        faults = Faults({fault: 1.0})
        async with self.wired(platform, faults) as desk:
            with pytest.raises(PlatformError) as raised:
                await desk.fetch(connection, None, NOW)
        assert raised.value.trouble in trouble and raised.value.reason
        if fault is Fault.THROTTLED_WITH_HINT:
            assert raised.value.retry_after and raised.value.retry_after > timedelta(0)

    async def test_the_account_is_named(self, desk, connection):
        account = await desk.account(connection)
        assert isinstance(account, Account) and account.name

    # going out

    async def send(self, desk, world, connection, text="Yes, from nine to five."):
        post = world.write("Open on Sunday?")
        comment = self.comment_of(post, connection)
        reply = self.reply_to(comment, text)
        return post, comment, reply, await desk.publish(reply, comment, connection)

    @needs("posts")
    async def test_an_approved_reply_is_posted_under_its_comment(self, desk, world, connection):
        post, _, reply, outcome = await self.send(desk, world, connection, "Yes — from nine.\nأهلاً 🙂")
        (posted,) = world.by_api()
        assert outcome == Sent(posted.id)
        assert posted.text.split()[-6:] == reply.text.split()
        assert posted.parent == post.id

    @pytest.mark.parametrize("fault", list(Fault))
    @needs("posts")
    async def test_each_way_of_failing_ends_as_it_should(self, desk, world, faults, connection, fault):
        faults.next = fault
        _, comment, reply, outcome = await self.send(desk, world, connection)
        posted = world.by_api()
        if fault in (Fault.LOST_AFTER, Fault.HALF, Fault.MALFORMED):
            assert len(posted) == 1
            assert isinstance(outcome, Uncertain | Sent) and (
                isinstance(outcome, Uncertain) or fault is not Fault.LOST_AFTER
            )
            found = await desk.find(reply, comment, connection)
            assert found.there is (True if self.finds else None)
            assert not self.finds or found.external_id == posted[0].id
            return
        assert not posted
        if fault is Fault.SERVER:  # it may have acted before it fell over
            assert isinstance(outcome, Uncertain) or (isinstance(outcome, Refused) and outcome.passing)
            assert (await desk.find(reply, comment, connection)).there is (False if self.finds else None)
            return
        assert isinstance(outcome, Refused) and outcome.reason
        if fault in (Fault.THROTTLED, Fault.THROTTLED_WITH_HINT):
            assert outcome.passing and outcome.trouble is Trouble.RATE
            assert fault is Fault.THROTTLED or (outcome.retry_after and outcome.retry_after > timedelta(0))
        elif fault is Fault.LOST_BEFORE:
            assert outcome.passing
        else:
            assert outcome.trouble is (Trouble.TOKEN if fault is Fault.TOKEN else Trouble.PERMISSION)
            assert outcome.trouble in DEAD

    @needs("posts")
    async def test_a_reply_to_a_comment_that_is_gone_is_refused(self, desk, world, connection):
        post = world.write("Open on Sunday?")
        world.remove(post.id)
        comment = self.comment_of(post, connection)
        outcome = await desk.publish(self.reply_to(comment), comment, connection)
        assert isinstance(outcome, Refused) and not outcome.passing and outcome.trouble not in DEAD
        assert not world.by_api()

    async def test_the_comment_is_looked_at_as_it_is_now(self, desk, world, connection):
        post = world.write("Open on Sonday?")
        comment = self.comment_of(post, connection)
        if not self.looks:
            assert (await desk.look(comment, connection)).there is None
            return
        standing = await desk.look(comment, connection)
        assert standing.there is True and standing.answer is None and standing.text in (None, post.text)
        answer = world.write("We are!", parent=post.id, own=True)
        standing = await desk.look(comment, connection)
        assert (standing.answer, standing.answer_id) == ("We are!", answer.id)
        world.edit(post.id, "Open on Sunday?")
        assert (await desk.look(comment, connection)).text in (None, "Open on Sunday?")
        world.remove(post.id)
        assert (await desk.look(comment, connection)).there is False

    async def test_what_it_cannot_moderate_it_refuses(self, desk, world, connection):
        post = world.write("Buy followers now")
        comment = self.comment_of(post, connection)
        for what in Moderation:
            outcome = await desk.moderate(what, comment, connection)
            assert isinstance(outcome, Sent if what in desk.platform.moderation else Refused)

    def test_the_platform_describes_itself(self, desk, connection):
        names = [field.name for field in desk.platform.fields]
        assert len(set(names)) == len(names) and all(field.label for field in desk.platform.fields)
        secret = {field.name for field in desk.platform.fields if field.secret}
        required = {field.name for field in desk.platform.fields if field.required}
        assert required <= {*connection.config, *connection.secrets}
        assert set(connection.secrets) <= secret and not set(connection.config) & secret
        assert desk.platform.webhook is self.pushes and (desk.platform.fetch_every is not None) is self.fetches
        assert desk.platform.posts is self.posts and desk.platform.finds is self.finds


class _Clock:
    def now(self):
        return NOW
