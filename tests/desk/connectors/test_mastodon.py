"""Mastodon: the connector against its simulator, and what is Mastodon's alone."""

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import httpx
import pytest

from desk.connectors.calling import Answer
from desk.connectors.mastodon.client import MastodonConnector, addressed
from desk.connectors.mastodon.errors import error_of
from desk.connectors.mastodon.fetching import Place, linked
from desk.connectors.mastodon.parse import happenings
from desk.connectors.mastodon.settings import MENTION_ROOM, Own
from desk.connectors.mastodon.text import comparable, text_of, without_address
from desk.domain.incoming import WORDLESS, Added, Answered, Edited, Skipped
from desk.domain.page import Connection
from desk.domain.platform import DEAD, Found, PlatformError, Standing, Trouble
from desk.domain.reply import Refused, Sent, Uncertain
from desk.simulators.base import Fault, Reply
from desk.simulators.mastodon import ACCOUNT_ID, USERNAME, MastodonSimulator
from tests.desk.connectors.suite import ADDRESS, NOW, ConnectorSuite

PAYLOADS = Path(__file__).parent / "payloads" / "mastodon"
OWN = Own(ACCOUNT_ID, USERNAME)


def read(name):
    return happenings((PAYLOADS / name).read_bytes(), OWN)


class TestMastodon(ConnectorSuite):
    pushes = False
    tells_removals = False

    def simulator(self, world):
        return MastodonSimulator(world)

    def connector(self, client, clock):
        return MastodonConnector(client, clock)

    def bodies_of(self, simulator, happened):
        return [json.dumps(simulator.notifications(happened)).encode()]

    def unknown_body(self):
        return b'[{"id": "1", "type": "favourite", "status": {"id": "2"}}, {"id": "2", "type": "follow"}]'

    def wordless_body(self):
        status = {"id": "wordless", "content": '<p><span class="h-card">@<span>shop</span></span></p>',
                  "media_attachments": [{"type": "image"}]}  # fmt: skip
        return json.dumps([{"id": "1", "type": "mention", "status": status}]).encode()

    # going out

    @pytest.mark.parametrize("visibility", ["public", "unlisted", "private", "direct"])
    async def test_a_reply_is_seen_by_those_who_see_the_post(self, desk, world, platform, connection, visibility):
        post = world.write("Hello?")
        platform.visibility[post.id] = visibility
        comment = self.comment_of(post, connection)
        await desk.publish(self.reply_to(comment), comment, connection)
        (posted,) = world.by_api()
        assert platform.visibility[posted.id] == visibility

    async def test_a_visibility_that_no_other_server_knows_is_answered_to_the_author_alone(
        self, desk, world, platform, connection
    ):
        post = world.write("Hello?")
        platform.visibility[post.id] = "mutuals_only"
        comment = self.comment_of(post, connection)
        await desk.publish(self.reply_to(comment), comment, connection)
        assert platform.visibility[world.by_api()[0].id] == "direct"

    async def test_a_private_reply_goes_to_the_author_alone(self, desk, world, platform, connection):
        post = world.write("Hello?")
        comment = self.comment_of(post, connection)
        await desk.publish(replace(self.reply_to(comment), private=True), comment, connection)
        (posted,) = world.by_api()
        assert platform.visibility[posted.id] == "direct" and posted.text.startswith("@u-1@remote.example ")

    async def test_the_author_is_mentioned_once(self, desk, world, connection):
        for text in ("Yes.", "@u-1@remote.example Yes.", "Yes, @U-1@remote.example."):
            *_, outcome = await self.send(desk, world, connection, text)
            assert isinstance(outcome, Sent)
        first, second, third = (post.text for post in world.by_api())
        assert first == second == "@u-1@remote.example Yes." and third == "Yes, @U-1@remote.example."

    @pytest.mark.parametrize("fault", [Fault.LOST_AFTER, Fault.HALF, Fault.MALFORMED])
    async def test_a_reply_sent_again_after_its_answer_was_lost_is_not_there_twice(
        self, desk, world, faults, connection, fault
    ):
        faults.next = fault
        _, comment, reply, outcome = await self.send(desk, world, connection)
        assert isinstance(outcome, Uncertain)
        (posted,) = world.by_api()
        assert await desk.publish(reply, comment, connection) == Sent(posted.id)
        assert world.by_api() == [posted]

    async def test_a_reply_is_found_though_its_comment_is_gone(self, desk, world, connection):
        post, comment, reply, outcome = await self.send(
            desk, world, connection, "Ask @help@partner.example, or see https://help.example/a/long/address/of/ours."
        )
        world.remove(post.id)
        assert await desk.find(reply, comment, connection) == Found(True, outcome.external_id)

    async def test_other_posts_of_the_account_are_not_taken_for_the_reply(self, desk, world, connection):
        post, other = world.write("Open?"), world.write("Open too?")
        comment = self.comment_of(post, connection)
        reply = self.reply_to(comment, "Yes.")
        world.write("Yes.", parent=other.id, own=True)
        world.write("No.", parent=post.id, own=True)
        world.write("Yes.", parent=post.id, own=True, at=NOW - timedelta(hours=1))
        assert await desk.find(reply, comment, connection) == Found(False)

    async def test_a_reply_is_found_behind_many_later_posts(self, desk, world, connection):
        _, comment, reply, outcome = await self.send(desk, world, connection)
        for number in range(100):
            world.write(f"Post {number}", own=True)
        assert await desk.find(reply, comment, connection) == Found(True, outcome.external_id)
        for number in range(400):
            world.write(f"Post {number}", own=True)
        assert await desk.find(reply, comment, connection) == Found(None)

    async def test_what_is_too_long_with_its_mention_never_leaves(self, desk, world, connection):
        room = 500 - len("@u-1 ")
        *_, outcome = await self.send(desk, world, connection, "a" * (room + 1))
        assert isinstance(outcome, Refused) and "501" in outcome.reason and "500" in outcome.reason
        assert not world.by_api() and outcome.trouble not in DEAD
        *_, outcome = await self.send(desk, world, connection, "a" * room)
        assert isinstance(outcome, Sent)

    async def test_links_count_what_the_server_says(self, desk, world, connection):
        dear = replace(connection, config={**connection.config, "characters_reserved_per_url": 500})
        *_, outcome = await self.send(desk, world, dear, "See https://a.example.")
        assert isinstance(outcome, Refused) and "510" in outcome.reason

    async def test_a_server_that_takes_less_than_it_said_refuses_for_good(self, desk, world, platform, connection):
        platform.most = 10
        *_, outcome = await self.send(desk, world, connection, "a" * 100)
        assert isinstance(outcome, Refused) and not outcome.passing and outcome.trouble is Trouble.REFUSED

    async def test_a_token_that_may_only_read_says_so(self, desk, world, platform, connection):
        platform.scopes = frozenset({"read"})
        *_, outcome = await self.send(desk, world, connection)
        assert (
            isinstance(outcome, Refused)
            and outcome.trouble is Trouble.PERMISSION
            and "write:statuses" in outcome.reason
        )

    # coming in

    async def test_the_first_fetch_goes_back_a_week_and_no_further(self, desk, world, connection):
        for days in (30, 8, 6, 1):
            world.write(f"{days} days ago?", at=NOW - timedelta(days=days))
        found, cursor = await self.everything(desk, connection)
        assert [one.comment.text for one in found] == ["1 days ago?", "6 days ago?"]
        found, _ = await self.everything(desk, connection, cursor)
        assert "8 days ago?" not in {one.comment.text for one in found}

    async def test_an_account_without_mentions_is_asked_from_the_same_day_on(self, desk, world, connection):
        _, cursor = await self.everything(desk, connection)
        world.write("Late?", at=NOW - timedelta(days=6))
        found, _ = await self.everything(desk, connection, json.loads(json.dumps(cursor)))
        assert [one.comment.text for one in found] == ["Late?"]

    async def test_an_edit_of_one_of_the_last_mentions_is_seen_with_the_next_fetch(self, desk, world, connection):
        posts = [world.write(f"Question {number}?") for number in range(60)]
        _, cursor = await self.everything(desk, connection)
        world.edit(posts[-5].id, "Changed?")
        found, _ = await self.everything(desk, connection, cursor)
        (edited,) = [one for one in found if isinstance(one, Edited)]
        assert (edited.comment.external_id, edited.comment.text) == (posts[-5].id, "Changed?")

    async def test_replies_come_with_the_post_that_their_conversation_began_with(self, desk, world, connection):
        own = world.write("New opening hours.", own=True)
        first = world.write("Also in Leeds?", parent=own.id)
        world.write("Yes, in Leeds?", parent=first.id)
        alone = world.write("Do you repair clocks?")
        answer = world.write("We do!", parent=alone.id, own=True)
        world.write("How long does it take?", parent=answer.id)
        found, _ = await self.everything(desk, connection)
        threads = {one.comment.text: (one.comment.thread, (one.comment.post or {}).get("text")) for one in found}
        assert threads == {
            "Also in Leeds?": (own.id, "New opening hours."),
            "Yes, in Leeds?": (own.id, "New opening hours."),
            "Do you repair clocks?": (alone.id, None),
            "How long does it take?": (alone.id, None),
        }

    async def test_what_was_said_before_a_reply_is_asked_for_once(self, desk, world, platform, connection):
        own = world.write("News.", own=True)
        for number in range(5):
            world.write(f"Question {number}?", parent=own.id)
        platform.calls_left = 100
        _, cursor = await self.everything(desk, connection)
        _, cursor = await self.everything(desk, connection, cursor)
        spent = 100 - platform.calls_left
        found, _ = await self.everything(desk, connection, cursor)
        assert len(found) == 4 and 100 - platform.calls_left - spent == 2

    async def test_going_back_ends_with_the_first_mention_that_is_too_old(self, desk, world, platform, connection):
        for number in range(200):
            world.write(f"Question {number}?", at=NOW - timedelta(days=300 - number))
        world.write("Now?")
        platform.calls_left = 100
        found, _ = await self.everything(desk, connection)
        assert [one.comment.text for one in found] == ["Now?"] and platform.calls_left == 99

    async def test_mentions_that_are_held_back_come_in_unless_the_connection_says_no(
        self, desk, world, platform, connection
    ):
        platform.filtered.add(world.write("I am new here. Open?").id)
        found, _ = await self.everything(desk, connection)
        assert len(found) == 1
        strict = replace(connection, config={**connection.config, "filtered": "false"})
        assert (await self.everything(desk, strict))[0] == []

    async def test_a_limit_that_is_nearly_spent_is_waited_for_with_nothing_lost(
        self, desk, world, platform, connection
    ):
        own = world.write("News.", own=True)
        ids = {world.write(f"Question {number}?", parent=own.id).id for number in range(60)}
        platform.calls_left = 20
        fetched = await desk.fetch(connection, None, NOW)
        assert fetched.wait == timedelta(minutes=5) and not fetched.more and platform.calls_left >= 10
        found = desk.parse(fetched.bodies[0], connection)
        platform.calls_left = None
        rest, _ = await self.everything(desk, connection, fetched.cursor)
        assert {one.comment.external_id for one in [*found, *rest]} == ids

    async def test_the_token_goes_to_the_connections_server_only(self, world, connection):
        asked = []

        def handle(request):
            asked.append(request)
            link = '<https://elsewhere.example/api/v1/notifications?max_id=7>; rel="next"'
            status = {"id": "5", "content": "Hello?", "account": {"acct": "ada"}}
            page = [{"id": str(9 - len(asked)), "type": "mention", "created_at": NOW.isoformat(), "status": status}]
            return httpx.Response(200, json=page if len(asked) < 3 else [], headers={"Link": link})

        async with httpx.AsyncClient(transport=httpx.MockTransport(handle)) as client:
            desk, cursor, more = self.connector(client, None), None, True
            while more:
                fetched = await desk.fetch(connection, cursor, NOW)
                cursor, more = fetched.cursor, fetched.more
        assert {request.url.host for request in asked} == {"platform.example"} and len(asked) > 1
        assert all("simulated-access-token" not in str(request.url) for request in asked)

    # standing and account

    async def test_only_what_the_page_wrote_to_the_post_itself_is_its_answer(self, desk, world, connection):
        post = world.write("Open?")
        world.write("@u-1 I think so.", parent=post.id, author="Bob", author_id="bob")
        below = world.write("And Monday?", parent=post.id, author="Bob", author_id="bob")
        world.write("@bob@remote.example We are.", parent=below.id, own=True)
        assert await desk.look(self.comment_of(post, connection), connection) == Standing(True, "Open?")
        answer = world.write("@u-1@remote.example Yes,\nwe are.", parent=post.id, own=True)
        assert await desk.look(self.comment_of(post, connection), connection) == Standing(
            True, "Open?", "Yes,\nwe are.", answer.id
        )

    async def test_connecting_learns_the_account_and_the_servers_limits(self, desk, platform):
        platform.most = 5_000
        _, secrets = platform.settings(ADDRESS)
        fresh = Connection(None, "shop", "mastodon", {"instance": f"{ADDRESS}/"}, secrets)
        account = await desk.account(fresh)
        assert account.name == "@shop@platform.example"
        assert account.config == {
            "account_id": ACCOUNT_ID,
            "username": "shop",
            "max_characters": 5_000,
            "characters_reserved_per_url": 23,
            "reply_limit": 5_000 - MENTION_ROOM,
        }

    async def test_a_server_that_tells_no_limits_has_mastodons_usual_ones(self, desk, platform, connection):
        platform.v2 = False
        account = await desk.account(connection)
        assert (account.config["max_characters"], account.config["reply_limit"]) == (500, 500 - MENTION_ROOM)

    @pytest.mark.parametrize("settings", [{}, {"account_id": ""}])
    async def test_without_a_stored_account_it_asks_who_it_is(self, desk, world, connection, settings):
        post = world.write("Open?")
        answer = world.write("Yes.", parent=post.id, own=True)
        bare = replace(connection, config={"instance": ADDRESS, **settings})
        assert (await desk.look(self.comment_of(post, bare), bare)).answer_id == answer.id

    async def test_a_revoked_token_is_a_trouble_of_the_connection(self, desk, platform, connection):
        platform.revoked = True
        with pytest.raises(PlatformError, match="Make a new one") as raised:
            await desk.account(connection)
        assert raised.value.trouble is Trouble.TOKEN


