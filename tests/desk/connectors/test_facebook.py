from datetime import datetime, timedelta, timezone
from uuid import uuid4

import httpx
import pytest
from hypothesis import given

from desk.connectors.facebook import parse as bodies
from desk.connectors.facebook.client import MAX_PRIVATE, FacebookConnector
from desk.domain.incoming import WORDLESS, Added, Answered, Edited, Malformed, Removed, Skipped
from desk.domain.platform import Found, Moderation, Trouble
from desk.domain.reply import Refused, Sent, approve
from desk.simulators.base import Fault
from desk.simulators.facebook import FacebookSimulator
from tests.desk.connectors.graph_suite import BODIES, GraphSuite, parses_anything
from tests.desk.connectors.payloads_of import payload
from tests.desk.connectors.suite import NOW

PAGE = "200300400"


def parsed(name):
    return bodies.parse(payload("facebook", name), PAGE)


class TestFacebook(GraphSuite):
    name = "facebook"

    def simulator(self, world):
        return FacebookSimulator(world)

    def connector(self, client, clock):
        return FacebookConnector(client, clock)

    def privately(self, comment, text="Your order 12 is on its way."):
        return approve(
            reply_id=uuid4(), comment_id=comment.id, text_version=1, text=text, person_id=uuid4(), now=NOW,
            undo_window=timedelta(0), private=True,
        )  # fmt: skip

    async def test_the_account_is_the_page(self, desk, connection):
        account = await desk.account(connection)
        assert (account.name, account.config) == ("Corner Shop", {"account_id": PAGE})

    async def test_a_reply_to_a_reply_hangs_under_it_and_is_found(self, desk, world, connection):
        top = world.write("Open on Sunday?")
        inner = world.write("I wonder, too.", parent=top.id)
        comment = self.comment_of(inner, connection)
        reply = self.reply_to(comment)
        outcome = await desk.publish(reply, comment, connection)
        assert world.by_api()[0].parent == inner.id
        assert await desk.find(reply, comment, connection) == Found(True, outcome.external_id)

    async def test_a_reply_that_the_platform_hung_one_level_higher_is_found_there(self, desk, world, connection):
        top = world.write("Open on Sunday?")
        inner = world.write("I wonder, too.", parent=top.id)
        comment = self.comment_of(inner, connection)
        reply = self.reply_to(comment)
        ours = world.write(reply.text, parent=top.id, own=True)
        assert await desk.find(reply, comment, connection) == Found(True, ours.id)

    async def test_answers_from_before_the_approval_are_not_gone_through(self, desk, world, connection, monkeypatch):
        monkeypatch.setattr("desk.connectors.graph.connector.MAX_LISTS", 1)
        post = world.write("Open?", at=NOW - timedelta(days=2))
        for number in range(150):
            world.write("+1", parent=post.id, author_id=f"u-{number}", at=NOW - timedelta(days=1))
        comment = self.comment_of(post, connection)
        assert await desk.find(self.reply_to(comment), comment, connection) == Found(False)

    async def test_a_colleague_who_answers_beside_a_reply_names_its_author(self, desk, world, connection):
        top = world.write("Open on Sunday?", author="Grace Hopper")
        inner = world.write("I wonder, too.", author="Ada Lovelace", parent=top.id)
        comment = self.comment_of(inner, connection)
        world.write("Grace Hopper, we are.", parent=top.id, own=True)
        assert (await desk.look(comment, connection)).answer is None
        ours = world.write("Ada Lovelace we are!", parent=top.id, own=True)
        assert (await desk.look(comment, connection)).answer_id == ours.id

    async def test_one_comment_that_takes_no_replies_is_no_trouble_of_the_connection(
        self, desk, world, platform, connection
    ):
        post = world.write("Open?")
        platform.closed.add(post.id)
        comment = self.comment_of(post, connection)
        assert await desk.publish(self.reply_to(comment), comment, connection) == Refused(bodies.CLOSED)

    async def test_what_the_page_may_not_hide_it_does_not(self, desk, world, platform, connection):
        post = world.write("Buy followers")
        platform.unhideable.add(post.id)
        outcome = await desk.moderate(Moderation.HIDE, self.comment_of(post, connection), connection)
        assert isinstance(outcome, Refused) and outcome.trouble is None and not world.posts[post.id].hidden

    # in private

    async def test_a_private_reply_goes_to_the_author_alone(self, desk, world, platform, connection):
        post = world.write("Where is my order?")
        comment = self.comment_of(post, connection)
        reply = self.privately(comment)
        outcome = await desk.publish(reply, comment, connection)
        assert outcome == Sent(platform.private[post.id]["id"])
        assert platform.private[post.id]["message"] == reply.text and not world.by_api()

    async def test_a_second_private_reply_is_refused_in_words(self, desk, world, platform, connection):
        comment = self.comment_of(world.write("Where is my order?"), connection)
        await desk.publish(self.privately(comment), comment, connection)
        again = await desk.publish(self.privately(comment, "And thank you."), comment, connection)
        assert isinstance(again, Refused) and "already" in again.reason and again.trouble is None
        assert len(platform.private) == 1

    async def test_after_seven_days_a_private_reply_is_refused_in_words(self, desk, world, platform, connection):
        post = world.write("Where is my order?", at=NOW - timedelta(days=7, minutes=1))
        comment = self.comment_of(post, connection)
        outcome = await desk.publish(self.privately(comment), comment, connection)
        assert isinstance(outcome, Refused) and "seven days" in outcome.reason and not platform.private
        early = self.comment_of(world.write("And mine?", at=NOW - timedelta(days=6, hours=23)), connection)
        assert isinstance(await desk.publish(self.privately(early), early, connection), Sent)

    async def test_a_private_reply_that_is_too_long_is_not_cut(self, desk, world, platform, connection):
        comment = self.comment_of(world.write("Where is my order?"), connection)
        outcome = await desk.publish(self.privately(comment, "x" * (MAX_PRIVATE + 1)), comment, connection)
        assert isinstance(outcome, Refused) and "2,000" in outcome.reason and not platform.private

    async def test_a_private_reply_to_a_comment_that_is_gone_is_refused(self, desk, world, platform, connection):
        post = world.write("Where is my order?")
        world.remove(post.id)
        comment = self.comment_of(post, connection)
        outcome = await desk.publish(self.privately(comment), comment, connection)
        assert isinstance(outcome, Refused) and not outcome.passing and outcome.trouble is None

    @pytest.mark.parametrize("fault", [Fault.LOST_AFTER, Fault.HALF, Fault.MALFORMED])
    async def test_a_private_reply_whose_sending_broke_off_is_found(
        self, desk, world, platform, faults, connection, fault
    ):
        comment = self.comment_of(world.write("Where is my order?"), connection)
        reply = self.privately(comment)
        assert await desk.find(reply, comment, connection) == Found(False)
        faults.next = fault
        await desk.publish(reply, comment, connection)
        (private,) = platform.private.values()
        assert await desk.find(reply, comment, connection) == Found(True, private["id"])
        assert await desk.find(self.privately(comment, "Another"), comment, connection) == Found(None)

    async def test_a_private_reply_with_a_dead_token_is_kept(self, desk, world, platform, connection):
        comment = self.comment_of(world.write("Where is my order?"), connection)
        platform.token.valid = False
        outcome = await desk.publish(self.privately(comment), comment, connection)
        assert isinstance(outcome, Refused) and outcome.trouble is Trouble.TOKEN

    async def test_a_private_reply_that_cannot_be_prepared_is_tried_again(self, world, connection):
        comment = self.comment_of(world.write("Where is my order?"), connection)
        away = self.answering(lambda request: httpx.Response(500))
        outcome = await away.publish(self.privately(comment), comment, connection)
        assert isinstance(outcome, Refused) and outcome.passing and outcome.trouble is Trouble.AWAY


