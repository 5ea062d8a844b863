import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from hypothesis import given

from desk.connectors.instagram import parse as bodies
from desk.connectors.instagram.client import NOT_TAKEN, InstagramConnector
from desk.domain.incoming import WORDLESS, Added, Answered, Skipped
from desk.domain.platform import Found
from desk.domain.reply import Refused
from desk.simulators.instagram import InstagramSimulator
from tests.desk.connectors.graph_suite import BODIES, GraphSuite, parses_anything
from tests.desk.connectors.payloads_of import payload
from tests.desk.connectors.suite import NOW

ACCOUNT = "17841400000000001"


def parsed(name):
    return bodies.parse(payload("instagram", name), ACCOUNT, "cornershop")


class TestInstagram(GraphSuite):
    name = "instagram"
    tells_edits = False
    tells_removals = False

    def simulator(self, world):
        return InstagramSimulator(world)

    def connector(self, client, clock):
        return InstagramConnector(client, clock)

    async def test_the_account_is_named_as_people_know_it(self, desk, connection):
        account = await desk.account(connection)
        assert account.name == "@cornershop"
        assert account.config == {"account_id": ACCOUNT, "page_id": "200300400", "username": "cornershop"}

    async def test_a_reply_to_a_reply_lands_under_the_first_comment_and_is_found_there(self, desk, world, connection):
        top = world.write("Open on Sunday?")
        inner = world.write("I wonder, too.", parent=top.id)
        comment = self.comment_of(inner, connection)
        reply = self.reply_to(comment)
        outcome = await desk.publish(reply, comment, connection)
        assert world.by_api()[0].parent == top.id
        assert await desk.find(reply, comment, connection) == Found(True, outcome.external_id)

    async def test_a_colleague_who_answers_a_reply_names_its_author(self, desk, world, connection):
        top = world.write("Open on Sunday?", author="grace")
        world.write("We are.", parent=top.id, own=True, at=NOW - timedelta(hours=1))
        inner = world.write("And Monday?", author="ada", parent=top.id)
        comment = self.comment_of(inner, connection)
        world.write("@grace enjoy!", parent=top.id, own=True)
        assert (await desk.look(comment, connection)).answer is None
        ours = world.write("@Ada, yes.", parent=top.id, own=True)
        assert (await desk.look(comment, connection)).answer_id == ours.id

    async def test_the_newest_answer_is_the_one_that_counts(self, desk, world, connection):
        post = world.write("Open?", at=NOW - timedelta(hours=3))
        world.write("Yes", parent=post.id, own=True, at=NOW - timedelta(hours=1))
        world.write("Let me see", parent=post.id, own=True, at=NOW - timedelta(hours=2))
        assert (await desk.look(self.comment_of(post, connection), connection)).answer == "Yes"

    async def test_a_hidden_comment_takes_no_reply_and_the_refusal_says_what_may_be_the_matter(
        self, desk, world, connection
    ):
        post = world.write("Open?")
        world.hide(post.id)
        comment = self.comment_of(post, connection)
        outcome = await desk.publish(self.reply_to(comment), comment, connection)
        assert isinstance(outcome, Refused) and outcome.reason.endswith(NOT_TAKEN) and not world.by_api()

    async def test_a_fetched_hidden_comment_says_that_it_takes_no_reply(self, desk, world, connection):
        world.hide(world.write("Open?").id)
        ((added,), _) = await self.rounds_of(desk, connection)
        assert added.comment.cannot_reply == bodies.HIDDEN

    async def test_own_answers_are_known_by_name_once_the_account_was_asked(self, desk, connection):
        known = replace(connection, config={**connection.config, **(await desk.account(connection)).config})
        (one,) = desk.parse(payload("instagram", "own_comment"), known)
        assert isinstance(one, Skipped)

    async def test_old_comments_are_left_out_and_their_new_replies_kept(self, desk, world, connection):
        top = world.write("Long ago", at=NOW - timedelta(days=60))
        late = world.write("Only now", parent=top.id, at=NOW - timedelta(hours=1))
        fetched = await desk.fetch(connection, None, NOW)
        (body,) = fetched.bodies
        assert [one["id"] for one in json.loads(body)["comments"]["data"]] == [late.id]
        (added,) = desk.parse(body, connection)
        assert added.comment.parent == top.id


@given(found=BODIES)
def test_nothing_in_a_body_surprises_it(found):
    parses_anything(lambda body: bodies.parse(body, ACCOUNT, "cornershop"), found)


def test_a_comment_is_read_whole():
    (added,) = parsed("comment")
    comment = added.comment
    assert isinstance(added, Added) and added.account == ACCOUNT
    assert (comment.external_id, comment.thread, comment.parent) == ("1801", "1790001", None)
    assert (comment.author, comment.author_id) == ("ada", "6660001")
    assert comment.written_at == datetime(2026, 3, 2, 12, tzinfo=timezone.utc)


def test_a_reply_knows_its_parent():
    assert parsed("reply")[0].comment.parent == "1801"


def test_the_accounts_own_words_are_answers_and_never_comments():
    (answered,) = parsed("own_reply")
    assert isinstance(answered, Answered) and (answered.to, answered.external_id) == ("1801", "1803")
    assert [type(one) for one in parsed("own_comment")] == [Skipped]


def test_a_comment_on_a_live_video_takes_no_reply():
    (added,) = parsed("live_comment")
    assert added.comment.cannot_reply == bodies.LIVE


def test_a_comment_without_words_says_so():
    assert parsed("gif")[0].comment.text == WORDLESS["picture"]


def test_each_of_several_accounts_gets_its_own():
    assert [one.account for one in parsed("several_accounts")] == [ACCOUNT, "17841400000000009"]


def test_what_is_no_comment_is_skipped_with_a_reason():
    found = parsed("other_fields")
    assert len(found) == 3 and all(isinstance(one, Skipped) and one.why for one in found)


def test_damage_beside_a_comment_does_not_lose_it():
    *skipped, added = parsed("damaged")
    assert [type(one) for one in skipped] == [Skipped] * 4
    assert (added.comment.external_id, added.comment.author, added.comment.parent) == ("1801", None, None)


def test_a_medium_with_comments_is_read_as_fetched():
    first, second, own, *bad = parsed("medium_with_comments")
    assert first.comment.post == {"text": "We open at nine now.", "url": "https://www.instagram.com/p/abc/"}
    assert (first.comment.cannot_reply, second.comment.cannot_reply) == (bodies.HIDDEN, None)
    assert (second.comment.author, second.comment.parent) == ("grace", "1801")
    assert isinstance(own, Answered) and own.to == "1801"
    assert [type(one) for one in bad] == [Skipped, Skipped]