# recorded-style pages


def test_a_page_of_notifications_is_read_whole():
    link, direct, picture, edited, follow, favourite = read("notifications.json")
    assert isinstance(link, Added) and link.comment.text == (
        "Is this still right? https://help.example/articles/returns-uk?from=mastodon\n\nI & my neighbour <3 it.\nThanks!"
    )
    assert (link.comment.author, link.comment.author_id, link.comment.reach) == ("Ada Lovelace", "ada@b.example", 1_200)
    assert link.comment.url == "https://b.example/@ada/112233" and link.comment.thread == link.comment.external_id
    assert link.comment.written_at == datetime(2026, 3, 2, 10, 15, tzinfo=timezone.utc)
    assert direct.comment.text == "broken glass\n\nMy order arrived broken." and direct.comment.author == "bob"
    assert picture.comment.text == WORDLESS["picture"]
    assert isinstance(edited, Edited) and edited.at == datetime(2026, 3, 2, 10, 20, tzinfo=timezone.utc)
    assert isinstance(follow, Skipped) and isinstance(favourite, Skipped)


def test_replies_are_read_with_where_they_stand():
    more, other = read("replies.json")
    assert (more.comment.thread, more.comment.parent, more.comment.post) == ("112250", "112251", None)
    assert more.comment.text == "How long does it take?"
    assert (other.comment.thread, other.comment.parent) == ("112200", "112210")
    assert other.comment.post == {
        "text": "New opening hours from Monday.",
        "url": "https://social.example/@shop/112200",
    }
    assert other.comment.text == "I'd like to know that as well."