@given(found=BODIES)
def test_nothing_in_a_body_surprises_it(found):
    parses_anything(lambda body: bodies.parse(body, PAGE), found)


def test_a_comment_is_read_whole():
    (added,) = parsed("comment_added")
    comment = added.comment
    assert isinstance(added, Added) and added.account == PAGE
    assert (comment.external_id, comment.thread, comment.parent) == ("900_1", f"{PAGE}_900", None)
    assert (comment.author, comment.author_id) == ("Ada Lovelace", "5550001")
    assert comment.url == "https://www.facebook.com/cornershop/posts/900?comment_id=1"
    assert comment.post == {"url": "https://www.facebook.com/cornershop/posts/900"}
    assert comment.written_at == datetime(2026, 3, 2, 11, 59, 50, tzinfo=timezone.utc)


def test_a_reply_to_a_comment_knows_its_parent():
    (added,) = parsed("reply_to_comment")
    assert (added.comment.parent, added.comment.thread) == ("900_1", f"{PAGE}_900")


def test_an_edit_and_a_removal_are_told():
    (edited,) = parsed("comment_edited")
    assert isinstance(edited, Edited) and edited.comment.text == "Are you open on Sundays?"
    assert edited.at == datetime(2026, 3, 2, 12, tzinfo=timezone.utc) and edited.account == PAGE
    assert parsed("comment_removed") == [Removed("900_1", PAGE)]


@pytest.mark.parametrize(("name", "text"), [("photo_only", WORDLESS["picture"]), ("video_only", WORDLESS["video"])])
def test_a_comment_without_words_says_what_it_has(name, text):
    (added,) = parsed(name)
    assert added.comment.text == text


def test_an_author_may_have_no_name():
    (added,) = parsed("nameless")
    assert (added.comment.author, added.comment.author_id) == (None, "5550002")


def test_the_pages_own_words_are_answers_and_never_comments():
    (answered,) = parsed("own_answer")
    assert isinstance(answered, Answered)
    assert (answered.to, answered.external_id, answered.author) == ("900_1", "900_4", "Corner Shop")
    assert [type(one) for one in parsed("own_comment_on_post")] == [Skipped]


def test_each_of_several_pages_gets_its_own():
    assert [(one.account, one.comment.external_id) for one in parsed("several_pages")] == [
        (PAGE, "900_1"),
        ("600700800", "800_1"),
    ]


def test_what_is_no_comment_is_skipped_with_a_reason():
    found = parsed("other_items")
    assert len(found) == 5 and all(isinstance(one, Skipped) and one.why for one in found)


def test_damage_beside_a_comment_does_not_lose_it():
    *skipped, added = parsed("damaged")
    assert [type(one) for one in skipped] == [Skipped] * 5
    assert (added.comment.external_id, added.comment.text) == ("900_1", "Are you open on Sunday?")
    assert (added.comment.author, added.comment.parent) == (None, None)
    assert added.comment.written_at == datetime(2026, 3, 2, 12, tzinfo=timezone.utc)


def test_a_post_with_comments_is_read_as_fetched():
    first, second, own, sticker, *bad = parsed("post_with_comments")
    assert first.comment.post == {
        "text": "We open at nine now.",
        "url": "https://www.facebook.com/cornershop/posts/900",
    }
    assert first.comment.url.endswith("?comment_id=1") and first.comment.cannot_reply is None
    assert (second.comment.author, second.comment.parent, second.comment.cannot_reply) == (None, "900_1", bodies.CLOSED)
    assert isinstance(own, Answered) and own.to == "900_1"
    assert sticker.comment.text == WORDLESS["sticker"]
    assert [type(one) for one in bad] == [Skipped, Skipped]


def test_a_delivery_about_something_else_is_skipped():
    assert [type(one) for one in bodies.parse(payload("instagram", "comment"), PAGE)] == [Skipped]
    with pytest.raises(Malformed):
        bodies.parse(b'{"object": "page"}', PAGE)