def test_one_bad_entry_costs_no_other():
    good = json.loads((PAYLOADS / "notifications.json").read_bytes())[0]
    bad = [None, 5, {"type": "mention"}, {"type": "mention", "status": {"id": []}}, {"type": ["mention"]}, {}]
    found = happenings(json.dumps([*bad, good]).encode(), OWN)
    assert [type(one) for one in found] == [Skipped] * len(bad) + [Added]


def test_what_a_colleague_wrote_in_answer_is_no_comment():
    status = {"id": "7", "in_reply_to_id": "5", "content": "<p>@ada Yes!</p>", "account": {"id": ACCOUNT_ID}}
    body = json.dumps([{"id": "1", "type": "mention", "status": status}]).encode()
    assert happenings(body, OWN) == [Answered("5", "7", "Yes!")]


@pytest.mark.parametrize(("told", "reach"), [(12, 12), (-3, 0), (True, 0), ("many", 0), (None, 0)])
def test_the_reach_is_a_number_whatever_is_told(told, reach):
    account = {"id": "9", "acct": "ada", "followers_count": told}
    status = {"id": "5", "account": account, "content": "<p>@shop Open?</p>", "created_at": "2026-03-02T10:15:00.000Z"}
    body = json.dumps([{"id": "1", "type": "mention", "status": status}]).encode()
    (added,) = happenings(body, OWN)
    assert added.comment.reach is reach


# texts


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two<br />Three<br>Four</p>", "One\n\nTwo\nThree\nFour"),
        ("<p>a &lt;b&gt; &amp;amp; c</p>", "a <b> &amp; c"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ('<p class="quote-inline">RE: <a href="https://a.example">https://a.example</a></p><p>Right!</p>', "Right!"),
        ("<script>alert(1)</script>Hello<style>p{}</style>", "Hello"),
        ("no html at all", "no html at all"),
        ("<p>broken <b>tags", "broken tags"),
        ("<![nonsense[ x ]]> Hello", "Hello"),
        ("<p>" * 5_000 + "deep", "deep"),
        (f"<p>One &#{'9' * 5_000}; two</p>", "One \ufffd two"),
        ("", ""),
    ],
)
def test_html_is_read_as_a_person_sees_it(html, text):
    assert text_of(html) == text


@pytest.mark.parametrize(
    ("text", "is_reply", "rest"),
    [
        ("@shop Open?", False, "Open?"),
        ("@shop@social.example Open?", False, "Open?"),
        ("@SHOP\n\nOpen?", False, "Open?"),
        ("@shopping Open?", False, "@shopping Open?"),
        ("@ada @shop Open?", False, "@ada @shop Open?"),
        ("@ada @shop Open?", True, "Open?"),
        ("Ask @shop", True, "Ask @shop"),
        ("@shop", False, ""),
        ("", False, ""),
    ],
)
def test_mentions_that_only_address_are_left_out(text, is_reply, rest):
    assert without_address(text, "shop", is_reply=is_reply) == rest


def test_texts_are_compared_without_what_mastodon_changes():
    assert comparable("@ada@b.example Ask  @bob@c.example\n\nplease") == comparable("Ask @bob please")
    assert comparable("Write to help@shop.example") != comparable("Write to help")


def test_the_mention_is_the_authors_and_no_other():
    assert addressed("Ask @adam.", "ada") == "@ada Ask @adam."
    assert addressed("See https://b.example/@ada", "ada") == "@ada See https://b.example/@ada"
    assert addressed("Hello", "") == "Hello"


# pages and errors


def test_a_link_header_gives_parameters_only():
    header = '<https://a.example/x?limit=40&max_id=12>; rel="next", <https://a.example/x?min_id=99>; rel="prev"'
    assert (linked(header, "next", "max_id"), linked(header, "prev", "min_id")) == ("12", "99")
    for broken in ("", "<", '<https://[>; rel="next"', "x" * 100_000, '<https://a.example/x>; rel="next"'):
        assert linked(broken, "next", "max_id") is None


@pytest.mark.parametrize("cursor", [None, {}, {"after": 5.5}, {"since": "soon", "recent": "x"}, {"recent": [None, []]}])
def test_a_cursor_that_makes_no_sense_begins_anew(cursor):
    assert Place.of(cursor, NOW, timedelta(days=7)) == Place(since=NOW - timedelta(days=7))


def test_ids_that_are_no_numbers_are_followed_too():
    entries = [{"id": f"01H{letter}", "created_at": NOW.isoformat()} for letter in "ZYX"]
    place, more = Place("01HA", ("01HA",)).onward(entries, "")
    assert more and place.after == "01HZ"
    place, more = place.onward([], "")
    assert not more and place == Place("01HA", ("01HZ", "01HY", "01HX", "01HA"))


def test_a_server_that_repeats_a_page_is_not_asked_for_ever():
    entries = [{"id": "5", "created_at": NOW.isoformat()}]
    place, _ = Place("4").onward(entries, "")
    assert place.onward(entries, "")[1] is False
    place, _ = Place(since=NOW - timedelta(days=1)).onward(entries, '<https://a.example/?max_id=5>; rel="next"')
    assert place.onward(entries, '<https://a.example/?max_id=5>; rel="next"')[1] is False


@pytest.mark.parametrize(
    ("status", "trouble"),
    [(401, Trouble.TOKEN), (403, Trouble.PERMISSION), (404, Trouble.MISSING), (410, Trouble.MISSING),
     (422, Trouble.REFUSED), (429, Trouble.RATE), (500, Trouble.AWAY), (503, Trouble.AWAY), (302, Trouble.AWAY)],
)  # fmt: skip
def test_errors_are_told_apart_by_their_status(status, trouble):
    error = error_of(_answer(Reply.of({"error": "whatever it says"}, status)), NOW)
    assert error.trouble is trouble and "whatever" not in error.reason


@pytest.mark.parametrize(
    ("header", "wait"),
    [("2026-03-02T12:05:00.000Z", timedelta(minutes=5)), ("2026-03-02T11:00:00Z", None), ("soon", None),
     ("2096-03-02T12:05:00Z", timedelta(days=1))],
)  # fmt: skip
def test_the_end_of_a_limit_is_read(header, wait):
    answer = _answer(Reply.of({"error": "Too many requests"}, 429, {"X-RateLimit-Reset": header}))
    assert error_of(answer, NOW).retry_after == wait


def _answer(reply):
    return Answer(httpx.Response(reply.status, headers=dict(reply.headers)), reply.body)
